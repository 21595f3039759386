"""The demo ledger read with nothing but the csv module, and the counting rules written out plainly."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

STOPPED = ("suspended", "cancelled", "exited")


def read_table(folder: Path, name: str) -> list[dict[str, str]]:
    """A table of a park folder."""
    with (folder / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


class Ledger:
    """The tables as lists of texts; what counts, as of the last day."""

    def __init__(self, folder: Path, today: str) -> None:
        self.folder, self.today = folder, date.fromisoformat(today)
        self.projects = {row["project_id"]: row for row in self.table("projects")}
        self.milestones = [row for row in self.table("milestones") if row["reported_on"] <= today]
        self.statuses = {row["project_id"]: row["project_status"] for row in self.table("statuses")}
        self.actual: dict[tuple[str, str], str] = {}
        self.precision: dict[tuple[str, str], str] = {}
        self.plans: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in self.milestones:
            key = row["project_id"], row["stage_code"]
            if row["date_kind"] == "actual":
                self.actual[key], self.precision[key] = row["date_actual"], row["date_precision"]
            else:
                self.plans[key].append(row["date_planned"])
        self.amounts = {}
        for row in self.table("amounts"):
            self.amounts[row["project_id"], row["measure"], row["period"]] = row
        self.kept = {row["project_id"] for row in self.table("decisions") if row["decision"] == "keep"}

    def table(self, name: str) -> list[dict[str, str]]:
        return read_table(self.folder, name)

    def stage(self, key: str) -> str:
        return max((stage for project, stage in self.actual if project == key), default="unknown")

    def relation(self, key: str) -> str:
        return "" if key in self.kept else self.projects[key]["relation"]

    def counted(self, *, stopped: bool = False, talks: bool = False) -> list[str]:
        """The ids that count: formal, once, not moved, not replaced, members instead of bundles."""
        alive = {key: row for key, row in self.projects.items() if not row["withdrawn_on"]}
        replaced = {
            row["parent_record_id"] for key, row in alive.items() if self.relation(key) == "successor of"
        }
        bundles = {
            row["parent_record_id"] for key, row in alive.items() if self.relation(key) == "member of bundle"
        }
        out = ("re-signing of", "expansion of", "relocation of")
        return [
            key
            for key in alive
            if self.relation(key) not in out
            and key not in replaced
            and key not in bundles
            and (stopped or self.statuses.get(key, "active") not in STOPPED)
            and (talks or self.stage(key) >= "30" and self.stage(key) != "unknown")
        ]

    def minor(self, key: str, currency: str = "CNY") -> int | None:
        """A project's published total with the increments of its expansions; None when unknown."""
        own = [key] if self.relation(key) != "upgrade of" else []
        grown = [
            other
            for other, row in self.projects.items()
            if self.relation(other) == "expansion of"
            and row["parent_record_id"] == key
            and not row["withdrawn_on"]
        ]
        found = [self.amounts.get((other, "total_investment", "")) for other in (*own, *grown)]
        known = [
            round(float(row["amount"]) * (1 if currency == "JPY" else 100))
            for row in found
            if row and row["currency"] == currency and row["value_status"] in ("exact", "rounded")
        ]
        return sum(known) if known else None
