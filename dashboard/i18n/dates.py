"""Dates with the precision they were published in. Buddhist years stand in text only, never on an axis."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel.dates import format_date

from dashboard.i18n.translate import Words

BUDDHIST = 543
UNKNOWN = "–"


@lru_cache(maxsize=20_000)
def date_text(iso: str | None, precision: str, words: Words) -> str:
    """Return a date as precise as it is known: day, month, quarter, half-year or year.

    A month written "approximate month" is marked as such; a day whose year is unverified too.
    ``iso`` is a whole day, "2024-08-01" for a month, or None, which gives a dash. A precision
    that is not known here is read as a day. Raises ValueError for a text that is no date.

    Examples
    --------
    >>> from dashboard.i18n.translate import words
    >>> [date_text("2026-01-01", "month", words(lang)) for lang in ("en", "ja", "th")]
    ['Jan 2026', '2026年1月', 'ม.ค. 2569']
    """
    if not iso:
        return UNKNOWN
    moment = date.fromisoformat(iso)
    if precision == "approximate month":
        return words.text("about {date}", date=_month(moment, words))
    if precision == "day, year unverified":
        return words.text("{date}, year unverified", date=_day(moment, words))
    written = {"day": _day, "month": _month, "quarter": _quarter, "half-year": _half, "year": _year}
    return written.get(precision, _day)(moment, words)


def _thai_year(moment: date) -> str:
    return str(moment.year + BUDDHIST)


def _day(moment: date, words: Words) -> str:
    if words.lang == "th":
        return format_date(moment, "d MMM ", locale="th") + _thai_year(moment)
    return format_date(moment, words.rules["day"], locale=words.rules["babel"])


def _month(moment: date, words: Words) -> str:
    if words.lang == "th":
        return format_date(moment, "MMM ", locale="th") + _thai_year(moment)
    return format_date(moment, words.rules["month"], locale=words.rules["babel"])


def _quarter(moment: date, words: Words) -> str:
    return words.text("Q{q} {year}", q=(moment.month - 1) // 3 + 1, year=_plain_year(moment, words))


def _half(moment: date, words: Words) -> str:
    year = _plain_year(moment, words)
    return words.text("H1 {year}", year=year) if moment.month <= 6 else words.text("H2 {year}", year=year)


def _plain_year(moment: date, words: Words) -> str:
    return _thai_year(moment) if words.lang == "th" else str(moment.year)


def _year(moment: date, words: Words) -> str:
    return f"พ.ศ. {_thai_year(moment)}" if words.lang == "th" else year_tick(moment.year, words)


def year_tick(year: int, words: Words) -> str:
    """Return a year for an axis: the common era in every language."""
    return f"{year}年" if words.lang in ("zh-Hans", "ja") else str(year)


def axis_note(words: Words) -> str:
    """Return what must stand beside an axis of years; empty unless the language counts another era."""
    return words.text("years of the common era") if words.lang == "th" else ""


def period_text(start: str | None, end: str | None, words: Words) -> str:
    """Return a period given as months, "2019-01" to "2024-12"; either end may be open, both give a dash.

    Examples
    --------
    >>> from dashboard.i18n.translate import words
    >>> period_text("2019-01", "2024-12", words("en")), period_text("2019-01", "", words("zh-Hans"))
    ('Jan 2019 – Dec 2024', '自2019年1月')
    """
    first, last = (date_text(f"{month}-01", "month", words) if month else "" for month in (start, end))
    if first and last:
        return first if first == last else words.rules["range"].join((first, last))
    if first:
        return words.text("from {date}", date=first)
    return words.text("until {date}", date=last) if last else UNKNOWN
