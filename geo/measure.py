"""Areas, lengths and distances on the ellipsoid; points surely inside a shape."""

from __future__ import annotations

import numpy as np
from pyproj import Geod
from shapely import maximum_inscribed_circle
from shapely.geometry.base import BaseGeometry

ELLIPSOID = Geod(ellps="WGS84")


def area_km2(shape: BaseGeometry) -> float:
    """Return the geodesic area in km² of a shape in WGS-84 degrees; holes are not counted."""
    parts = getattr(shape, "geoms", [shape])
    return sum(abs(ELLIPSOID.geometry_area_perimeter(part)[0]) for part in parts) / 1e6


def perimeter_km(shape: BaseGeometry) -> float:
    """Return the geodesic length in km of the outline of a shape in WGS-84 degrees."""
    return float(ELLIPSOID.geometry_length(shape.boundary)) / 1000


def distance_km(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Return the straight distance on the globe in km; it is no travel distance.

    Examples
    --------
    >>> round(distance_km(120.63893, 31.42372, 139.6917, 35.6895))
    1828
    """
    return float(ELLIPSOID.inv(lon1, lat1, lon2, lat2)[2]) / 1000


def geodesic_line(start: tuple[float, float], end: tuple[float, float], n: int) -> np.ndarray:
    """Return ``n`` points (lon, lat) along the shortest way between two, ends included."""
    points = ELLIPSOID.npts(*start, *end, n - 2)
    return np.array([start, *points, end], dtype=float)


def circle(lon: float, lat: float, radius_km: float, n: int) -> tuple[tuple[float, float], ...]:
    """Return ``n`` points (lon, lat) at one distance from a point, on the globe.

    Examples
    --------
    >>> ring = circle(120.0, 31.0, 10, 8)
    >>> len(ring), round(distance_km(120.0, 31.0, *ring[3]), 6)
    (8, 10.0)
    """
    turns = np.linspace(0, 360, n, endpoint=False)
    ones = np.ones(n)
    lons, lats, _ = ELLIPSOID.fwd(lon * ones, lat * ones, turns, radius_km * 1000 * ones)
    return tuple(zip(lons.tolist(), lats.tolist(), strict=True))


def area_difference_pct(measured_km2: float, stated_km2: float) -> float:
    """Return how much the measured area is above the stated one, in per cent.

    Examples
    --------
    >>> round(area_difference_pct(492.83, 489), 2)
    0.78
    """
    return (measured_km2 / stated_km2 - 1) * 100


def label_point(shape: BaseGeometry) -> tuple[float, float]:
    """Return the point farthest from the outline of the largest part: always inside."""
    biggest = max(getattr(shape, "geoms", [shape]), key=lambda part: part.area)
    centre = maximum_inscribed_circle(biggest, tolerance=max(biggest.length / 2000, 1e-9)).coords[0]
    return float(centre[0]), float(centre[1])
