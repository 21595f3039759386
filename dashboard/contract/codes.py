"""Closed lists of codes. Labels live in the words of each language."""

from __future__ import annotations

STAGES = ("10", "20", "25", "30", "40", "45", "50", "60", "70", "80", "85", "90", "unknown")
OPERATING = ("70", "80", "85")
PRECISIONS = ("day", "month", "quarter", "half-year", "year", "approximate month", "day, year unverified")
RECORD_KINDS = ("project", "institution", "aggregate", "visit", "planner")
VALUE_STATUSES = ("exact", "rounded", "range", "estimated", "undisclosed", "not_applicable")
PUBLISHED_STATUSES = ("exact", "rounded")
FIGURE_STATUSES = (
    "actual",
    "estimate",
    "estimated",
    "target",
    "plan",
    "rounded",
    "stated",
    "computed",
    "exact",
)
CURRENCIES = ("CNY", "USD", "JPY")
CURRENCY_DECIMALS = {"CNY": 2, "USD": 2, "JPY": 0}
EVIDENCE = ("project act", "named as present", "not a project")
CONFIDENCES = ("official", "press", "secondary", "computed")
DATE_KINDS = ("actual", "planned", "trial start", "report date")
ANCHOR_BASES = ("published", "approximate", "schematic")
STAGE_BASES = ("stated", "implied", "none")
TERRITORY_LEVELS = ("district", "development_zone", "town", "zone", "city", "place")
PERIOD_TYPES = (
    "full_year",
    "multi_year",
    "half_year",
    "nine_months",
    "year_to_date",
    "point_in_time",
    "undated",
    "not_time_dependent",
    "target_year",
    "quarter",
    "point",
)
MULTIPLIERS = {"": 1, "m": 10**6, "bn": 10**9, "CNY 100m": 10**8, "USD 100m": 10**8, "CNY": 1, "USD": 1}
RELATIONS = (
    "re-signing of",
    "expansion of",
    "upgrade of",
    "successor of",
    "member of bundle",
    "relocation of",
    "phase of",
)
PROJECT_STATUSES = ("active", "suspended", "cancelled", "exited")
DECISIONS = ("merge", "keep", "expansion", "by lead town", "by land", "by amount", "note", "withdrawn")
TEMPLATES = ("build", "lease", "equity", "service")
PROJECT_TYPES = ("new", "expansion", "upgrade", "relocation", "capital increase")
ISSUE_CATEGORIES = ("land", "planning", "EIA", "energy", "power", "funding", "approval", "company")
AMOUNT_MEASURES = (
    "total_investment",
    "fixed_asset_plan",
    "annual_plan",
    "fai_done_period",
    "fai_done_cum",
    "contracted_fdi",
    "utilised_fdi",
    "registered_capital",
    "paid_in",
    "expected_output",
    "expected_tax",
)
OPERATION_MEASURES = ("output", "tax_paid")
INTERNAL_COLUMNS = ("owner_person",)
