"""Check tables against the contract: columns, cells, ids, links between tables, sense of the rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from dashboard.contract.codes import CURRENCY_DECIMALS, MULTIPLIERS, PUBLISHED_STATUSES
from dashboard.contract.fields import TEXT, field_of
from dashboard.contract.issues import Issue
from dashboard.contract.tables import Table
from dashboard.ingest.checks import RULES, Sheet, check_padding, filled, unknown_codes
from dashboard.ingest.convert import as_decimal

NO_COLUMN = ("The column “{name}” is missing.", "Add the column; its cells may be empty when unknown.")
EXTRA = ("The column “{name}” is not part of this table and is not used.", "Nothing to do, or remove it.")
EMPTY = ("A cell that must be filled is empty.", "Fill in {column}.")
TWICE = ("The id “{value}” is also in row {first}.", "Give each row its own id, or remove the copy.")
NOT_FOUND = ("“{value}” is not in the table {table}.", "Correct it, or add the row to {table}.")
FUTURE = (
    "{value} is after the day the data were compiled ({compiled}).",
    "Write it as a planned date, or correct it.",
)
NO_AMOUNT = (
    "The status says the amount is known, but there is none.",
    "Write the amount, or the status undisclosed.",
)
HIDDEN_AMOUNT = (
    "The status says undisclosed, but the amount is {value}.",
    "Write the status that fits, or remove the amount.",
)
NO_CURRENCY = ("There is an amount without a currency.", "Write CNY, USD or JPY.")
UNEQUAL = ("{value} is not value × unit.", "Correct value, unit or amount: they must say the same.")
ORDER = ("A later stage has an earlier date than stage {stage}.", "Check the dates of this project.")


def check_columns(sheet: Sheet, table: Table) -> list[Issue]:
    """Return missing and unknown columns."""
    present = list(sheet.frame.columns)
    missing = [name for name in table.required if name not in present]
    extra = [name for name in present if name not in table.columns]
    return [
        *(_column_issue(sheet, "error", "missing_column", NO_COLUMN, name) for name in missing),
        *(_column_issue(sheet, "note", "extra_column", EXTRA, name) for name in extra),
    ]


def _column_issue(sheet: Sheet, severity: str, code: str, texts: tuple[str, str], name: str) -> Issue:
    return Issue(severity, code, sheet.file, *texts, row=1, column=name or "–", facts={"name": name})


def check_cells(sheet: Sheet, table: Table) -> list[Issue]:
    """Return the issues of every cell of the columns that are there."""
    found: list[Issue] = []
    for column in (name for name in table.columns if name in sheet.frame):
        field = field_of(column)
        if field.kind in RULES:
            found += RULES[field.kind](sheet, column, field)
        if field.kind not in (TEXT, "flag"):
            found += check_padding(sheet, column)
        if column in table.filled:
            found += sheet.issues(column, ~filled(sheet, column), "empty_cell", EMPTY)
    return found


def check_ids(sheet: Sheet, table: Table) -> list[Issue]:
    """Return ids that are there twice, each naming the first row."""
    if not table.key or table.key not in sheet.frame:
        return []
    ids = sheet.frame[table.key]
    first: dict[str, int] = {}
    found = []
    for at, value in enumerate(ids.tolist()):
        if value and value in first:
            facts = {"value": value, "first": first[value]}
            found.append(
                Issue(
                    "error",
                    "duplicate_id",
                    sheet.file,
                    *TWICE,
                    row=sheet.lines[at],
                    column=table.key,
                    value=value,
                    facts=facts,
                )
            )
        first.setdefault(value, sheet.lines[at])
    return found


def check_links(sheet: Sheet, table: Table, sheets: Mapping[str, Sheet]) -> list[Issue]:
    """Return the cells that name a row of another table which is not there."""
    found = []
    for column, (other, key) in table.foreign.items():
        if column not in sheet.frame or other not in sheets or key not in sheets[other].frame:
            continue
        known = set(sheets[other].frame[key])
        bad = filled(sheet, column) & ~sheet.frame[column].isin(known)
        for issue in sheet.issues(column, bad, "not_found", NOT_FOUND):
            found.append(Issue(**{**vars(issue), "facts": {**issue.facts, "table": other}}))
    return found


def check_park_codes(sheets: Mapping[str, Sheet]) -> list[Issue]:
    """Return sectors and indicators that the park's own lists do not have."""
    found: list[Issue] = []
    for table, column, codes in (
        ("projects", "sector_code", "sectors"),
        ("statistics", "indicator_code", "indicators"),
    ):
        if (
            table in sheets
            and codes in sheets
            and column in sheets[table].frame
            and "code" in sheets[codes].frame
        ):
            found += unknown_codes(sheets[table], column, sheets[codes].frame["code"])
    return found


