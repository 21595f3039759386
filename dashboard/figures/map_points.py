"""Projects with their own coordinates: dots up to a limit, counted clusters above it.

The number of points drawn is bounded, for SVG is what survives every graphics driver.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from dashboard.figures.canvas import Canvas, escaped
from dashboard.figures.chart import Binding, View
from dashboard.figures.map_scene import Scene
from geo.planar import cluster_points

MOST_DOTS = 1500
CLUSTER_PX = 44
DOTS, CLUSTERS = 3, 4


def located(canvas: Canvas) -> pd.DataFrame:
    """Return the counted projects that have their own coordinates: id, lon, lat, sector, place."""
    rows = canvas.dataset.counted
    return rows.loc[
        rows["lon"].notna() & rows["lat"].notna(), ["project_id", "lon", "lat", "sector_code", "place_id"]
    ]


def point_traces(canvas: Canvas) -> list[dict[str, Any]]:
    """Return the two empty traces of dots and clusters."""
    flat = {
        "type": "scatter",
        "mode": "markers",
        "x": [],
        "y": [],
        "customdata": [],
        "hovertext": [],
        "hoverinfo": "text",
    }
    plain = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}
    edge = {"color": canvas.theme.sheet, "width": canvas.px(0.7)}
    dots = {**flat, **plain, "marker": {"size": canvas.px(5), "color": [], "line": edge, "opacity": 0.85}}
    clusters = {
        **flat,
        **plain,
        "mode": "markers+text",
        "text": [],
        "textfont": {"color": canvas.theme.on_accent, "size": canvas.form.small},
        "marker": {"size": [], "color": canvas.theme.ink2, "line": edge},
    }
    return [dots, clusters]


def point_binding(view: View, scene: Scene) -> Binding:
    """Move the passing points into dots, or into clusters when there are more than the limit."""
    rows = view.canvas.once("located", lambda: located(view.canvas))
    if rows.empty:
        return {}
    passing = rows[rows["project_id"].isin(view.passing)]
    x, y = scene.points(passing["lon"].tolist(), passing["lat"].tolist())
    if len(passing) > MOST_DOTS:
        return _clusters(view, scene, np.array(x), np.array(y), passing) | _dots(
            view, [], [], passing.iloc[:0]
        )
    return _dots(view, x, y, passing) | {f"data.{CLUSTERS}.x": [], f"data.{CLUSTERS}.y": []}


def _dots(view: View, x: list[float], y: list[float], rows: pd.DataFrame) -> Binding:
    canvas = view.canvas
    families = dict(
        zip(canvas.dataset.codes["sectors"]["code"], canvas.dataset.codes["sectors"]["family"], strict=True)
    )
    names = canvas.names.projects
    return {
        f"data.{DOTS}.x": x,
        f"data.{DOTS}.y": y,
        f"data.{DOTS}.hovertext": [escaped(names[key].text) for key in rows["project_id"]],
        f"data.{DOTS}.marker.color": [
            canvas.family_colour(families.get(code, code)) if lit else canvas.theme.mark
            for code, lit in zip(rows["sector_code"], _picked(view, rows), strict=True)
        ],
    }


def _picked(view: View, rows: pd.DataFrame) -> list[bool]:
    """Say which dots are bright: those in a picked place, and of these the ones a question names."""
    places, marked = view.state.picked("place"), view.marked
    return [
        (not places or place in places) and (marked is None or key in marked)
        for place, key in zip(rows["place_id"], rows["project_id"], strict=True)
    ]


def _clusters(view: View, scene: Scene, x: np.ndarray, y: np.ndarray, rows: pd.DataFrame) -> Binding:
    cell = CLUSTER_PX * scene.km_per_px * view.canvas.form.k
    found = cluster_points(x, y, rows["project_id"].tolist(), cell)
    most = max((cluster.n for cluster in found), default=1)
    words = view.canvas.words
    return {
        f"data.{CLUSTERS}.x": [cluster.x for cluster in found],
        f"data.{CLUSTERS}.y": [cluster.y for cluster in found],
        f"data.{CLUSTERS}.text": [view.canvas.count(cluster.n) for cluster in found],
        f"data.{CLUSTERS}.hovertext": [words.text("{n} projects", n=cluster.n) for cluster in found],
        f"data.{CLUSTERS}.marker.size": [
            view.canvas.px(14 + 22 * (cluster.n / most) ** 0.5) for cluster in found
        ],
    }
