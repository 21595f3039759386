"""Days on a straight axis: buckets of a grain, year marks, the span a register covers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

EPOCH = date(1970, 1, 1)
MONTHS = {"month": 1, "quarter": 3, "year": 12}


def day_number(moment: date) -> int:
    """Return days since 1 January 1970.

    Examples
    --------
    >>> day_number(date(1970, 1, 2))
    1
    """
    return (moment - EPOCH).days


def day_of(number: int) -> date:
    """Return the date of a day number."""
    return EPOCH + timedelta(days=int(number))


def bucket_start(moment: date, grain: str) -> date:
    """Return the first day of the month, quarter or year of a date.

    Examples
    --------
    >>> bucket_start(date(2021, 5, 19), "quarter")
    datetime.date(2021, 4, 1)
    """
    size = MONTHS[grain]
    return date(moment.year, (moment.month - 1) // size * size + 1, 1)


def next_bucket(start: date, grain: str) -> date:
    """Return the first day of the bucket after the one that begins at ``start``."""
    months = start.year * 12 + start.month - 1 + MONTHS[grain]
    return date(months // 12, months % 12 + 1, 1)


def bucket_middle(moment: date, grain: str) -> float:
    """Return the day number in the middle of a date's bucket."""
    start = bucket_start(moment, grain)
    return (day_number(start) + day_number(next_bucket(start, grain))) / 2


def month_bounds(start: str, end: str) -> tuple[int | None, int | None]:
    """Return the first and last day number of a period written as months, None when open.

    Examples
    --------
    >>> month_bounds("1970-01", "1970-01")
    (0, 30)
    """
    first = day_number(date(int(start[:4]), int(start[5:]), 1)) if start else None
    if not end:
        return first, None
    following = next_bucket(date(int(end[:4]), int(end[5:]), 1), "month")
    return first, day_number(following) - 1


@dataclass(frozen=True)
class Span:
    """The days an axis shows; whole years."""

    first: int
    last: int

    @property
    def years(self) -> range:
        """Return the calendar years on the axis."""
        return range(day_of(self.first).year, day_of(self.last).year + 1)


def span_of(days: list[int], compiled: date) -> Span:
    """Return whole years from the first day given to the day the data were compiled."""
    first = min([*days, day_number(compiled)])
    opening = date(day_of(first).year, 1, 1)
    return Span(day_number(opening), day_number(date(compiled.year + 1, 1, 1)))
