"""What a table promises: its columns, its key, its links, its dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Table:
    """A table: its key column, the columns that must exist, those never empty, those it may have.

    ``foreign`` maps a column to the table and column its values must be found in. ``dates`` maps
    a date column to the column that holds its precision.
    """

    name: str
    key: str
    required: tuple[str, ...]
    filled: tuple[str, ...]
    optional: tuple[str, ...] = ()
    foreign: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """Return every column the table may have."""
        return (*self.required, *self.optional)
