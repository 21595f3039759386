"""From checked text to types: numbers, exact minor units, ranges of days that a precision means."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

import pandas as pd

from dashboard.contract.codes import CURRENCY_DECIMALS
from dashboard.contract.fields import FLAG, INTEGER, LAT, LON, NUMBER, field_of
from dashboard.contract.tables import Table


def as_decimal(text: str) -> Decimal | None:
    """Return a plain number exactly, None when it is none."""
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def minor_units(text: str, currency: str) -> int | None:
    """Return an amount in the smallest unit of its currency, exactly; None when unknown.

    Examples
    --------
    >>> minor_units("36410000", "CNY"), minor_units("0.005", "USD"), minor_units("", "CNY")
    (3641000000, None, None)
    """
    amount = as_decimal(text)
    if amount is None or currency not in CURRENCY_DECIMALS:
        return None
    scaled = amount.scaleb(CURRENCY_DECIMALS[currency])
    return int(scaled) if scaled == int(scaled) else None


def day_range(iso: str, precision: str) -> tuple[date, date] | None:
    """Return the days a date stands for: a day, its month, quarter, half-year or year.

    Examples
    --------
    >>> day_range("2021-04-01", "month")
    (datetime.date(2021, 4, 1), datetime.date(2021, 4, 30))
    """
    if not iso:
        return None
    moment = date.fromisoformat(iso)
    size = {"month": 1, "approximate month": 1, "quarter": 3, "half-year": 6, "year": 12}.get(precision)
    if size is None:
        return moment, moment
    first = (moment.month - 1) // size * size
    months = moment.year * 12 + first + size
    following = date(months // 12, months % 12 + 1, 1)
    return date(moment.year, first + 1, 1), following - timedelta(days=1)


def typed(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return a checked table with its types, every optional column present, extra columns left out."""
    columns = {
        name: frame[name] if name in frame else pd.Series([""] * len(frame), index=frame.index, dtype="str")
        for name in table.columns
    }
    made = pd.DataFrame({name: _typed_column(name, column) for name, column in columns.items()})
    if "amount" in made and "currency" in made:
        pairs = zip(made["amount"], made["currency"], strict=True)
        made["amount_minor"] = pd.array(
            [minor_units(text, currency) for text, currency in pairs], dtype="Int64"
        )
    for column, precision in table.dates.items():
        made = made.assign(**_ranges(made, column, precision))
    return made


def _typed_column(name: str, column: pd.Series) -> pd.Series:
    kind = field_of(name).kind
    if kind in (NUMBER, LON, LAT):
        return pd.to_numeric(column.where(column != ""), errors="coerce").astype("float64")
    if kind == INTEGER:
        return pd.to_numeric(column.where(column != ""), errors="coerce").astype("Int64")
    return (column == "yes").astype(bool) if kind == FLAG else column.astype("str")


def _ranges(frame: pd.DataFrame, column: str, precision: str) -> dict[str, pd.Series]:
    ranges = [day_range(iso, kind) for iso, kind in zip(frame[column], frame[precision], strict=True)]
    starts = [found[0] if found else None for found in ranges]
    ends = [found[1] if found else None for found in ranges]
    return {
        f"{column}_start": pd.Series(pd.to_datetime(starts), index=frame.index).astype("datetime64[s]"),
        f"{column}_end": pd.Series(pd.to_datetime(ends), index=frame.index).astype("datetime64[s]"),
    }
