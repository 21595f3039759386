"""The columns the engine counts: codes, ranges of days, points, exact sums. Made once per Dataset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

UNDATED = np.iinfo(np.int32).min


@dataclass(frozen=True)
class Dimension:
    """Codes of the rows in one dimension.

    ``owner`` names the dimension whose clauses act on it. ``rows`` and ``codes`` are pairs: row
    ``rows[i]`` has the category ``codes[i]``, rows ascending; a row may have none or several.
    ``single`` says that every row has exactly one. ``spans`` gives first and last day of each
    category where categories are periods, UNDATED for the one without a date.
    """

    name: str
    owner: str
    categories: tuple[str, ...]
    rows: np.ndarray
    codes: np.ndarray
    single: bool = True
    spans: tuple[np.ndarray, np.ndarray] | None = None

    def codes_of(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the codes of some rows, and for each code the position in ``rows`` it belongs to.

        Examples
        --------
        >>> homes = several("home", [("CHN", "JPN"), (), ("JPN",)])
        >>> [found.tolist() for found in homes.codes_of(np.array([2, 0]))]
        [[0, 1, 1], [1, 0, 1]]
        """
        if self.single:
            return np.arange(len(rows)), self.codes[rows]
        first = np.searchsorted(self.rows, rows, side="left")
        counts = np.searchsorted(self.rows, rows, side="right") - first
        at = np.repeat(np.arange(len(rows)), counts)
        within = np.arange(len(at)) - np.repeat(np.cumsum(counts) - counts, counts)
        return at, self.codes[first[at] + within]


@dataclass(frozen=True)
class Facts:
    """Columns of ``n`` rows. Unknown days are UNDATED, unknown points NaN, unknown sums not ``known``."""

    n: int
    ids: tuple[str, ...]
    dimensions: Mapping[str, Dimension]
    intervals: Mapping[str, tuple[np.ndarray, np.ndarray]]
    lon: np.ndarray
    lat: np.ndarray
    text: tuple[str, ...]
    values: Mapping[str, np.ndarray]
    known: Mapping[str, np.ndarray]
    flags: Mapping[str, np.ndarray]
    sort_keys: Mapping[str, np.ndarray] = field(default_factory=dict)


def single(name: str, codes: list[str], categories: tuple[str, ...], owner: str = "") -> Dimension:
    """Return a dimension in which every row has one code; codes not listed are appended."""
    extra = tuple(sorted(set(codes) - set(categories)))
    every = (*categories, *extra)
    place = {code: at for at, code in enumerate(every)}
    found = np.array([place[code] for code in codes], dtype=np.int32)
    return Dimension(name, owner or name, every, np.arange(len(codes), dtype=np.int32), found)


def several(name: str, codes: list[tuple[str, ...]], owner: str = "") -> Dimension:
    """Return a dimension in which a row may have several codes."""
    every = tuple(sorted({code for row in codes for code in row}))
    place = {code: at for at, code in enumerate(every)}
    rows = np.array([at for at, row in enumerate(codes) for _ in row], dtype=np.int32)
    found = np.array([place[code] for row in codes for code in row], dtype=np.int32)
    return Dimension(name, owner or name, every, rows, found, single=False)
