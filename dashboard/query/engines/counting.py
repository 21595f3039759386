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

HALF = 26
FLOAT_EXACT = 2**53


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
    """Groups of rows: pairs of row and group, and the codes that name each group."""

    rows: np.ndarray
    groups: np.ndarray
    size: int
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
    """Add int64 values by group without rounding; large ones by adding their halves apart.

    Examples
    --------
    >>> exact_sums(np.array([0, 0, 1]), np.array([2**53, 1, 5]), 2).tolist()
    [9007199254740993, 5]
    """
    if len(values) and int(np.abs(values).max()) <= FLOAT_EXACT // len(values):
        return np.bincount(groups, weights=values, minlength=size).astype(np.int64)
    low = np.bincount(groups, weights=values & ((1 << HALF) - 1), minlength=size)
    high = np.bincount(groups, weights=values >> HALF, minlength=size)
    return (high.astype(np.int64) << HALF) + low.astype(np.int64)


def grouping_of(facts: Facts, by: tuple[str, ...]) -> Grouping:
    """Return the groups of some dimensions; a cross product keeps only groups that have rows."""
    if not by:
        zeros = np.zeros(facts.n, dtype=np.int32)
        return Grouping(np.arange(facts.n), zeros, 1, {}, plain=True)
    if len(by) == 1:
        dimension = facts.dimensions[by[0]]
        labels = {by[0]: np.array(dimension.categories, dtype=object)}
        return Grouping(dimension.rows, dimension.codes, len(dimension.categories), labels, dimension.single)
    return _crossed(facts, by)


def _crossed(facts: Facts, by: tuple[str, ...]) -> Grouping:
    first, second = (facts.dimensions[name] for name in by)
    rows, left, right = _pairs(first, second, facts.n)
    width = len(second.categories)
    found, groups = np.unique(left.astype(np.int64) * width + right, return_inverse=True)
    labels = {
        by[0]: np.array(first.categories, dtype=object)[found // width],
        by[1]: np.array(second.categories, dtype=object)[found % width],
    }
    return Grouping(rows, groups.astype(np.int32), len(found), labels, plain=False)


def _pairs(first: Dimension, second: Dimension, n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    one = pd.DataFrame({"row": first.rows, "left": first.codes})
    other = pd.DataFrame({"row": second.rows, "right": second.codes})
    both = one.merge(other, on="row")
    return both["row"].to_numpy(), both["left"].to_numpy(), both["right"].to_numpy()


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
    by_row: dict[int, list[int]] = {}
    for row, code in zip(dimension.rows.tolist(), dimension.codes.tolist(), strict=True):
        by_row.setdefault(row, []).append(code)
    rows, groups = grouping.pairs(chosen)
    pairs = zip(rows.tolist(), groups.tolist(), strict=True)
    seen = {(group, code) for row, group in pairs for code in by_row.get(row, ())}
    return np.bincount(np.array([group for group, _ in seen], dtype=np.int64), minlength=grouping.size)


def _ratio(chosen: Chosen, grouping: Grouping, query: Query) -> np.ndarray:
    if query.denominator is None:
        raise ValueError(f"{query.key}: a density names what it is divided by")
    return grouping.count(chosen) / query.denominator[1]
