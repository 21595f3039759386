"""Small invented ledgers whose every figure can be done in the head, written on top of the small park."""

from __future__ import annotations

from pathlib import Path

from dashboard.contract.dataset import Dataset
from dashboard.contract.tables import TABLES
from dashboard.ingest.load import load_park
from tests.parks import rows_of, write_small_park, write_table

Rows = list[dict[str, str]]
TODAY = "2022-06-30"
RULES = (
    '\n[rules]\nr1 = "on"\nr2 = "on"\nr3 = "on"\nr4 = "on"\nr5 = "on"\nr6 = "expand"\nr7 = "lead"\n'
    'r8 = "on"\nr9 = "on"\nr10 = "on"\nr11 = "out"\nr12 = "on"\n'
)


def project(key: str, stage: str = "30", **facts: str) -> dict[str, str]:
    """Return a project's row; every fact can be given."""
    return {
        "project_id": key,
        "record_kind": "project",
        "name_zh": f"项目{key}",
        "name_en": f"Project {key}",
        "home_country_iso3": "JPN",
        "sector_code": "tools",
        "place_id": "T1",
        "stage_code": stage,
        "stage_as_of": TODAY,
        "stage_as_of_precision": "day",
        "evidence": "project act",
        "source_name": "invented",
        "confidence": "press",
        "reported_on": "2020-01-03",
        "project_status": "active",
    } | facts


def reached(key: str, stage: str, day: str, **facts: str) -> dict[str, str]:
    """Return the report of a stage reached; reported on the same day unless said."""
    row = {"project_id": key, "stage_code": stage, "date_actual": day, "date_precision": "day"}
    return row | {"date_kind": "actual", "reported_on": day or "2020-01-03"} | facts


def planned(key: str, stage: str, day: str, told: str) -> dict[str, str]:
    """Return the report of a plan."""
    row = {"project_id": key, "stage_code": stage, "date_planned": day, "date_precision": "day"}
    return row | {"date_kind": "planned", "reported_on": told}


def amount(key: str, value: int | None, **facts: str) -> dict[str, str]:
    """Return the report of a total, in yuan unless said; None is undisclosed."""
    known = {
        "value": str(value),
        "amount": str(value),
        "unit": "CNY",
        "currency": "CNY",
        "value_status": "exact",
    }
    row = {"value_status": "undisclosed"} if value is None else known
    return {"project_id": key, "measure": "total_investment", "reported_on": "2020-01-03"} | row | facts


def write_ledger(folder: Path, rules: str = RULES, **tables: Rows) -> Path:
    """Write a ledger park: the small park's places and codes with these tables instead."""
    write_small_park(folder)
    with (folder / "park.toml").open("a", encoding="utf-8") as out:
        out.write(rules)
    own = {"projects": [], "milestones": [], "amounts": [], "events": rows_of()["events"]} | tables
    for name, rows in own.items():
        write_table(folder / "tables" / f"{name}.csv", TABLES[name].columns, rows)
    return folder


def read_ledger(folder: Path, rules: str = RULES, **tables: Rows) -> Dataset:
    """Write a ledger and load it."""
    found = load_park(write_ledger(folder, rules, **tables))
    assert found.dataset is not None, found.report.issues
    return found.dataset
