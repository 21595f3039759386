"""The only maker of graphs: no mode bar, no logo, no way for a chart to leave the machine."""

from __future__ import annotations

from typing import Any

from dash import dcc

from dashboard.views import ids

CONFIG: Any = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "responsive": True,
    "doubleClick": False,
    "doubleClickDelay": 20,
    "showTips": False,
    "showAxisDragHandles": False,
    "scrollZoom": False,
}
EMPTY = {
    "data": [],
    "layout": {
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "xaxis": {"visible": False},
        "yaxis": {"visible": False},
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
    },
}


def graph(chart: str) -> dcc.Graph:
    """Return an empty graph; the browser puts template and arrays into it."""
    return dcc.Graph(id=ids.graph(chart), figure=EMPTY, config=CONFIG, className="graph", responsive=True)
