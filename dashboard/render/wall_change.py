"""The same groups on two days, for the wall: what each stop of a scene counts, on one scale.

Law: the rows and their scale are those of all stops of the scene together, so nothing jumps between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboard.figures import BY_KEY
from dashboard.figures.ranking import row_label
from dashboard.query.query import Query
from dashboard.render.answer import Answer
from dashboard.render.clauses import selection_of
from dashboard.render.stories import scene_state
from dashboard.render.wall import Wall
from dashboard.state import ViewState

MOST_ROWS = 7
ONLY = ("projects",)


@dataclass(frozen=True)
class ChangeRow:
    """One group: its code in the address, its label, what it counts at the first stop and at this one."""

    dimension: str
    code: str
    label: str
    first: int
    now: int
    picked: bool


@dataclass(frozen=True)
class Changes:
    """The rows in their order, and the highest count of any stop, which is the length of the scale."""

    rows: tuple[ChangeRow, ...]
    highest: int


def changes_of(found: Answer, wall: Wall) -> Changes:
    """Return the groups of the scene's chart at its first stop and in the present state."""
    dimension = BY_KEY[wall.scene.views[0]].dimension
    stops = [_at_stop(found, wall, stop) for stop in range(len(wall.scene.stops))]
    counts = [_counts(found, state, dimension) for state in (*stops, found.state)]
    codes = sorted({code for count in counts for code in count if count[code]})
    if dimension != "stage":
        last = counts[len(stops) - 1]
        codes = sorted(codes, key=lambda code: (code == "none", -last.get(code, 0), code))[:MOST_ROWS]
    picked = found.state.picked(dimension)
    rows = tuple(
        ChangeRow(
            dimension=dimension,
            code=code,
            label=row_label(found.canvas, dimension, code),
            first=counts[0].get(code, 0),
            now=counts[-1].get(code, 0),
            picked=not picked or code in picked,
        )
        for code in codes
    )
    return Changes(rows, max((count.get(code, 0) for count in counts for code in codes), default=0))


def _at_stop(found: Answer, wall: Wall, stop: int) -> ViewState:
    """Return the present state on the days of a stop, so that a pick stays the same on all of them."""
    own = scene_state(found.board, wall.scene, found.state.lang, found.state.theme, stop)
    return found.state.changed(asof=own.asof, versus=own.versus)


def _counts(found: Answer, state: ViewState, dimension: str) -> dict[str, int]:
    board = found.board.at(state)
    frames: Any = board.engine.run(selection_of(state), (Query(dimension, (dimension,), ONLY),)).frames
    return {str(getattr(row, dimension)): int(row.projects) for row in frames.records(dimension)}
