"""The dataless timeline: three lanes on one axis, the events with their labels, the brush's shapes."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from dashboard.figures.canvas import Canvas, escaped
from dashboard.figures.event_lane import Headline, Lane, Placed, place_headlines
from dashboard.figures.signings import MOST_MARKS, bucket_sums, stack_marks, weights_of
from dashboard.figures.theme import bare_axis, base_layout
from dashboard.figures.time_axis import Span, day_number, span_of
from dashboard.i18n import dates
from geo.labels import text_width

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


def template(canvas: Canvas) -> dict[str, Any]:
    """Return the timeline without its data."""
    span = axis_span(canvas)
    placed = place_headlines(_headlines(canvas, span), _lane(canvas, span))
    layout = base_layout(canvas.theme, canvas.form, canvas.words)
    layout |= _axes(canvas, span)
    layout["margin"] = {"l": _label_width(canvas), "r": canvas.px(8), "t": canvas.px(2), "b": canvas.px(18)}
    layout["dragmode"], layout["selectdirection"] = "select", "h"
    layout["barmode"] = "overlay"
    layout["annotations"] = [
        *_line_notes(canvas),
        *_lane_names(canvas),
        *_series_note(canvas),
        *_labels(canvas, placed),
    ]
    layout["shapes"] = [*_brush_shapes(canvas), *_lane_rules(canvas), *_leaders(canvas, placed)]
    return {"data": _traces(canvas, span), "layout": layout}


def _label_width(canvas: Canvas) -> float:
    words = canvas.words
    names = (words.text("Events"), words.text("Signings"), words.text("Cumulative"))
    return max(text_width(name, canvas.size) for name in names) * 1.08 + canvas.px(12)


def _headlines(canvas: Canvas, span: Span) -> list[Headline]:
    events = canvas.dataset.tables["events"]
    chosen = events[events["headline"]]
    found = []
    for event_id, start in zip(chosen["event_id"], chosen["event_date_start"], strict=True):
        day = day_number(start.date())
        if span.first <= day <= span.last and event_id in canvas.names.headlines:
            found.append(Headline(event_id, day, canvas.names.headlines[event_id].text))
    return found


def _lane(canvas: Canvas, span: Span) -> Lane:
    width = WIDTH_PX[canvas.form.name]
    per_day = width / (span.last - span.first)
    return Lane(span.first, per_day, width, LEVELS[canvas.form.name], canvas.form.small, canvas.px(5))


def _axes(canvas: Canvas, span: Span) -> dict[str, Any]:
    years = [year for year in span.years if day_number(date(year, 1, 1)) < span.last]
    short = canvas.form.name == "phone"
    axis = {
        "range": [span.first, span.last],
        "fixedrange": True,
        "showgrid": True,
        "gridcolor": canvas.theme.grid,
        "gridwidth": canvas.px(1),
        "zeroline": False,
        "showline": True,
        "linecolor": canvas.theme.ink,
        "linewidth": canvas.px(1),
        "tickvals": [day_number(date(year, 1, 1)) for year in years],
        "ticktext": [str(year)[2:] if short else dates.year_tick(year, canvas.words) for year in years],
        "ticklabelposition": "outside right",
        "tickfont": {"size": canvas.form.small, "color": canvas.theme.ink2},
        "ticks": "outside",
        "ticklen": canvas.px(3),
        "anchor": "y3",
    }
    top = highest_mark(canvas)
    total = max_total(canvas)
    scale = {
        "visible": True,
        "showgrid": True,
        "gridcolor": canvas.theme.grid,
        "tickvals": [0, total],
        "ticktext": ["0", ""],
    }
    return {
        "xaxis": axis,
        "yaxis": bare_axis(0, LEVELS[canvas.form.name] + 0.35, domain=list(EVENTS)),
        "yaxis2": bare_axis(-1.5, top, domain=list(SIGNED)),
        "yaxis3": bare_axis(0, total * 1.3, domain=list(TOTAL))
        | {**scale, "tickfont": {"size": canvas.form.small}},
    }


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


def _traces(canvas: Canvas, span: Span) -> list[dict[str, Any]]:
    theme, px = canvas.theme, canvas.px
    thin = {"width": px(1)}
    hidden = {"hoverinfo": "text", "hovertext": [], "customdata": []}
    series = [] if canvas.state.measure == "amount" else published_series(canvas)
    bar = {"type": "bar", "x": [], "y": [], "width": [], "xaxis": "x", "yaxis": "y2"}
    line = {"type": "scatter", "mode": "lines", "x": [], "y": [], "yaxis": "y3", "hoverinfo": "skip"}
    return [
        _event_ticks(canvas, span),
        {
            **hidden,
            "type": "scatter",
            "mode": "markers",
            "x": [],
            "y": [],
            "yaxis": "y2",
            "marker": {
                "symbol": "square",
                "size": _mark_px(canvas),
                "color": [],
                "line": {**thin, "color": []},
            },
        },
        {
            **bar,
            **hidden,
            "marker": {"color": [], "line": {"width": 0}},
            "text": [],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textfont": {"color": theme.paper, "size": canvas.form.small},
            "textangle": 0,
            "constraintext": "none",
        },
        {**bar, "marker": {"color": theme.fill}, "hoverinfo": "text", "hovertext": []},
        {**bar, "marker": {"color": theme.ink2}, "hoverinfo": "text", "hovertext": []},
        {**line, "line": {"color": theme.mark, "width": px(1.8), "shape": "hv"}},
        {**line, "line": {"color": theme.accent, "width": px(2), "shape": "hv"}},
        {
            **line,
            "mode": "lines+markers",
            "x": [day for day, _ in series],
            "y": [value for _, value in series],
            "line": {"color": theme.ink, "width": px(1.2)},
            "marker": {"size": px(5), "color": theme.ink},
        },
    ]


def _mark_px(canvas: Canvas) -> float:
    lane = {"phone": 60, "desk": 42, "wide": 72, "ultra": 144}[canvas.form.name]
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


def _brush_shapes(canvas: Canvas) -> list[dict[str, Any]]:
    theme = canvas.theme
    tall = {"xref": "x", "yref": "paper", "y0": 0, "y1": 1, "x0": 0, "x1": 0, "visible": False}
    veil = {**tall, "type": "rect", "layer": "above", "fillcolor": theme.veil, "line": {"width": 0}}
    rule = {
        **tall,
        "type": "line",
        "layer": "above",
        "line": {"color": theme.accent, "width": canvas.px(1.6)},
    }
    foot = {**rule, "y0": 0, "y1": 0, "line": {"color": theme.accent, "width": canvas.px(3)}}
    lit = {**tall, "type": "rect", "layer": "below", "fillcolor": theme.sheet, "line": {"width": 0}}
    return [lit, veil, dict(veil), rule, dict(rule), foot]


def _lane_rules(canvas: Canvas) -> list[dict[str, Any]]:
    line = {"color": canvas.theme.rule, "width": canvas.px(1)}
    flat = {
        "type": "line",
        "xref": "paper",
        "yref": "paper",
        "x0": 0,
        "x1": 1,
        "line": line,
        "layer": "below",
    }
    return [{**flat, "y0": y, "y1": y} for y in (EVENTS[0] - 0.008, SIGNED[0] - 0.01)]


def _leaders(canvas: Canvas, placed: list[Placed]) -> list[dict[str, Any]]:
    line = {"color": canvas.theme.ink2, "width": canvas.px(1)}
    return [
        {
            "type": "line",
            "xref": "x",
            "yref": "y",
            "x0": item.headline.day,
            "x1": item.headline.day,
            "y0": 0,
            "y1": item.level + 1.2,
            "line": line,
        }
        for item in placed
    ]


def _labels(canvas: Canvas, placed: list[Placed]) -> list[dict[str, Any]]:
    return [
        {
            "xref": "x",
            "yref": "y",
            "x": item.headline.day,
            "y": item.level + 0.72,
            "xanchor": "left" if item.side == "right" else "right",
            "yanchor": "middle",
            "xshift": canvas.px(3) if item.side == "right" else -canvas.px(3),
            "showarrow": False,
            "text": escaped(item.headline.text),
            "font": {"size": canvas.form.small, "color": canvas.theme.ink},
        }
        for item in placed
    ]


def _line_notes(canvas: Canvas) -> list[dict[str, Any]]:
    note = {
        "xref": "paper",
        "x": 1,
        "yref": "y3",
        "y": 0,
        "xanchor": "right",
        "yanchor": "bottom",
        "showarrow": False,
        "text": "",
    }
    grey = {"size": canvas.form.small, "color": canvas.theme.ink3}
    return [
        note | {"font": grey},
        note | {"font": {**grey, "color": canvas.theme.accent_text}, "x": 0.9},
    ]


def _lane_names(canvas: Canvas) -> list[dict[str, Any]]:
    left = -_label_width(canvas)
    names = (("Events", EVENTS[1]), ("Signings", SIGNED[1]), ("Cumulative", TOTAL[1]))
    return [
        {
            "xref": "paper",
            "yref": "paper",
            "x": 0,
            "y": y,
            "xanchor": "left",
            "yanchor": "top",
            "xshift": left,
            "showarrow": False,
            "text": f"<b>{canvas.words.text(name)}</b>",
        }
        for name, y in names
    ]


def _series_note(canvas: Canvas) -> list[dict[str, Any]]:
    series = published_series(canvas)
    if not series or canvas.state.measure == "amount" or canvas.form.name == "phone":
        return []
    day, value = series[-1]
    text = canvas.words.text(
        "{n} China–Japan projects, the zone’s own count; no later one found", n=int(value)
    )
    return [
        {
            "xref": "x",
            "yref": "y3",
            "x": day,
            "y": value,
            "xanchor": "left",
            "yanchor": "middle",
            "xshift": canvas.px(7),
            "showarrow": False,
            "text": text,
            "font": {"size": canvas.form.small, "color": canvas.theme.ink},
        }
    ]
