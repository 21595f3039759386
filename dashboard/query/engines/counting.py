"""Counting and summing by group with ``bincount``; integers stay exact beyond what a float holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.query import measures
from dashboard.query.facts import Dimension, Facts
from dashboard.query.measures import Measure
from dashboard.query.query import Query

FLOAT_EXACT_BITS = 53
LARGEST = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Chosen:
    """The rows a view counts, as positions and, for dimensions with several codes a row, as a mask."""

    positions: np.ndarray
    mask: np.ndarray

    def having(self, flag: np.ndarray) -> Chosen:
        """Return those of the rows that have a flag."""
        return Chosen(self.positions[flag[self.positions]], self.mask & flag)


@dataclass(frozen=True)
class Grouping:
    """Groups of rows: pairs of row and group, and per dimension each group's code and its label."""

    rows: np.ndarray
    groups: np.ndarray
    size: int
    codes: Mapping[str, np.ndarray]
    labels: Mapping[str, np.ndarray]
    plain: bool

    def pairs(self, chosen: Chosen) -> tuple[np.ndarray, np.ndarray]:
        """Return row and group of every pair whose row is chosen."""
        if self.plain:
            return chosen.positions, self.groups[chosen.positions]
        kept = chosen.mask[self.rows]
        return self.rows[kept], self.groups[kept]

    def count(self, chosen: Chosen) -> np.ndarray:
        """Return how many chosen rows each group has."""
        return np.bincount(self.pairs(chosen)[1], minlength=self.size)

    def add(self, values: np.ndarray, chosen: Chosen) -> np.ndarray:
        """Return exact integer sums of the chosen rows per group."""
        rows, groups = self.pairs(chosen)
        return exact_sums(groups, values[rows], self.size)


def exact_sums(groups: np.ndarray, values: np.ndarray, size: int) -> np.ndarray:
    """Add int64 values by group without rounding; what a float could not hold is added in parts.

    Raises OverflowError when a sum does not fit 64 bits.

    Examples
    --------
    >>> exact_sums(np.array([0, 0, 1]), np.array([2**53, 1, 5]), 2).tolist()
    [9007199254740993, 5]
    """
    bits = FLOAT_EXACT_BITS - len(values).bit_length()
    if _largest(values) < 1 << bits:
        return np.bincount(groups, weights=values, minlength=size).astype(np.int64)
    total, shift = np.zeros(size, dtype=object), 0
    while _largest(values) >= 1 << bits:
        low = np.bincount(groups, weights=values & ((1 << bits) - 1), minlength=size)
        total += low.astype(np.int64).astype(object) << shift
        values, shift = values >> bits, shift + bits
    high = np.bincount(groups, weights=values, minlength=size)
    total += high.astype(np.int64).astype(object) << shift
    if any(abs(int(one)) > LARGEST for one in total):
        raise OverflowError("a sum does not fit 64 bits; check the amounts, or keep a coarser unit")
    return total.astype(np.int64)


def _largest(values: np.ndarray) -> int:
    return max(int(values.max()), -int(values.min())) if len(values) else 0


def grouping_of(facts: Facts, by: tuple[str, ...]) -> Grouping:
    """Return the groups of some dimensions; a cross product keeps only groups that have rows."""
    if not by:
        zeros = np.zeros(facts.n, dtype=np.int32)
        return Grouping(np.arange(facts.n), zeros, 1, {}, {}, plain=True)
    if len(by) > 1:
        return _crossed(facts, by)
    dimension = facts.dimensions[by[0]]
    size = len(dimension.categories)
    codes = {by[0]: np.arange(size)}
    return Grouping(dimension.rows, dimension.codes, size, codes, _labels(facts, codes), dimension.single)


def _crossed(facts: Facts, by: tuple[str, ...]) -> Grouping:
    rows = np.arange(facts.n)
    columns: list[np.ndarray] = []
    for name in by:
        at, found = facts.dimensions[name].codes_of(rows)
        rows, columns = rows[at], [*(column[at] for column in columns), found]
    shape = tuple(max(1, len(facts.dimensions[name].categories)) for name in by)
    cells, groups = np.unique(np.ravel_multi_index(tuple(columns), shape), return_inverse=True)
    codes = dict(zip(by, np.unravel_index(cells, shape), strict=True))
    return Grouping(rows, groups, len(cells), codes, _labels(facts, codes), plain=False)


def _labels(facts: Facts, codes: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {
        name: np.array(facts.dimensions[name].categories, dtype=object)[found]
        for name, found in codes.items()
    }


def column_of(measure: Measure, chosen: Chosen, grouping: Grouping, facts: Facts, query: Query) -> object:
    """Return one measure per group of the chosen rows; an unknown sum is NA."""
    if measure.kind == measures.COUNT:
        return grouping.count(chosen)
    if measure.kind == measures.FLAG:
        return grouping.count(chosen.having(facts.flags[measure.column]))
    if measure.kind == measures.KNOWN:
        return grouping.count(chosen.having(facts.known[measure.column]))
    if measure.kind == measures.SUM:
        known = chosen.having(facts.known[measure.column])
        sums = grouping.add(facts.values[measure.column], known)
        return pd.arrays.IntegerArray(sums, grouping.count(known) == 0)
    if measure.kind == measures.DISTINCT:
        return _distinct(facts.dimensions[measure.column], chosen, grouping)
    return _ratio(chosen, grouping, query)


def _distinct(dimension: Dimension, chosen: Chosen, grouping: Grouping) -> np.ndarray:
    rows, groups = grouping.pairs(chosen)
    at, codes = dimension.codes_of(rows)
    width = max(1, len(dimension.categories))
    seen = np.unique(groups[at].astype(np.int64) * width + codes)
    return np.bincount(seen // width, minlength=grouping.size)


def _ratio(chosen: Chosen, grouping: Grouping, query: Query) -> np.ndarray:
    if query.denominator is None:
        raise ValueError(f"{query.key}: a density names what it is divided by")
    return grouping.count(chosen) / query.denominator[1]
