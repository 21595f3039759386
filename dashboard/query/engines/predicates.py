"""One clause against all rows: which rows pass. Vectorised; no loop over rows but for words."""

from __future__ import annotations

import unicodedata

import numpy as np

from dashboard.query.facts import UNDATED, Dimension, Facts
from dashboard.query.selection import Area, Clause, Interval, Match, Point


def passing(clause: Clause, facts: Facts) -> np.ndarray:
    """Return a boolean per row."""
    if isinstance(clause, Point):
        return point_passes(clause, facts.dimensions[clause.dimension], facts.n)
    if isinstance(clause, Interval):
        return interval_passes(clause, *facts.intervals[clause.dimension])
    if isinstance(clause, Area):
        return inside_ring(facts.lon, facts.lat, clause.ring)
    return match_passes(clause, facts)


def point_passes(clause: Point, dimension: Dimension, n: int) -> np.ndarray:
    """Return the rows that have any of the codes."""
    wanted = np.array([code in clause.codes for code in dimension.categories], dtype=bool)
    hits = wanted[dimension.codes] if len(wanted) else np.zeros(0, dtype=bool)
    if dimension.single:
        return hits
    found = np.zeros(n, dtype=bool)
    found[dimension.rows[hits]] = True
    return found


def undated(start: np.ndarray) -> np.ndarray:
    """Return the rows without a date."""
    return start == UNDATED


def interval_passes(clause: Interval, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return the rows whose range overlaps the period."""
    found = ~undated(start)
    if clause.start is not None:
        found &= end >= clause.start
    if clause.end is not None:
        found &= start <= clause.end
    return found | undated(start) if clause.keep_undated else found


def inside_ring(lon: np.ndarray, lat: np.ndarray, ring: tuple[tuple[float, float], ...]) -> np.ndarray:
    """Return the points inside a ring, by crossings; points without coordinates are outside.

    Examples
    --------
    >>> inside_ring(np.array([0.5, 2.0]), np.array([0.5, 0.5]), ((0, 0), (1, 0), (1, 1), (0, 1))).tolist()
    [True, False]
    """
    inside = np.zeros(len(lon), dtype=bool)
    for (x0, y0), (x1, y1) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if y0 == y1:
            continue
        crosses = (lat >= min(y0, y1)) & (lat < max(y0, y1))
        inside ^= crosses & (lon < x0 + (lat - y0) / (y1 - y0) * (x1 - x0))
    return inside & ~np.isnan(lon) & ~np.isnan(lat)


def match_passes(clause: Match, facts: Facts) -> np.ndarray:
    """Return the rows whose text has every word."""
    words = unicodedata.normalize("NFKC", clause.text).casefold().split()
    return np.fromiter(
        (all(word in text for word in words) for text in facts.text), dtype=bool, count=facts.n
    )
