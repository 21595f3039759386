"""The dataless timeline: three lanes on one axis, the events with their labels, the brush's shapes."""

from __future__ import annotations

from datetime import date
from typing import Any

from dashboard.figures import timeline_change as changes
from dashboard.figures.canvas import Canvas, escaped
from dashboard.figures.event_lane import Headline, Lane, Placed, place_headlines
from dashboard.figures.theme import bare_axis, base_layout
from dashboard.figures.time_axis import Span, day_number
from dashboard.figures.timeline_base import (
    EVENTS,
    LEVELS,
    SIGNED,
    TOTAL,
    WIDTH_PX,
    axis_span,
    highest_mark,
    max_total,
    published_series,
)
from dashboard.figures.timeline_traces import traces
from dashboard.i18n import dates
from geo.labels import text_width


def template(canvas: Canvas) -> dict[str, Any]:
    """Return the timeline without its data."""
    span = axis_span(canvas)
    placed = place_headlines(_headlines(canvas, span), _lane(canvas, span))
    layout = base_layout(canvas.theme, canvas.form, canvas.words)
    layout |= _axes(canvas, span)
    layout["margin"] = {"l": _label_width(canvas), "r": canvas.px(8), "t": canvas.px(2), "b": canvas.px(18)}
    layout["dragmode"] = False if canvas.form.name == "phone" else "select"
    layout["selectdirection"] = "h"
    layout["barmode"] = "overlay"
    layout["annotations"] = [
        *_line_notes(canvas),
        *changes.row_notes(canvas),
        *_lane_names(canvas),
        *_series_note(canvas),
        *_labels(canvas, placed),
    ]
    layout["shapes"] = [
        *_brush_shapes(canvas),
        *_lane_rules(canvas),
        *_leaders(canvas, placed),
        *changes.row_shapes(canvas),
    ]
    return {"data": [*traces(canvas, span), *changes.row_trace(canvas)], "layout": layout}


def _label_width(canvas: Canvas) -> float:
    words = canvas.words
    names = [words.text(name) for name, _ in _lanes(canvas)]
    return max(text_width(name, canvas.size) for name in names) * 1.08 + canvas.px(12)


def _lanes(canvas: Canvas) -> list[tuple[str, float]]:
    """Return the name of each lane and where its top stands."""
    lanes = [("Events", EVENTS[1]), ("Signings", SIGNED[1]), ("Cumulative", TOTAL[1])]
    return [*lanes, changes.lane_name()] if canvas.state.versus else lanes


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
    width = WIDTH_PX[canvas.form.name] * canvas.form.share
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
        "anchor": "y4" if canvas.state.versus else "y3",
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
        "yaxis3": bare_axis(0, total * 1.3, domain=changes.total_domain(canvas))
        | {**scale, "tickfont": {"size": canvas.form.small}},
        **changes.row_axes(canvas),
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
        for name, y in _lanes(canvas)
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
