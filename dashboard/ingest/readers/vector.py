"""GeoJSON layers, read by one named driver; problems of shape are told with their feature."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
from shapely.errors import ShapelyError
from shapely.geometry import shape

from dashboard.contract.issues import Issue, shown
from dashboard.ingest.readers.csv import UNREADABLE as NOT_OPENED
from geo.boundary import WGS84

BROKEN = ("A feature’s geometry cannot be read: {reason}.", "Draw or export this feature again.")
UNREADABLE = ("The file is not GeoJSON: {reason}.", "Export it again as GeoJSON (RFC 7946).")


@dataclass(frozen=True)
class ReadLayer:
    """A layer as read, or the problems that prevent it."""

    frame: gpd.GeoDataFrame | None
    issues: tuple[Issue, ...]


def read_geojson(path: Path, file: str) -> ReadLayer:
    """Read a FeatureCollection; its CRS is WGS-84 unless the file names another."""
    try:
        raw = path.read_bytes()
    except OSError:
        return ReadLayer(None, (Issue("error", "unreadable_file", file, *NOT_OPENED),))
    try:
        found = json.loads(raw.decode("utf-8-sig"))
        features = found["features"]
    except (ValueError, KeyError, TypeError) as problem:
        return ReadLayer(None, (_issue("unreadable_layer", file, UNREADABLE, str(problem)),))
    shapes, issues = [], []
    for at, feature in enumerate(features, start=1):
        try:
            shapes.append(shape(feature["geometry"]))
        except (ValueError, KeyError, TypeError, AttributeError, ShapelyError, IndexError) as problem:
            issues.append(_issue("broken_geometry", file, BROKEN, str(problem), row=at))
    if issues:
        return ReadLayer(None, tuple(issues))
    columns = [feature.get("properties") or {} for feature in features]
    return ReadLayer(gpd.GeoDataFrame(columns, geometry=shapes, crs=_crs(found)), ())


def _crs(found: dict[str, object]) -> str:
    named = found.get("crs")
    if not isinstance(named, dict):
        return WGS84
    name = str(named.get("properties", {}).get("name", ""))
    return WGS84 if "CRS84" in name else name


def _issue(code: str, file: str, texts: tuple[str, str], reason: str, row: int | None = None) -> Issue:
    return Issue("error", code, file, texts[0], texts[1], row=row, facts={"reason": shown(reason)})
