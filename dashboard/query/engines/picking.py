"""Which groups of a view stand inside its own clauses: they are drawn bright, the others pale.

A code is picked when a clause names it, a period when it overlaps the clause's period; for any other
clause (an area, the family of a picked sector) a group is picked when one of its rows passes.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dashboard.query.engines.counting import Chosen, Grouping
from dashboard.query.facts import UNDATED, Dimension, Facts
from dashboard.query.selection import Clause, Interval, Point, Selection


def picked(
    selection: Selection, passes: Sequence[np.ndarray], grouping: Grouping, facts: Facts
) -> np.ndarray:
    """Return a boolean per group; True everywhere when no clause belongs to the view's dimensions.

    ``passes`` says for each clause of the selection which rows pass it.
    """
    found = np.ones(grouping.size, dtype=bool)
    for clause, mask in zip(selection.clauses, passes, strict=True):
        for name, codes in grouping.codes.items():
            dimension = facts.dimensions[name]
            if dimension.owner == clause.dimension:
                named = _named(clause, dimension)
                found &= _any_passes(mask, grouping) if named is None else named[codes]
    return found


def _named(clause: Clause, dimension: Dimension) -> np.ndarray | None:
    """Say for each category whether the clause itself names it; None when it does not speak of them."""
    if isinstance(clause, Point) and clause.dimension == dimension.name:
        return np.array([code in clause.codes for code in dimension.categories], dtype=bool)
    if isinstance(clause, Interval) and dimension.spans is not None:
        first, last = dimension.spans
        begins = clause.start is None or last >= clause.start
        ends = clause.end is None or first <= clause.end
        return np.where(first == UNDATED, clause.keep_undated, begins & ends)
    return None


def _any_passes(mask: np.ndarray, grouping: Grouping) -> np.ndarray:
    return grouping.count(Chosen(np.flatnonzero(mask), mask)) > 0
