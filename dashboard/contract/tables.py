"""TABLES: which columns a park's tables have, which must be there, which must be filled."""

from __future__ import annotations

from dashboard.contract.ledger_tables import LEDGER_TABLES
from dashboard.contract.table import Table

SOURCE = ("source_name", "source_url", "source_note")
LEDGER = (
    "relation",
    "template",
    "project_type",
    "reporting_unit",
    "project_status",
    "land_mu",
    "expected_jobs",
    "owner_dept",
    "owner_person",
    "reported_on",
    "withdrawn_on",
    "updated_at",
)
SHORT = ("short_zh", "short_en", "short_ja", "short_th")

PROJECTS = Table(
    "projects",
    "project_id",
    required=(
        "project_id",
        "record_kind",
        "name_zh",
        "name_en",
        "name_ja",
        "home_country_iso3",
        "sector_code",
        "place_id",
        "stage_code",
        "stage_as_of",
        "stage_as_of_precision",
        "evidence",
        *SOURCE,
        "confidence",
    ),
    filled=("project_id", "record_kind", "stage_code", "source_name"),
    optional=(
        "name_th",
        "name_zh_basis",
        "name_ja_basis",
        "parent_record_id",
        "event_id",
        "member_count",
        "home_country_reported",
        "sector_reported",
        "place_reported",
        "location_precision",
        "agreement_type",
        "stage_reported",
        "stage_basis",
        "second_source_url",
        "conflict_note",
        "note",
        "lon",
        "lat",
        *LEDGER,
    ),
    foreign={
        "reporting_unit": ("places", "place_id"),
        "place_id": ("places", "place_id"),
        "event_id": ("events", "event_id"),
        "parent_record_id": ("projects", "project_id"),
    },
    dates={"stage_as_of": "stage_as_of_precision"},
)
MILESTONES = Table(
    "milestones",
    "",
    required=("project_id", "stage_code", "date_planned", "date_actual", "date_precision", "date_kind"),
    filled=("project_id", "stage_code", "date_precision"),
    optional=("source_name", "note", "reported_on"),
    foreign={"project_id": ("projects", "project_id")},
    dates={"date_planned": "date_precision", "date_actual": "date_precision"},
)
AMOUNTS = Table(
    "amounts",
    "",
    required=("project_id", "measure", "value", "unit", "currency", "amount", "value_status", "qualifier"),
    filled=("project_id", "measure", "value_status"),
    optional=("source_name", "note", "period", "amount_low", "amount_high", "estimated_by", "reported_on"),
    foreign={"project_id": ("projects", "project_id")},
)
TOTALS = Table(
    "published_totals",
    "total_id",
    required=(
        "total_id",
        "origin",
        "origin_id",
        "period",
        "period_type",
        "title_en",
        "title_zh",
        "basis",
        "value",
        "unit",
        "currency",
        "amount",
        "scope",
        "status",
        "source_name",
    ),
    filled=("total_id", "amount", "currency", "status", "source_name"),
    optional=("qualifier", "source_url", "confidence", "note"),
)
PLACES = Table(
    "places",
    "place_id",
    required=(
        "place_id",
        "place_type",
        "name_zh",
        "name_en",
        "anchor_lon",
        "anchor_lat",
        "anchor_basis",
        "covers_park",
        "source_name",
    ),
    filled=("place_id", "source_name"),
    optional=(
        "name_ja",
        "name_th",
        *SHORT,
        "short_basis",
        "parent_reported",
        "place_code",
        "area_km2",
        "population",
        "lon",
        "lat",
        "accuracy_m",
        "coordinate_source",
        "coordinate_note",
        "anchor_note",
        "source_url",
        "source_note",
        "confidence",
        "conflict_note",
        "note",
    ),
)
EVENTS = Table(
    "events",
    "event_id",
    required=(
        "event_id",
        "event_date",
        "date_precision",
        "title_zh",
        "title_en",
        "headline",
        "headline_reason",
        *SHORT,
        "place_reported",
        "description",
        "organisations",
        *SOURCE,
        "confidence",
    ),
    filled=("event_id", "event_date", "date_precision", "source_name"),
    optional=(
        "title_ja",
        "title_th",
        "parent_event_id",
        "count",
        "count_unit",
        "count_qualifier",
        "count_scope",
        "count_is_forecast",
        "second_source_name",
        "second_source_url",
        "conflict_note",
        "note",
    ),
    foreign={"parent_event_id": ("events", "event_id")},
    dates={"event_date": "date_precision"},
)
STATISTICS = Table(
    "statistics",
    "statistic_id",
    required=(
        "statistic_id",
        "year",
        "period",
        "period_type",
        "indicator_code",
        "value",
        "unit",
        "currency",
        "amount",
        "territory",
        "territory_level",
        "status",
        "source_name",
    ),
    filled=("statistic_id", "indicator_code", "value", "status", "source_name"),
    optional=(
        "unit_qualifier",
        "growth_pct",
        "source_url",
        "source_note",
        "confidence",
        "conflict_note",
        "note",
    ),
)
NAMES = Table(
    "names",
    "name_id",
    required=("name_id", "entity_type", "en", "zh_hans", "ja", "th", "source_name"),
    filled=("name_id", "source_name"),
    optional=("source_url", "source_note", "confidence", "note"),
)
TABLES: dict[str, Table] = {
    table.name: table
    for table in (PROJECTS, MILESTONES, AMOUNTS, TOTALS, PLACES, EVENTS, STATISTICS, NAMES, *LEDGER_TABLES)
}
OPTIONAL = ("indicators", *(table.name for table in LEDGER_TABLES))
CODE_TABLES: dict[str, Table] = {
    "sectors": Table(
        "sectors",
        "code",
        ("code", "family", "sort_order", "zh-Hans", "en", "ja", "th"),
        ("code", "family"),
        ("source_name", "note"),
        {"family": ("sector_families", "code")},
    ),
    "sector_families": Table(
        "sector_families", "code", ("code", "sort_order", "zh-Hans", "en", "ja", "th"), ("code",)
    ),
    "indicators": Table(
        "indicators", "code", ("code", "zh-Hans", "en", "ja", "th"), ("code", "en"), ("note",)
    ),
}
