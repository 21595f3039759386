"""Are these valid boundary polygons? Every problem is collected; nothing is guessed or repaired."""

from __future__ import annotations

import re

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.errors import GeometryError

WGS84 = "EPSG:4326"
POLYGONAL = ("Polygon", "MultiPolygon")
NO_CRS = "The layer names no coordinate reference system."
NO_FEATURES = "The layer has no features."
EMPTY = "Feature {feature} has no geometry."
NOT_POLYGON = "Feature {feature} is a {kind}, not a polygon."
CROSSING = "The ring of feature {feature} crosses itself near {lon}, {lat}."
INVALID = "Feature {feature} is not a valid polygon: {reason}."
NOT_DEGREES = "Feature {feature} has coordinates that are no degrees, for example {x}, {y}."
TWICE = "Feature {feature} is the same shape as feature {first}."
WRONG_CRS = "The layer is in {found}, but its description says {declared}."


def check_boundary(frame: gpd.GeoDataFrame) -> list[GeometryError]:
    """Return every problem of a layer of polygons, in the order of its features (counted from 1)."""
    problems = [] if frame.crs else [GeometryError(NO_CRS)]
    if frame.empty:
        return [*problems, GeometryError(NO_FEATURES)]
    for at, shape in enumerate(frame.geometry, start=1):
        problems += check_polygon(shape, at)
    return problems + _repeated(frame)


def check_polygon(shape: BaseGeometry | None, feature: int) -> list[GeometryError]:
    """Return the problems of one polygon given in degrees."""
    if shape is None or shape.is_empty:
        return [GeometryError(EMPTY, feature=feature)]
    if shape.geom_type not in POLYGONAL:
        return [GeometryError(NOT_POLYGON, feature=feature, kind=shape.geom_type)]
    problems = []
    west, south, east, north = shape.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        problems.append(GeometryError(NOT_DEGREES, feature=feature, x=round(west, 1), y=round(south, 1)))
    if not shape.is_valid:
        problems.append(_explained(shape, feature))
    return problems


def _explained(shape: BaseGeometry, feature: int) -> GeometryError:
    reason = shapely.is_valid_reason(shape)
    spot = re.search(r"\[(\S+) (\S+)\]", reason)
    if spot and "Self-intersection" in reason:
        lon, lat = (round(float(part), 5) for part in spot.groups())
        return GeometryError(CROSSING, feature=feature, lon=lon, lat=lat)
    return GeometryError(INVALID, feature=feature, reason=reason)


def _repeated(frame: gpd.GeoDataFrame) -> list[GeometryError]:
    seen: dict[bytes, int] = {}
    problems = []
    for at, shape in enumerate(frame.geometry, start=1):
        if shape is None or shape.is_empty:
            continue
        key = shapely.to_wkb(shapely.normalize(shape))
        if key in seen:
            problems.append(GeometryError(TWICE, feature=at, first=seen[key]))
        seen.setdefault(key, at)
    return problems


def check_declared_crs(frame: gpd.GeoDataFrame, declared: str) -> list[GeometryError]:
    """Return a problem when a layer's own CRS is not the declared one."""
    if frame.crs is None:
        return [GeometryError(NO_CRS)]
    if frame.crs != declared:
        return [GeometryError(WRONG_CRS, found=frame.crs.to_string(), declared=declared)]
    return []


def boundary_polygon(frame: gpd.GeoDataFrame) -> BaseGeometry:
    """Return the boundary in WGS-84. Raises the first GeometryError of a layer that is not valid."""
    problems = check_boundary(frame)
    if problems:
        raise problems[0]
    return frame.to_crs(WGS84).geometry.union_all()
