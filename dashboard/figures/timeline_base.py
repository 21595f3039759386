"""What every part of the timeline agrees on: traces and shapes by place, the span, the tops of the lanes."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from dashboard.figures.canvas import Canvas
from dashboard.figures.signings import MOST_MARKS, bucket_sums, stack_marks, weights_of
from dashboard.figures.time_axis import Span, day_number, span_of

TICKS, MARKS, WIDE, BARS_ALL, BARS, ALL_LINE, LINE, SERIES = range(8)
LIT, VEIL_LEFT, VEIL_RIGHT, RULE_LEFT, RULE_RIGHT, FOOT = range(6)
NOTE_ALL, NOTE_NOW = range(2)
EVENTS, SIGNED, TOTAL = (0.655, 1.0), (0.335, 0.64), (0.0, 0.315)
WIDTH_PX = {"phone": 300, "desk": 780, "wide": 1040, "ultra": 2080}
LEVELS = {"phone": 3, "desk": 4, "wide": 5, "ultra": 5}


def rows_of(canvas: Canvas) -> pd.DataFrame:
    """Return every dated project of the register, without any selection."""
    return canvas.totals["signings"]


def row_weights(canvas: Canvas, rows: pd.DataFrame) -> np.ndarray:
    """Return what each row adds to the running total in the measure of the view."""
    return weights_of(rows, canvas.state.measure, canvas.state.currency)


def axis_span(canvas: Canvas) -> Span:
    """Return the years on the axis: from the first signature to the day the data were compiled."""
    starts = [int(day) for day in rows_of(canvas)["start"]]
    return span_of(starts, canvas.dataset.park.compiled)


def drawn_as_bars(canvas: Canvas, rows: pd.DataFrame) -> bool:
    """Say whether bars stand for the projects: always for amounts, else for large registers."""
    return canvas.state.measure == "amount" or len(rows_of(canvas)) > MOST_MARKS


def highest_mark(canvas: Canvas) -> float:
    """Return the top of the signing lane in its own unit."""
    rows = rows_of(canvas)
    if drawn_as_bars(canvas, rows):
        sums = bucket_sums(rows, row_weights(canvas, rows), canvas.state.grain)
        return max(sums.values(), default=1.0) * 1.08
    return max(max(stack_marks(rows, canvas.state.grain).y, default=0) + 1.0, 4.0)


def max_total(canvas: Canvas) -> float:
    """Return the highest value of the cumulative lane."""
    own = float(row_weights(canvas, rows_of(canvas)).sum())
    series = [] if canvas.state.measure == "amount" else [value for _, value in published_series(canvas)]
    return max([own, *series, 1.0])


def published_series(canvas: Canvas) -> list[tuple[int, float]]:
    """Return day and value of the zone's own published count of signed projects."""
    code = canvas.dataset.park.series.get("zone_signed", "")
    rows = canvas.dataset.tables["statistics"]
    rows = rows[(rows["indicator_code"] == code) & (rows["status"] == "actual")]
    points = [
        (_day(period), float(value)) for period, value in zip(rows["period"], rows["value"], strict=True)
    ]
    return sorted(points)


def _day(period: str) -> int:
    year, month, day = (*(int(part) for part in period.split("-")), 1, 1)[:3]
    return day_number(date(year, month, day))
