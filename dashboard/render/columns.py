"""The columns of the project table: how each is read, written and sorted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ColumnSpec:
    """One column: its label key, whether it is a number, and the engine's sort key."""

    key: str
    numeric: bool = False
    sort: str = ""


COLUMNS: dict[str, ColumnSpec] = {
    spec.key: spec
    for spec in (
        ColumnSpec("name", sort="name"),
        ColumnSpec("home", sort="home"),
        ColumnSpec("place", sort="place"),
        ColumnSpec("sector", sort="sector"),
        ColumnSpec("stage", sort="stage"),
        ColumnSpec("stage_as_of", sort="stage_as_of"),
        ColumnSpec("amount", numeric=True, sort="amount_cny"),
        ColumnSpec("signed", sort="signed"),
        ColumnSpec("evidence", sort="evidence"),
        ColumnSpec("source_name", sort="source_name"),
        ColumnSpec("project_id", sort="id"),
    )
}
STANDARD = {
    "phone": ("name", "stage", "signed"),
    "desk": ("name", "place", "stage", "signed"),
    "wide": ("name", "place", "stage", "amount", "signed"),
    "ultra": ("name", "place", "stage", "amount", "signed"),
    "stage": ("name", "place", "stage", "amount", "signed"),
}
EVERY = tuple(COLUMNS)
