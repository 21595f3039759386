"""The row of the timeline for a day to compare with: the two days, and what was reached between them.

Law: a date known only to its month, quarter or year is as wide as that, and paler than a day. The row
is there only while a day is compared with; without one nothing of the timeline differs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from dashboard.figures.canvas import Canvas, escaped
from dashboard.figures.chart import Binding, View
from dashboard.figures.theme import bare_axis
from dashboard.figures.time_axis import day_number
from dashboard.figures.timeline_base import ROW, TOTAL, TOTAL_ABOVE_ROW, WIDTH_PX, axis_span
from dashboard.i18n import dates
from geo.labels import text_width

REACHED = "reached"
TRACE, NOTE = 8, 2
MOST_NAMED = 8
NARROWEST_PX = 2.5
COARSE_INK = 0.35


def compared_days(canvas: Canvas) -> tuple[int, int]:
    """Return the day compared with and the day shown, the earlier first, as day numbers."""
    then, now = date.fromisoformat(canvas.state.versus), canvas.dataset.park.compiled
    first, last = sorted((day_number(then), day_number(now)))
    return first, last


def row_axes(canvas: Canvas) -> dict[str, Any]:
    """Return the axes that make room for the row; none without a day to compare with."""
    if not canvas.state.versus:
        return {}
    return {"yaxis4": bare_axis(0, 1, domain=list(ROW))}


def total_domain(canvas: Canvas) -> list[float]:
    """Return where the lane of totals stands: above the row when there is one."""
    return list(TOTAL_ABOVE_ROW if canvas.state.versus else TOTAL)


def row_trace(canvas: Canvas) -> list[dict[str, Any]]:
    """Return the marks of the row; a filter moves none of them, it only pales some."""
    if not canvas.state.versus:
        return []
    marks, least = marks_of(canvas), NARROWEST_PX * canvas.form.k / _px(canvas, 1)
    inks = [1 if start == end else COARSE_INK for start, end in marks.spans]
    bar = {
        "x": [(start + end + 1) / 2 for start, end in marks.spans],
        "width": [max(end + 1 - start, least) for start, end in marks.spans],
        "y": [1] * len(marks.spans),
        "marker": {"color": [], "opacity": inks, "line": {"width": 0}},
    }
    texts = {"hoverinfo": "text", "hovertext": marks.hovers, "customdata": marks.ids}
    return [{"type": "bar", "xaxis": "x", "yaxis": "y4", **bar, **texts}]


def row_shapes(canvas: Canvas) -> list[dict[str, Any]]:
    """Return the time between the two days as a band, its ends as thin lines, and the rule of the row."""
    if not canvas.state.versus:
        return []
    first, last = compared_days(canvas)
    theme = canvas.theme
    tall = {"xref": "x", "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    dash = {"color": theme.accent, "width": canvas.px(1), "dash": f"{canvas.px(3)}px,{canvas.px(2)}px"}
    band = {**tall, "type": "rect", "x0": first, "x1": last, "fillcolor": theme.band, "line": {"width": 0}}
    ends = [{**tall, "type": "line", "x0": day, "x1": day, "line": dash} for day in (first, last)]
    rule = {"color": theme.rule, "width": canvas.px(1)}
    flat = {
        "type": "line",
        "xref": "paper",
        "yref": "paper",
        "x0": 0,
        "x1": 1,
        "layer": "below",
        "line": rule,
    }
    y = (ROW[1] + TOTAL_ABOVE_ROW[0]) / 2
    return [band, *ends, {**flat, "y0": y, "y1": y}]


def row_notes(canvas: Canvas) -> list[dict[str, Any]]:
    """Return the empty sentence of the row, on the side of the two days where there is more room."""
    if not canvas.state.versus:
        return []
    (first, last), span = compared_days(canvas), axis_span(canvas)
    left = first - span.first >= span.last - last
    across = "right" if left else "left"
    place = {"xref": "x", "x": first if left else last, "yref": "y4", "y": 0, "yanchor": "bottom"}
    shift = canvas.px(-5 if left else 5)
    if _px(canvas, max(first - span.first, span.last - last)) < _widest(canvas):
        across, shift, place["x"] = "center", 0, (first + last) / 2
    font = {"size": canvas.form.small, "color": canvas.theme.accent_text}
    look = {"font": font, "bgcolor": canvas.theme.paper, "borderpad": 0, "yshift": canvas.px(1)}
    return [{**place, "xanchor": across, "xshift": shift, "showarrow": False, "text": "", **look}]


def _px(canvas: Canvas, days: float) -> float:
    span = axis_span(canvas)
    return days / (span.last - span.first) * WIDTH_PX[canvas.form.name] * canvas.form.share


def _widest(canvas: Canvas) -> float:
    return text_width(sentence(canvas, 9999), canvas.form.small) + canvas.px(8)


def sentence(canvas: Canvas, n: int) -> str:
    """Return how many milestones were reached between the two days."""
    first, last = sorted((canvas.state.versus, canvas.dataset.park.compiled.isoformat()))
    words = canvas.words
    day = {key: dates.date_text(iso, "day", words) for key, iso in (("start", first), ("end", last))}
    if canvas.form.name == "phone":
        return words.text("{n} reached since {start}", n=canvas.count(n), start=day["start"])
    return words.text("{start} – {end}: {n} milestones reached", n=canvas.count(n), **day)


@dataclass(frozen=True)
class Marks:
    """The marks of the row: first and last day, positions of its rows, words; the widest first."""

    spans: list[tuple[int, int]]
    rows: list[list[int]]
    hovers: list[str]
    ids: list[str]


def marks_of(canvas: Canvas) -> Marks:
    """Return the marks of what was reached between the two days, made once per look."""
    return canvas.once("reached marks", lambda: _marks(canvas, canvas.totals[REACHED]))


def _marks(canvas: Canvas, rows: pd.DataFrame) -> Marks:
    found: dict[tuple[int, int], list[int]] = {}
    for at, (start, end) in enumerate(zip(rows["start"], rows["end"], strict=True)):
        if start == start:
            found.setdefault((int(start), int(end)), []).append(at)
    spans = sorted(found, key=lambda span: (span[0] - span[1], span))
    texts = list(zip(rows["name"], rows["stage_code"], rows["date_text"], strict=True))
    hovers = [_hover(canvas, [texts[at] for at in found[span]]) for span in spans]
    ids = rows["project_id"].tolist()
    return Marks(spans, [found[span] for span in spans], hovers, [ids[found[span][0]] for span in spans])


def row_binding(view: View) -> Binding:
    """Colour what passes and count it; nothing without a day to compare with."""
    if view.reached is None:
        return {}
    theme, lit = view.canvas.theme, view.reached.tolist()
    inks = [
        theme.accent if any(lit[at] for at in some) else theme.mark for some in marks_of(view.canvas).rows
    ]
    return {
        f"data.{TRACE}.marker.color": inks,
        f"layout.annotations.{NOTE}.text": sentence(view.canvas, sum(lit)),
    }


def _hover(canvas: Canvas, texts: list[tuple[str, str, str]]) -> str:
    lines = [f"<b>{escaped(texts[0][2])}</b>"]
    for name, stage, _ in texts[:MOST_NAMED]:
        lines.append(f"{escaped(name)}: {canvas.words.label('stage_short', stage)}")
    more = len(texts) - MOST_NAMED
    return "<br>".join([*lines, *([f"+{more}"] if more > 0 else [])])


def lane_name() -> tuple[str, float]:
    """Return the name of the row and where its top stands."""
    return "Reached", ROW[1] + (TOTAL_ABOVE_ROW[0] - ROW[1]) / 2
