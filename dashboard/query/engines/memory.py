"""The embedded engine: every row's failed clauses are counted once, then each view reads the count.

A row that fails nothing counts in every view. A row that fails only clauses of one dimension counts
in the views that split by that dimension, for a chart skips its own clauses. Groups are counted
with ``bincount`` over category codes; sums of money stay exact integers.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from dashboard.query.engines.base import Answer, Frames, Totals
from dashboard.query.engines.counting import Chosen, column_of, grouping_of
from dashboard.query.engines.picking import picked
from dashboard.query.engines.predicates import passing, undated
from dashboard.query.facts import Facts
from dashboard.query.measures import measure_of
from dashboard.query.query import Query
from dashboard.query.selection import Interval, Selection

NOTHING: frozenset[str] = frozenset()


class Failed:
    """How many clauses each row fails, in all and per owning dimension."""

    def __init__(self, selection: Selection, facts: Facts) -> None:
        self.selection = selection
        self.passes = [passing(clause, facts) for clause in selection.clauses]
        count = np.min_scalar_type(len(selection.clauses))
        self.total = np.zeros(facts.n, dtype=count)
        self.owned: dict[str, np.ndarray] = {}
        self._chosen: dict[frozenset[str], Chosen] = {}
        for clause, found in zip(selection.clauses, self.passes, strict=True):
            self.total += ~found
            owner = self.owned.setdefault(clause.dimension, np.zeros(facts.n, dtype=count))
            owner += ~found

    def mask(self, skip: frozenset[str] = NOTHING) -> np.ndarray:
        """Return the rows that fail nothing but clauses of the dimensions ``skip``."""
        mask: np.ndarray = self.total == sum(self.owned[name] for name in skip.intersection(self.owned))
        return mask

    def chosen(self, skip: frozenset[str] = NOTHING) -> Chosen:
        """Return the same rows as positions, found once for all views that skip the same."""
        key = skip.intersection(self.owned)
        if key not in self._chosen:
            mask = self.mask(key)
            self._chosen[key] = Chosen(np.flatnonzero(mask), mask)
        return self._chosen[key]


class MemoryEngine:
    """Answers queries from arrays in memory. Exact; holds no state but what it precomputed."""

    exact_distincts = True

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._everything = Chosen(np.arange(facts.n), np.ones(facts.n, dtype=bool))
        self._failed = lru_cache(maxsize=64)(lambda selection: Failed(selection, facts))
        self._grouping = lru_cache(maxsize=256)(lambda by: grouping_of(facts, by))
        self._whole = lru_cache(maxsize=1024)(self._make_whole)

    def run(self, selection: Selection, queries: Sequence[Query]) -> Answer:
        """Answer all queries in one pass."""
        failed = self._failed(selection)
        columns = {query.key: self._columns(query, selection, failed) for query in queries}
        return Answer(Frames(columns), self._totals(selection, failed))

    def mask(self, selection: Selection, skip: str | None = None) -> np.ndarray:
        """Say for each row whether it passes, leaving out the clauses of one dimension."""
        return self._failed(selection).mask(_only(skip))

    def rows(
        self,
        selection: Selection,
        *,
        order: tuple[tuple[str, bool], ...],
        limit: int,
        offset: int = 0,
        skip: str | None = None,
    ) -> np.ndarray:
        """Return the positions of passing rows in order; unknown values come last either way."""
        found = self._failed(selection).chosen(_only(skip)).positions
        keys: list[np.ndarray] = [found]
        for name, descending in reversed(order):
            column = self.facts.sort_keys[name][found]
            keys += [-column if descending else column, np.isnan(column)]
        return found[np.lexsort(keys)][offset : offset + limit]

    def _columns(self, query: Query, selection: Selection, failed: Failed) -> dict[str, object]:
        grouping, whole = self._grouping(query.by), self._whole(query)
        owners = frozenset(self.facts.dimensions[name].owner for name in query.by)
        chosen = failed.chosen(owners if len(owners) == 1 else NOTHING)
        columns: dict[str, object] = dict(grouping.labels)
        for name in query.measures:
            measure = measure_of(name, self.facts)
            columns[name] = column_of(measure, chosen, grouping, self.facts, query)
            columns[f"{name}_all"] = whole[name]
        if query.by:
            columns["picked"] = picked(selection, failed.passes, grouping, self.facts)
        return columns

    def _make_whole(self, query: Query) -> dict[str, object]:
        grouping = self._grouping(query.by)
        return {
            name: column_of(measure_of(name, self.facts), self._everything, grouping, self.facts, query)
            for name in query.measures
        }

    def _totals(self, selection: Selection, failed: Failed) -> Totals:
        removing, left_out = {}, {}
        passing_now = len(failed.chosen().positions)
        for clause, found in zip(selection.clauses, failed.passes, strict=True):
            only = (failed.total == 1) & ~found
            removing[clause.key] = passing_now + int(np.count_nonzero(only))
            if isinstance(clause, Interval):
                start = self.facts.intervals[clause.dimension][0]
                left_out[clause.dimension] = int(np.count_nonzero(only & undated(start)))
        return Totals(passing_now, self.facts.n, removing, left_out)


def _only(skip: str | None) -> frozenset[str]:
    return NOTHING if skip is None else frozenset((skip,))
