"""LEDGER_TABLES: the tables a full ledger has beside its register; a park may lack any of them.

Law: ``reported_on`` says when a row became known. A row is never rewritten: a later row about the
same thing replaces it from its own report on, so that any earlier day can be shown as it stood.
"""

from __future__ import annotations

from dashboard.contract.table import Table

PROJECT = {"project_id": ("projects", "project_id")}

STATUSES = Table(
    "statuses",
    "",
    required=("project_id", "project_status", "since", "reported_on"),
    filled=("project_id", "project_status", "reported_on"),
    optional=("note",),
    foreign=PROJECT,
)
INVESTORS = Table(
    "investors",
    "investor_id",
    required=("investor_id", "name_zh", "name_en", "country_iso3", "uhq_country_iso3"),
    filled=("investor_id",),
    optional=("name_ja", "name_th", "fortune_500_year"),
)
SHARES = Table(
    "project_investors",
    "",
    required=("project_id", "investor_id", "share_pct", "role"),
    filled=("project_id", "investor_id"),
    optional=("reported_on",),
    foreign={**PROJECT, "investor_id": ("investors", "investor_id")},
)
PROJECT_PLACES = Table(
    "project_places",
    "",
    required=("project_id", "place_id", "alloc_share_land", "alloc_share_amount", "is_lead"),
    filled=("project_id", "place_id", "alloc_share_land", "alloc_share_amount"),
    optional=("reported_on",),
    foreign={**PROJECT, "place_id": ("places", "place_id")},
)
OPERATIONS = Table(
    "operations",
    "",
    required=("project_id", "year", "measure", "currency", "amount"),
    filled=("project_id", "year", "measure"),
    optional=("reported_on", "note"),
    foreign=PROJECT,
)
ISSUES = Table(
    "issues",
    "issue_id",
    required=("issue_id", "project_id", "opened_on", "category", "owner_dept", "due", "closed_on"),
    filled=("issue_id", "project_id", "opened_on", "category"),
    optional=("owner_person", "reported_on", "note"),
    foreign=PROJECT,
)
TARGETS = Table(
    "targets",
    "target_id",
    required=("target_id", "territory", "kpi", "year", "value", "currency"),
    filled=("target_id", "kpi", "year", "value"),
    optional=("reported_on", "note"),
)
FX_RATES = Table(
    "fx_rates",
    "",
    required=("currency", "period", "kind", "rate_to_cny", "source_name"),
    filled=("currency", "period", "rate_to_cny", "source_name"),
    optional=("note",),
)
UNIT_REPORTS = Table(
    "unit_reports",
    "",
    required=("reporting_unit", "reported_on", "rows_in"),
    filled=("reporting_unit", "reported_on"),
    foreign={"reporting_unit": ("places", "place_id")},
)
DECISIONS = Table(
    "decisions",
    "",
    required=("project_id", "decision", "decided_on", "decided_by", "reason"),
    filled=("decision", "decided_on", "decided_by", "reason"),
    optional=("other_id",),
    foreign=PROJECT,
)
LEDGER_TABLES = (
    STATUSES,
    INVESTORS,
    SHARES,
    PROJECT_PLACES,
    OPERATIONS,
    ISSUES,
    TARGETS,
    FX_RATES,
    UNIT_REPORTS,
    DECISIONS,
)
