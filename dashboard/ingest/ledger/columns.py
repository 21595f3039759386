"""LEDGER: the columns a ledger may have, what each holds and which table of the contract it feeds."""

from __future__ import annotations

from dataclasses import dataclass

MONEY = (
    "total_investment",
    "fixed_asset_plan",
    "annual_plan",
    "fai_done_cum",
    "fai_done_period",
    "contracted_fdi",
    "utilised_fdi",
    "registered_capital",
    "paid_in",
    "expected_output",
    "expected_tax",
)
MAY_BE_NEGATIVE = ("contracted_fdi", "utilised_fdi", "fai_done_period")
STAGE_OF = {
    "signed": "30",
    "registered": "40",
    "land": "45",
    "started": "50",
    "completed": "60",
    "operating": "70",
    "full_output": "80",
}
CODED = ("stage", "project_status", "project_type", "agreement_type", "home_country", "sector")
PLACED = ("town", "place", "reporting_unit")
NAMES = ("name_zh", "name_en", "name_ja", "name_th")


@dataclass(frozen=True)
class LedgerColumn:
    """A column: its key, what it holds, and for dates the stage and whether planned or actual."""

    key: str
    kind: str
    stage: str = ""
    tense: str = ""


def _dates() -> list[LedgerColumn]:
    found = []
    for name, stage in STAGE_OF.items():
        found.append(LedgerColumn(name, "date", stage, ""))
        found += [LedgerColumn(f"{name}_{tense}", "date", stage, tense) for tense in ("planned", "actual")]
    return found


def _plain(kind: str, *keys: str) -> list[LedgerColumn]:
    return [LedgerColumn(key, kind) for key in keys]


LEDGER: dict[str, LedgerColumn] = {
    column.key: column
    for column in (
        *_plain("id", "project_id", "record_code"),
        *_plain("row_number", "row_number"),
        *_plain("name", *NAMES),
        *_plain("code", *CODED),
        *_plain("place", *PLACED),
        *_plain("money", *MONEY),
        *_plain("currency", "currency"),
        *_plain("count", "expected_jobs"),
        *_plain("land", "land_mu"),
        *_plain("area", "area_stated"),
        *_plain("percent", "share_pct"),
        *_plain("lon", "lon"),
        *_plain("lat", "lat"),
        *_plain("lonlat", "lonlat"),
        *_plain("day", "updated_at"),
        *_plain("text", "investor", "owner_dept", "owner_person", "scope", "source_name", "note"),
        *_dates(),
        LedgerColumn("date_planned", "date", "", "planned"),
        LedgerColumn("date_actual", "date", "", "actual"),
        *_plain("measure", "measure"),
        *_plain("money", "amount"),
    )
}
BESIDE = ("date_planned", "date_actual", "measure", "amount")
QUANTITIES = {"money": "money", "land": "land", "area": "area", "percent": "percent", "count": "people"}
