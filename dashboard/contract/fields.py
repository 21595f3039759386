"""FIELDS: every column a table may have, with its kind, unit and meaning."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.contract import codes

TEXT, CODE, CODES, INTEGER, NUMBER, MONEY, DATE, FLAG, LON, LAT, URL, ID = (
    "text",
    "code",
    "codes",
    "integer",
    "number",
    "money",
    "date",
    "flag",
    "lon",
    "lat",
    "url",
    "id",
)


@dataclass(frozen=True)
class Field:
    """A column: its kind, unit, meaning, closed list of codes, and whom it may be shown to."""

    name: str
    kind: str = TEXT
    meaning: str = ""
    unit: str = ""
    codes: tuple[str, ...] = ()
    audience: str = "public"


def _field(name: str, kind: str, meaning: str, *, unit: str = "", allowed: tuple[str, ...] = ()) -> Field:
    return Field(name, kind, meaning, unit, allowed)


FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        _field("project_id", ID, "unique and stable id of a record"),
        _field("record_kind", CODE, "only ``project`` is counted", allowed=codes.RECORD_KINDS),
        _field("member_count", INTEGER, "members an aggregate stands for", unit="projects"),
        _field("home_country_iso3", CODES, "home countries, ISO 3166-1 alpha-3, parted by ;"),
        _field("sector_code", CODE, "code of the park's list of sectors"),
        _field("place_id", ID, "place the project is reported at"),
        _field("stage_code", CODE, "stage of the report's date", allowed=codes.STAGES),
        _field("stage_basis", CODE, "stated in the source or implied", allowed=codes.STAGE_BASES),
        _field("stage_as_of", DATE, "date of the newest report of that stage"),
        _field("stage_as_of_precision", CODE, "precision of that date", allowed=codes.PRECISIONS),
        _field("evidence", CODE, "what the source reports", allowed=codes.EVIDENCE),
        _field("confidence", CODE, "kind of source", allowed=codes.CONFIDENCES),
        _field("source_url", URL, "address of the source"),
        _field("second_source_url", URL, "address of another source"),
        _field("lon", LON, "longitude, WGS-84", unit="degree"),
        _field("lat", LAT, "latitude, WGS-84", unit="degree"),
        _field("date_planned", DATE, "planned date"),
        _field("date_actual", DATE, "date the stage was reached"),
        _field("date_precision", CODE, "precision of the dates of the row", allowed=codes.PRECISIONS),
        _field("date_kind", CODE, "what the date is", allowed=codes.DATE_KINDS),
        _field("event_date", DATE, "date of the event"),
        _field("currency", CODE, "currency of the amount, ISO 4217", allowed=codes.CURRENCIES),
        _field("amount", MONEY, "amount in single currency units", unit="currency"),
        _field("value", NUMBER, "the number as published", unit="column unit"),
        _field("value_status", CODE, "how sure the amount is", allowed=codes.VALUE_STATUSES),
        _field("status", CODE, "actual, estimate, target …", allowed=codes.FIGURE_STATUSES),
        _field("year", INTEGER, "year of the figure", unit="year"),
        _field("growth_pct", NUMBER, "growth as published", unit="per cent"),
        _field("territory_level", CODE, "kind of territory", allowed=codes.TERRITORY_LEVELS),
        _field("area_km2", NUMBER, "area as published", unit="km2"),
        _field("population", INTEGER, "people as published", unit="people"),
        _field("accuracy_m", NUMBER, "accuracy of the coordinate", unit="m"),
        _field("anchor_lon", LON, "longitude a counted badge may stand at", unit="degree"),
        _field("anchor_lat", LAT, "latitude a counted badge may stand at", unit="degree"),
        _field("anchor_basis", CODE, "what the anchor is worth", allowed=codes.ANCHOR_BASES),
        _field("covers_park", FLAG, "the place is the whole park"),
        _field("headline", FLAG, "labelled on the time axis"),
        _field("relation", CODE, "what the record is to its parent", allowed=codes.RELATIONS),
        _field(
            "project_status", CODE, "active, suspended, cancelled, exited", allowed=codes.PROJECT_STATUSES
        ),
        _field("template", CODE, "built, leased, equity or service", allowed=codes.TEMPLATES),
        _field("project_type", CODE, "new, expansion, upgrade …", allowed=codes.PROJECT_TYPES),
        _field("reporting_unit", ID, "unit that reports the project; the ledger decides"),
        _field("decision", CODE, "what was decided of a record", allowed=codes.DECISIONS),
        _field("decided_on", DATE, "day of the decision"),
        Field("decided_by", TEXT, "who decided", audience="internal"),
        Field("owner_person", TEXT, "person in charge", audience="internal"),
        _field("land_mu", NUMBER, "land granted", unit="mu (666.67 m²)"),
        _field("expected_jobs", INTEGER, "jobs planned at signing", unit="people"),
        _field("reported_on", DATE, "day the row was reported"),
        _field("withdrawn_on", DATE, "day the record left the ledger"),
        _field("updated_at", DATE, "day of the newest report on the record"),
        _field("since", DATE, "day a status began"),
        _field("country_iso3", CODES, "immediate country of the investor, ISO 3166-1 alpha-3"),
        _field("uhq_country_iso3", CODES, "country of the ultimate parent, ISO 3166-1 alpha-3"),
        _field("share_pct", NUMBER, "share of the capital", unit="per cent"),
        _field("alloc_share_land", NUMBER, "share of the land in this place", unit="1"),
        _field("alloc_share_amount", NUMBER, "share of the amount in this place", unit="1"),
        _field("is_lead", FLAG, "the place that leads the project"),
        _field(
            "measure", CODE, "what is measured", allowed=(*codes.AMOUNT_MEASURES, *codes.OPERATION_MEASURES)
        ),
        _field("amount_low", MONEY, "lower end of a range", unit="currency"),
        _field("amount_high", MONEY, "upper end of a range", unit="currency"),
        _field("opened_on", DATE, "day the problem was reported"),
        _field("due", DATE, "day the problem should be solved"),
        _field("closed_on", DATE, "day the problem was solved"),
        _field("category", CODE, "kind of problem", allowed=codes.ISSUE_CATEGORIES),
        _field("rate_to_cny", NUMBER, "yuan for one unit of the currency", unit="CNY"),
        _field("rows_in", INTEGER, "rows a unit reported", unit="rows"),
        _field("count_is_forecast", TEXT, "the count is a plan or target"),
    )
}


def field_of(name: str) -> Field:
    """Return a column's field; a column without an entry is plain text."""
    return FIELDS.get(name, Field(name))
