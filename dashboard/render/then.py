"""The day compared with, under the same rules and clauses: figures, places, and what was reached between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.figures.map_badges import BEFORE
from dashboard.figures.time_axis import EPOCH
from dashboard.i18n import dates
from dashboard.i18n.translate import words
from dashboard.query.changes import reached_between
from dashboard.render.board import PLACES_BEFORE, Board
from dashboard.render.kpis import GRAND, Kpi, grand_of, kpis_of
from dashboard.state import ViewState


@dataclass(frozen=True)
class Then:
    """Key figures and passing projects by place on the other day; the milestones reached between the days."""

    kpis: Mapping[str, Kpi]
    places: Mapping[str, int]
    reached: pd.DataFrame

    @classmethod
    def of(cls, board: Board, state: ViewState) -> Then | None:
        """Return what a state compares with; None without a day to compare with."""
        other = board.compared(state)
        if other is None:
            return None
        frames = other.engine.run(other.selection(state), (grand_of(other), PLACES_BEFORE)).frames
        places = {row.place: int(row.projects) for row in frames.records(BEFORE) if row.picked}
        kpis = kpis_of(other, frames.records(GRAND)[0])
        return cls(kpis, places, _reached(board, other, state))


def _reached(board: Board, other: Board, state: ViewState) -> pd.DataFrame:
    later = max(board, other, key=lambda one: one.dataset.park.compiled)
    rows = board.kept(("reached", state.versus, state.lang), lambda: _told(board, other, later, state.lang))
    passing = later.engine.mask(later.selection(state)).nonzero()[0]
    ids = {later.facts.ids[at] for at in passing}
    return rows.assign(lit=rows["project_id"].isin(ids))


def _told(board: Board, other: Board, later: Board, lang: str) -> pd.DataFrame:
    """Return the milestones reached between two days with their names, days as numbers, and date texts."""
    rows, names, speech = reached_between(other.dataset, board.dataset), later.names(lang), words(lang)
    first = pd.Timestamp(EPOCH)
    texts = [
        dates.date_text(None if pd.isna(day) else day.date().isoformat(), precision or "day", speech)
        for day, precision in zip(rows["actual"], rows["precision"], strict=True)
    ]
    return rows.assign(
        name=[names.projects[key].text for key in rows["project_id"]],
        start=(rows["actual"] - first).dt.days,
        end=(rows["actual_end"] - first).dt.days,
        date_text=texts,
    ).drop(columns=["actual", "actual_end"])
