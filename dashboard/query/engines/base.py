"""What every engine promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

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


@dataclass(frozen=True)
class Answer:
    """A tidy frame per query key, and the totals of the selection.

    Columns of a frame: its dimensions (codes), per measure the value under the selection and
    ``…_all`` without any, and ``picked``. Clauses of the dimensions it splits by are skipped.
    """

    frames: Mapping[str, pd.DataFrame]
    totals: Totals


class Engine(Protocol):
    """Answers queries over one set of facts."""

    exact_distincts: bool

    def run(self, selection: Selection, queries: Sequence[Query]) -> Answer:
        """Answer all queries in one pass."""

    def mask(self, selection: Selection, skip: str | None = None) -> np.ndarray:
        """Say for each row whether it passes, leaving out the clauses of one dimension."""

    def rows(
        self, selection: Selection, *, order: tuple[tuple[str, bool], ...], limit: int, offset: int = 0
    ) -> np.ndarray:
        """Return the positions of passing rows in order; unknown values come last either way."""
