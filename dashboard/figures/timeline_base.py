"""What every part of the timeline agrees on: traces and shapes by place, the span, the tops of the lanes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from dashboard.figures.canvas import Canvas, escaped
from dashboard.figures.signings import MOST_MARKS, Marks, bucket_sums, stack_marks, weights_of, year_bars
from dashboard.figures.time_axis import Span, day_number, span_of

TICKS, MARKS, WIDE, BARS_ALL, BARS, ALL_LINE, LINE, SERIES = range(8)
LIT, VEIL_LEFT, VEIL_RIGHT, RULE_LEFT, RULE_RIGHT, FOOT = range(6)
NOTE_ALL, NOTE_NOW = range(2)
EVENTS, SIGNED, TOTAL = (0.655, 1.0), (0.335, 0.64), (0.0, 0.315)
ROW, TOTAL_ABOVE_ROW = (0.0, 0.1), (0.145, 0.315)
WIDTH_PX = {"phone": 300, "desk": 780, "wide": 1040, "ultra": 2080, "stage": 1700}
LEVELS = {"phone": 3, "desk": 4, "wide": 5, "ultra": 5, "stage": 3}


def rows_of(canvas: Canvas) -> pd.DataFrame:
    """Return every dated project of the register, without any selection."""
    return canvas.totals["signings"]


def row_weights(canvas: Canvas, rows: pd.DataFrame) -> np.ndarray:
    """Return what each row adds to the running total in the measure of the view."""
    state = canvas.state
    return canvas.once("weights", lambda: weights_of(rows, state.measure, state.currency))


def axis_span(canvas: Canvas) -> Span:
    """Return the years on the axis: from the first signature to the day the data were compiled."""
    starts = rows_of(canvas)["start"].tolist
    return canvas.once("span", lambda: span_of(starts(), canvas.dataset.park.compiled))


def drawn_as_bars(canvas: Canvas) -> bool:
    """Say whether bars stand for the projects: always for amounts, else for large registers."""
    return canvas.state.measure == "amount" or len(rows_of(canvas)) > MOST_MARKS


@dataclass(frozen=True)
class MarkSet:
    """The marks of the signing lane: place, row, colour when lit, memorandum or not, words, wide ones."""

    marks: Marks
    inks: list[str]
    memoranda: list[bool]
    ids: list[str]
    hovers: list[str]
    wide: list[tuple[int, int]]
    wide_rows: list[list[int]]

    @property
    def rows(self) -> list[int]:
        """Return the row of each mark."""
        return self.marks.rows


def marks_of(canvas: Canvas) -> MarkSet:
    """Return the marks, made once per look."""
    return canvas.once("marks", lambda: _marks(canvas))


def _marks(canvas: Canvas) -> MarkSet:
    rows = rows_of(canvas)
    marks, wide = stack_marks(rows, canvas.state.grain), year_bars(rows, canvas.state.grain)
    families, memos = rows["family"].tolist(), rows["memorandum"].tolist()
    return MarkSet(
        marks=marks,
        inks=[canvas.family_colour(families[at]) for at in marks.rows],
        memoranda=[memos[at] for at in marks.rows],
        ids=rows["project_id"].tolist(),
        hovers=[_hover(canvas, row) for row in rows.to_dict("records")],
        wide=list(wide),
        wide_rows=list(wide.values()),
    )


def _hover(canvas: Canvas, row: dict[str, Any]) -> str:
    name = escaped(canvas.names.projects[row["project_id"]].text)
    kind = canvas.words.label("stage_short", "25" if row["memorandum"] else "30")
    family = canvas.label("family", row["family"])
    return f"<b>{name}</b><br>{kind} {escaped(row['date_text'])}<br>{family}"


def highest_mark(canvas: Canvas) -> float:
    """Return the top of the signing lane in its own unit."""
    if drawn_as_bars(canvas):
        rows = rows_of(canvas)
        sums = bucket_sums(rows, row_weights(canvas, rows), canvas.state.grain)
        return max(sums.values(), default=1.0) * 1.08
    return max(max(marks_of(canvas).marks.y, default=0) + 1.0, 4.0)


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
