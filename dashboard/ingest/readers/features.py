"""Map layers: GeoJSON, GeoPackage, zipped Shapefile, KML. One named driver each, every other switched off.

Law: the file is a private copy, its kind is known from its content, and no other file is opened. The
process that reads it was started with every other driver of GDAL switched off.
"""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import geopandas as gpd
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from shapely.errors import ShapelyError
from shapely.geometry import shape

from dashboard.ingest.readers.archive import open_archive, read_entry
from dashboard.ingest.readers.limits import Limits
from dashboard.ingest.refusal import Refusal

WGS84 = "EPSG:4326"
NEEDED = ("shp", "shx", "dbf")
SHAPEFILE_PARTS = (*NEEDED, "prj", "cpg")
URN = re.compile(r"urn:ogc:def:crs:EPSG::?(\d+)|EPSG:+(\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Features:
    """Features as read: attributes, shapes (None where one cannot be read), the CRS when it is said."""

    rows: list[dict[str, Any]]
    shapes: list[Any]
    crs: str | None
    broken: dict[int, str]


def read_features(path: Path, kind: str, limits: Limits) -> Features:
    """Read a layer of one of the four kinds. Raises Refusal."""
    found = {"geojson": _geojson, "gpkg": _geopackage, "shapefile": _shapefile, "kml": _kml}[kind](
        path, limits
    )
    n = int(sum(shapely.get_num_coordinates([one for one in found.shapes if one is not None])))
    if n > limits.vertices:
        raise Refusal("too_many_vertices", n=n, most=limits.vertices)
    return found


def _geojson(path: Path, limits: Limits) -> Features:
    raw = path.read_bytes()
    _check_depth(raw, limits.depth)
    try:
        found = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise Refusal("layer_damaged") from problem
    if not isinstance(found, dict) or found.get("type") == "Topology":
        raise Refusal("topojson" if isinstance(found, dict) else "other_json")
    features = found.get("features") if found.get("type") == "FeatureCollection" else None
    if found.get("type") == "Feature":
        features = [found]
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        raise Refusal("other_json")
    if not features:
        raise Refusal("no_layer")
    rows = [one["properties"] if isinstance(one.get("properties"), dict) else {} for one in features]
    shapes, broken = [], {}
    for at, one in enumerate(features):
        try:
            shapes.append(shape(one["geometry"]) if one.get("geometry") else None)
        except (ValueError, KeyError, TypeError, AttributeError, ShapelyError, IndexError) as problem:
            shapes.append(None)
            broken[at] = str(problem)
    return Features(rows, shapes, _named_crs(found), broken)


def _check_depth(raw: bytes, most: int) -> None:
    depth = 0
    quoted = re.sub(rb'"(?:[^"\\]|\\.)*"', b"", raw)
    for mark in re.findall(rb"[\[{\]}]", quoted):
        depth += 1 if mark in b"[{" else -1
        if depth > most:
            raise Refusal("too_deep", most=most)


def _named_crs(found: dict[str, Any]) -> str | None:
    """Return the CRS a collection names; GeoJSON without a name is WGS-84 by its standard."""
    named = found.get("crs")
    properties = named.get("properties") if isinstance(named, dict) else None
    name = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    code = URN.search(name)
    if code:
        return f"EPSG:{code[1] or code[2]}"
    return WGS84 if not name or "CRS84" in name else name


def _frame(source: str, layer: str | None = None) -> gpd.GeoDataFrame:
    pyogrio.set_gdal_config_options({"SHAPE_RESTORE_SHX": "NO", "OGR_SQLITE_LIST_ALL_TABLES": "NO"})
    try:
        return pyogrio.read_dataframe(source, layer=layer, on_invalid="ignore")
    except (DataLayerError, DataSourceError, ValueError, RuntimeError, ShapelyError) as problem:
        raise Refusal("layer_damaged") from problem


def _of_frame(frame: Any, *, crs: str | None = None) -> Features:
    if not isinstance(frame, gpd.GeoDataFrame):
        raise Refusal("no_layer")
    shapes = [None if one is None or one.is_empty else one for one in frame.geometry]
    rows = [
        {str(key): value for key, value in row.items()}
        for row in frame.drop(columns=frame.geometry.name).to_dict("records")
    ]
    return Features(rows, shapes, crs or (frame.crs.to_string() if frame.crs else None), {})


def _geopackage(path: Path, limits: Limits) -> Features:
    layers, views = _tables_of(path)
    if not layers:
        raise Refusal("view_not_read" if views else "no_layer")
    if len(layers) > 1:
        raise Refusal("several_layers", names=", ".join(layers)[:120])
    copy = path.with_suffix(".gpkg")
    if copy != path:
        path.rename(copy)
    try:
        return _of_frame(_frame(str(copy), layers[0]))
    finally:
        if copy != path:
            copy.rename(path)


def _tables_of(path: Path) -> tuple[list[str], list[str]]:
    """Return the feature tables and the views of a GeoPackage; a view could read anything."""
    query = (
        "select c.table_name, m.type from gpkg_contents c join sqlite_master m on m.name = c.table_name"
        " where c.data_type = 'features'"
    )
    try:
        base = sqlite3.connect(f"file:{path.as_posix()}?mode=ro&immutable=1", uri=True)
        try:
            found = base.execute(query).fetchall()
        finally:
            base.close()
    except (sqlite3.Error, UnicodeDecodeError) as problem:
        raise Refusal("layer_damaged") from problem
    return [name for name, kind in found if kind == "table"], [name for name, kind in found if kind == "view"]


def _shapefile(path: Path, limits: Limits) -> Features:
    folder = path.parent / "layer"
    folder.mkdir(exist_ok=True)
    with open_archive(path, limits) as archive:
        names = [name for name in archive.namelist() if not name.startswith("__MACOSX")]
        layers = [name for name in names if name.lower().endswith(".shp")]
        if len(layers) > 1:
            raise Refusal(
                "several_layers", names=", ".join(PurePosixPath(name).name for name in layers)[:120]
            )
        stem = layers[0][:-4]
        there = {name[len(stem) + 1 :].lower(): name for name in names if name.startswith(stem + ".")}
        for ending in NEEDED:
            if ending not in there:
                raise Refusal("layer_incomplete", name=f".{ending}")
        for ending in (ending for ending in SHAPEFILE_PARTS if ending in there):
            body = read_entry(archive, there[ending], limits.unpacked_bytes)
            (folder / f"layer.{ending}").write_bytes(body)
    return _of_frame(_frame(str(folder / "layer.shp")))


def _kml(path: Path, limits: Limits) -> Features:
    _check_markup(path)
    copy = path.with_suffix(".kml")
    if copy != path:
        path.rename(copy)
    try:
        return _of_frame(_frame(str(copy)), crs=WGS84)
    finally:
        if copy != path:
            copy.rename(path)


def _check_markup(path: Path) -> None:
    """Refuse a DTD, entities and links to other files, before GDAL sees the file."""
    import defusedxml
    from defusedxml.ElementTree import parse

    try:
        found = parse(str(path), forbid_dtd=True)
    except defusedxml.DefusedXmlException as problem:
        raise Refusal("xml_entities") from problem
    except Exception as problem:
        raise Refusal("layer_damaged") from problem
    if any(str(node.tag).endswith("}NetworkLink") for node in found.iter()):
        raise Refusal("vrt")
