"""The ground of the map: land, water, neighbours, the district, its approximate cells, its boundary.

Law: approximate cells are dashed lines and never filled; no statistic comes from them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from shapely.geometry import box as rectangle
from shapely.geometry.base import BaseGeometry

from dashboard.figures.canvas import Canvas
from dashboard.figures.map_scene import Box, Scene
from geo.crs import inverse
from geo.measure import geodesic_line
from geo.planar import lines_km, rings_km
from geo.simplify import shared_edges

Trace = dict[str, Any]
CELL_DASH = "2px,4px"


def ground(canvas: Canvas, scene: Scene) -> list[Trace]:
    """Return the traces of the ground in drawing order."""
    theme, layers, px = canvas.theme, scene.dataset.layers, canvas.px
    far = scene.scale == "eastasia"
    made = []
    if far:
        made.append(area(canvas, scene, layers.get("far_land"), fill=theme.land, line=theme.shore))
    else:
        made.append(_open_sea(canvas, scene, layers.get("water")))
        made.append(area(canvas, scene, layers.get("water"), fill=theme.water, line=theme.shore))
    made.append(borders(canvas, scene, "cities" if scene.scale == "delta" else "" if far else "neighbours"))
    if not far:
        made.append(area(canvas, scene, layers["boundary"], fill=theme.sheet, line="rgba(0,0,0,0)"))
    made.append(
        area(canvas, scene, layers.get("far_lakes" if far else "lakes"), fill=theme.water, line=theme.shore)
    )
    if scene.scale == "park":
        made.append(outlines(canvas, scene, "plots", 0.6))
        made.append(outlines(canvas, scene, "core", 1.4))
        made.append(cells(canvas, scene))
        made.append(boundary(canvas, scene, theme.band, px(8)))
    if not far:
        made.append(boundary(canvas, scene, theme.ink, px(1.6)))
    return [trace for trace in made if trace]


def background(canvas: Canvas, scene: Scene) -> str:
    """Return what lies where no polygon is drawn."""
    return canvas.theme.water if scene.scale == "eastasia" else canvas.theme.land


def window(scene: Scene) -> BaseGeometry:
    """Return the frame, grown, as a rectangle in degrees, to cut layers with."""
    wide: Box = scene.box.grown(0.35)
    xs = np.array([wide.x0, wide.x1, wide.x1, wide.x0, (wide.x0 + wide.x1) / 2])
    ys = np.array([wide.y0, wide.y0, wide.y1, wide.y1, wide.y1])
    lon, lat = inverse(scene.projection, xs, ys)
    return rectangle(float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max()))


def _cut(frame: Any, scene: Scene) -> BaseGeometry | None:
    if frame is None or frame.empty:
        return None
    merged = frame.geometry.union_all().intersection(window(scene))
    return None if merged.is_empty else merged


def area(canvas: Canvas, scene: Scene, frame: Any, *, fill: str, line: str) -> Trace | None:
    """Return a layer as one filled trace."""
    shape = _cut(frame, scene)
    if shape is None:
        return None
    x, y = rings_km(shape, scene.projection)
    return _flat(x, y) | {
        "fill": "toself",
        "fillcolor": fill,
        "line": {"color": line, "width": canvas.px(0.8)},
    }


def _open_sea(canvas: Canvas, scene: Scene, frame: Any) -> Trace | None:
    """Return the sea beyond the eastern edge of the water layer, where the frame is wider than the layer."""
    seen = window(scene).bounds
    if frame is None or frame.empty or frame.total_bounds[2] >= seen[2]:
        return None
    sea = rectangle(float(frame.total_bounds[2]) - 0.02, seen[1], seen[2], seen[3])
    x, y = rings_km(sea, scene.projection)
    fill = {"fill": "toself", "fillcolor": canvas.theme.water}
    return _flat(x, y) | fill | {"line": {"color": canvas.theme.water, "width": 0}}


def _flat(x: list[Any], y: list[Any]) -> Trace:
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip", "connectgaps": False}


def borders(canvas: Canvas, scene: Scene, layer: str) -> Trace | None:
    """Return the borders of the neighbours, each drawn once."""
    frame = scene.dataset.layers.get(layer)
    if frame is None:
        return None
    edges = frame.geometry.boundary.union_all().intersection(window(scene))
    x, y = lines_km(edges, scene.projection)
    return _flat(x, y) | {"line": {"color": canvas.theme.neighbour, "width": canvas.px(1)}}


def cells(canvas: Canvas, scene: Scene) -> Trace | None:
    """Return the inner edges of the official towns, or of the approximate cells, which are dashed."""
    layers = scene.dataset.layers
    frame = layers.get("towns", layers.get("town_cells"))
    if frame is None:
        return None
    dash = {} if "towns" in layers else {"dash": CELL_DASH}
    x, y = lines_km(shared_edges(frame), scene.projection)
    return _flat(x, y) | {"line": {"color": canvas.theme.ink3, "width": canvas.px(0.9), **dash}}


def outlines(canvas: Canvas, scene: Scene, layer: str, width: float) -> Trace | None:
    """Return the outlines of a layer of areas inside the park: the core, plots."""
    frame = scene.dataset.layers.get(layer)
    if frame is None:
        return None
    x, y = lines_km(frame.geometry.boundary.union_all(), scene.projection)
    return _flat(x, y) | {"line": {"color": canvas.theme.accent, "width": canvas.px(width)}, "opacity": 0.6}


def boundary(canvas: Canvas, scene: Scene, colour: str, width: float) -> Trace:
    """Return the outline of the park."""
    x, y = lines_km(scene.boundary.boundary, scene.projection)
    return _flat(x, y) | {"line": {"color": colour, "width": width}}


def far_line(canvas: Canvas, scene: Scene) -> Trace:
    """Return the shortest way on the globe from the park to the far place, as drawn on this map."""
    settings = scene.dataset.park.map
    way = np.asarray(
        geodesic_line((settings.home_lon, settings.home_lat), (settings.far_lon, settings.far_lat), 60)
    )
    x, y = scene.points(way[:, 0].tolist(), way[:, 1].tolist())
    line = {"color": canvas.theme.accent, "width": canvas.px(1.6), "dash": "4px,3px"}
    return _flat(x, y) | {"line": line}
