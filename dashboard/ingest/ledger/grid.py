"""A sheet as a reader gives it: plain cells in rows, and what only the sheet knows about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

Merge = tuple[int, int, int, int]


@dataclass(frozen=True)
class Grid:
    """A sheet. ``rows`` are lists of text, number, bool, date or "" for empty, from column A on.

    ``lines`` holds each row's number as an editor shows it. ``merged`` are rectangles
    (top, left, bottom, right) of indices into ``rows``. ``no_result`` are the cells whose formula
    was stored without its result, ``errors`` those that show an error such as #N/A.
    """

    sheet: str | None
    rows: list[list[Any]]
    lines: tuple[int, ...]
    merged: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    no_result: frozenset[tuple[int, int]] = frozenset()
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    since_1904: bool = False
    hidden: bool = False
    typed: bool = False

    def cell(self, row: int, column: int) -> Any:
        """Return a cell, "" outside the sheet."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""


def is_blank(value: Any) -> bool:
    """Say whether a cell shows nothing."""
    return value is None or (isinstance(value, str) and not value.strip())


def as_text(value: Any) -> str:
    """Return a cell as its editor shows it: whole numbers without a point, fifteen digits at most.

    Examples
    --------
    >>> as_text(1001.0), as_text(0.1 + 0.2), as_text(date(2024, 3, 5)), as_text(" a ")
    ('1001', '0.3', '2024-03-05', 'a')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _number_text(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute) else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()


def _number_text(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    if value == int(value) and abs(value) < 1e16:
        return str(int(value))
    text = format(value, ".15g")
    return format(float(text), "f").rstrip("0").rstrip(".") if "e" in text and abs(value) < 1e-4 else text
