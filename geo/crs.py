"""One projected CRS per scale; forward and back in kilometres."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from pyproj import CRS, Transformer
from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True)
class Projection:
    """A projected CRS and the origin (m) that display coordinates are counted from."""

    name: str
    definition: str
    x0_m: float = 0.0
    y0_m: float = 0.0


def local_projection(boundary: BaseGeometry, epsg: int | None = None) -> Projection:
    """Return a transverse Mercator centred on a boundary in WGS-84, or the EPSG code given."""
    centre = boundary.centroid
    if epsg is not None:
        x, y = _transformer(f"EPSG:{epsg}").transform(centre.x, centre.y)
        return Projection(f"EPSG:{epsg}", f"EPSG:{epsg}", float(x), float(y))
    lon, lat = round(centre.x, 4), round(centre.y, 4)
    definition = f"+proj=tmerc +lat_0={lat} +lon_0={lon} +k=1 +ellps=WGS84 +units=m +no_defs"
    return Projection("local", definition)


def eastasia_projection() -> Projection:
    """Return the equal-area projection of the widest scale."""
    return Projection("eastasia", "+proj=laea +lat_0=34.5 +lon_0=130 +ellps=WGS84 +units=m +no_defs")


@lru_cache(maxsize=32)
def _transformer(definition: str) -> Transformer:
    return Transformer.from_crs("EPSG:4326", CRS.from_user_input(definition), always_xy=True)


def forward(projection: Projection, lons: np.ndarray, lats: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return x and y in kilometres of WGS-84 points."""
    x, y = _transformer(projection.definition).transform(lons, lats)
    return (np.asarray(x) - projection.x0_m) / 1000, (np.asarray(y) - projection.y0_m) / 1000


def inverse(projection: Projection, x_km: np.ndarray, y_km: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return longitudes and latitudes (WGS-84) of points in kilometres."""
    x = np.asarray(x_km, dtype=float) * 1000 + projection.x0_m
    y = np.asarray(y_km, dtype=float) * 1000 + projection.y0_m
    lon, lat = _transformer(projection.definition).transform(x, y, direction="INVERSE")
    return np.asarray(lon), np.asarray(lat)
