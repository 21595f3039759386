"""Rows of clerks' files into a park's tables: one unit's rows only, history kept, nothing dropped.

Law: a unit's file speaks of that unit's projects. What it says anew is added with its day of report;
what it repeats changes nothing; a project it leaves out stays, and the question is asked. The order
in which units are merged does not matter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from dashboard.contract.tables import TABLES
from dashboard.ingest.history import History, Merging, Row
from dashboard.ingest.ledger.findings import issue
from dashboard.ingest.ledger.words import folded
from dashboard.ingest.outcome import Intake

NAMES = ("name_zh", "name_en", "name_ja", "name_th")
COPIED = {
    "home_country": "home_country_iso3",
    "home_country_reported": "home_country_reported",
    "sector": "sector_code",
    "sector_reported": "sector_reported",
    "stage_reported": "stage_reported",
    "project_type": "project_type",
    "agreement_type": "agreement_type",
    "owner_dept": "owner_dept",
    "owner_person": "owner_person",
    "land_mu": "land_mu",
    "expected_jobs": "expected_jobs",
}


def merge(merging: Merging, intake: Intake) -> None:
    """Merge the rows of one file; what a person has to look at is added to ``waits``."""
    rows = [row for row in intake.rows if row["table"] == "projects" and "id" in row]
    tables = [row for row in intake.rows if row["table"] in TABLES and "id" not in row]
    if rows:
        _merge_ledger(merging, intake, rows)
    for name in dict.fromkeys(row["table"] for row in tables):
        _merge_table(merging, name, [row for row in tables if row["table"] == name])


def _merge_ledger(merging: Merging, intake: Intake, rows: list[dict[str, Any]]) -> None:
    projects = merging.park.table("projects").set_index("project_id", drop=False)
    rows = _identified(merging, intake.file, rows, projects)
    rows = [row for row in rows if not _is_of_another(merging, intake.file, row, projects)]
    known = {row["id"]: projects.loc[row["id"]].to_dict() for row in rows if row["id"] in projects.index}
    made = {row["id"]: _project(row, known.get(row["id"], {}), merging.day, intake.file) for row in rows}
    kept = projects[~projects.index.isin(list(made))]
    new = pd.DataFrame(list(made.values()), columns=list(projects.columns), dtype="str")
    merging.park.put("projects", pd.concat([kept.reset_index(drop=True), new], ignore_index=True))
    history = History(merging)
    for row in rows:
        history.note(row)
    _add_investors(merging, rows)
    merging.write_added()
    _ask_absent(merging, intake, rows, projects)


def _identified(
    merging: Merging, file: str, rows: list[dict[str, Any]], projects: pd.DataFrame
) -> list[dict[str, Any]]:
    """Give rows without an id the id of the one known project of their name, or a new one."""
    by_name: dict[str, set[str]] = {}
    for name in NAMES:
        for text, key in zip(projects[name], projects["project_id"], strict=True) if name in projects else ():
            by_name.setdefault(folded(text), set()).add(key)
    by_name.pop("", None)
    matched, made = 0, []
    for row in rows:
        if row["id"]:
            made.append(row)
            continue
        found = by_name.get(folded(row["name"]), set())
        matched += len(found) == 1
        made.append({**row, "id": next(iter(found)) if len(found) == 1 else new_id(row)})
    if matched:
        merging.waits.append(issue("matched_by_name", file, n=matched))
    return made


def new_id(row: Mapping[str, Any]) -> str:
    """Return an id for a project that has none, the same for the same unit, name and investor.

    Examples
    --------
    >>> new_id({"name": "甲", "unit": "U01"}) == new_id({"name": " 甲", "unit": "U01", "investor": ""})
    True
    """
    text = "|".join((row.get("unit", ""), folded(row["name"]), folded(row.get("investor", ""))))
    return f"N{hashlib.sha256(text.encode()).hexdigest()[:10]}"


def _is_of_another(merging: Merging, file: str, row: Mapping[str, Any], projects: pd.DataFrame) -> bool:
    """Say whether a row's id belongs to a project that another unit reports; it is told."""
    if row["id"] not in projects.index or not row["unit"]:
        return False
    owner = projects.loc[row["id"], "reporting_unit"]
    if not owner or owner == row["unit"]:
        return False
    place = row["row"]
    merging.issues.append(
        issue("other_units_id", file, sheet=place["sheet"], row=place["row"], value=row["id"], owner=owner)
    )
    return True


