"""What a scene says on the wall: its figures from rows and key figures, and its sentences filled with them.

Law: a figure on the wall has a row of the register or a key figure of this very answer behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.contract.stories import ROW_COLUMNS, ROW_UNITS
from dashboard.contract.tables import TABLES
from dashboard.i18n import numbers
from dashboard.render.answer import Answer
from dashboard.render.kpis import minor_units
from dashboard.render.stories import scene_state
from dashboard.story import Item, Reference, Scene, Story, scene_named

BEFORE = {"more than": ">", "at least": "≥", "about": "≈"}
PUBLISHED = ("amount_cny", "amount_usd")


@dataclass(frozen=True)
class WallFigure:
    """A figure as the wall writes it, with what stands behind it."""

    number: str
    unit: str
    value: float | int | None
    origin: str
    before: str = ""
    definition: str = ""


@dataclass(frozen=True)
class Wall:
    """A scene in the state of an answer; ``own`` says that nobody has left the scene's own state."""

    story: Story
    at: int
    scene: Scene
    own: bool
    title: str
    label: str
    text: str
    source: str
    figures: Mapping[str, WallFigure]

    @property
    def items(self) -> tuple[Item, ...]:
        """Return what the scene shows several of."""
        return self.scene.items


def wall_of(found: Answer) -> Wall | None:
    """Return the wall of an answer; None when its address names no scene."""
    named = scene_named(found.board.stories, found.state.scene)
    if named is None:
        return None
    story, at = named
    scene, lang = story.scenes[at], found.state.lang
    figures = {key: figure_of(found, one) for key, one in scene.figures.items()}
    own = _is_own(found, scene)
    filled = {key: one.number for key, one in figures.items()}
    return Wall(
        story=story,
        at=at,
        scene=scene,
        own=own,
        title=scene.title[lang].format(**filled) if own else told(found),
        label=scene.label[lang].format(**filled),
        text=scene.text[lang].format(**filled) if scene.text else "",
        source=scene.source[lang],
        figures=figures,
    )


def _is_own(found: Answer, scene: Scene) -> bool:
    state = found.state
    own = scene_state(found.board, scene, state.lang, state.theme)
    same = {"scene": state.scene, "currency": state.currency, "rules": state.rules}
    return own.changed(**same) == state


def told(found: Answer) -> str:
    """Return one sentence written from the filter: what is picked, and how many of how many."""
    words, totals = found.canvas.words, found.totals
    n, of = (numbers.count(one, words) for one in (totals.projects, totals.projects_all))
    picked = " · ".join(chip.text for chip in found.chips)
    many = words.text("{n} of {total} projects", n=n, total=of)
    return f"{picked}\n{many}" if picked else many


def figure_of(found: Answer, one: Reference) -> WallFigure:
    """Return a figure by what a scene names for it."""
    return _of_row(found, one) if one.row else _of_kpi(found, one)


def _of_row(found: Answer, one: Reference) -> WallFigure:
    words = found.canvas.words
    table, _, key = one.row.partition("/")
    frame = found.board.dataset.tables[table]
    row = frame[frame[TABLES[table].key] == key].iloc[0]
    if one.part == "year":
        year = str(row["event_date"])[:4]
        return WallFigure(year, "", int(year), one.row, "", row["source_name"])
    column, unit_column, qualifier = ROW_COLUMNS[table]
    value = float(row[column])
    code = row[unit_column] if unit_column else ROW_UNITS[table]
    unit = one.unit.get(words.lang) or words.label("unit", code)
    before = BEFORE.get(row[qualifier], "") if qualifier else ""
    return WallFigure(
        numbers.decimal(value, one.decimals, words), unit, value, one.row, before, row["source_name"]
    )


def _of_kpi(found: Answer, one: Reference) -> WallFigure:
    words, kpi = found.canvas.words, found.kpis[one.kpi]
    definition = definition_of(found, one.kpi)
    if one.part == "published":
        value: Any = sum(found.kpis[key].rows for key in PUBLISHED)
    else:
        value = getattr(kpi, one.part)
    origin = f"{one.kpi}.{one.part}"
    if value is None:
        return WallFigure(numbers.UNKNOWN, "", None, origin, definition=definition)
    if one.kpi.startswith("amount_") and one.part in ("value", "total"):
        before, number, unit = numbers.money_parts(minor_units(value, kpi.unit), kpi.unit, words)
        return WallFigure(number, unit, value, origin, before, definition)
    unit = one.unit.get(words.lang) or words.label("unit", kpi.unit)
    return WallFigure(numbers.decimal(value, one.decimals, words), unit, value, origin, "", definition)


def definition_of(found: Answer, key: str) -> str:
    """Return what a key figure counts and, on a second line, over how many rows."""
    words, kpi = found.canvas.words, found.kpis[key]
    rows = words.text("{n} projects", n=numbers.count(kpi.rows, words)) if kpi.filters else kpi.source
    return f"{words.text(kpi.definition)}\n{rows}"
