"""The clerk's own workbook given back, with a comment in each cell that needs a look."""

from __future__ import annotations

import zipfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.contract.issues import Issue
from dashboard.i18n.translate import Words, words
from dashboard.ingest.ledger.grid import Grid
from dashboard.ingest.outcome import Intake
from dashboard.ingest.readers.limits import LIMITS
from dashboard.ingest.readers.text import read_text
from dashboard.ingest.refusal import Refusal

COLOURS = {"error": "FFF4B6B0", "warning": "FFFCE5B4", "note": "FFE3ECF7"}
ORDER = ("error", "warning", "note")
WIDTH, LINE_HEIGHT = 320, 22
QUIET = (
    "above_headings",
    "total_row",
    "remark_row",
    "section_row",
    "repeated_headings",
    "unused_column",
    "encoding",
)


def write_corrected(sent: Path, target: Path, found: Intake, lang: str) -> bool:
    """Write the workbook with comments in a language; say whether there was one to write.

    A text file comes back as a workbook with its cells as text. Charts and pictures of the
    original are not kept; its cells, widths and formats are.
    """
    book = _book(sent, found)
    if book is None:
        return False
    speech = words(lang)
    columns = found.facts.get("columns", {})
    for (sheet, row, column), issues in _by_cell(found.issues, columns).items():
        page = book[sheet] if sheet in book.sheetnames else book.worksheets[0]
        _comment(page, row, column, issues, speech=speech)
    book.save(target)
    return True


def _book(sent: Path, found: Intake) -> Workbook | None:
    if found.kind in ("ledger", "tables", "xlsx"):
        if zipfile.is_zipfile(sent):
            with sent.open("rb") as stream:
                return load_workbook(stream)
        return _book_of_text(sent)
    return None


def _book_of_text(sent: Path) -> Workbook | None:
    try:
        grid, _ = read_text(sent, LIMITS, lambda row: sum(bool(cell) for cell in row))
    except Refusal:
        return None
    return _written(grid)


def _written(grid: Grid) -> Workbook:
    book = Workbook()
    page = book.worksheets[0]
    for line, row in zip(grid.lines, grid.rows, strict=True):
        for at, text in enumerate(row, start=1):
            cell = page.cell(row=line, column=at)
            cell.value, cell.data_type = str(text), "s"
    return book


Key = tuple[str | None, int, int]


def _by_cell(issues: Iterable[Issue], columns: dict[str, Any]) -> dict[Key, list[Issue]]:
    found: dict[Key, list[Issue]] = defaultdict(list)
    for issue in issues:
        if issue.row is None or issue.code in QUIET:
            continue
        at = columns.get(issue.sheet or "", {}).get(issue.column or "", 0)
        found[(issue.sheet, issue.row, at + 1)].append(issue)
    return found


def _comment(page: Worksheet, row: int, column: int, issues: list[Issue], *, speech: Words) -> None:
    cell = page.cell(row=row, column=column)
    if not isinstance(cell, Cell):
        return
    text = "\n".join(f"{issue.message(speech)} {issue.remedy(speech)}" for issue in issues)
    cell.comment = Comment(text, "park-dashboard", width=WIDTH, height=LINE_HEIGHT * (2 + len(text) // 40))
    worst = min(issues, key=lambda issue: ORDER.index(issue.severity))
    cell.fill = PatternFill("solid", fgColor=COLOURS[worst.severity])
