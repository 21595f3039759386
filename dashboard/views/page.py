"""The page: one sheet, its panels as empty places that answers fill."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from dashboard.state import APPEARANCE
from dashboard.views import ids
from dashboard.views.graph import graph

ARIA_LIVE: dict[str, Any] = {"aria-live": "polite"}


def data(**values: str) -> dict[str, Any]:
    """Return ``data-`` attributes."""
    return {f"data-{name}": value for name, value in values.items()}


def panel(key: str, *inside: Any, cls: str = "") -> html.Section:
    """Return a panel: its heading's place, then what it holds."""
    return html.Section(
        [html.Div(id=ids.head(key), className="head"), *inside],
        id=f"panel-{key}",
        className=f"panel {cls}".strip(),
    )


def chart_body(key: str) -> html.Div:
    """Return a chart and, behind it, the table that says the same."""
    return html.Div(
        [graph(key), html.Div(id=ids.twin(key), className="twin", **data(twin=key))],
        className="chart",
        id=f"chart-{key}",
    )


def page() -> html.Div:
    """Return the whole page."""
    return html.Div(
        [
            dcc.Location(id=ids.LOCATION, refresh="callback-nav"),
            dcc.Store(id=ids.WISH),
            dcc.Store(id=ids.DRAWN),
            html.Header(id=ids.HEADER),
            html.Div(id=ids.NOTES, className="notes", role="status"),
            html.Div(id=ids.SENTENCE, className="sentence"),
            html.Nav(id=ids.SECTIONS, className="sections"),
            html.Main([html.Div(id=ids.KPIS, className="kpis"), _left(), _right()], id=ids.SHELL),
            html.Footer(id=ids.FOOT),
            html.Div(id=ids.CARD, className="card-layer"),
            html.Div(id=ids.LIVE, className="visually-hidden", role="status", **ARIA_LIVE),
        ],
        className="board",
        **data(look=",".join(APPEARANCE), lost=""),
    )


def _timeline_body() -> html.Div:
    """Return the timeline; its twin has one part that filters and one, the events, that does not."""
    parts = [html.Div(id=ids.body("timeline")), html.Div(id=ids.EVENTS)]
    twin = html.Div(parts, id=ids.twin("timeline"), className="twin", **data(twin="timeline"))
    return html.Div([graph("timeline"), twin], className="chart", id="chart-timeline")


def _left() -> html.Div:
    return html.Div(
        [
            panel(
                "map",
                html.Div(
                    [chart_body("map"), html.Div(id=ids.EMPTY, className="empty-note")], className="map-box"
                ),
                html.Div(id=ids.body("map"), className="map-notes"),
            ),
            panel(
                "timeline",
                _timeline_body(),
                html.Div(id=ids.body("totals"), className="list tab-totals"),
                html.Div(
                    [chart_body("district"), html.Div(id=ids.body("district"), className="list")],
                    className="tab-district",
                ),
            ),
        ],
        className="left",
    )


def _right() -> html.Div:
    trio = html.Div([panel(key, chart_body(key)) for key in ("stages", "home", "places")], className="trio")
    return html.Div(
        [
            html.Section(id=ids.QUESTION, className="panel question"),
            panel("sectors", chart_body("sectors")),
            trio,
            panel("table", html.Div(id=ids.body("table"), className="list rows"), cls="leading"),
        ],
        className="right",
    )
