"""One file to its verdict: read by content, judged row by row, nothing lost and nothing guessed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from dashboard.i18n import LANGUAGES
from dashboard.i18n.translate import words
from dashboard.ingest.ledger.beside import join, kind_beside, read_beside
from dashboard.ingest.ledger.findings import IGNORED, SET_ASIDE, Findings, issue, refused
from dashboard.ingest.ledger.grid import Grid
from dashboard.ingest.ledger.headings import Headings
from dashboard.ingest.ledger.layout import find_layout, heading_score
from dashboard.ingest.ledger.logic import check_rows, check_totals
from dashboard.ingest.ledger.normal import normalised
from dashboard.ingest.ledger.part import SheetPart
from dashboard.ingest.ledger.points import check_points
from dashboard.ingest.ledger.rows import read_records
from dashboard.ingest.ledger.situation import Situation
from dashboard.ingest.ledger.sizes import check_sizes
from dashboard.ingest.ledger.words import folded
from dashboard.ingest.outcome import Intake, Reading, judged, rejected
from dashboard.ingest.readers.sniff import kind_of
from dashboard.ingest.readers.text import read_text
from dashboard.ingest.readers.workbook import read_workbook
from dashboard.ingest.refusal import Refusal
from dashboard.ingest.row_store import Rows
from dashboard.ingest.shapes.layer import read_layer
from dashboard.ingest.tables import is_contract_table, read_contract_tables

Progress = Callable[[float], None]


def take_in(path: Path, name: str, situation: Situation, progress: Progress) -> Intake:
    """Read and judge a file that nobody else changes meanwhile. Never raises for what it holds."""
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    kind = ""
    try:
        kind = kind_of(path, situation.limits)
        reading = _read(path, name, kind, situation, progress=progress)
    except Refusal as problem:
        return rejected(name, refused(problem, name), sha256=sha256, kind=kind)
    except (RecursionError, MemoryError):
        return rejected(name, issue("too_much_memory", name), sha256=sha256, kind=kind)
    progress(1.0)
    return judged(name, sha256, reading)


def _read(path: Path, name: str, kind: str, situation: Situation, *, progress: Progress) -> Reading:
    if kind not in ("xlsx", "text"):
        return read_layer(path, name, kind, situation)
    headings = Headings(situation.lexicon.headings)
    if kind == "xlsx":
        return _read_sheets(
            read_workbook(path, situation.limits, progress), name, headings, situation, progress=progress
        )
    grid, encoding = read_text(path, situation.limits, lambda row: heading_score(headings, row))
    reading = _read_sheets([grid], name, headings, situation, progress=progress)
    if encoding != "UTF-8":
        reading.issues.append(issue("encoding", name, encoding=encoding))
    return reading


def _read_sheets(
    grids: Sequence[Grid], name: str, headings: Headings, situation: Situation, *, progress: Progress
) -> Reading:
    grids = _without_example(grids)
    contract = [grid for grid in grids if not grid.hidden and is_contract_table(grid)]
    if contract:
        return read_contract_tables(contract, name, situation)
    reading = Reading("ledger", [], [])
    parts: list[SheetPart] = []
    beside: list[tuple[SheetPart, str]] = []
    for at, grid in enumerate(grids):
        kind = None if grid.hidden else kind_beside(grid)
        side = read_beside(grid, kind, name, situation) if kind else None
        ledger = None if grid.hidden or side else _read_ledger(grid, name, headings, situation)
        if side and kind:
            beside.append((side, kind))
        elif ledger:
            parts.append(ledger)
        else:
            _leave_out(reading, grid, name)
        progress(0.4 + 0.3 * (at + 1) / len(grids))
    if not parts:
        raise Refusal("no_headings")
    for side, kind in beside:
        join(side, kind, parts)
    check_rows(parts, situation)
    check_sizes(parts, situation)
    check_points(parts, situation)
    _collect(reading, parts, [side for side, _ in beside], name, situation=situation)
    if all(len(part.lines) == len(part.layout.ignored) for part in parts):
        raise Refusal("no_rows")
    return reading


def _read_ledger(grid: Grid, name: str, headings: Headings, situation: Situation) -> SheetPart | None:
    layout = find_layout(grid, headings)
    if layout is None:
        return None
    part = SheetPart(grid, layout, Findings(name, grid.sheet))
    read_records(part, situation.lexicon, situation.limits)
    check_totals(part)
    part.release()
    return part


def _collect(
    reading: Reading,
    parts: Sequence[SheetPart],
    beside: Sequence[SheetPart],
    name: str,
    *,
    situation: Situation,
) -> None:
    for part in (*parts, *beside):
        reading.parts.append(part.findings)
        reading.lines.append(part.lines)
        titles = {column.title: column.index for column in part.layout.columns}
        reading.columns[part.grid.sheet or ""] = titles
    usable = ([line for line in part.lines if line not in part.findings.unusable()] for part in beside)
    reading.beside = sum(map(len, usable))
    for part in parts:
        if is_example(part.grid):
            part.findings.tell("example_sheet")
        reading.rows.append(_rows_of(part, name, situation))
        reading.set_aside_ids += _set_aside_ids(part)


def _without_example(grids: Sequence[Grid]) -> Sequence[Grid]:
    """Return the sheets without the template's example, when another sheet has rows of its own."""
    named = [grid for grid in grids if is_example(grid)]
    if not named:
        return grids
    filled = [grid for grid in grids if not grid.hidden and len([row for row in grid.rows if any(row)]) > 1]
    others = [grid for grid in filled if grid not in named and find_layout(grid, Headings())]
    return [grid for grid in grids if grid not in named] if others else grids


def is_example(grid: Grid) -> bool:
    """Say whether a sheet is the example of a template."""
    return folded(grid.sheet or "") in {folded(words(lang).text("Example")) for lang in LANGUAGES}


def _leave_out(reading: Reading, grid: Grid, name: str) -> None:
    filled = [
        line
        for line, row in zip(grid.lines, grid.rows, strict=True)
        if any(cell not in ("", None) for cell in row)
    ]
    if not filled and not grid.hidden:
        return
    findings = Findings(name, grid.sheet)
    findings.tell("hidden_sheet" if grid.hidden else "other_sheet")
    for line in filled:
        findings.mark(line, IGNORED)
    reading.parts.append(findings)
    reading.lines.append(filled)


def _set_aside_ids(part: SheetPart) -> list[str]:
    found = (
        record.get("project_id")
        for line, record in part.records.items()
        if part.findings.of(line) == SET_ASIDE
    )
    return [key for key in found if key]


def _rows_of(part: SheetPart, name: str, situation: Situation) -> Rows:
    unusable = part.findings.unusable()
    lines = [line for line in part.records if line not in unusable]
    made = partial(normalised, file=name, situation=situation)
    return Rows(
        lambda: (made(part.records[line], status=part.findings.of(line)) for line in lines), len(lines)
    )
