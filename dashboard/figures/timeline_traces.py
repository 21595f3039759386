"""The traces of the timeline without their data: ticks of events, marks, bars, lines, published series."""

from __future__ import annotations

from typing import Any

from dashboard.figures.canvas import Canvas, escaped
from dashboard.figures.time_axis import Span, day_number
from dashboard.figures.timeline_base import drawn_as_bars, highest_mark, marks_of, published_series
from dashboard.i18n import dates

Trace = dict[str, Any]
WIDE_TOP, WIDE_HEIGHT = 0.72, 0.66
TEXTED: Trace = {"hoverinfo": "text", "hovertext": [], "customdata": []}


def traces(canvas: Canvas, span: Span) -> list[Trace]:
    """Return the traces in the order that bindings count on."""
    theme, px = canvas.theme, canvas.px
    bar = {"type": "bar", "x": [], "y": [], "width": [], "xaxis": "x", "yaxis": "y2"}
    line = {"type": "scatter", "mode": "lines", "x": [], "y": [], "yaxis": "y3", "hoverinfo": "skip"}
    return [
        _event_ticks(canvas, span),
        _marks(canvas),
        bar | _wide(canvas),
        {**bar, "marker": {"color": theme.fill}, "hoverinfo": "text", "hovertext": []},
        {**bar, "marker": {"color": theme.ink2}, "hoverinfo": "text", "hovertext": []},
        {**line, "line": {"color": theme.mark, "width": px(1.8), "shape": "hv"}},
        {**line, "line": {"color": theme.accent, "width": px(2), "shape": "hv"}},
        line | _series(canvas),
    ]


def _marks(canvas: Canvas) -> Trace:
    line = {"width": canvas.px(1), "color": []}
    marker = {"symbol": "square", "size": _mark_px(canvas), "color": [], "line": line}
    look = {"type": "scatter", "mode": "markers", "x": [], "y": [], "yaxis": "y2", "marker": marker}
    if drawn_as_bars(canvas):
        return TEXTED | look
    found = marks_of(canvas)
    texts = {
        "customdata": [found.ids[at] for at in found.rows],
        "hovertext": [found.hovers[at] for at in found.rows],
    }
    return TEXTED | look | {"x": found.marks.x, "y": found.marks.y} | texts


def _wide(canvas: Canvas) -> Trace:
    look = {
        "marker": {"color": [], "line": {"width": 0}},
        "text": [],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textfont": {"color": canvas.theme.paper, "size": canvas.form.small},
        "textangle": 0,
        "constraintext": "none",
    }
    if drawn_as_bars(canvas):
        return TEXTED | look
    found = marks_of(canvas)
    return (
        TEXTED
        | look
        | {
            "x": [(start + end + 1) / 2 for start, end in found.wide],
            "width": [end + 1 - start - 10 for start, end in found.wide],
            "y": [-WIDE_HEIGHT for _ in found.wide],
            "base": [-WIDE_TOP for _ in found.wide],
            "customdata": [found.ids[rows[0]] for rows in found.wide_rows],
            "hovertext": ["<br>".join(found.hovers[at] for at in rows) for rows in found.wide_rows],
            "text": [canvas.count(len(rows)) for rows in found.wide_rows],
        }
    )


def _series(canvas: Canvas) -> Trace:
    series = [] if canvas.state.measure == "amount" else published_series(canvas)
    return {
        "mode": "lines+markers",
        "x": [day for day, _ in series],
        "y": [value for _, value in series],
        "line": {"color": canvas.theme.ink, "width": canvas.px(1.2)},
        "marker": {"size": canvas.px(5), "color": canvas.theme.ink},
    }


def _mark_px(canvas: Canvas) -> float:
    lane = {"phone": 60, "desk": 42, "wide": 72, "ultra": 144, "stage": 190}[canvas.form.name]
    return max(canvas.px(4), min(canvas.px(10), lane / (highest_mark(canvas) + 1.5) - canvas.px(1)))


def _event_ticks(canvas: Canvas, span: Span) -> dict[str, Any]:
    events = canvas.dataset.tables["events"]
    shown = []
    for event_id, start, iso, precision in zip(
        events["event_id"],
        events["event_date_start"],
        events["event_date"],
        events["date_precision"],
        strict=True,
    ):
        day = day_number(start.date()) if start == start else None
        if day is not None and span.first <= day <= span.last:
            when = dates.date_text(iso, precision, canvas.words)
            shown.append(
                (day, event_id, f"<b>{escaped(canvas.names.events[event_id].text)}</b><br>{escaped(when)}")
            )
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [day for day, _, _ in shown],
        "y": [0.16] * len(shown),
        "customdata": [event_id for _, event_id, _ in shown],
        "hovertext": [text for _, _, text in shown],
        "hoverinfo": "text",
        "marker": {
            "symbol": "line-ns-open",
            "size": canvas.px(8),
            "color": canvas.theme.ink3,
            "line": {"width": canvas.px(1)},
        },
    }
