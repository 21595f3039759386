"""Areas checked one by one and against each other: outlines, overlaps, gaps, stated areas."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.ingest.ledger.cells import read_id, read_number, read_text
from dashboard.ingest.ledger.columns import LEDGER
from dashboard.ingest.ledger.findings import Findings
from dashboard.ingest.ledger.headings import Heading, Headings
from dashboard.ingest.ledger.normal import Normal
from dashboard.ingest.ledger.situation import Situation
from dashboard.ingest.refusal import Refusal
from geo.measure import area_km2

MOST_PCT, FAR_DEGREES = 1.0, 0.5
LEAST_KM2, SLIVER_KM2, THIN = 0.001, 0.01, 0.02
GAP_SHARE, COVERS = 0.002, 0.5
POLYGONAL = ("Polygon", "MultiPolygon")
NAME_KEYS = ("name_zh", "name_en", "name_ja", "name_th")
CODE_NAMES = ("code", "adcode", "id", "place_id", "代码", "编码", "编号", "plot_id", "gid")


@dataclass
class Areas:
    """A layer of areas while it is checked; features count from 1."""

    rows: list[dict[str, Any]]
    shapes: list[Any]
    broken: dict[int, str]
    findings: Findings


def check_areas(areas: Areas, situation: Situation) -> list[Normal]:
    """Return the usable areas as rows with WKT and km². Raises Refusal when none is an area."""
    kinds = [shape.geom_type for shape in areas.shapes if shape is not None and not shape.is_empty]
    if kinds and not any(kind in (*POLYGONAL, "GeometryCollection") for kind in kinds):
        raise Refusal("no_polygons")
    made: dict[int, BaseGeometry] = {}
    for at, shape in enumerate(areas.shapes):
        whole = _one(areas, at, shape, situation)
        if whole is not None:
            made[at + 1] = whole
    headings = Headings(situation.lexicon.headings)
    rows = {line: _row(areas, line, shape, headings) for line, shape in made.items()}
    _check_codes(areas, rows)
    _check_overlaps(areas, made, rows)
    _check_gaps(areas, made, situation)
    unusable = areas.findings.unusable()
    for line, row in rows.items():
        row["row"]["status"] = areas.findings.of(line)
    return [row for line, row in rows.items() if line not in unusable]


def _one(areas: Areas, at: int, shape: Any, situation: Situation) -> BaseGeometry | None:
    line, tell = at + 1, areas.findings.tell
    if at in areas.broken:
        tell("broken_shape", line, reason=areas.broken[at])
        return None
    if shape is None or shape.is_empty:
        tell("empty_shape", line)
        return None
    polygons = shape if shape.geom_type in POLYGONAL else _polygons_of(shape)
    if polygons is None:
        tell("point_shape", line, kind=shape.geom_type)
        return None
    if polygons is not shape:
        tell("kept_polygons", line)
    if _strays(areas, line, polygons, situation):
        return None
    return _repaired(areas, line, polygons)


def _polygons_of(shape: BaseGeometry) -> BaseGeometry | None:
    parts = [part for part in getattr(shape, "geoms", ()) if part.geom_type in POLYGONAL]
    return shapely.union_all(parts) if parts else None


def _strays(areas: Areas, line: int, shape: BaseGeometry, situation: Situation) -> bool:
    """Say whether a shape has corners far from the park while most of it lies there."""
    points = shapely.get_coordinates(shape)
    west, south, east, north = situation.boundary.bounds
    away = np.maximum.reduce(
        [west - points[:, 0], points[:, 0] - east, south - points[:, 1], points[:, 1] - north]
    )
    far = ~np.isfinite(points).all(axis=1) | (away > FAR_DEGREES)
    if far.all():
        areas.findings.tell("outside_boundary", line)
        return True
    if far.any():
        lon, lat = points[far.argmax()]
        areas.findings.tell("stray_vertex", line, lon=f"{lon:g}", lat=f"{lat:g}")
        return True
    return False


def _repaired(areas: Areas, line: int, shape: BaseGeometry) -> BaseGeometry | None:
    """Return a shape without crossings; a repair that moves its area by more than 1 % is not made."""
    if shape.is_valid:
        _check_slivers(areas, line, shape)
        return shape
    spot = re.search(r"\[(\S+) (\S+)\]", shapely.is_valid_reason(shape))
    lon, lat = (f"{float(part):.5f}" for part in spot.groups()) if spot else ("–", "–")
    fixed = _polygons_of(shapely.make_valid(shape)) or shapely.make_valid(shape)
    before, after = _area_as_drawn(shape), area_km2(fixed)
    told = {"lon": lon, "lat": lat, "before": f"{before:.4f}", "after": f"{after:.4f}"}
    if after == 0 or abs(after / before - 1) * 100 > MOST_PCT if before else True:
        areas.findings.tell("repair_too_large", line, **told)
        return None
    areas.findings.tell("closed_shape", line, **told)
    return fixed


def _area_as_drawn(shape: BaseGeometry) -> float:
    """Return the area that the rings enclose as they are drawn, loops against each other."""
    total = 0.0
    for part in getattr(shape, "geoms", [shape]):
        total += area_km2(shapely.Polygon(part.exterior))
        total -= sum(area_km2(shapely.Polygon(ring)) for ring in part.interiors)
    return total


def _check_slivers(areas: Areas, line: int, shape: BaseGeometry) -> None:
    parts = [part for part in getattr(shape, "geoms", [shape])]
    thin = [part for part in parts if _is_thin(part)]
    if thin and len(thin) < len(parts):
        areas.findings.tell("sliver", line, km2=f"{sum(map(area_km2, thin)):.4f}")


def _is_thin(part: BaseGeometry) -> bool:
    roundness = 4 * np.pi * part.area / part.length**2 if part.length else 0
    return bool(area_km2(part) < SLIVER_KM2 and roundness < THIN)


def _row(areas: Areas, line: int, shape: BaseGeometry, headings: Headings) -> Normal:
    attributes = areas.rows[line - 1]
    area = area_km2(shape)
    stated = _stated(attributes, headings)
    if stated is not None and stated > 0 and abs(area / stated - 1) * 100 > MOST_PCT:
        areas.findings.tell("area_differs", line, value=f"{stated:g}", other=f"{area:.2f}")
    names = {key: "" for key in NAME_KEYS}
    for title, value in attributes.items():
        heading = headings.of(str(title))
        if heading and heading.key in names and not names[heading.key]:
            names[heading.key] = read_text(value).value
        elif str(title).lower() in ("name", "名称", "title") and not names["name_zh"]:
            names["name_zh"] = read_text(value).value
    return {
        "table": "areas",
        "id": _code(attributes),
        "name": next((text for text in names.values() if text), ""),
        **names,
        "area_km2": round(area, 4),
        "stated_km2": stated,
        "attributes": {str(key): _json_value(value) for key, value in attributes.items()},
        "wkt": shapely.to_wkt(shape, rounding_precision=7),
        "row": {"file": areas.findings.file, "sheet": None, "row": line},
    }


def _json_value(value: Any) -> Any:
    """Return an attribute as JSON holds it; a date becomes its text, a number that is none becomes null."""
    if isinstance(value, float) and not np.isfinite(value):
        return None
    if isinstance(value, np.generic):
        return _json_value(value.item())
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def _code(attributes: dict[str, Any]) -> str:
    found = {str(title).lower(): value for title, value in attributes.items()}
    for name in CODE_NAMES:
        if found.get(name) not in (None, ""):
            return read_id(found[name]).value or ""
    return ""


def _stated(attributes: dict[str, Any], headings: Headings) -> float | None:
    for title, value in attributes.items():
        heading: Heading | None = headings.of(str(title).replace("_", " "))
        if heading and LEDGER[heading.key].kind in ("area", "land") and value not in (None, ""):
            read = read_number(value, heading.unit)
            if read.value is not None:
                return float(read.value) / (1500 if LEDGER[heading.key].kind == "land" else 1)
    return None


def _check_codes(areas: Areas, rows: dict[int, Normal]) -> None:
    by_id = defaultdict(list)
    for line, row in rows.items():
        if row["id"]:
            by_id[row["id"]].append(line)
    for code, lines in by_id.items():
        for line in lines if len(lines) > 1 else ():
            areas.findings.tell("duplicate_id", line, value=code, rows=", ".join(map(str, lines)))


def _check_overlaps(areas: Areas, made: dict[int, BaseGeometry], rows: dict[int, Normal]) -> None:
    lines = list(made)
    if len(lines) < 2:
        return
    tree = shapely.STRtree([made[line] for line in lines])
    for first, second in tree.query([made[line] for line in lines], predicate="intersects").T:
        if first >= second:
            continue
        common = made[lines[first]].intersection(made[lines[second]])
        parts = [part for part in getattr(common, "geoms", [common]) if part.geom_type in POLYGONAL]
        km2 = sum(area_km2(part) for part in parts)
        if km2 > LEAST_KM2:
            other = rows[lines[first]]["name"] or rows[lines[first]]["id"] or str(lines[first])
            name = rows[lines[second]]["name"] or rows[lines[second]]["id"] or str(lines[second])
            areas.findings.tell("overlap", lines[second], value=name, other=other, km2=f"{km2:.3f}")


def _check_gaps(areas: Areas, made: dict[int, BaseGeometry], situation: Situation) -> None:
    """Tell what the areas leave open, when they are meant to fill the park."""
    if len(made) < 2:
        return
    whole = shapely.union_all(list(made.values()))
    park = area_km2(situation.boundary)
    missing = situation.boundary.difference(whole)
    parts = [part for part in getattr(missing, "geoms", [missing]) if part.geom_type == "Polygon"]
    gap = sum(area_km2(part) for part in parts)
    if gap / park < 1 - COVERS and gap / park > GAP_SHARE:
        areas.findings.tell("gap", km2=f"{gap:.2f}")
