"""What every engine promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, Protocol

import numpy as np
import pandas as pd

from dashboard.query.query import Query
from dashboard.query.selection import Selection


@dataclass(frozen=True)
class Totals:
    """How many rows pass, of how many; what removing one clause gives; what only a missing date left out."""

    projects: int
    projects_all: int
    removing: Mapping[str, int] = field(default_factory=dict)
    undated_left_out: Mapping[str, int] = field(default_factory=dict)


class Frames(Mapping[str, pd.DataFrame]):
    """Tidy frames by query key, made from columns when asked for; ``records`` gives rows without a frame."""

    def __init__(self, columns: Mapping[str, Mapping[str, Any]]) -> None:
        self._columns = dict(columns)
        self._frames: dict[str, pd.DataFrame] = {}
        self._records: dict[str, list[SimpleNamespace]] = {}

    def __getitem__(self, key: str) -> pd.DataFrame:
        if key not in self._frames:
            self._frames[key] = pd.DataFrame(dict(self._columns[key]))
        return self._frames[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def joined(self, key: str, frame: pd.DataFrame) -> Frames:
        """Return these frames and one more."""
        return Frames({**self._columns, key: {str(name): frame[name] for name in frame}})

    def records(self, key: str) -> list[SimpleNamespace]:
        """Return the rows of a frame with their columns as attributes; an unknown sum is None."""
        if key not in self._records:
            columns = self._columns[key]
            lists = [_plain_list(values) for values in columns.values()]
            rows = zip(*lists, strict=True)
            self._records[key] = [SimpleNamespace(**dict(zip(columns, row, strict=True))) for row in rows]
        return self._records[key]


def _plain_list(values: Any) -> list[Any]:
    found: list[Any] = values.tolist() if hasattr(values, "tolist") else list(values)
    return [None if value is pd.NA else value for value in found]


@dataclass(frozen=True)
class Answer:
    """A tidy frame per query key, and the totals of the selection.

    Columns of a frame: its dimensions (codes), per measure the value under the selection and
    ``…_all`` without any, and ``picked``. Clauses of the dimensions it splits by are skipped.
    """

    frames: Frames
    totals: Totals


class Engine(Protocol):
    """Answers queries over one set of facts."""

    exact_distincts: bool

    def run(self, selection: Selection, queries: Sequence[Query]) -> Answer:
        """Answer all queries in one pass."""

    def mask(self, selection: Selection, skip: str | None = None) -> np.ndarray:
        """Say for each row whether it passes, leaving out the clauses of one dimension."""

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
