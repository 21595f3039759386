"""Years, quarters and months as dimensions: which period the dated range of a row falls in.

Law: a row counts in a grain only when its date is known that finely. What is known no finer than the
quarter or the year is counted apart, so ``quarter`` with ``year_only``, and ``month`` with
``quarter_only`` and ``year_only``, hold every row once.
"""

from __future__ import annotations

import numpy as np

from dashboard.query.facts import UNDATED, Dimension

MONTHS = {"year": 12, "quarter": 3, "month": 1}
NO_DATE = "none"


def period_dimensions(owner: str, start: np.ndarray, end: np.ndarray) -> tuple[Dimension, ...]:
    """Return a dimension per grain, and those of the rows known only to the quarter or the year.

    Parameters
    ----------
    owner : the dimension whose clauses act on them, also the beginning of their names.
    start, end : int32 days since 1970-01-01, both in the range; UNDATED when unknown. A range that
        leaves its year counts in the year it starts in.

    Examples
    --------
    >>> day = np.array([UNDATED, 18262, 18300], dtype=np.int32)
    >>> year, quarter, month, *_ = period_dimensions("signed", day, day)
    >>> (year.categories, quarter.categories, month.categories)
    (('2020', 'none'), ('2020-Q1', 'none'), ('2020-01', '2020-02', 'none'))
    """
    dated = start != UNDATED
    fits = {grain: dated & (_period(start, grain) == _period(end, grain)) for grain in MONTHS}
    fits["year"] = dated
    return (
        *(_dimension(owner, grain, start=start, held=fits[grain] | ~dated) for grain in MONTHS),
        _dimension(owner, "quarter_only", start=start, held=fits["quarter"] & ~fits["month"]),
        _dimension(owner, "year_only", start=start, held=dated & ~fits["quarter"]),
    )


def _period(days: np.ndarray, grain: str) -> np.ndarray:
    """Return periods counted from 1970; those of UNDATED mean nothing."""
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return np.floor_divide(months, MONTHS[grain])


def _dimension(owner: str, name: str, *, start: np.ndarray, held: np.ndarray) -> Dimension:
    grain = name.removesuffix("_only")
    rows = np.flatnonzero(held).astype(np.int32)
    dated = start[rows] != UNDATED
    found = _period(start[rows], grain)
    first, last = (int(found[dated].min()), int(found[dated].max())) if dated.any() else (0, -1)
    periods = np.arange(first, last + 1)
    undated = (NO_DATE,) if not dated.all() else ()
    return Dimension(
        name=f"{owner}_{name}",
        owner=owner,
        categories=(*(_label(int(period), grain) for period in periods), *undated),
        rows=rows,
        codes=np.where(dated, found - first, len(periods)).astype(np.int32),
        single=len(rows) == len(start),
        spans=_spans(periods, grain, len(undated)),
    )


def _label(period: int, grain: str) -> str:
    year, part = divmod(period * MONTHS[grain], 12)
    if grain == "year":
        return f"{1970 + year}"
    return f"{1970 + year}-Q{part // 3 + 1}" if grain == "quarter" else f"{1970 + year}-{part + 1:02}"


def _spans(periods: np.ndarray, grain: str, undated: int) -> tuple[np.ndarray, np.ndarray]:
    edges = (np.append(periods, periods[-1:] + 1) * MONTHS[grain]).astype("datetime64[M]")
    days = edges.astype("datetime64[D]").astype(np.int64)
    none = np.full(undated, UNDATED)
    first, last = np.append(days[:-1], none), np.append(days[1:] - 1, none)
    return first.astype(np.int32), last.astype(np.int32)
