"""The day compared with, under the same rules and clauses: figures, places, and what was reached between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dashboard.figures.map_badges import BEFORE
from dashboard.figures.timeline_change import REACHED
from dashboard.render.board import PLACES_BEFORE, Board
from dashboard.render.kpis import GRAND, Kpi, grand_of, kpis_of
from dashboard.render.reached_rows import reached_and_passing
from dashboard.state import ViewState


@dataclass(frozen=True)
class Then:
    """Key figures and passing projects by place on the other day; which milestones in between pass."""

    kpis: Mapping[str, Kpi]
    places: Mapping[str, int]
    reached: np.ndarray

    @classmethod
    def of(cls, board: Board, state: ViewState) -> Then | None:
        """Return what a state compares with; None without a day to compare with."""
        other = board.compared(state)
        if other is None:
            return None
        frames = other.engine.run(other.selection(state), (grand_of(other), PLACES_BEFORE)).frames
        places = {row.place: int(row.projects) for row in frames.records(BEFORE) if row.picked}
        reached = reached_and_passing(board.totals(state)[REACHED], board, other, state)
        return cls(kpis_of(other, frames.records(GRAND)[0]), places, reached)
