"""Map layers: outlines, overlaps, gaps, systems, sidecars; points that are projects."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from geo.datum import wgs84_to_gcj02
from tests.ingest.corpus.making import Case, as_text

DATA = Path(__file__).resolve().parents[3] / "data"
TOWNS = gpd.read_file(DATA / "demo/boundary/towns.geojson")
OUTLINE = gpd.read_file(DATA / "xiangcheng/boundary/park_boundary.geojson")
UTM = "EPSG:32656"
JSON, ZIP, GPKG, KML = "layer.geojson", "layer.zip", "layer.gpkg", "layer.kml"
Change = Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame]


def collection(frame: gpd.GeoDataFrame, crs: str | None = None) -> str:
    found: dict[str, Any] = json.loads(frame.to_json(drop_id=True, na="null", show_bbox=False))
    found.pop("crs", None)
    if crs:
        found["crs"] = {"type": "name", "properties": {"name": crs}}
    return json.dumps(found, ensure_ascii=False)


def layer(change: Change = lambda frame: frame, crs: str | None = None):
    return lambda path: as_text(collection(change(TOWNS.copy()), crs))(path)


def shaped(at: int, shape: Any) -> Change:
    def change(frame):
        shapes = list(frame.geometry)
        shapes[at] = shape
        return frame.set_geometry(gpd.GeoSeries(shapes, crs=frame.crs))

    return change


def town(at: int) -> Polygon:
    return TOWNS.geometry.iloc[at]


def bowtie(at: int) -> Polygon:
    west, south, east, north = town(at).bounds
    return Polygon([(west, south), (east, north), (east, south), (west, north)])


def tiny_loop(at: int) -> Polygon:
    ring = list(town(at).exterior.coords)
    x, y = ring[0]
    loop = [(x, y), (x + 2e-5, y + 1e-5), (x + 1e-5, y + 2e-5), (x, y), (x - 1e-5, y)]
    return Polygon([*loop, *ring[1:-1], ring[0]])


def stray(at: int) -> Polygon:
    ring = list(town(at).exterior.coords)
    return Polygon([*ring[:2], (0.0, 0.0), *ring[2:]])


def mixed(at: int) -> shapely.GeometryCollection:
    return shapely.GeometryCollection(
        [town(at), Point(town(at).centroid), LineString([(150, 30), (150.01, 30)])]
    )


def metres(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return frame.to_crs(UTM)


def without_crs(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return frame.set_crs(None, allow_override=True)


def swapped(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return frame.set_geometry(shapely.transform(frame.geometry.values, lambda points: points[:, ::-1]))


def shifted(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    def change(points):
        return np.column_stack(wgs84_to_gcj02(points[:, 0], points[:, 1]))

    return frame.set_geometry(gpd.GeoSeries(shapely.transform(frame.geometry.values, change), crs=frame.crs))


def elsewhere(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return frame.set_geometry(frame.geometry.translate(-20, 5))


def without(at: int) -> Change:
    return lambda frame: frame.drop(index=at).reset_index(drop=True)


def widened(at: int) -> Change:
    return shaped(at, town(at).buffer(0.01))


def with_area(at: int, factor: float) -> Change:
    def change(frame):
        square = frame.to_crs(UTM).area / 1e6
        square.iloc[at] *= factor
        return frame.assign(area_km2=square.round(3))

    return change


def outline(change: Change = lambda frame: frame):
    return lambda path: as_text(collection(change(OUTLINE.copy())))(path)


def shapefile(
    drop: tuple[str, ...] = (), change: Change = lambda frame: frame, names: tuple[str, ...] = ("towns",)
):
    def make(path: Path) -> None:
        with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path, "w") as archive:
            for name in names:
                change(TOWNS.copy()).to_file(
                    Path(folder) / f"{name}.shp", driver="ESRI Shapefile", encoding="UTF-8"
                )
            for part in sorted(Path(folder).iterdir()):
                if part.suffix[1:] not in drop:
                    archive.write(part, f"boundary/{part.name}")

    return make


def geopackage(layers: tuple[str, ...] = ("towns",), change: Change = lambda frame: frame):
    def make(path: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / "made.gpkg"
            for name in layers:
                change(TOWNS.copy()).to_file(made, layer=name, driver="GPKG")
            path.write_bytes(made.read_bytes())

    return make


def view_only(path: Path) -> None:
    """Write a GeoPackage whose only layer is a view, which could read anything."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.gpkg"
        TOWNS.to_file(made, layer="towns", driver="GPKG")
        base = sqlite3.connect(made)
        base.executescript("alter table towns rename to kept; create view towns as select * from kept;")
        base.commit()
        base.close()
        path.write_bytes(made.read_bytes())


