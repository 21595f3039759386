"""Where signings stand on the time axis: one mark per project, bars for large registers, cumulative lines.

Rows come as a frame with one line per project that has a signature date: ``project_id``, ``start``
and ``end`` (days since 1970), ``precision``, ``memorandum``, ``family``, ``selected`` (passes every
clause but the period), ``in_period`` (passes every clause). Law: a year-precision signature is
drawn as wide as its year, never as a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from dashboard.figures.time_axis import bucket_middle, bucket_start, day_number, day_of, next_bucket

COARSE = {"month": ("year", "half-year", "quarter"), "quarter": ("year", "half-year"), "year": ()}
MOST_MARKS = 400


@dataclass(frozen=True)
class Marks:
    """Stacked marks: day at the middle of the bucket, place in the stack from 0, row positions."""

    x: list[float]
    y: list[int]
    rows: list[int]


def is_coarse(rows: pd.DataFrame, grain: str) -> np.ndarray:
    """Say for each row whether its date is too coarse for a bucket of this grain."""
    return rows["precision"].isin(COARSE[grain]).to_numpy()


def stack_marks(rows: pd.DataFrame, grain: str) -> Marks:
    """Stack one mark per row over its bucket, earlier ids lower."""
    fine = np.flatnonzero(~is_coarse(rows, grain))
    heights: dict[float, int] = {}
    x, y = [], []
    for at in fine:
        middle = bucket_middle(day_of(rows["start"].iloc[at]), grain)
        x.append(middle)
        y.append(heights.get(middle, 0))
        heights[middle] = y[-1] + 1
    return Marks(x, y, [int(at) for at in fine])


def year_bars(rows: pd.DataFrame, grain: str) -> dict[tuple[int, int], list[int]]:
    """Return, per range of days, the row positions whose date is only known to that range."""
    found: dict[tuple[int, int], list[int]] = {}
    for at in np.flatnonzero(is_coarse(rows, grain)):
        key = (int(rows["start"].iloc[at]), int(rows["end"].iloc[at]))
        found.setdefault(key, []).append(int(at))
    return dict(sorted(found.items()))


def cumulative(ends: np.ndarray, weights: np.ndarray, last_day: int) -> tuple[list[int], list[float]]:
    """Return a step line of the running total; a date known to a year counts at the year's end."""
    if not len(ends):
        return [], []
    order = np.argsort(ends, kind="stable")
    days = ends[order]
    sums = np.cumsum(weights[order])
    steps = np.flatnonzero(np.append(days[1:] != days[:-1], True))
    x, y = [int(days[at]) for at in steps], [float(sums[at]) for at in steps]
    return [x[0], *x, max(last_day, x[-1])], [0.0, *y, y[-1]]


def bucket_sums(rows: pd.DataFrame, weights: np.ndarray, grain: str) -> dict[tuple[int, int], float]:
    """Add weights per bucket; coarse dates add to the bucket as wide as their range."""
    sums: dict[tuple[int, int], float] = {}
    coarse = is_coarse(rows, grain)
    starts, ends = rows["start"].to_numpy(), rows["end"].to_numpy()
    for at in np.flatnonzero(weights):
        start, end = int(starts[at]), int(ends[at])
        if not coarse[at]:
            first = bucket_start(day_of(start), grain)
            start, end = day_number(first), day_number(next_bucket(first, grain)) - 1
        sums[(start, end)] = sums.get((start, end), 0.0) + float(weights[at])
    return dict(sorted(sums.items()))


def bar_arrays(sums: dict[tuple[int, int], float]) -> dict[str, list[Any]]:
    """Return x (middle), width and y arrays of bars from sums per range of days."""
    spans = list(sums)
    return {
        "x": [(start + end + 1) / 2 for start, end in spans],
        "width": [max(end + 1 - start - 8, 6) for start, end in spans],
        "y": list(sums.values()),
    }


def amounts_of(rows: pd.DataFrame, currency: str) -> np.ndarray:
    """Return published minor units per row in one currency, zero when unknown."""
    column = f"amount_{currency.lower()}"
    return rows[column].to_numpy() if column in rows else np.zeros(len(rows), dtype=np.int64)


def weights_of(rows: pd.DataFrame, measure: str, currency: str) -> np.ndarray:
    """Return what a row adds to the running total: its amount, or one formal signing."""
    if measure == "amount":
        return amounts_of(rows, currency).astype(float)
    return (~rows["memorandum"].to_numpy(dtype=bool)).astype(float)
