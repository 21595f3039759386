"""The coordinate guard: which system fits, told; nothing is shifted without consent."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import shapely
from pyproj import CRS, Transformer

from dashboard.ingest.ledger.logic import title_of
from dashboard.ingest.ledger.part import Record, SheetPart
from dashboard.ingest.ledger.situation import Situation
from geo.datum import to_wgs84
from geo.measure import distance_km
from geo.partition import town_of_points

SYSTEM_NAMES = {"gcj02": "GCJ-02", "bd09": "BD-09", "swapped": "latitude, longitude", "wgs84": "WGS-84"}
NEAR_KM, DEGREE_KM = 0.6, 111.0
METRES = 1000
SYSTEM_IN_HEADING = re.compile(r"gcj|火星|高德|腾讯|bd-?09|百度", re.IGNORECASE)
CANDIDATES = (4526, 4527, 4528, 4547, 4548, 4549, 32649, 32650, 32651, 3857, 2381, 2382, 2383, 2384, 2385)
Point = tuple[SheetPart, int, Record]


def check_points(parts: Sequence[SheetPart], situation: Situation) -> None:
    """Keep the points that lie in or near the park as agreed; leave out the others and say why."""
    points = [found for part in parts for found in _pairs(part)]
    if not points:
        return
    part = points[0][0]
    lons, lats = (np.array([record[key] for _, _, record in points], dtype=float) for key in ("lon", "lat"))
    if np.median(np.abs(lons)) > METRES or np.median(np.abs(lats)) > METRES:
        candidates = projected_candidates(lons, lats, situation)
        part.findings.tell("projected_metres", column=title_of(part, "lon"), candidates=candidates)
        _drop(points)
        return
    if situation.system is None and _declared(part):
        _drop(points)
        return
    if situation.system not in (None, "wgs84"):
        lons, lats = to_wgs84(lons, lats, situation.system)
        _convert(points, lons, lats, situation.system)
    _check_inside(points, lons, lats, situation)
    _check_towns(points, situation)


def _pairs(part: SheetPart) -> list[Point]:
    found = []
    for line, record in part.records.items():
        if ("lon" in record) != ("lat" in record):
            record.pop("lon", None)
            record.pop("lat", None)
            part.findings.tell("half_coordinate", line, column=title_of(part, "lon"))
        elif "lon" in record:
            found.append((part, line, record))
    return found


def _drop(points: Sequence[Point]) -> None:
    for _, _, record in points:
        record.pop("lon")
        record.pop("lat")


def _declared(part: SheetPart) -> bool:
    """Say whether a heading names a shifted system; the finding is told here."""
    for column in part.layout.columns:
        found = SYSTEM_IN_HEADING.search(column.title) if column.key in ("lon", "lat", "lonlat") else None
        if found:
            system = "BD-09" if found[0].lower().startswith(("bd", "百")) else "GCJ-02"
            part.findings.tell("declared_system", column=column.title, system=system)
            return True
    return False


def _convert(points: Sequence[Point], lons: np.ndarray, lats: np.ndarray, system: str) -> None:
    for (part, line, record), lon, lat in zip(points, lons, lats, strict=True):
        record["lon"], record["lat"] = round(float(lon), 6), round(float(lat), 6)
        part.findings.tell("converted", line, column=title_of(part, "lon"), system=SYSTEM_NAMES[system])


def near_park(lons: np.ndarray, lats: np.ndarray, situation: Situation) -> np.ndarray:
    """Say which points lie in the park or within 0.6 km of it: its outline may be generalised."""
    margin = situation.boundary.buffer(NEAR_KM / DEGREE_KM)
    return shapely.contains_xy(margin, lons, lats)


def _check_inside(points: Sequence[Point], lons: np.ndarray, lats: np.ndarray, situation: Situation) -> None:
    inside = near_park(lons, lats, situation)
    others = {
        system: near_park(*to_wgs84(lons, lats, system), situation) for system in ("swapped", "gcj02", "bd09")
    }
    for at, (part, line, record) in enumerate(points):
        if inside[at]:
            continue
        value = f"{record['lon']:g}, {record['lat']:g}"
        fits = next((system for system, found in others.items() if found[at]), None)
        column = title_of(part, "lon")
        if fits:
            part.findings.tell("fits_other", line, column=column, value=value, system=SYSTEM_NAMES[fits])
        else:
            km = _distance(record["lon"], record["lat"], situation)
            part.findings.tell("outside_park", line, column=column, value=value, km=km)
        record.pop("lon")
        record.pop("lat")


def _distance(lon: float, lat: float, situation: Situation) -> str:
    if abs(lon) > 180 or abs(lat) > 90:
        return "–"
    centre = situation.boundary.centroid
    nearest = shapely.shortest_line(situation.boundary, shapely.Point(lon, lat)).coords[0]
    far = distance_km(lon, lat, *nearest)
    return f"{far:.1f}" if far < 100 else f"{distance_km(lon, lat, centre.x, centre.y):.0f}"


def _check_towns(points: Sequence[Point], situation: Situation) -> None:
    """Compare towns written with towns the points lie in, as WGS-84 and as the shifted systems."""
    placed = [
        (part, line, record) for part, line, record in points if "lon" in record and _town(record, situation)
    ]
    if situation.towns is None or not placed:
        return
    lons, lats = (np.array([record[key] for _, _, record in placed], dtype=float) for key in ("lon", "lat"))
    written = np.array([_town(record, situation) for _, _, record in placed], dtype=object)
    found = town_of_points(lons, lats, situation.towns, "code")
    fits = {"wgs84": int((found == written).sum())}
    for system in ("gcj02", "bd09"):
        shifted = town_of_points(*to_wgs84(lons, lats, system), situation.towns, "code")
        fits[system] = int((shifted == written).sum())
    best = max(fits, key=lambda name: fits[name])
    if situation.system is None and fits[best] - fits["wgs84"] >= max(3, len(placed) // 20):
        placed[0][0].findings.tell(
            "maybe_other_system",
            inside=fits["wgs84"],
            better=fits[best],
            n=len(placed),
            system=SYSTEM_NAMES[best],
        )
    names = situation.lexicon.place_names
    for at, (part, line, _) in enumerate(placed):
        if found[at] is not None and found[at] != written[at]:
            part.findings.tell(
                "town_differs",
                line,
                column=title_of(part, "town"),
                value=names.get(written[at], written[at]),
                other=names.get(found[at], found[at]),
            )


def _town(record: Record, situation: Situation) -> str | None:
    place = record.get("town") or record.get("place")
    return place if place and situation.lexicon.is_town(place) else None


def projected_candidates(xs: np.ndarray, ys: np.ndarray, situation: Situation) -> str:
    """Return the EPSG codes under which metres land in the park, in both orders of the axes."""
    found = []
    for code in CANDIDATES:
        change = Transformer.from_crs(CRS.from_epsg(code), "EPSG:4326", always_xy=True)
        for first, second, order in ((xs, ys, ""), (ys, xs, " (y, x)")):
            lons, lats = change.transform(first, second)
            if near_park(np.asarray(lons), np.asarray(lats), situation).mean() > 0.5:
                found.append(f"EPSG:{code}{order}")
    return ", ".join(found) or "–"
