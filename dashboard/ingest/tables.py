"""Sheets that are tables of the contract already: columns named as in the park's own files."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.contract.tables import TABLES, Table
from dashboard.ingest.checks import Sheet
from dashboard.ingest.ledger.findings import SET_ASIDE, Findings
from dashboard.ingest.ledger.grid import Grid, as_text
from dashboard.ingest.ledger.situation import Situation
from dashboard.ingest.outcome import Reading
from dashboard.ingest.row_store import rows_of_list
from dashboard.ingest.validate import (
    check_amounts,
    check_cells,
    check_columns,
    check_future,
    check_ids,
    check_links,
    check_order,
    check_park_codes,
)


def table_of(grid: Grid) -> Table | None:
    """Return the table of the contract whose filled columns a sheet's first row names, the fullest one."""
    if not grid.rows:
        return None
    named = {as_text(cell) for cell in grid.rows[0]}
    fitting = [
        table
        for table in TABLES.values()
        if set(table.filled) <= named and len(named & set(table.columns)) >= max(3, len(named) * 2 // 3)
    ]
    return max(fitting, key=lambda table: len(named & set(table.required)), default=None)


def is_contract_table(grid: Grid) -> bool:
    """Say whether a sheet is a table of the contract."""
    return table_of(grid) is not None


def read_contract_tables(grids: Sequence[Grid], name: str, situation: Situation) -> Reading:
    """Check tables against the contract, each other and the park's own tables."""
    sheets = {}
    for grid in grids:
        table = table_of(grid)
        if table is not None:
            sheets[table.name] = _sheet(grid, name)
    known = {
        table: Sheet(table, frame.astype(str), tuple(range(2, len(frame) + 2)))
        for table, frame in situation.dataset.tables.items()
        if table not in sheets
    }
    known |= {
        code: Sheet(code, frame.astype(str), tuple(range(2, len(frame) + 2)))
        for code, frame in situation.dataset.codes.items()
    }
    reading = Reading("tables", [], [])
    for table_name, sheet in sheets.items():
        findings = _checked(sheet, TABLES[table_name], {**known, **sheets}, situation)
        reading.parts.append(findings)
        reading.lines.append(list(sheet.lines))
        unusable = findings.unusable()
        rows = [
            {
                "table": table_name,
                **row,
                "row": {"file": name, "sheet": findings.sheet, "row": line, "status": "used"},
            }
            for row, line in zip(sheet.frame.to_dict("records"), sheet.lines, strict=True)
            if line not in unusable
        ]
        reading.rows.append(rows_of_list(rows))
    return reading


def _sheet(grid: Grid, name: str) -> Sheet:
    columns = [as_text(cell) for cell in grid.rows[0]]
    rows, lines = [], []
    for cells, line in list(zip(grid.rows, grid.lines, strict=True))[1:]:
        texts = [as_text(cell) for cell in cells]
        if any(texts):
            rows.append([*texts, *[""] * (len(columns) - len(texts))][: len(columns)])
            lines.append(line)
    return Sheet(name, pd.DataFrame(rows, columns=columns, dtype="str"), tuple(lines))


def _checked(sheet: Sheet, table: Table, sheets: dict[str, Sheet], situation: Situation) -> Findings:
    issues = check_columns(sheet, table) + check_cells(sheet, table) + check_ids(sheet, table)
    issues += check_links(sheet, table, sheets)
    if table.name == "milestones":
        issues += check_future(sheet, "date_actual", situation.today) + check_order(sheet)
    if table.name == "amounts":
        issues += check_amounts(sheet)
    own = {table.name: sheet, "sectors": sheets["sectors"]}
    issues += check_park_codes(own) if table.name == "projects" else []
    findings = Findings(sheet.file, table.name, list(issues))
    for one in issues:
        if one.severity == "error" and one.row is not None and one.row > 1:
            findings.mark(one.row, SET_ASIDE)
    return findings
