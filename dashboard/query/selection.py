"""Clauses by dimension: what a reader picked. Frozen and hashable."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    """Any of some codes of a dimension; a row with several codes matches when any of them does."""

    key: str
    dimension: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Interval:
    """A period in days since 1 January 1970, both ends in it; None leaves an end open.

    A row passes when its own range overlaps. A row without a date fails unless ``keep_undated``.
    """

    key: str
    dimension: str
    start: int | None
    end: int | None
    keep_undated: bool = False


@dataclass(frozen=True)
class Area:
    """A ring of longitudes and latitudes (WGS-84); a row passes when its point lies inside."""

    key: str
    dimension: str
    ring: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Match:
    """Words that must all occur in a row's search text, in any order and case."""

    key: str
    dimension: str
    text: str


Clause = Point | Interval | Area | Match


@dataclass(frozen=True)
class Selection:
    """All clauses of a view; a row passes when it passes every one. Keys of clauses differ."""

    clauses: tuple[Clause, ...] = ()

    def without(self, key: str) -> Selection:
        """Return the selection without the clause of that key."""
        return Selection(tuple(clause for clause in self.clauses if clause.key != key))

    def of(self, dimension: str) -> tuple[Clause, ...]:
        """Return the clauses that belong to a dimension."""
        return tuple(clause for clause in self.clauses if clause.dimension == dimension)

    def by_dimension(self) -> dict[str, tuple[Clause, ...]]:
        """Return the clauses of each dimension that has any.

        Examples
        --------
        >>> picked = Selection((Point("sector", "sector", ("tools",)), Area("area", "place", ())))
        >>> sorted(picked.by_dimension())
        ['place', 'sector']
        """
        return {clause.dimension: self.of(clause.dimension) for clause in self.clauses}
