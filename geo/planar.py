"""Shapes → x, y in kilometres for a flat figure; clusters of points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from shapely.geometry.base import BaseGeometry

from geo.crs import Projection, forward

DECIMALS = 2
Path = list[float | None]


def rings_km(shape: BaseGeometry, projection: Projection) -> tuple[Path, Path]:
    """Return the outer rings of polygons, parted by None, for one filled trace. Holes are left out."""
    polygons = [part for part in _parts(shape) if part.geom_type == "Polygon"]
    return _joined((polygon.exterior.coords for polygon in polygons), projection)


def lines_km(shape: BaseGeometry, projection: Projection) -> tuple[Path, Path]:
    """Return lines or outlines, parted by None, for one trace."""
    lines = [part for part in _parts(shape) if part.geom_type in ("LineString", "LinearRing")]
    return _joined((line.coords for line in lines), projection)


def _parts(shape: BaseGeometry) -> list[BaseGeometry]:
    if hasattr(shape, "geoms"):
        return [part for inner in shape.geoms for part in _parts(inner)]
    return [shape]


def _joined(lines: Iterable[Any], projection: Projection) -> tuple[Path, Path]:
    xs: Path = []
    ys: Path = []
    for line in lines:
        points = np.asarray(line, dtype=float)
        x, y = forward(projection, points[:, 0], points[:, 1])
        xs += [*np.round(x, DECIMALS).tolist(), None]
        ys += [*np.round(y, DECIMALS).tolist(), None]
    return xs[:-1], ys[:-1]


@dataclass(frozen=True)
class Cluster:
    """Points that stand together: their middle, how many, which."""

    x: float
    y: float
    n: int
    members: tuple[str, ...]


def cluster_points(x: np.ndarray, y: np.ndarray, ids: Sequence[str], cell_km: float) -> list[Cluster]:
    """Gather points by square cells of ``cell_km``; every point is in exactly one cluster.

    Examples
    --------
    >>> at = np.array([0.1, 0.2, 5.0])
    >>> [cluster.n for cluster in cluster_points(at, at, ["a", "b", "c"], 1.0)]
    [2, 1]
    """
    cells = np.stack([np.floor(x / cell_km), np.floor(y / cell_km)], axis=1).astype(np.int64)
    _, groups = np.unique(cells, axis=0, return_inverse=True)
    found = []
    for group in range(int(groups.max(initial=-1)) + 1):
        at = np.flatnonzero(groups == group)
        found.append(
            Cluster(float(x[at].mean()), float(y[at].mean()), len(at), tuple(ids[i] for i in at.tolist()))
        )
    return sorted(found, key=lambda cluster: -cluster.n)
