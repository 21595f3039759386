"""The notes on the data: names and their time, areas, sources with licences, what the checks said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.contract.naming import Names
from dashboard.i18n import dates, numbers

if TYPE_CHECKING:
    from dashboard.render.board import Board


@dataclass(frozen=True)
class Line:
    """One note and the language it is in; empty means the page's."""

    text: str
    lang: str = ""


@dataclass(frozen=True)
class Section:
    """A titled list of notes."""

    title: str
    lines: tuple[Line, ...]


def data_notes(board: Board, names: Names) -> list[Section]:
    """Return the sections of the notes."""
    text = names.words.text
    return [
        Section(text("Names"), tuple(_names(board, names))),
        Section(text("Areas"), tuple(_areas(board, names))),
        Section(text("Findings of the check"), tuple(_findings(board, names))),
        Section(text("Sources"), tuple(_sources(board))),
    ]


def _names(board: Board, names: Names) -> list[Line]:
    words, found = names.words, []
    for name in board.dataset.park.names:
        start = dates.date_text(name.valid_from.isoformat(), "day", words)
        end = (
            dates.date_text(name.valid_to.isoformat(), "day", words) if name.valid_to else words.text("today")
        )
        found.append(Line(f"{name.text[words.lang]} ({start} – {end})"))
    return found


def _areas(board: Board, names: Names) -> list[Line]:
    words, area = names.words, board.dataset.park.area
    stated = numbers.area_km2(area.stated_km2, words)
    lines = [Line(words.text("Stated area: {area} ({source})", area=stated, source=area.stated_source))]
    if area.yearbook_km2:
        yearbook = numbers.area_km2(area.yearbook_km2, words)
        lines.append(
            Line(words.text("Yearbook area: {area} ({source})", area=yearbook, source=area.yearbook_source))
        )
    if area.core_km2:
        core = numbers.area_km2(area.core_km2, words)
        parts = " + ".join(numbers.area_km2(part, words) for part in area.core_parts_km2)
        lines.append(
            Line(words.text("Core area: {area} = {parts}; no outline is published", area=core, parts=parts))
        )
    return lines


def _findings(board: Board, names: Names) -> list[Line]:
    issues = board.dataset.report.issues
    return [Line(issue.message(names.words)) for issue in issues] or [
        Line(names.words.text("nothing to report"))
    ]


def _sources(board: Board) -> list[Line]:
    return [
        Line(f"{source.file}: {source.producer}; {source.licence}", "en") for source in board.dataset.sources
    ]
