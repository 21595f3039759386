"""Check the layers of a park: readable, in the declared CRS, the boundary a valid polygon."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import geopandas as gpd

from dashboard.contract.dataset import Source
from dashboard.contract.issues import Issue
from dashboard.contract.park import Park
from dashboard.ingest.readers.vector import read_geojson
from geo.boundary import WGS84, check_boundary, check_declared_crs
from geo.errors import GeometryError
from geo.measure import area_difference_pct, area_km2

MOST_PCT = 1.0
SHAPE_FIX = "Correct the shape in the file named; nothing is repaired in silence."
NO_LAYER = ("No layer of the park is its boundary.", "Name one file as layer boundary in sources.toml.")
NO_FILE = ("The file is missing.", "Put it into the park’s folder.")
MEASURED = (
    "The boundary file measures {measured} km², the stated area is {stated} km² ({difference} %).",
    "Nothing to do: the shape is never rescaled; an official boundary file would replace this one.",
)
FAR_OFF = (
    "The boundary file measures {measured} km², over 1 % from the yearbook’s {stated} km² ({difference} %).",
    "Check that the right boundary file is used.",
)


def read_layers(
    find: Callable[[str], Path], sources: tuple[Source, ...], park: Park
) -> tuple[dict[str, gpd.GeoDataFrame], list[Issue]]:
    """Return the layers by their role, in WGS-84, and every problem of any of them."""
    layers: dict[str, gpd.GeoDataFrame] = {}
    issues: list[Issue] = []
    for source in (source for source in sources if source.layer):
        path = find(source.file)
        if not path.is_file():
            issues.append(Issue("error", "missing_file", source.file, *NO_FILE))
            continue
        read = read_geojson(path, source.file)
        issues += read.issues
        if read.frame is not None:
            wrong = _shape_issues(read.frame, source)
            issues += wrong
            if not wrong:
                layers[source.layer] = read.frame.to_crs(WGS84)
    if not any(source.layer == "boundary" for source in sources):
        issues.append(Issue("error", "no_boundary", "sources.toml", *NO_LAYER))
    return layers, issues + _area_issues(layers, sources, park)


def _shape_issues(frame: gpd.GeoDataFrame, source: Source) -> list[Issue]:
    problems = check_declared_crs(frame, source.crs or WGS84)
    if source.layer in ("boundary", "town_cells", "neighbours"):
        problems = problems or check_boundary(frame)
    return [_as_issue(problem, source.file) for problem in problems]


CODES = {
    "crosses itself": "self_crossing",
    "coordinates that are no degrees": "wrong_crs",
    "description says": "wrong_crs",
    "no geometry": "broken_geometry",
}


def _as_issue(problem: GeometryError, file: str) -> Issue:
    code = next((code for part, code in CODES.items() if part in problem.key), "bad_geometry")
    return Issue(
        "error", code, file, problem.key, SHAPE_FIX, row=problem.facts.get("feature"), facts=problem.facts
    )


def _area_issues(layers: dict[str, gpd.GeoDataFrame], sources: tuple[Source, ...], park: Park) -> list[Issue]:
    if "boundary" not in layers:
        return []
    file = next(source.file for source in sources if source.layer == "boundary")
    measured = sum(area_km2(shape) for shape in layers["boundary"].geometry)
    found = [_area_issue("note", file, MEASURED, measured, park.area.stated_km2)]
    yearbook = park.area.yearbook_km2
    if yearbook and abs(area_difference_pct(measured, yearbook)) > MOST_PCT:
        found.append(_area_issue("warning", file, FAR_OFF, measured, yearbook))
    return found


def _area_issue(severity: str, file: str, texts: tuple[str, str], measured: float, stated: float) -> Issue:
    facts = {
        "measured": f"{measured:.1f}",
        "stated": f"{stated:g}",
        "difference": f"{area_difference_pct(measured, stated):+.2f}",
    }
    return Issue(severity, "area", file, *texts, value=facts["measured"], facts=facts)
