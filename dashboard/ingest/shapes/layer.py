"""A map layer to its verdict: points become rows of a ledger, areas are measured and checked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from dashboard.ingest.ledger.findings import Findings
from dashboard.ingest.ledger.grid import Grid
from dashboard.ingest.ledger.headings import Headings
from dashboard.ingest.ledger.layout import find_layout
from dashboard.ingest.ledger.logic import check_rows
from dashboard.ingest.ledger.normal import normalised
from dashboard.ingest.ledger.part import SheetPart
from dashboard.ingest.ledger.points import check_points, projected_candidates
from dashboard.ingest.ledger.rows import read_records
from dashboard.ingest.ledger.situation import Situation
from dashboard.ingest.outcome import Reading
from dashboard.ingest.readers.features import WGS84, Features, read_features
from dashboard.ingest.refusal import Refusal
from dashboard.ingest.row_store import rows_of_list
from dashboard.ingest.shapes.areas import Areas, check_areas
from dashboard.ingest.shapes.datum import agreed_shapes

POINTS = ("Point", "MultiPoint")


def read_layer(path: Path, name: str, kind: str, situation: Situation) -> Reading:
    """Read and check a layer. Rows of areas carry WKT in EPSG:4326 and km². Raises Refusal."""
    features = _in_degrees(read_features(path, kind, situation.limits), situation)
    kinds = {shape.geom_type for shape in features.shapes if shape is not None}
    if kinds and kinds <= set(POINTS):
        return _points(features, name, situation)
    findings = Findings(name)
    shapes = agreed_shapes(features.shapes, findings, situation)
    areas = Areas(features.rows, shapes, features.broken, findings)
    rows = check_areas(areas, situation)
    lines = list(range(1, len(features.rows) + 1))
    return Reading("areas", [findings], [lines], [rows_of_list(rows)])


def _in_degrees(features: Features, situation: Situation) -> Features:
    """Return the features in WGS-84; metres without a CRS are refused with the ones that would fit."""
    known = [shape for shape in features.shapes if shape is not None and not shape.is_empty]
    if not known:
        return features
    bounds = shapely.total_bounds(np.array(known, dtype=object))
    metres = bool(np.nanmax(np.abs(bounds)) > 360)
    if features.crs is None or (features.crs == WGS84 and metres):
        xs, ys = np.array([bounds[0], bounds[2]]), np.array([bounds[1], bounds[3]])
        middle = np.array([xs.mean()]), np.array([ys.mean()])
        candidates = projected_candidates(*middle, situation) if metres else "EPSG:4326"
        raise Refusal("no_crs", candidates=candidates)
    try:
        crs = CRS.from_user_input(features.crs)
    except CRSError as problem:
        raise Refusal("no_crs", candidates="–") from problem
    if crs.equals(CRS.from_epsg(4326), ignore_axis_order=True):
        return features
    moved = gpd.GeoSeries(features.shapes, crs=crs).to_crs(WGS84)
    return replace(features, shapes=list(moved), crs=WGS84)


def _points(features: Features, name: str, situation: Situation) -> Reading:
    """Read points as a ledger: attributes are columns, the feature's number is the row."""
    names = list(dict.fromkeys(key for row in features.rows for key in row))
    rows: list[list[Any]] = [[*names, "lon", "lat"]]
    for row, shape in zip(features.rows, features.shapes, strict=True):
        centre = None if shape is None or shape.is_empty else shape.centroid
        place = ["", ""] if centre is None else [float(centre.x), float(centre.y)]
        rows.append([*(_cell(row.get(key)) for key in names), *place])
    grid = Grid(None, rows, tuple(range(len(rows))), typed=True)
    layout = find_layout(grid, Headings(situation.lexicon.headings))
    if layout is None:
        raise Refusal("no_headings")
    part = SheetPart(grid, layout, Findings(name))
    read_records(part, situation.lexicon, situation.limits)
    check_rows([part], situation)
    check_points([part], situation)
    unusable = part.findings.unusable()
    made = [
        normalised(record, file=name, status=part.findings.of(line), situation=situation)
        for line, record in part.records.items()
        if line not in unusable
    ]
    return Reading("points", [part.findings], [part.lines], [rows_of_list(made)])


def _cell(value: Any) -> Any:
    if value is None or (isinstance(value, float) and value != value) or value is pd.NaT:
        return ""
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | float | np.number):
        return float(value)
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else str(value)
