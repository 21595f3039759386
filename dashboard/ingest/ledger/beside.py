"""Sheets beside the ledger: one row a milestone, or one row an amount, joined to their project by its id."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.ingest.ledger.columns import STAGE_OF
from dashboard.ingest.ledger.findings import Findings
from dashboard.ingest.ledger.grid import Grid
from dashboard.ingest.ledger.headings import Headings
from dashboard.ingest.ledger.layout import find_layout
from dashboard.ingest.ledger.logic import title_of
from dashboard.ingest.ledger.part import Record, SheetPart
from dashboard.ingest.ledger.rows import read_records
from dashboard.ingest.ledger.situation import Situation
from dashboard.ingest.ledger.words import folded, lookup

KINDS = {"milestones": {"project_id", "stage"}, "amounts": {"project_id", "measure", "amount"}}
NAME_OF = {stage: name for name, stage in STAGE_OF.items()}


def kind_beside(grid: Grid) -> str | None:
    """Return which kind of side sheet a sheet's name says it is, None for a ledger."""
    kind = lookup("tables").get(folded(grid.sheet or ""))
    return kind if kind in KINDS else None


def read_beside(grid: Grid, kind: str, name: str, situation: Situation) -> SheetPart | None:
    """Read a side sheet; None when its headings are not those of its kind."""
    layout = find_layout(grid, Headings(situation.lexicon.headings, beside=True))
    if layout is None or not KINDS[kind] <= {column.key for column in layout.columns}:
        return None
    part = SheetPart(grid, layout, Findings(name, grid.sheet))
    read_records(part, situation.lexicon, situation.limits)
    return part


def join(part: SheetPart, kind: str, ledgers: Sequence[SheetPart]) -> None:
    """Give each row of a side sheet to its project; one whose project the file lacks is set aside."""
    projects = {
        record["project_id"]: record
        for ledger in ledgers
        for record in ledger.records.values()
        if record.get("project_id")
    }
    for line, record in part.records.items():
        key = record.get("project_id", "")
        if line in part.findings.unusable():
            continue
        if not key or key not in projects:
            part.findings.tell("not_in_ledger", line, column=title_of(part, "project_id"), value=key)
        elif kind == "milestones":
            _add_dates(projects[key], record)
        else:
            _add_amount(projects[key], record)


def _add_dates(project: Record, record: Record) -> None:
    stage = str(record.get("stage", ""))
    for tense in ("planned", "actual"):
        day = record.get(f"date_{tense}")
        if day is None or not stage.isdigit():
            continue
        name = NAME_OF.get(stage)
        if name:
            project.setdefault(f"{name}_{tense}", day)
        else:
            project.setdefault("more_dates", []).append((stage, tense, day))


def _add_amount(project: Record, record: Record) -> None:
    if "amount" not in record or "measure" not in record:
        return
    project.setdefault(record["measure"], record["amount"])
    project.setdefault(f"{record['measure']}_written", record["amount_written"])
    if record.get("currency"):
        project.setdefault("currency", record["currency"])
