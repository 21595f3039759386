"""A record as plain values: what ``--rows-out`` writes and what merging reads."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dashboard.ingest.ledger.amounts import Amount
from dashboard.ingest.ledger.columns import MONEY, NAMES, STAGE_OF
from dashboard.ingest.ledger.grid import as_text
from dashboard.ingest.ledger.part import Record
from dashboard.ingest.ledger.situation import Situation

WAN = 10_000
TEXTS = (
    "record_code",
    "investor",
    "home_country",
    "home_country_reported",
    "sector_reported",
    "stage_reported",
    "stage_basis",
    "project_status",
    "project_type",
    "agreement_type",
    "owner_dept",
    "owner_person",
    "scope",
    "source_name",
    "note",
)
ALWAYS = ("sector", "stage")
NUMBERS = ("land_mu", "expected_jobs", "share_pct")

Normal = dict[str, Any]


def plain_number(value: Decimal | None) -> int | float | None:
    """Return an exact number as JSON writes it: whole where it is whole.

    Examples
    --------
    >>> plain_number(Decimal("120000000.0")), plain_number(Decimal("0.5")), plain_number(None)
    (120000000, 0.5, None)
    """
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def normalised(record: Record, *, file: str, status: str, situation: Situation) -> Normal:
    """Return a record with plain values, ISO dates with their precision, amounts in single units and 万元."""
    names = {key: record.get(key, "") for key in NAMES}
    made: Normal = {
        "table": "projects",
        "id": record.get("project_id", ""),
        "name": next((text for text in names.values() if text), ""),
        **{key: text for key, text in names.items() if text},
        **{key: record.get(key, "") for key in ALWAYS},
        **{key: record[key] for key in TEXTS if record.get(key)},
        **_places(record, situation.lexicon.place_names, situation.unit),
        "amounts": [_amount(key, record) for key in MONEY if _is_told(record.get(key))],
        **_totals(record.get("total_investment")),
        **_dates(record),
        "lon": record.get("lon"),
        "lat": record.get("lat"),
        **{key: plain_number(record[key]) for key in NUMBERS if key in record},
        "row": {"file": file, "sheet": record["sheet"], "row": record["line"], "status": status},
    }
    return made


def _places(record: Record, names: Mapping[str, str], unit: str | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, said in (("town", "town"), ("place", "place"), ("unit", "reporting_unit")):
        place = record.get(said, "") or (unit or "" if key == "unit" else "")
        found |= {
            key: place,
            f"{key}_name": names.get(place, "") or record.get(f"{said}_reported", ""),
        }
        if record.get(f"{said}_reported"):
            found[f"{key}_reported"] = record[f"{said}_reported"]
    return found


def _is_told(amount: Amount | None) -> bool:
    return amount is not None and (
        amount.status == "undisclosed"
        or any(part is not None for part in (amount.value, amount.low, amount.high))
    )


def _amount(key: str, record: Record) -> dict[str, Any]:
    amount: Amount = record[key]
    value = plain_number(amount.value)
    return {
        "measure": key,
        "currency": amount.currency,
        "amount": value,
        "amount_wan": None if amount.value is None else plain_number(amount.value / WAN),
        "low": plain_number(amount.low),
        "high": plain_number(amount.high),
        "status": amount.status,
        "written": as_text(record[f"{key}_written"]),
    }


def _totals(amount: Amount | None) -> dict[str, Any]:
    known = amount is not None and amount.value is not None and amount.currency == "CNY"
    value = amount.value if amount is not None and known else None
    return {
        "total_investment_cny": plain_number(value),
        "total_investment_wan": None if value is None else plain_number(value / WAN),
    }


def _dates(record: Record) -> dict[str, Any]:
    found: dict[str, Any] = {"dates": []}
    for name, stage in STAGE_OF.items():
        for tense in ("planned", "actual"):
            day = record.get(f"{name}_{tense}")
            if day is not None:
                found["dates"].append(
                    {"stage": stage, "kind": tense, "date": day.iso, "precision": day.precision}
                )
                found[f"{name}_{tense}"] = day.iso
    for stage, tense, day in record.get("more_dates", ()):
        found["dates"].append({"stage": stage, "kind": tense, "date": day.iso, "precision": day.precision})
    updated = record.get("updated_at")
    return found | ({"updated_at": updated.iso} if updated else {})
