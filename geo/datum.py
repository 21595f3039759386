"""GCJ-02 and BD-09, the shifted coordinates of Chinese maps, to WGS-84 and back.

Law: nothing is shifted unless the caller says which system the points are in. The formulas are the
public approximations that map services are known to follow; the way back is found by iteration and
is exact to about a centimetre. Outside China the systems do not shift and neither do these.
"""

from __future__ import annotations

import numpy as np

SEMI_MAJOR_M, ECCENTRICITY_SQUARED = 6378245.0, 0.00669342162296594323
SYSTEMS = ("wgs84", "gcj02", "bd09", "swapped")
Points = tuple[np.ndarray, np.ndarray]


def _waves(x: np.ndarray, y: np.ndarray) -> Points:
    ripple = (20 * np.sin(6 * x * np.pi) + 20 * np.sin(2 * x * np.pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x)) + ripple
    north += (20 * np.sin(y * np.pi) + 40 * np.sin(y / 3 * np.pi)) * 2 / 3
    north += (160 * np.sin(y / 12 * np.pi) + 320 * np.sin(y * np.pi / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x)) + ripple
    east += (20 * np.sin(x * np.pi) + 40 * np.sin(x / 3 * np.pi)) * 2 / 3
    east += (150 * np.sin(x / 12 * np.pi) + 300 * np.sin(x / 30 * np.pi)) * 2 / 3
    return east, north


def wgs84_to_gcj02(lons: np.ndarray, lats: np.ndarray) -> Points:
    """Return points (degrees) of WGS-84 in GCJ-02; points outside China are returned as they are.

    Examples
    --------
    >>> lon, lat = wgs84_to_gcj02(np.array([120.6389]), np.array([31.4237]))
    >>> bool(300 < abs(lon[0] - 120.6389) * 95000 < 600)
    True
    """
    lons, lats = np.asarray(lons, dtype=float), np.asarray(lats, dtype=float)
    east, north = _waves(lons - 105, lats - 35)
    radians = np.radians(lats)
    magic = 1 - ECCENTRICITY_SQUARED * np.sin(radians) ** 2
    root = np.sqrt(magic)
    d_lat = north * 180 / ((SEMI_MAJOR_M * (1 - ECCENTRICITY_SQUARED)) / (magic * root) * np.pi)
    d_lon = east * 180 / (SEMI_MAJOR_M / root * np.cos(radians) * np.pi)
    inside = (lons > 72) & (lons < 137.9) & (lats > 0.8) & (lats < 55.9)
    return np.where(inside, lons + d_lon, lons), np.where(inside, lats + d_lat, lats)


def gcj02_to_wgs84(lons: np.ndarray, lats: np.ndarray) -> Points:
    """Return points (degrees) of GCJ-02 in WGS-84.

    Examples
    --------
    >>> there = wgs84_to_gcj02(np.array([120.6389]), np.array([31.4237]))
    >>> [round(float(part[0]), 6) for part in gcj02_to_wgs84(*there)]
    [120.6389, 31.4237]
    """
    wanted_lon, wanted_lat = np.asarray(lons, dtype=float), np.asarray(lats, dtype=float)
    lon, lat = wanted_lon.copy(), wanted_lat.copy()
    for _ in range(6):
        there_lon, there_lat = wgs84_to_gcj02(lon, lat)
        lon, lat = lon + wanted_lon - there_lon, lat + wanted_lat - there_lat
    return lon, lat


def bd09_to_wgs84(lons: np.ndarray, lats: np.ndarray) -> Points:
    """Return points (degrees) of BD-09 in WGS-84."""
    x, y = np.asarray(lons, dtype=float) - 0.0065, np.asarray(lats, dtype=float) - 0.006
    turn = np.pi * 3000 / 180
    radius = np.hypot(x, y) - 0.00002 * np.sin(y * turn)
    angle = np.arctan2(y, x) - 0.000003 * np.cos(x * turn)
    return gcj02_to_wgs84(radius * np.cos(angle), radius * np.sin(angle))


def wgs84_to_bd09(lons: np.ndarray, lats: np.ndarray) -> Points:
    """Return points (degrees) of WGS-84 in BD-09."""
    x, y = wgs84_to_gcj02(lons, lats)
    turn = np.pi * 3000 / 180
    radius = np.hypot(x, y) + 0.00002 * np.sin(y * turn)
    angle = np.arctan2(y, x) + 0.000003 * np.cos(x * turn)
    return radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006


def to_wgs84(lons: np.ndarray, lats: np.ndarray, system: str) -> Points:
    """Return points of a named system in WGS-84. Raises KeyError for a system not in ``SYSTEMS``."""
    return {
        "wgs84": lambda: (np.asarray(lons, dtype=float), np.asarray(lats, dtype=float)),
        "gcj02": lambda: gcj02_to_wgs84(lons, lats),
        "bd09": lambda: bd09_to_wgs84(lons, lats),
        "swapped": lambda: (np.asarray(lats, dtype=float), np.asarray(lons, dtype=float)),
    }[system]()
