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
from dashboard.query.engines.counting import Chosen, Grouping, column_of, grouping_of
from dashboard.query.engines.predicates import passing, undated
from dashboard.query.facts import Facts
from dashboard.query.measures import measure_of
from dashboard.query.query import Query
from dashboard.query.selection import Interval, Point, Selection


class Failed:
    """How many clauses each row fails, in all and per owning dimension."""

    def __init__(self, selection: Selection, facts: Facts) -> None:
        self.selection = selection
        self.passes = [passing(clause, facts) for clause in selection.clauses]
        self.total = np.zeros(facts.n, dtype=np.uint8)
        self.owned: dict[str, np.ndarray] = {}
        self._chosen: dict[str | None, Chosen] = {}
        for clause, found in zip(selection.clauses, self.passes, strict=True):
            self.total += ~found
            owner = self.owned.setdefault(clause.dimension, np.zeros(facts.n, dtype=np.uint8))
            owner += ~found

    def mask(self, skip: str | None = None) -> np.ndarray:
        """Return the rows that fail nothing but clauses of ``skip``."""
        if skip is None or skip not in self.owned:
            return self.total == 0
        return self.total == self.owned[skip]

    def chosen(self, skip: str | None = None) -> Chosen:
        """Return the same rows as positions, found once for all views that skip the same."""
        key = skip if skip in self.owned else None
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
        mask: np.ndarray = self._failed(selection).mask(skip)
        return mask

    def rows(
        self, selection: Selection, *, order: tuple[tuple[str, bool], ...], limit: int, offset: int = 0
    ) -> np.ndarray:
        """Return the positions of passing rows in order; unknown values come last either way."""
        found = self._failed(selection).chosen().positions
        keys: list[np.ndarray] = [found]
        for name, descending in reversed(order):
            column = self.facts.sort_keys[name][found]
            keys += [-column if descending else column, np.isnan(column)]
        return found[np.lexsort(keys)][offset : offset + limit]

    def _owner(self, query: Query) -> str | None:
        owners = {self.facts.dimensions[name].owner for name in query.by}
        return owners.pop() if len(owners) == 1 else None

    def _columns(self, query: Query, selection: Selection, failed: Failed) -> dict[str, object]:
        grouping, whole = self._grouping(query.by), self._whole(query)
        chosen = failed.chosen(self._owner(query))
        columns: dict[str, object] = dict(grouping.labels)
        for name in query.measures:
            measure = measure_of(name, self.facts)
            columns[name] = column_of(measure, chosen, grouping, self.facts, query)
            columns[f"{name}_all"] = whole[name]
        if query.by:
            columns["picked"] = self._picked(query, selection, failed, grouping)
        return columns

    def _make_whole(self, query: Query) -> dict[str, object]:
        grouping = self._grouping(query.by)
        return {
            name: column_of(measure_of(name, self.facts), self._everything, grouping, self.facts, query)
            for name in query.measures
        }

    def _picked(self, query: Query, selection: Selection, failed: Failed, grouping: Grouping) -> np.ndarray:
        owner = self._owner(query)
        if owner is None or owner not in failed.owned:
            return np.ones(grouping.size, dtype=bool)
        clauses = selection.of(owner)
        codes = {code for clause in clauses if isinstance(clause, Point) for code in clause.codes}
        if query.by == (owner,) and all(isinstance(clause, Point) for clause in clauses):
            return np.array([code in codes for code in grouping.labels[owner]], dtype=bool)
        inside = failed.owned[owner] == 0
        return grouping.count(Chosen(np.flatnonzero(inside), inside)) > 0

    def _totals(self, selection: Selection, failed: Failed) -> Totals:
        removing, left_out = {}, {}
        passing_now = len(failed.chosen().positions)
        for clause, found in zip(selection.clauses, failed.passes, strict=True):
            only = (failed.total == 1) & ~found
            removing[clause.key] = passing_now + int(np.count_nonzero(only))
            if isinstance(clause, Interval):
                start = self.facts.intervals[clause.dimension][0]
                left_out[clause.dimension] = int((only & undated(start)).sum())
        return Totals(passing_now, self.facts.n, removing, left_out)
