"""Towns, core areas and plots in a boundary: which polygon a point lies in, overlaps and gaps.

Law: only official polygons decide. Approximate cells feed no statistic.
"""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.errors import GeometryError
from geo.measure import area_km2

APPROXIMATE = "The cells of this layer are approximate; they cannot say in which town a point lies."


def require_official(frame: gpd.GeoDataFrame) -> None:
    """Raise GeometryError when a layer marks any polygon as approximate (column ``approx``)."""
    if "approx" in frame and frame["approx"].astype(bool).any():
        raise GeometryError(APPROXIMATE)


def points_in_areas(lons: np.ndarray, lats: np.ndarray, areas: gpd.GeoDataFrame) -> np.ndarray:
    """Say which points lie in any polygon of a layer; a point without coordinates lies in none."""
    whole = areas.geometry.union_all()
    inside: np.ndarray = shapely.contains_xy(whole, lons, lats)
    return inside


def town_of_points(
    lons: np.ndarray, lats: np.ndarray, towns: gpd.GeoDataFrame, code_column: str
) -> np.ndarray:
    """Return the code of the town each point lies in, None when in none or without coordinates."""
    require_official(towns)
    found = np.full(len(lons), None, dtype=object)
    known = np.flatnonzero(~(np.isnan(lons) | np.isnan(lats)))
    points = shapely.points(lons[known], lats[known])
    at, town = shapely.STRtree(towns.geometry.values).query(points, predicate="intersects")
    codes = towns[code_column].to_numpy()
    for point, polygon in sorted(zip(at.tolist(), town.tolist(), strict=True), reverse=True):
        found[known[point]] = codes[polygon]
    return found


def points_inside(lons: np.ndarray, lats: np.ndarray, polygon: BaseGeometry) -> np.ndarray:
    """Return which points lie inside a polygon; points without coordinates do not."""
    known = ~(np.isnan(lons) | np.isnan(lats))
    return known & shapely.contains_xy(polygon, np.nan_to_num(lons), np.nan_to_num(lats))


@dataclass(frozen=True)
class PartitionReport:
    """How well polygons fill a boundary, in km²."""

    overlap_km2: float
    gap_km2: float
    outside_km2: float


def partition_report(towns: gpd.GeoDataFrame, boundary: BaseGeometry) -> PartitionReport:
    """Return overlaps between polygons, gaps inside the boundary and what lies outside it."""
    union = towns.geometry.union_all()
    total = sum(area_km2(shape) for shape in towns.geometry)
    return PartitionReport(
        overlap_km2=max(total - _area(union), 0.0),
        gap_km2=_area(boundary.difference(union)),
        outside_km2=_area(union.difference(boundary)),
    )


def _area(shape: BaseGeometry) -> float:
    polygons = [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "Polygon"]
    return sum(area_km2(part) for part in polygons)