def kml(path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.kml"
        TOWNS.rename(columns={"name_zh": "Name"})[["Name", "geometry"]].to_file(made, driver="KML")
        path.write_bytes(made.read_bytes())


def points(change: Change = lambda frame: frame):
    def make(path: Path) -> None:
        rows = {
            "项目编号": [f"P{at}" for at in range(6)],
            "项目名称": [f"项目{at}" for at in range(6)],
            "阶段": ["签约"] * 6,
            "总投资（万元）": [100.0 * (at + 1) for at in range(6)],
        }
        shapes = [Point(149.99 + at / 1000, 29.99) for at in range(6)]
        as_text(collection(change(gpd.GeoDataFrame(rows, geometry=shapes, crs="EPSG:4326"))))(path)

    return make


def ring_around(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"name": ["环"]}, geometry=[LineString(town(0).exterior.coords)], crs="EPSG:4326")


def areas(n: int):
    return lambda rows: (
        len(rows) == n and all(row["wkt"].startswith(("POLYGON", "MULTIPOLYGON")) for row in rows)
    )


def size(at: int, km2: float):
    return lambda rows: abs(rows[at]["area_km2"] - km2) < 0.01


CASES = [
    Case("layers", "eleven towns", layer(), "accept", file=JSON, rows=areas(11), never=("overlap", "gap")),
    Case(
        "layers",
        "a name for the system",
        layer(crs="urn:ogc:def:crs:OGC:1.3:CRS84"),
        "accept",
        file=JSON,
        rows=areas(11),
    ),
    Case("layers", "metres with their name", layer(metres, UTM), "accept", file=JSON, rows=size(0, 43.18)),
    Case("layers", "a GeoPackage", geopackage(), "accept", file=GPKG, rows=areas(11)),
    Case(
        "layers",
        "a GeoPackage in metres",
        geopackage(change=metres),
        "accept",
        file=GPKG,
        rows=size(0, 43.18),
    ),
    Case("layers", "a GeoPackage of a view", view_only, "reject_file", ("view_not_read",), file=GPKG),
    Case(
        "layers",
        "a GeoPackage of two layers",
        geopackage(("a", "b")),
        "reject_file",
        ("several_layers",),
        file=GPKG,
    ),
    Case("layers", "a packed Shapefile", shapefile(), "accept", file=ZIP, rows=areas(11)),
    Case(
        "layers",
        "two packed Shapefiles",
        shapefile(names=("a", "b")),
        "reject_file",
        ("several_layers",),
        file=ZIP,
    ),
    Case("layers", "a KML", kml, "accept", file=KML, rows=areas(11)),
    Case(
        "layers",
        "one feature alone",
        lambda path: as_text(json.dumps(json.loads(collection(TOWNS))["features"][0]))(path),
        "accept",
        file=JSON,
        rows=areas(1),
    ),
    Case(
        "layers",
        "two without a code",
        layer(lambda frame: frame.drop(columns="code")),
        "accept",
        file=JSON,
        rows=areas(11),
    ),
    Case(
        "layers",
        "the same code twice",
        layer(lambda frame: frame.assign(code=["T01", "T01", *frame["code"][2:]])),
        "accept_partial",
        (("duplicate_id", 1), ("duplicate_id", 2)),
        file=JSON,
        counts={"set_aside": 2},
    ),
    Case("sidecars", "no .prj", shapefile(("prj",)), "reject_file", ("no_crs",), file=ZIP),
    Case("sidecars", "no .shx", shapefile(("shx",)), "reject_file", ("layer_incomplete",), file=ZIP),
    Case("sidecars", "no .dbf", shapefile(("dbf",)), "reject_file", ("layer_incomplete",), file=ZIP),
    Case("CRS", "metres without a name", layer(metres), "reject_file", ("no_crs",), file=JSON),
    Case(
        "CRS",
        "a Shapefile in metres without .prj",
        shapefile(("prj",), metres),
        "reject_file",
        ("no_crs",),
        file=ZIP,
    ),
    Case(
        "CRS",
        "a name nobody knows",
        layer(crs="urn:ogc:def:crs:EPSG::999999"),
        "reject_file",
        ("no_crs",),
        file=JSON,
    ),
    Case("CRS", "swapped", layer(swapped), "reject_file", ("layer_fits_other",), file=JSON),
    Case(
        "CRS",
        "swapped, as agreed",
        layer(swapped),
        "accept_fixed",
        ("converted",),
        file=JSON,
        system="swapped",
        rows=size(0, 43.18),
    ),
    Case("CRS", "another country", layer(elsewhere), "reject_file", ("wrong_place",), file=JSON),
    Case(
        "datum",
        "an outline in GCJ-02",
        outline(shifted),
        "accept",
        ("layer_maybe_other",),
        file=JSON,
        park="xiangcheng",
    ),
    Case(
        "datum",
        "an outline in GCJ-02, as agreed",
        outline(shifted),
        "accept_fixed",
        ("converted",),
        file=JSON,
        park="xiangcheng",
        system="gcj02",
        rows=size(0, 492.84),
    ),
    Case(
        "datum",
        "an outline in WGS-84",
        outline(),
        "accept",
        file=JSON,
        park="xiangcheng",
        never=("layer_maybe_other",),
        rows=size(0, 492.84),
    ),
    Case(
        "geometry",
        "a bow tie",
        layer(shaped(2, bowtie(2))),
        "accept_partial",
        (("repair_too_large", 3),),
        file=JSON,
        rows=areas(10),
    ),
    Case(
        "geometry",
        "a loop of a metre",
        layer(shaped(2, tiny_loop(2))),
        "accept_fixed",
        (("closed_shape", 3),),
        file=JSON,
        rows=areas(11),
    ),
    Case(
        "geometry",
        "a corner gone astray",
        layer(shaped(2, stray(2))),
        "accept_partial",
        (("stray_vertex", 3),),
        file=JSON,
    ),
    Case("geometry", "no shape", layer(shaped(2, None)), "accept_partial", (("empty_shape", 3),), file=JSON),
    Case(
        "geometry",
        "an empty shape",
        layer(shaped(2, Polygon())),
        "accept_partial",
        (("empty_shape", 3),),
        file=JSON,
    ),
    Case(
        "geometry",
        "a ring of two corners",
        lambda path: as_text(
            collection(TOWNS).replace(
                json.dumps([list(pair) for pair in town(0).exterior.coords]), "[[150,30],[150.1,30]]"
            )
        )(path),
        "accept_partial",
        (("broken_shape", 1),),
        file=JSON,
    ),
    Case(
        "geometry",
        "an area outside",
        layer(shaped(2, box(10, 10, 11, 11))),
        "accept_partial",
        (("outside_boundary", 3),),
        file=JSON,
    ),
    Case(
        "geometry",
        "two parts",
        layer(
            shaped(
                2,
                MultiPolygon(
                    [
                        affinity.scale(town(2), 0.4, 0.4),
                        affinity.translate(affinity.scale(town(2), 0.1, 0.1), 0.05, 0),
                    ]
                ),
            )
        ),
        "accept",
        ("gap",),
        file=JSON,
    ),
    Case(
        "geometry",
        "a sliver beside",
        layer(shaped(2, MultiPolygon([town(2), box(150.2, 30.1, 150.21, 30.10001)]))),
        "accept",
        (("sliver", 3),),
        file=JSON,
    ),
    Case(
        "geometry type",
        "a point among areas",
        layer(shaped(2, Point(150, 30))),
        "accept_partial",
        (("point_shape", 3),),
        file=JSON,
    ),
    Case(
        "geometry type",
        "areas with points and lines",
        layer(shaped(2, mixed(2))),
        "accept_fixed",
        (("kept_polygons", 3),),
        file=JSON,
        rows=areas(11),
    ),
    Case(
        "geometry type", "a line for an area", layer(ring_around), "reject_file", ("no_polygons",), file=JSON
    ),
    Case("topology", "neighbours that overlap", layer(widened(2)), "accept", ("overlap",), file=JSON),
    Case("topology", "a town missing", layer(without(2)), "accept", ("gap",), file=JSON, rows=areas(10)),
    Case("area", "as stated", layer(with_area(2, 1)), "accept", file=JSON, never=("area_differs",)),
    Case(
        "area", "half of what is stated", layer(with_area(2, 2)), "accept", (("area_differs", 3),), file=JSON
    ),
    Case(
        "points",
        "projects",
        points(),
        "accept",
        file=JSON,
        counts={"used": 6},
        total_wan=2100,
        rows=lambda rows: rows[0]["lon"] == 149.99,
    ),
    Case(
        "points",
        "projects, swapped",
        points(swapped),
        "accept",
        (("fits_other", 1),),
        file=JSON,
        total_wan=2100,
    ),
    Case(
        "points",
        "a project without a place",
        points(lambda frame: frame.set_geometry([None, *frame.geometry[1:]])),
        "accept",
        file=JSON,
        total_wan=2100,
        rows=lambda rows: rows[0]["lon"] is None,
    ),
    Case(
        "points",
        "without a known column",
        points(
            lambda frame: frame.rename(
                columns={"项目编号": "a", "项目名称": "b", "阶段": "c", "总投资（万元）": "d"}
            )
        ),
        "reject_file",
        ("no_headings",),
        file=JSON,
    ),
    Case(
        "formats",
        "TopoJSON",
        as_text('{"type":"Topology","objects":{},"arcs":[]}'),
        "reject_file",
        ("topojson",),
        file=JSON,
    ),
    Case("formats", "another JSON", as_text('{"data":[1,2]}'), "reject_file", ("other_json",), file=JSON),
    Case(
        "formats",
        "a list",
        as_text('{"type":"FeatureCollection","features":[1]}'),
        "reject_file",
        ("other_json",),
        file=JSON,
    ),
    Case(
        "formats",
        "no features",
        as_text('{"type":"FeatureCollection","features":[]}'),
        "reject_file",
        ("no_layer",),
        file=JSON,
    ),
    Case(
        "formats", "cut off", as_text(collection(TOWNS)[:2000]), "reject_file", ("layer_damaged",), file=JSON
    ),
    Case(
        "formats",
        "numbers that are none",
        as_text(collection(TOWNS).replace("149.95594", "NaN", 1)),
        "accept_partial",
        file=JSON,
    ),
    Case(
        "formats",
        "a damaged GeoPackage",
        lambda path: path.write_bytes(b"SQLite format 3\0" + b"x" * 500) and None,
        "reject_file",
        ("layer_damaged",),
        file=GPKG,
    ),
]
