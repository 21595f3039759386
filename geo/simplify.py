"""Shared edges stay shared and are drawn once."""

from __future__ import annotations

import geopandas as gpd
from shapely import line_merge
from shapely.geometry import MultiLineString
from shapely.geometry.base import BaseGeometry


def shared_edges(frame: gpd.GeoDataFrame) -> BaseGeometry:
    """Return the borders between polygons of a layer, without their common outline."""
    lines = frame.geometry.boundary.union_all()
    outer = frame.geometry.union_all().boundary.buffer(1e-7)
    inner = lines.difference(outer)
    return line_merge(inner) if inner.geom_type == "MultiLineString" else MultiLineString([inner])