def _project(row: Mapping[str, Any], known: Mapping[str, str], day: date, file: str) -> Row:
    """Return a project's row: what the ledger says now, else what was known."""
    iso = day.isoformat()
    made: dict[str, Any] = {column: known.get(column, "") for column in TABLES["projects"].columns}
    made |= {column: row[key] for key, column in COPIED.items() if row.get(key) not in (None, "")}
    made |= {name: row[name] for name in NAMES if row.get(name)}
    made |= {
        "project_id": row["id"],
        "record_kind": known.get("record_kind") or "project",
        "stage_code": row["stage"],
        "stage_as_of": iso,
        "stage_as_of_precision": "day",
        "stage_basis": row.get("stage_basis") or "stated",
        "evidence": known.get("evidence") or "project act",
        "confidence": "official",
        "source_name": row.get("source_name") or row["unit_name"] or file,
        "reporting_unit": row["unit"] or known.get("reporting_unit", ""),
        "place_id": row["town"] or row["place"] or row["unit"] or known.get("place_id", ""),
        "reported_on": known.get("reported_on") or iso,
        "updated_at": iso,
        "withdrawn_on": "",
        "note": "；".join(text for text in (row.get("scope"), row.get("note")) if text)
        or known.get("note", ""),
    }
    if row["lon"] is not None and row["lat"] is not None:
        made |= {"lon": row["lon"], "lat": row["lat"], "location_precision": "own point"}
    if row["town_name"] and not row["town"]:
        made["place_reported"] = row["town_name"]
    return {column: str(value) if value is not None else "" for column, value in made.items()}


def _add_investors(merging: Merging, rows: Iterable[Mapping[str, Any]]) -> None:
    """Add investors that are not known by any of their names, and their shares."""
    investors = merging.park.table("investors")
    ids = {
        folded(text): key
        for name in NAMES
        for text, key in zip(investors[name], investors["investor_id"], strict=True)
    }
    ids.pop("", None)
    shares = merging.park.table("project_investors")
    linked = set(zip(shares["project_id"], shares["investor_id"], strict=True))
    for row in (row for row in rows if row.get("investor")):
        name = row["investor"]
        key = ids.get(folded(name))
        if key is None:
            key = ids[folded(name)] = f"V{hashlib.sha256(folded(name).encode()).hexdigest()[:10]}"
            country = row.get("home_country", "")
            merging.add(
                "investors",
                {"investor_id": key, "name_zh": name, "country_iso3": country, "uhq_country_iso3": country},
            )
        if (row["id"], key) not in linked:
            linked.add((row["id"], key))
            told = {"share_pct": row.get("share_pct"), "reported_on": merging.day.isoformat()}
            merging.add("project_investors", {"project_id": row["id"], "investor_id": key, **told})


def _ask_absent(merging: Merging, intake: Intake, rows: list[dict[str, Any]], projects: pd.DataFrame) -> None:
    """Ask about projects of the unit that its file leaves out; they stay until somebody answers."""
    for unit in sorted({row["unit"] for row in rows if row["unit"]}):
        of_unit = projects[(projects["reporting_unit"] == unit) & (projects["withdrawn_on"] == "")]
        told = {row["id"] for row in rows if row["unit"] == unit} | _set_aside_ids(intake)
        absent = [key for key in of_unit["project_id"] if key not in told]
        merging.issues += [issue("vanished", intake.file, value=key) for key in absent]
        if absent:
            merging.waits.append(issue("unit_has_fewer", intake.file, before=len(of_unit), after=len(told)))
        told_rows = {
            "reporting_unit": unit,
            "reported_on": merging.day.isoformat(),
            "rows_in": intake.rows_in,
        }
        reports = merging.park.table("unit_reports")
        same = (reports["reporting_unit"] == unit) & (reports["reported_on"] == merging.day.isoformat())
        merging.park.put("unit_reports", reports[~same])
        merging.add("unit_reports", told_rows)
    merging.write_added()


def _set_aside_ids(intake: Intake) -> set[str]:
    """Return the ids of rows that were sent but could not be used: they are not missing."""
    return set(intake.facts.get("set_aside_ids", ()))


def _merge_table(merging: Merging, name: str, rows: list[dict[str, Any]]) -> None:
    """Replace the rows of a table by the ones sent for the same keys or the same projects."""
    table, frame = TABLES[name], merging.park.table(name)
    sent = pd.DataFrame(rows).reindex(columns=list(table.columns)).fillna("").astype("str")
    by = table.key or ("project_id" if "project_id" in frame else "")
    kept = frame[~frame[by].isin(set(sent[by]))] if by else frame.iloc[0:0]
    merging.park.put(name, pd.concat([kept, sent], ignore_index=True))


def withdraw(merging: Merging, ids: Iterable[str], who: str, reason: str) -> None:
    """Mark projects as withdrawn from the day of report, and keep the decision. Unknown ids are told."""
    projects = merging.park.table("projects")
    for key in ids:
        at = projects["project_id"] == key
        if not at.any():
            merging.issues.append(issue("no_such_project", "projects", value=key))
            continue
        projects.loc[at & (projects["withdrawn_on"] == ""), "withdrawn_on"] = merging.day.isoformat()
        told = {
            "decision": "withdrawn",
            "decided_on": merging.day.isoformat(),
            "decided_by": who,
            "reason": reason,
        }
        merging.add("decisions", {"project_id": key, **told})
    merging.park.put("projects", projects)
    merging.write_added()
