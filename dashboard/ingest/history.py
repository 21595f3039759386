"""The dated tables of a park while files are merged: a row is added when a ledger says something new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from dashboard.contract.issues import Issue
from dashboard.contract.tables import TABLES
from dashboard.ingest.folder import ParkFolder

Row = dict[str, str]


@dataclass
class Merging:
    """A merge under way: the park, the day of report, what was confirmed, what there is to say."""

    park: ParkFolder
    day: date
    confirmed: bool = False
    issues: list[Issue] = field(default_factory=list)
    waits: list[Issue] = field(default_factory=list)
    added: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, row: Mapping[str, Any]) -> None:
        """Add a row to a table; columns it does not name stay empty."""
        known = TABLES[table].columns
        self.added.setdefault(table, []).append(
            {column: str(row[column]) if row.get(column) not in (None, "") else "" for column in known}
        )

    def write_added(self) -> None:
        """Put the rows that were added into their tables."""
        for name, rows in self.added.items():
            frame = self.park.table(name)
            added = pd.DataFrame(rows, columns=list(TABLES[name].columns), dtype="str")
            self.park.put(name, pd.concat([frame, added], ignore_index=True))
        self.added.clear()


class History:
    """The dated tables of a park: a row is added when the ledger says something new."""

    def __init__(self, merging: Merging) -> None:
        self.merging = merging
        self.day = merging.day.isoformat()
        self.dates: dict[tuple[str, str, str], tuple[str, str]] = {}
        self.amounts: dict[tuple[str, str], tuple[str, ...]] = {}
        self.statuses: dict[str, str] = {}
        self._read()

    def _read(self) -> None:
        for row in _rows(self.merging.park.table("milestones")):
            for kind in ("planned", "actual"):
                if row[f"date_{kind}"] or (kind == "actual" and row["date_kind"] == "actual"):
                    key = (row["project_id"], row["stage_code"], kind)
                    self.dates[key] = (row[f"date_{kind}"], row["date_precision"])
        for row in _rows(self.merging.park.table("amounts")):
            self.amounts[(row["project_id"], row["measure"])] = _said(row)
        for row in _rows(self.merging.park.table("statuses")):
            self.statuses[row["project_id"]] = row["project_status"]

    def note(self, row: Mapping[str, Any]) -> None:
        """Add what a row of a ledger says that was not known."""
        for found in row["dates"]:
            self._date(row["id"], found)
        self._stage(row)
        for amount in row["amounts"]:
            self._amount(row["id"], amount)
        status = row.get("project_status")
        if status and self.statuses.get(row["id"], "active") != status:
            self.statuses[row["id"]] = status
            told = {"project_status": status, "since": self.day, "reported_on": self.day}
            self.merging.add("statuses", {"project_id": row["id"], **told})

    def _date(self, project: str, found: Mapping[str, str]) -> None:
        key, said = (project, found["stage"], found["kind"]), (found["date"], found["precision"])
        if self.dates.get(key) == said:
            return
        self.dates[key] = said
        self.merging.add("milestones", self._milestone(project, found["stage"], found["kind"], said))

    def _milestone(self, project: str, stage: str, kind: str, said: tuple[str, str]) -> dict[str, str]:
        return {
            "project_id": project,
            "stage_code": stage,
            f"date_{kind}": said[0],
            "date_precision": said[1],
            "date_kind": kind,
            "reported_on": self.day,
        }

    def _stage(self, row: Mapping[str, Any]) -> None:
        """Note that a stage was reached whose date the ledger does not give."""
        stage, project = row["stage"], row["id"]
        if not stage.isdigit() or stage == "90":
            return
        if (project, stage, "actual") not in self.dates:
            self.dates[(project, stage, "actual")] = ("", "day")
            self.merging.add("milestones", self._milestone(project, stage, "actual", ("", "day")))

    def _amount(self, project: str, amount: Mapping[str, Any]) -> None:
        made = {
            "project_id": project,
            "measure": amount["measure"],
            "value": amount["amount"],
            "unit": amount["currency"] if amount["currency"] in ("CNY", "USD") else "",
            "currency": amount["currency"],
            "amount": amount["amount"],
            "value_status": amount["status"],
            "amount_low": amount["low"],
            "amount_high": amount["high"],
            "reported_on": self.day,
        }
        texts = {key: "" if value is None else str(value) for key, value in made.items()}
        key = (project, amount["measure"])
        if self.amounts.get(key) != _said(texts):
            self.amounts[key] = _said(texts)
            self.merging.add("amounts", texts)


def _said(row: Mapping[str, str]) -> tuple[str, ...]:
    """Return what an amount says, apart from when it was said."""
    numbers = tuple(_plain(row.get(name, "")) for name in ("amount", "amount_low", "amount_high"))
    return (row["currency"] if any(numbers) else "", row["value_status"], *numbers)


def _plain(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rows(frame: pd.DataFrame) -> Iterable[Row]:
    ordered = frame.sort_values("reported_on", kind="stable") if "reported_on" in frame else frame
    found: list[Row] = ordered.to_dict("records")
    return found
