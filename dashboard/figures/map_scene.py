"""Four scales of one map: the projection, the frame in kilometres and the pixels it is laid out for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from shapely.geometry.base import BaseGeometry

from dashboard.contract.dataset import Dataset
from dashboard.figures.theme import Form
from geo.boundary import boundary_polygon
from geo.crs import Projection, eastasia_projection, forward, inverse, local_projection
from geo.measure import label_point

MARGIN = {"park": (0.12, 0.10), "city": (0.03, 0.03), "delta": (0.0, 0.0), "eastasia": (0.0, 0.0)}
BAR_KM = {"park": 10, "city": 40, "delta": 100, "eastasia": 1000}
GRID = 9


LAYER_OF = {"city": "neighbours", "delta": "land", "eastasia": "far_land"}


def scales_of(dataset: Dataset) -> tuple[str, ...]:
    """Return the scales a park has layers for; the park itself always."""
    return ("park", *(scale for scale, layer in LAYER_OF.items() if layer in dataset.layers))


@dataclass(frozen=True)
class Box:
    """A frame in kilometres."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Return the width in kilometres."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Return the height in kilometres."""
        return self.y1 - self.y0

    def grown(self, share: float) -> Box:
        """Return the frame grown on every side by a share of its size."""
        dx, dy = self.width * share, self.height * share
        return Box(self.x0 - dx, self.y0 - dy, self.x1 + dx, self.y1 + dy)


@dataclass(frozen=True)
class Scene:
    """One scale on one class of screen."""

    dataset: Dataset
    scale: str
    form: Form

    @cached_property
    def boundary(self) -> BaseGeometry:
        """Return the park's boundary, WGS-84."""
        return boundary_polygon(self.dataset.layers["boundary"])

    @cached_property
    def projection(self) -> Projection:
        """Return the projection of this scale."""
        if self.scale == "eastasia":
            return eastasia_projection()
        return local_projection(self.boundary, self.dataset.park.map.epsg)

    @cached_property
    def box(self) -> Box:
        """Return the frame, widened to the aspect of the map panel."""
        lon, lat = _outline(self)
        x, y = forward(self.projection, lon, lat)
        mx, my = MARGIN[self.scale]
        tight = Box(float(x.min()), float(y.min()), float(x.max()), float(y.max()))
        roomy = Box(
            tight.x0 - tight.width * mx,
            tight.y0 - tight.height * my,
            tight.x1 + tight.width * mx,
            tight.y1 + tight.height * my,
        )
        return fitted(roomy, self.form.map_px[0] / self.form.map_px[1])

    @property
    def km_per_px(self) -> float:
        """Return kilometres per pixel of the panel this is laid out for."""
        return self.box.width / self.form.map_px[0]

    def centre(self) -> tuple[float, float]:
        """Return a point surely inside the park, in kilometres."""
        point = label_point(self.boundary)
        x, y = forward(self.projection, np.array([point[0]]), np.array([point[1]]))
        return float(x[0]), float(y[0])

    def points(self, lons: list[float], lats: list[float]) -> tuple[list[float], list[float]]:
        """Return points in kilometres, rounded to ten metres."""
        x, y = forward(self.projection, np.array(lons, dtype=float), np.array(lats, dtype=float))
        return np.round(x, 2).tolist(), np.round(y, 2).tolist()

    def area_grid(self) -> dict[str, object]:
        """Return a grid that tells the browser longitude and latitude of a point of the figure."""
        wide = self.box.grown(0.3)
        xs, ys = np.linspace(wide.x0, wide.x1, GRID), np.linspace(wide.y0, wide.y1, GRID)
        gx, gy = np.meshgrid(xs, ys)
        lon, lat = inverse(self.projection, gx.ravel(), gy.ravel())
        return {
            "x0": round(wide.x0, 4),
            "y0": round(wide.y0, 4),
            "dx": round(wide.width / (GRID - 1), 6),
            "dy": round(wide.height / (GRID - 1), 6),
            "nx": GRID,
            "ny": GRID,
            "lon": np.round(lon, 6).tolist(),
            "lat": np.round(lat, 6).tolist(),
        }


def fitted(box: Box, aspect: float) -> Box:
    """Widen a frame to an aspect (width / height); nothing of it is lost.

    Examples
    --------
    >>> fitted(Box(0, 0, 10, 10), 2.0)
    Box(x0=-5.0, y0=0.0, x1=15.0, y1=10.0)
    """
    if box.width / box.height < aspect:
        more = (box.height * aspect - box.width) / 2
        return Box(box.x0 - more, float(box.y0), box.x1 + more, float(box.y1))
    more = (box.width / aspect - box.height) / 2
    return Box(float(box.x0), box.y0 - more, float(box.x1), box.y1 + more)


def _outline(scene: Scene) -> tuple[np.ndarray, np.ndarray]:
    layers, settings = scene.dataset.layers, scene.dataset.park.map
    if scene.scale == "eastasia":
        west, south, east, north = settings.crop_eastasia
        return _rim(west, south, east, north)
    if scene.scale == "delta" and "land" in layers:
        return _rim(*_shrunk(layers["land"].total_bounds))
    if scene.scale == "city" and "neighbours" in layers:
        return _rim(*layers["neighbours"].total_bounds)
    return _rim(*scene.boundary.bounds)


def _shrunk(bounds: np.ndarray) -> tuple[float, float, float, float]:
    west, south, east, north = (float(value) for value in bounds)
    dx, dy = (east - west) * 0.06, (north - south) * 0.06
    return west + dx, south + dy, east - dx, north - dy


def _rim(west: float, south: float, east: float, north: float) -> tuple[np.ndarray, np.ndarray]:
    along = np.linspace(0, 1, 21)
    lon = np.concatenate(
        [west + (east - west) * along, np.full(21, east), east - (east - west) * along, np.full(21, west)]
    )
    lat = np.concatenate(
        [
            np.full(21, south),
            south + (north - south) * along,
            np.full(21, north),
            north - (north - south) * along,
        ]
    )
    return lon, lat
