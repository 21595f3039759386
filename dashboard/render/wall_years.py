"""Projects by the year they were signed in, for the wall: one square a project, years played one by one.

Law: every project that passes the clauses stands in one year or among those without one; a period in the
address only says up to which year the wall has come.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dashboard.query.facts import UNDATED
from dashboard.render.answer import Answer

DAYS_BEFORE_1970 = np.datetime64("1970-01-01", "D")


@dataclass(frozen=True)
class YearColumn:
    """One year: projects signed in it, whether the wall has come to it, whether it plays now."""

    year: int
    n: int
    reached: bool
    now: bool


@dataclass(frozen=True)
class Years:
    """The columns from the first to the last year, and how many projects have no date of signing."""

    columns: tuple[YearColumn, ...]
    undated: int


def years_of(found: Answer) -> Years:
    """Return the years of an answer; a project counts in the year its dated range begins."""
    board, state = found.board, found.state
    mask = board.engine.mask(board.selection(state), skip="signed")
    start = board.facts.intervals["signed"][0][mask]
    years = _years(start[start != UNDATED])
    everything = _years(board.facts.intervals["signed"][0][board.signing_order])
    if not len(everything):
        return Years((), int(mask.sum()))
    last = int(state.signed[1][:4]) if state.signed[1] else None
    first = int(years.min()) if len(years) else int(everything.min())
    columns = tuple(
        YearColumn(
            year,
            int((years == year).sum()),
            reached=last is None or year <= last,
            now=year == last,
        )
        for year in range(first, int(everything.max()) + 1)
    )
    return Years(columns, int((start == UNDATED).sum()))


def _years(days: np.ndarray) -> np.ndarray:
    """Return the calendar years of days since 1970.

    Examples
    --------
    >>> _years(np.array([0, 18262])).tolist()
    [1970, 2020]
    """
    months = (DAYS_BEFORE_1970 + days.astype(int)).astype("datetime64[Y]")
    found: np.ndarray = months.astype(int) + 1970
    return found
