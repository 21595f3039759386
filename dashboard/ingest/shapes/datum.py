"""In which system the corners of a layer are: WGS-84, GCJ-02, BD-09 or swapped; told, not assumed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.ingest.ledger.findings import Findings
from dashboard.ingest.ledger.points import SYSTEM_NAMES, near_park
from dashboard.ingest.ledger.situation import Situation
from dashboard.ingest.refusal import Refusal
from geo.datum import to_wgs84

OTHERS = ("swapped", "gcj02", "bd09")
BETTER = 0.004


def agreed_shapes(shapes: Sequence[Any], findings: Findings, situation: Situation) -> list[Any]:
    """Return the shapes in WGS-84 as agreed; one that only fits shifted is refused with what fits."""
    if situation.system not in (None, "wgs84"):
        for at, shape in enumerate(shapes, start=1):
            if shape is not None:
                findings.tell("converted", at, system=SYSTEM_NAMES[situation.system])
        return [None if shape is None else moved(shape, situation.system) for shape in shapes]
    known = [shape for shape in shapes if shape is not None and not shape.is_empty and is_finite(shape)]
    if known:
        _compare(known, findings, situation)
    return list(shapes)


def is_finite(shape: BaseGeometry) -> bool:
    """Say whether every coordinate of a shape is a number."""
    return bool(np.isfinite(shapely.get_coordinates(shape)).all())


def moved(shape: BaseGeometry, system: str) -> BaseGeometry:
    """Return a shape given in a named system in WGS-84."""

    def change(points: np.ndarray) -> np.ndarray:
        lons, lats = to_wgs84(points[:, 0], points[:, 1], system)
        return np.column_stack([lons, lats])

    return shapely.transform(shape, change)


def _compare(known: Sequence[BaseGeometry], findings: Findings, situation: Situation) -> None:
    points = np.vstack([shapely.get_coordinates(shape) for shape in known])
    if not near_park(points[:, 0], points[:, 1], situation).any():
        for system in OTHERS:
            lons, lats = to_wgs84(points[:, 0], points[:, 1], system)
            if near_park(lons, lats, situation).mean() > 0.5:
                raise Refusal("layer_fits_other", system=SYSTEM_NAMES[system])
        raise Refusal("wrong_place")
    _compare_cover(known, findings, situation)


def _compare_cover(known: Sequence[BaseGeometry], findings: Findings, situation: Situation) -> None:
    """Compare how well the whole layer covers the park, as written and shifted."""
    whole = shapely.union_all([shapely.make_valid(shape) for shape in known])
    fits = {
        system: _likeness(moved(whole, system), situation.boundary) for system in ("wgs84", "gcj02", "bd09")
    }
    best = max(fits, key=lambda system: fits[system])
    if fits["wgs84"] > 0.5 and fits[best] - fits["wgs84"] > BETTER:
        findings.tell(
            "layer_maybe_other",
            system=SYSTEM_NAMES[best],
            better=f"{fits[best] * 100:.1f}",
            inside=f"{fits['wgs84'] * 100:.1f}",
        )


def _likeness(shape: BaseGeometry, boundary: BaseGeometry) -> float:
    """Return the share of their joint area that two shapes have in common."""
    both = shapely.make_valid(shape)
    return float(both.intersection(boundary).area / both.union(boundary).area)
