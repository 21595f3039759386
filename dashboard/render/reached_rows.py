"""What was reached between the two days compared: one line per milestone, and which pass the clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dashboard.figures.time_axis import EPOCH
from dashboard.i18n import dates
from dashboard.i18n.translate import words
from dashboard.query.changes import reached_between
from dashboard.state import ViewState

if TYPE_CHECKING:
    from dashboard.render.board import Board


def later_of(board: Board, other: Board) -> Board:
    """Return the board of the later day."""
    return max(board, other, key=lambda one: one.dataset.park.compiled)


def reached_rows(board: Board, other: Board, lang: str) -> pd.DataFrame:
    """Return ``project_id``, ``name``, ``stage_code``, ``precision``, ``start``, ``end`` (days since 1970,
    NaN without a date) and ``date_text`` of the milestones reached between two days, by date.
    """
    rows, speech = reached_between(other.dataset, board.dataset), words(lang)
    names, first = later_of(board, other).names(lang), pd.Timestamp(EPOCH)
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


def reached_and_passing(rows: pd.DataFrame, board: Board, other: Board, state: ViewState) -> np.ndarray:
    """Return which of the rows belong to projects that pass every clause on the later day."""
    later = later_of(board, other)
    passing = later.engine.mask(later.selection(state)).nonzero()[0]
    found: np.ndarray = rows["project_id"].isin({later.facts.ids[at] for at in passing}).to_numpy()
    return found
