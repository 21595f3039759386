"""Rules for the cells of a table: each returns the issues of one column, with row, value, why, what to do."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.contract.fields import CODE, CODES, DATE, FLAG, INTEGER, LAT, LON, MONEY, NUMBER, URL, Field
from dashboard.contract.issues import Issue, shown

NUMBER_SHAPE = re.compile(r"-?\d+(\.\d+)?")
ISO_SHAPE = re.compile(r"\d{4}-\d{2}-\d{2}")
COUNTRY_SHAPE = re.compile(r"[A-Z]{3}")
FLAGS = ("", "yes", "no")


@dataclass(frozen=True)
class Sheet:
    """A table while it is checked: its file name, its cells as text, and the line of each row."""

    file: str
    frame: pd.DataFrame
    lines: tuple[int, ...]

    def issues(
        self, column: str, bad: pd.Series, code: str, texts: tuple[str, str], severity: str = "error"
    ) -> list[Issue]:
        """Return an issue for each row where ``bad`` is true."""
        found = []
        for at in bad.to_numpy().nonzero()[0]:
            value = shown(self.frame[column].iloc[at])
            found.append(
                Issue(
                    severity,
                    code,
                    self.file,
                    *texts,
                    row=self.lines[at],
                    column=column,
                    value=value,
                    facts={"value": value, "column": column},
                )
            )
        return found


Rule = Callable[[Sheet, str, Field], list[Issue]]
PADDED = ("“{value}” has spaces around it.", "Remove the spaces.")
NO_NUMBER = (
    "“{value}” is not a number.",
    "Write digits only, with a point for decimals; leave the cell empty when unknown.",
)
NO_WHOLE = ("“{value}” is not a whole number.", "Write digits only; leave the cell empty when unknown.")
NO_DATE = ("“{value}” is not a date.", "Write it as 2024-05-31; leave the cell empty when unknown.")
NO_DAY = ("“{value}” is a day that does not exist.", "Correct the day or the month.")
NO_LON = (
    "“{value}” is no longitude.",
    "Longitudes lie between -180 and 180; check whether longitude and latitude are swapped.",
)
NO_LAT = (
    "“{value}” is no latitude.",
    "Latitudes lie between -90 and 90; check whether longitude and latitude are swapped.",
)
NO_FLAG = ("“{value}” is neither yes nor no.", "Write yes, no, or leave the cell empty.")
NO_URL = (
    "“{value}” is not a web address.",
    "Write an address that begins with http:// or https://, or leave the cell empty.",
)
NO_COUNTRY = (
    "“{value}” is not a list of country codes.",
    "Write ISO codes of three capital letters, parted by a semicolon: JPN;CHN.",
)
NEGATIVE = (
    "“{value}” is a negative amount.",
    "Write the amount without a sign, or leave the cell empty when unknown.",
)


def filled(sheet: Sheet, column: str) -> pd.Series:
    """Return which cells of a column hold something."""
    return sheet.frame[column] != ""


def not_matching(sheet: Sheet, column: str, shape: re.Pattern[str]) -> pd.Series:
    """Return the filled cells that do not have a shape."""
    return filled(sheet, column) & ~sheet.frame[column].map(lambda text: bool(shape.fullmatch(text))).astype(
        bool
    )


def check_code(sheet: Sheet, column: str, field: Field) -> list[Issue]:
    """Return the cells that hold a code not on the field's list."""
    return unknown_codes(sheet, column, field.codes) if field.codes else []


def unknown_codes(sheet: Sheet, column: str, allowed: Iterable[str]) -> list[Issue]:
    """Return the cells whose code is not allowed, with the nearest allowed one."""
    known = sorted(allowed)
    bad = filled(sheet, column) & ~sheet.frame[column].isin(known)
    found = []
    for issue in sheet.issues(
        column,
        bad,
        "unknown_code",
        ("“{value}” is not a known code of {column}.", "Use one of: {allowed}. Nearest: {nearest}."),
    ):
        nearest = difflib.get_close_matches(issue.value or "", known, n=1, cutoff=0.0)
        facts = {**issue.facts, "allowed": ", ".join(known[:20]), "nearest": nearest[0] if nearest else "–"}
        found.append(Issue(**{**vars(issue), "facts": facts}))
    return found


