"""One table of a sheet while it is read: its cells, layout, findings, and its records by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dashboard.ingest.ledger.findings import Findings
from dashboard.ingest.ledger.grid import Grid, is_blank
from dashboard.ingest.ledger.layout import Layout

Record = dict[str, Any]


@dataclass
class SheetPart:
    """One table being read: its sheet, layout, findings, and its records by line."""

    grid: Grid
    layout: Layout
    findings: Findings
    records: dict[int, Record] = field(default_factory=dict)
    lines: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Note the lines of every row that holds something, headings apart."""
        self.lines = [self.grid.lines[row] for row in (*self.layout.ignored, *self.data_rows())]

    def release(self) -> None:
        """Let go of the cells, which are no longer needed once they are records."""
        self.grid.rows.clear()

    def data_rows(self) -> Iterator[int]:
        """Yield the indices of the rows that hold a project."""
        for row in range(self.layout.first, len(self.grid.rows)):
            if row not in self.layout.ignored and any(not is_blank(cell) for cell in self.grid.rows[row]):
                yield row
