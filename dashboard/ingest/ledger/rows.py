"""The rows of one sheet to records: what holds no project is ignored, what cannot be told apart set aside."""

from __future__ import annotations

import re
from statistics import mode

from dashboard.ingest.ledger.column_reader import read_column
from dashboard.ingest.ledger.findings import IGNORED
from dashboard.ingest.ledger.grid import as_text, is_blank
from dashboard.ingest.ledger.lexicon import Lexicon
from dashboard.ingest.ledger.part import SheetPart
from dashboard.ingest.readers.limits import Limits

UNIT_ABOVE = re.compile(
    r"(?:填报单位|报送单位|上报单位|reporting unit|報告部署|หน่วยรายงาน)\s*[:：]\s*(.+?)\s*$", re.IGNORECASE
)


def read_records(part: SheetPart, lexicon: Lexicon, limits: Limits) -> None:
    """Fill in the records of a table. Rows that hold no project are ignored with their reason."""
    _note_layout(part)
    _spread_merged(part)
    rows = _whole_rows(part, limits)
    for row in rows:
        part.records[part.grid.lines[row]] = {"line": part.grid.lines[row], "sheet": part.grid.sheet}
    for column in part.layout.columns:
        if column.index in part.grid.hidden_columns:
            part.findings.tell("hidden_column", column=column.title)
        else:
            read_column(part, column, rows, lexicon)
    unit = _unit_above(part, lexicon)
    for record in part.records.values():
        if unit:
            record.setdefault("reporting_unit", unit)
        if "town" not in record and lexicon.is_town(record.get("place", "")):
            record["town"] = record["place"]


def _unit_above(part: SheetPart, lexicon: Lexicon) -> str | None:
    """Return the unit that a line above the headings names (填报单位：…); it is told."""
    for row in range(part.layout.heading_rows[0]):
        for cell in part.grid.rows[row]:
            named = UNIT_ABOVE.search(as_text(cell)) if isinstance(cell, str) else None
            unit = lexicon.place(named[1]) if named else None
            if named and unit:
                part.findings.tell("unit_named", part.grid.lines[row], value=named[1])
                return unit
    return None


def _note_layout(part: SheetPart) -> None:
    for row, reason in part.layout.ignored.items():
        line = part.grid.lines[row]
        part.findings.tell(reason, line)
        part.findings.mark(line, IGNORED)
    for name in part.layout.unused:
        part.findings.tell("unused_column", column=name)
    for name in part.layout.repeated:
        part.findings.tell("repeated_column", column=name, name=name)
    if part.grid.since_1904:
        part.findings.tell("dates_1904")


def _spread_merged(part: SheetPart) -> None:
    """Give the value of a cell merged downwards to the rows it spans, inside its own column only."""
    rows = part.grid.rows
    for top, left, bottom, right in part.grid.merged:
        if top < part.layout.first or bottom == top or left != right or bottom >= len(rows):
            continue
        value = part.grid.cell(top, left)
        if is_blank(value):
            continue
        for row in range(top + 1, bottom + 1):
            rows[row] += [""] * (left + 1 - len(rows[row]))
            rows[row][left] = value
        part.findings.tell("spread_merge", part.grid.lines[top], value=as_text(value))


def _whole_rows(part: SheetPart, limits: Limits) -> list[int]:
    """Return the data rows whose cells can be told apart; the others are set aside."""
    width = max(len(part.grid.rows[row]) for row in part.layout.heading_rows)
    usual = mode([len(part.grid.rows[row]) for row in part.data_rows()] or [width])
    kept = []
    for row in part.data_rows():
        line, found = part.grid.lines[row], part.grid.rows[row]
        longest = max((len(cell) for cell in found if isinstance(cell, str)), default=0)
        if row in part.grid.hidden_rows:
            part.findings.tell("hidden_row", line)
        elif not part.grid.typed and (len(found) not in (width, max(usual, width)) or any(found[width:])):
            part.findings.tell("ragged_row", line, found=len(found), wanted=width)
        elif longest > limits.cell_characters:
            part.findings.tell("cell_too_long", line, n=longest, most=limits.cell_characters)
        else:
            kept.append(row)
    return kept
