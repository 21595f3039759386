"""Rows that are made, or unpacked, each time they are asked for: a large ledger is never held twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Normal = dict[str, Any]


class Rows:
    """Rows worked out anew by each iteration.

    Examples
    --------
    >>> rows = Rows(lambda: ({"id": at} for at in range(2)), 2)
    >>> len(rows), [row["id"] for row in rows], [row["id"] for row in rows]
    (2, [0, 1], [0, 1])
    """

    def __init__(self, make: Callable[[], Iterable[Normal]], n: int) -> None:
        self._make, self._n = make, n

    def __iter__(self) -> Iterator[Normal]:
        return iter(self._make())

    def __len__(self) -> int:
        return self._n

    def lines(self) -> Iterator[str]:
        """Yield each row as one line of JSON."""
        for row in self:
            yield json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def rows_of_lines(lines: list[str]) -> Rows:
    """Return the rows that lines of JSON hold."""
    return Rows(lambda: map(json.loads, lines), len(lines))


def rows_of_list(rows: list[Normal]) -> Rows:
    """Return the rows of a list."""
    return Rows(lambda: rows, len(rows))


def rows_of_parts(parts: Iterable[Rows]) -> Rows:
    """Return the rows of several stores after each other."""
    kept = list(parts)
    return Rows(lambda: (row for part in kept for row in part), sum(map(len, kept)))
