"""What the import page shows, from an import's files: findings grouped, changes named, units listed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dashboard.contract.dataset import Dataset
from dashboard.contract.issues import Issue
from dashboard.i18n.translate import Words
from dashboard.ingest.folder import read_folder
from dashboard.ingest.imports import Desk
from dashboard.ingest.load import load_park
from dashboard.ingest.publish import base_folder
from dashboard.ingest.wire import told, told_issue
from dashboard.query.asof import as_of
from dashboard.query.changes import changes_between
from dashboard.views.import_found import Found

NAME_OF = {"zh-Hans": "name_zh", "en": "name_en", "ja": "name_ja", "th": "name_th"}
UNIT_TYPES = ("reporting unit", "development_zone", "new_town", "zone", "town", "subdistrict")
MOST_CHANGES = 500


def units_of(dataset: Dataset, lang: str) -> list[tuple[str, str]]:
    """Return the ids and names of the places that may report, those of units first."""
    places = dataset.tables["places"]
    rows = places[places["place_type"].isin(UNIT_TYPES)].to_dict("records")
    rows.sort(key=lambda row: UNIT_TYPES.index(row["place_type"]))
    return [(row["place_id"], row.get(NAME_OF[lang]) or row["name_zh"] or row["name_en"]) for row in rows]


def reports_of(dataset: Dataset, lang: str) -> list[tuple[str, str, str]]:
    """Return each expected unit's name, the day of its last report and the rows it had, "" when none.

    The units are those the park lists (``[ledger] units``), else its places that are reporting units.
    """
    places = dataset.tables["places"]
    listed = dataset.park.ledger.get("units")
    own = places[places["place_type"] == "reporting unit"]["place_id"]
    expected = [str(unit) for unit in listed] if listed else own.tolist()
    names = dict(units_of(dataset, lang))
    reports = dataset.tables["unit_reports"].sort_values("reported_on", kind="stable")
    last = {row.reporting_unit: row for row in reports.itertuples()}
    return [
        (names.get(unit, unit), last[unit].reported_on if unit in last else "", _rows(last.get(unit)))
        for unit in expected
    ]


def _rows(report: Any) -> str:
    return "" if report is None or report.rows_in is None else f"{int(report.rows_in):,}"


def found_of(
    desk: Desk, about: Mapping[str, Any], words: Words, changes: Sequence[Sequence[str]], message: str
) -> Found:
    """Return everything the page of an import shows."""
    files = [told(intake, words) for intake in desk.intakes(about["name"])]
    waits = [told_issue(Issue(**one), words) for one in about.get("waits", ())]
    merge = [told_issue(Issue(**one), words) for one in about.get("merge", ())]
    names = _names_of(base_folder(desk.park, desk.keeper), words.lang) if merge else {}
    named = [{**one, "name": names.get(one["value"], "")} for one in merge]
    return Found(about, files, waits, named, changes, message)


def _names_of(folder: Path, lang: str) -> dict[str, str]:
    projects = read_folder(folder).table("projects")
    own = projects[NAME_OF[lang]].where(projects[NAME_OF[lang]] != "", projects["name_zh"])
    return dict(zip(projects["project_id"], own, strict=True))


def changes_of(desk: Desk, name: str, before: Dataset | None, words: Words) -> list[list[str]]:
    """Return the changes an import brings, as words; worked out once, before it is published."""
    kept = desk.root / name / "changes.json"
    if not kept.is_file():
        kept.write_text(
            json.dumps(_changes(before, desk.candidate(name)), ensure_ascii=False), encoding="utf-8"
        )
    return [
        [
            words.label("change", one["kind"]),
            f"{one['names'].get(words.lang) or one['names']['zh-Hans']} ({one['id']})",
            _side(words, one["before"]),
            _side(words, one["after"]),
        ]
        for one in json.loads(kept.read_text(encoding="utf-8"))
    ]


def _changes(before: Dataset | None, candidate: Path) -> list[dict[str, Any]]:
    """Return the changes between what is served and a candidate as plain values, at most five hundred."""
    after = load_park(candidate).dataset if candidate.is_dir() else None
    if before is None or after is None:
        return []
    found = changes_between(as_of(before, None), as_of(after, None), after.park.currency)
    names = {**_names(before), **_names(after)}
    return [
        {
            "kind": row.kind,
            "id": row.project_id,
            "names": names.get(row.project_id, {"zh-Hans": ""}),
            "before": _plain(row.before),
            "after": _plain(row.after),
        }
        for row in found.head(MOST_CHANGES).itertuples()
    ]


def _names(dataset: Dataset) -> dict[str, dict[str, str]]:
    rows = dataset.tables["projects"].to_dict("records")
    return {row["project_id"]: {lang: row[column] for lang, column in NAME_OF.items()} for row in rows}


def _plain(value: Any) -> str:
    return "" if value is None or value != value else str(value)


def _side(words: Words, text: str) -> str:
    """Return one side of a change: a stage by its name, anything else as it is."""
    return words.label("stage", text) if text.isdigit() and len(text) == 2 else text
