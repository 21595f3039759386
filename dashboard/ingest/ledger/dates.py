"""Dates as offices write them, with the precision they have; an ambiguous one is not guessed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from dashboard.ingest.ledger.grid import as_text, is_blank
from dashboard.ingest.ledger.words import marked, marks

EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
FIRST_YEAR, LAST_YEAR, BUDDHIST = 1950, 2100, 543
FULL = re.compile(
    r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?$"
)
MONTH = re.compile(r"^(\d{4})\s*[-/年]\s*(\d{1,2})\s*月?$|^(\d{4})\.(\d{2})$|^(\d{4})\.(\d)$")
YEAR = re.compile(r"^(\d{4})\s*年?度?$")
QUARTER = re.compile(
    r"^(\d{4})\s*[-年/ ]?\s*(?:q([1-4])|第?([一二三四1-4])\s*季度?|第([1-4一二三四])四半期)$", re.IGNORECASE
)
QUARTER_FIRST = re.compile(r"^q([1-4])\s*[-/ ]?\s*(\d{4})$", re.IGNORECASE)
HALF = re.compile(r"^(\d{4})\s*年?\s*(上|下)半年$|^(\d{4})\s*年?\s*h([12])$", re.IGNORECASE)
PART = re.compile(r"^(\d{4})\s*年?\s*(初|底|末|年末|年底|年初|中|内|年内)$")
SHORT = re.compile(r"^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2}|\d{4})$")
PACKED = re.compile(r"^(\d{4})(\d{2})(\d{2})?$")
ERA = re.compile(
    r"^(令和|平成|r|h)\s*(元|\d{1,2})\s*[年.]\s*(\d{1,2})\s*[月.]\s*(\d{1,2})\s*日?$", re.IGNORECASE
)
ERAS = {"令和": 2018, "r": 2018, "平成": 1988, "h": 1988}
NAMED = re.compile(r"^(?:(\d{1,2})\s+)?([a-zก-๙.]{3,})\s*(?:(\d{1,2})\s*,)?\s*(\d{4})$", re.IGNORECASE)
ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
THAI = ("มกรา", "กุมภา", "มีนา", "เมษา", "พฤษภา", "มิถุนา", "กรกฎา", "สิงหา", "กันยา", "ตุลา", "พฤศจิกา", "ธันวา")
THAI_SHORT = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True, slots=True)
class Day:
    """A date read: first day and precision, or none; ``tense`` when the cell itself says planned."""

    iso: str = ""
    precision: str = ""
    repaired: bool = False
    problem: str | None = None
    tense: str = ""


NONE = Day()


def read_day(cell: Any, *, since_1904: bool = False, typed: bool = False) -> Day:
    """Read one cell of a date column.

    Examples
    --------
    >>> read_day("2024年3月"), read_day("2024Q1").iso, read_day("待定").iso
    (Day(iso='2024-03-01', precision='month', repaired=False, problem=None, tense=''), '2024-01-01', '')
    >>> read_day("03/04/2024").problem, read_day("2023-02-30").problem, read_day(45356.0, typed=True).iso
    ('ambiguous_date', 'impossible_date', '2024-03-05')
    """
    if is_blank(cell):
        return NONE
    if isinstance(cell, datetime | date):
        return _bounded(cell.date() if isinstance(cell, datetime) else cell)
    if isinstance(cell, bool):
        return Day(problem="bad_date")
    if isinstance(cell, float | int):
        return _number(float(cell), since_1904)
    raw = as_text(cell)
    mark = marked(raw)
    if any(mark in marks(kind) for kind in ("blank", "unknown", "undisclosed")):
        return NONE
    return _text(raw)


def _bounded(moment: date) -> Day:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return Day(problem="impossible_date")
    return Day(moment.isoformat(), "day")


def _number(value: float, since_1904: bool) -> Day:
    text = as_text(value)
    if PACKED.match(text) and len(text) in (6, 8):
        return _text(text)
    if value == int(value) and FIRST_YEAR <= value <= LAST_YEAR:
        return Day(f"{int(value):04d}-01-01", "year")
    if "." in text and re.fullmatch(r"(19|20)\d\d\.\d{1,2}", text):
        return _year_and_decimals(text)
    if not 18000 <= value <= 73500:
        return Day(problem="bad_date")
    moment = (EPOCH_1904 if since_1904 else EPOCH) + timedelta(days=int(value))
    return Day(moment.isoformat(), "day", repaired=True)


def _year_and_decimals(text: str) -> Day:
    """Read 2024.03 typed as a number: its last zero is lost, so 2024.1 may be January or October."""
    year, month = text.split(".")
    if month == "1" or not 1 <= int(month) <= 12:
        return Day(problem="ambiguous_date")
    return Day(f"{year}-{int(month):02d}-01", "month", repaired=True)


def _text(raw: str) -> Day:
    text = unicodedata.normalize("NFKC", raw).strip()
    repaired = text != raw
    text, tense = _tense(text)
    for shape, reader in READERS:
        found = shape.match(text)
        if found:
            return _finished(reader(found), repaired, tense)
    if re.fullmatch(r"\d{5}", text):
        return _finished(_number(float(text), False), True, tense)
    return Day(problem="bad_date")


def _tense(text: str) -> tuple[str, str]:
    for word in sorted(marks("date_planned"), key=len, reverse=True):
        if text.lower().startswith(word) and re.search(r"\d{4}", text):
            return text[len(word) :].strip(" :："), "planned"
    for word in ("(计划)", "(预计)", "(予定)", "(plan)", "(planned)"):
        if text.lower().endswith(word):
            return text[: -len(word)].strip(), "planned"
    return text, ""


def _finished(day: Day, repaired: bool, tense: str) -> Day:
    if day.problem:
        return day
    return Day(day.iso, day.precision, day.repaired or repaired, None, day.tense or tense)


def _made(year: int, month: int, day: int, precision: str, *, repaired: bool = False) -> Day:
    if year >= FIRST_YEAR + BUDDHIST and year - BUDDHIST <= LAST_YEAR and year > LAST_YEAR:
        year -= BUDDHIST
    try:
        moment = date(year, month, day)
    except ValueError:
        return Day(problem="impossible_date")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Day(problem="impossible_date")
    return Day(moment.isoformat(), precision, repaired)


def _full(found: re.Match[str]) -> Day:
    return _made(int(found[1]), int(found[2]), int(found[3]), "day")


def _month(found: re.Match[str]) -> Day:
    year, month = [part for part in found.groups() if part]
    return _made(int(year), int(month), 1, "month")


def _year(found: re.Match[str]) -> Day:
    return _made(int(found[1]), 1, 1, "year")


def _numeral(text: str) -> int:
    return NUMERALS.get(text) or int(text)


def _quarter(found: re.Match[str]) -> Day:
    year, quarter = [part for part in found.groups() if part]
    return _made(int(year), _numeral(quarter) * 3 - 2, 1, "quarter")


def _quarter_first(found: re.Match[str]) -> Day:
    return _made(int(found[2]), int(found[1]) * 3 - 2, 1, "quarter")


def _half(found: re.Match[str]) -> Day:
    year, half = [part for part in found.groups() if part]
    return _made(int(year), 1 if half in ("上", "1") else 7, 1, "half-year")


def _short(found: re.Match[str]) -> Day:
    """Read three short numbers: only where no other order of them is a date."""
    first, second, last = (int(part) for part in found.groups())
    orders = set()
    if len(found[3]) == 4:
        orders = {(last, first, second), (last, second, first)}
    if len(found[3]) == 2:
        orders = {(2000 + last, first, second), (2000 + last, second, first)}
    if len(found[1]) == 2 and len(found[3]) < 4:
        orders.add((2000 + first, second, last))
    real = {order for order in orders if _is_day(*order)}
    if not real:
        return Day(problem="impossible_date")
    if len(real) > 1:
        return Day(problem="ambiguous_date")
    return _made(*real.pop(), "day", repaired=True)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _packed(found: re.Match[str]) -> Day:
    day = found[3]
    return _made(int(found[1]), int(found[2]), int(day or 1), "day" if day else "month", repaired=True)


def _era(found: re.Match[str]) -> Day:
    year = ERAS[found[1].lower()] + (1 if found[2] == "元" else int(found[2]))
    return _made(year, int(found[3]), int(found[4]), "day")


def _named(found: re.Match[str]) -> Day:
    word = found[2].lower()
    month = next((at for at, name in enumerate(ENGLISH, 1) if word.startswith(name)), 0)
    month = month or next((at for at, name in enumerate(THAI, 1) if word.startswith(name)), 0)
    month = month or next((at for at, name in enumerate(THAI_SHORT, 1) if word == name), 0)
    if not month:
        return Day(problem="bad_date")
    day = found[1] or found[3]
    return _made(int(found[4]), month, int(day or 1), "day" if day else "month")


READERS = (
    (FULL, _full),
    (PACKED, _packed),
    (MONTH, _month),
    (YEAR, _year),
    (QUARTER, _quarter),
    (QUARTER_FIRST, _quarter_first),
    (HALF, _half),
    (PART, _year),
    (ERA, _era),
    (SHORT, _short),
    (NAMED, _named),
)