def check_future(sheet: Sheet, column: str, compiled: date) -> list[Issue]:
    """Return actual dates after the day the data were compiled."""
    if column not in sheet.frame:
        return []
    bad = sheet.frame[column].str.fullmatch(r"\d{4}-\d{2}-\d{2}") & (
        sheet.frame[column] > compiled.isoformat()
    )
    found = sheet.issues(column, bad.fillna(False).astype(bool), "future_date", FUTURE)
    return [
        Issue(**{**vars(issue), "facts": {**issue.facts, "compiled": compiled.isoformat()}})
        for issue in found
    ]


def check_amounts(sheet: Sheet) -> list[Issue]:
    """Return amounts whose status, currency, value and unit do not say the same."""
    needed = {"amount", "value_status", "currency", "value", "unit"}
    if not needed <= set(sheet.frame):
        return []
    frame, has = sheet.frame, filled(sheet, "amount")
    known = frame["value_status"].isin((*PUBLISHED_STATUSES, "estimated"))
    hidden = frame["value_status"] == "undisclosed"
    unequal = has & ~pd.Series(
        [_says_the_same(row) for row in frame[["value", "unit", "amount"]].itertuples(index=False)],
        index=frame.index,
        dtype=bool,
    )
    return [
        *sheet.issues("value_status", known & ~has, "no_amount", NO_AMOUNT),
        *sheet.issues("amount", hidden & has, "hidden_amount", HIDDEN_AMOUNT),
        *sheet.issues(
            "currency",
            has & ~frame["currency"].isin(list(CURRENCY_DECIMALS)) & ~filled(sheet, "currency"),
            "no_currency",
            NO_CURRENCY,
        ),
        *sheet.issues("amount", unequal, "unequal_amount", UNEQUAL),
    ]


def _says_the_same(row: tuple[str, str, str]) -> bool:
    value, unit, amount = row
    number, whole = as_decimal(value), as_decimal(amount)
    if number is None or whole is None or unit not in MULTIPLIERS:
        return True
    return number * MULTIPLIERS[unit] == whole


def check_order(sheet: Sheet) -> list[Issue]:
    """Return milestones dated before an earlier stage of the same project (a warning)."""
    if not {"project_id", "stage_code", "date_actual"} <= set(sheet.frame):
        return []
    rows = sheet.frame.assign(line=sheet.lines)
    rows = rows[(rows["date_actual"] != "") & rows["stage_code"].str.fullmatch(r"\d+")]
    found = []
    for _, group in rows.groupby("project_id", sort=False):
        ordered = group.sort_values("stage_code", kind="stable").to_dict("records")
        for earlier, later in zip(ordered, ordered[1:], strict=False):
            if later["date_actual"][:4] < earlier["date_actual"][:4]:
                facts = {"stage": earlier["stage_code"]}
                found.append(
                    Issue(
                        "warning",
                        "stage_order",
                        sheet.file,
                        *ORDER,
                        row=later["line"],
                        column="date_actual",
                        value=later["date_actual"],
                        facts=facts,
                    )
                )
    return found
