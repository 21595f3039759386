"""The rows of a chart as words: what its table twin and its lists show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.figures import sectors as sector_chart
from dashboard.figures.ranking import shown as ranked
from dashboard.figures.sectors import codes_of, grouping, money_texts
from dashboard.render.ledger import Line

if TYPE_CHECKING:
    from dashboard.render.answer import Answer


@dataclass(frozen=True)
class Group:
    """One row: the codes it stands for, its label, how many pass, of how many, and an aside."""

    codes: tuple[str, ...]
    label: str
    n: int
    total: int
    picked: bool
    aside: str = ""


def groups_of(found: Answer, chart_key: str) -> list[Group]:
    """Return the rows of a chart of groups in the order of its picture."""
    if chart_key == "sectors":
        return _sectors(found)
    dimension = {"stages": "stage", "home": "home", "places": "place", "map": "place"}[chart_key]
    rows = ranked(found.canvas, dimension, found.view.frames.records(dimension), drawn=False)
    return [_group(found, dimension, row, (getattr(row, dimension),)) for row in rows]


def _sectors(found: Answer) -> list[Group]:
    canvas, dimension = found.canvas, grouping(found.state)
    rows = []
    for row in sector_chart.shown(found.view.frames.records("sectors")):
        codes = tuple(codes_of(canvas, getattr(row, dimension)).split(","))
        rows.append(_group(found, dimension, row, codes, money_texts(canvas, row)))
    return rows


def _group(found: Answer, dimension: str, row: Any, codes: tuple[str, ...], aside: str = "") -> Group:
    label = found.names.of(dimension, getattr(row, dimension))
    return Group(codes, label, int(row.projects), int(row.projects_all), bool(row.picked), aside)


def signed_projects(found: Answer) -> list[tuple[Line, str, bool]]:
    """Return the dated projects by date: line, date text, and whether it passes every clause."""
    rows, ledger = found.canvas.totals["signings"], found.board.ledger(found.state.lang)
    texts = zip(rows["project_id"], rows["date_text"], found.view.lit.tolist(), strict=True)
    return [(ledger[key], text, bool(lit)) for key, text, lit in texts]


def unplaced_lines(found: Answer) -> list[Line]:
    """Return the passing projects whose place is not known more closely than the whole park."""
    facts, board = found.board.facts, found.board
    passing = board.engine.mask(board.selection(found.state)) & ~facts.flags["located"]
    ledger = board.ledger(found.state.lang)
    return [ledger[facts.ids[at]] for at in np.flatnonzero(passing)]
