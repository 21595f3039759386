"""To and from GeoJSON as RFC 7946 writes it: WGS-84, outer rings counter-clockwise."""

from __future__ import annotations

import json
from typing import Any

import geopandas as gpd
import shapely

DECIMALS = 1e-6


def to_geojson(frame: gpd.GeoDataFrame) -> dict[str, Any]:
    """Return a FeatureCollection with six decimals."""
    shapes = shapely.set_precision(frame.to_crs("EPSG:4326").geometry.values, DECIMALS)
    oriented = shapely.orient_polygons(shapes, exterior_cw=False)
    found: dict[str, Any] = json.loads(
        frame.set_geometry(gpd.GeoSeries(oriented, crs="EPSG:4326", index=frame.index)).to_json(drop_id=True)
    )
    found.pop("crs", None)
    return found


def from_geojson(found: dict[str, Any]) -> gpd.GeoDataFrame:
    """Return the features of a FeatureCollection in WGS-84."""
    return gpd.GeoDataFrame.from_features(found["features"], crs="EPSG:4326")