def check_number(sheet: Sheet, column: str, field: Field) -> list[Issue]:
    """Return the cells that are no plain number."""
    return sheet.issues(column, not_matching(sheet, column, NUMBER_SHAPE), "bad_number", NO_NUMBER)


def check_money(sheet: Sheet, column: str, field: Field) -> list[Issue]:
    """Return the cells that are no amount, or a negative one."""
    wrong = check_number(sheet, column, field)
    negative = ~not_matching(sheet, column, NUMBER_SHAPE) & sheet.frame[column].str.startswith("-")
    return wrong + sheet.issues(column, negative, "negative_amount", NEGATIVE)


def check_integer(sheet: Sheet, column: str, field: Field) -> list[Issue]:
    """Return the cells that are no whole number."""
    return sheet.issues(column, not_matching(sheet, column, re.compile(r"-?\d+")), "bad_number", NO_WHOLE)


def check_date(sheet: Sheet, column: str, field: Field) -> list[Issue]:
    """Return the cells that are no ISO date, and those that name a day that does not exist."""
    misshapen = not_matching(sheet, column, ISO_SHAPE)
    unreal = filled(sheet, column) & ~misshapen & ~sheet.frame[column].map(is_real_day).astype(bool)
    return sheet.issues(column, misshapen, "bad_date", NO_DATE) + sheet.issues(
        column, unreal, "impossible_date", NO_DAY
    )


def is_real_day(text: str) -> bool:
    """Say whether a text is a date of the calendar.

    Examples
    --------
    >>> is_real_day("2024-02-29"), is_real_day("2023-02-30")
    (True, False)
    """
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _check_degrees(sheet: Sheet, column: str, limit: int, texts: tuple[str, str]) -> list[Issue]:
    misshapen = not_matching(sheet, column, NUMBER_SHAPE)
    numbers = pd.to_numeric(sheet.frame[column].where(~misshapen & filled(sheet, column)), errors="coerce")
    return sheet.issues(column, misshapen, "bad_number", NO_NUMBER) + sheet.issues(
        column, numbers.abs() > limit, "bad_coordinate", texts
    )


def check_lon(sheet: Sheet, column: str, field: Field) -> list[Issue]:
    """Return the cells that are no longitude."""
    return _check_degrees(sheet, column, 180, NO_LON)


def check_lat(sheet: Sheet, column: str, field: Field) -> list[Issue]:
    """Return the cells that are no latitude."""
    return _check_degrees(sheet, column, 90, NO_LAT)


def check_flag(sheet: Sheet, column: str, field: Field) -> list[Issue]:
    """Return the cells that are neither yes nor no."""
    return sheet.issues(column, ~sheet.frame[column].isin(FLAGS), "bad_flag", NO_FLAG)


def check_url(sheet: Sheet, column: str, field: Field) -> list[Issue]:
    """Return the cells that are no web address; a warning, for nothing is counted by it."""
    bad = filled(sheet, column) & ~sheet.frame[column].str.match(r"https?://")
    return sheet.issues(column, bad, "bad_url", NO_URL, "warning")


def check_countries(sheet: Sheet, column: str, field: Field) -> list[Issue]:
    """Return the cells that are no list of country codes."""
    fine = (
        sheet.frame[column]
        .map(lambda text: all(COUNTRY_SHAPE.fullmatch(part) for part in text.split(";")))
        .astype(bool)
    )
    return sheet.issues(column, filled(sheet, column) & ~fine, "unknown_code", NO_COUNTRY)


def check_padding(sheet: Sheet, column: str) -> list[Issue]:
    """Return the cells with spaces around a code, an id or a number."""
    bad = sheet.frame[column] != sheet.frame[column].str.strip()
    return sheet.issues(column, bad, "padded", PADDED)


RULES: dict[str, Rule] = {
    CODE: check_code,
    CODES: check_countries,
    NUMBER: check_number,
    INTEGER: check_integer,
    MONEY: check_money,
    DATE: check_date,
    FLAG: check_flag,
    LON: check_lon,
    LAT: check_lat,
    URL: check_url,
}
