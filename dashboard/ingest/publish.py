"""Files to a snapshot: checked, merged, validated as a whole, kept, and pointed to in one step."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pandas as pd

from dashboard.contract.issues import Issue, ValidationReport
from dashboard.ingest.folder import read_folder, write_folder
from dashboard.ingest.history import Merging
from dashboard.ingest.keeping import Keeper, now
from dashboard.ingest.layer_merge import replace_layer
from dashboard.ingest.load import load_park
from dashboard.ingest.merge import merge, withdraw
from dashboard.ingest.outcome import REJECT, Intake
from dashboard.ingest.store import Store

ANSWERS = ("published", "same", "waits", "rejected", "not_sound")


@dataclass(frozen=True)
class Wanted:
    """Who publishes what, as of which day, and what was confirmed by a person."""

    who: str
    day: date
    confirmed: bool = False
    withdrawn: tuple[str, ...] = ()
    reason: str = ""
    layer: str = ""


@dataclass(frozen=True)
class Outcome:
    """What came of publishing. ``answer`` is one of ANSWERS; totals before and after in any case."""

    answer: str
    id: str | None
    issues: tuple[Issue, ...] = ()
    waits: tuple[Issue, ...] = ()
    report: ValidationReport | None = None
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


def base_folder(park: Path, store: Store) -> Path:
    """Return the folder that is served now: the published snapshot, else the park's own folder."""
    return store.current() or park


def prepare(base: Path, intakes: Sequence[Intake], wanted: Wanted, target: Path) -> Outcome:
    """Write into a folder what would be published, and say what stands in its way.

    Raises nothing for bad data: a rejected file, a finding that waits for a person, and a whole that
    does not validate each give their answer.
    """
    if any(intake.verdict == REJECT for intake in intakes):
        issues = tuple(issue for intake in intakes for issue in intake.issues)
        return Outcome("rejected", None, issues)
    park = read_folder(base)
    before = totals(park.table("projects"), park.table("amounts"))
    merging = Merging(park, wanted.day)
    for intake in sorted(intakes, key=lambda one: one.sha256):
        if intake.kind == "areas":
            replace_layer(merging, intake, wanted.layer)
        else:
            merge(merging, intake)
    if any(issue.code == "layer_not_named" for issue in merging.issues):
        own = (issue for intake in intakes for issue in intake.issues)
        return Outcome("rejected", None, (*own, *merging.issues))
    withdraw(merging, wanted.withdrawn, wanted.who, wanted.reason or "withdrawn by its unit")
    after = totals(park.table("projects"), park.table("amounts"))
    issues = (*(issue for intake in intakes for issue in intake.issues), *merging.issues)
    waits = (*(issue for intake in intakes for issue in intake.waits), *merging.waits)
    write_folder(park, target, wanted.day)
    result = load_park(target)
    if result.dataset is None:
        return Outcome("not_sound", None, issues, waits, result.report, before, after)
    answer = "waits" if waits and not wanted.confirmed else "published"
    return Outcome(answer, result.dataset.id, issues, waits, result.report, before, after)


def publish(store: Keeper, park: Path, intakes: Sequence[Intake], wanted: Wanted) -> Outcome:
    """Publish files over what is served now; without files, the park's own folder as it is.

    Raises ParkError while another publishes.

    On anything but ``published`` nothing has changed for any reader.
    """
    with store.locked(wanted.who):
        store.snapshots.mkdir(parents=True, exist_ok=True)
        made = Path(mkdtemp(prefix=".making-", dir=store.snapshots))
        try:
            alone = not intakes and not wanted.withdrawn
            outcome = prepare(park if alone else base_folder(park, store), intakes, wanted, made)
            if outcome.answer != "published" or outcome.id is None:
                return outcome
            if outcome.id == store.current_id():
                return Outcome(
                    "same", outcome.id, outcome.issues, outcome.waits, None, outcome.before, outcome.after
                )
            store.add(made, _about(outcome, intakes, wanted, store.current_id()))
            return outcome
        finally:
            shutil.rmtree(made, ignore_errors=True)


def _about(
    outcome: Outcome, intakes: Sequence[Intake], wanted: Wanted, previous: str | None
) -> dict[str, Any]:
    files = [
        {"file": one.file, "sha256": one.sha256, "verdict": one.verdict, "rows_in": one.rows_in, **one.counts}
        for one in intakes
    ]
    return {
        "id": outcome.id,
        "made_at": now(),
        "made_by": wanted.who,
        "as_of": wanted.day.isoformat(),
        "confirmed": wanted.confirmed,
        "previous": previous,
        "files": files,
        "before": outcome.before,
        "after": outcome.after,
    }


def totals(projects: pd.DataFrame, amounts: pd.DataFrame) -> dict[str, Any]:
    """Return what the headline figures of a park add up to, for a before and an after.

    Returns
    -------
    `projects` (count of records that count), `total_investment_cny` (yuan; the last amount told of
    each project, known ones only), `without_amount` (projects whose amount is not known).
    """
    counted = projects[(projects["record_kind"] == "project") & (projects["withdrawn_on"] == "")]
    told = amounts[
        (amounts["measure"] == "total_investment") & amounts["project_id"].isin(counted["project_id"])
    ]
    last = told.sort_values("reported_on", kind="stable").drop_duplicates("project_id", keep="last")
    known = last[(last["amount"] != "") & (last["currency"] == "CNY")]
    cents = sum(round(float(text) * 100) for text in known["amount"])
    without = len(counted) - int((last["amount"] != "").sum())
    return {
        "projects": len(counted),
        "total_investment_cny": cents // 100 if cents % 100 == 0 else cents / 100,
        "without_amount": without,
    }
