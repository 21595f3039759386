"""Money of several currencies as one: by the rate of the stage's month, of the period, or one fixed rate.

Law: conversion is exact decimal arithmetic on the original amount, rounded once, half to even, to the
smallest unit. The original stays beside it. A currency without a rate stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cached_property

import pandas as pd

from dashboard.contract.codes import CURRENCY_DECIMALS
from dashboard.contract.dataset import Dataset

HOME = "CNY"


@dataclass(frozen=True)
class Rates:
    """Yuan for one unit, by currency and month; ``fixed`` is the newest month's."""

    table: Mapping[tuple[str, str], Decimal]

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Rates:
        """Return the rates of a table ``fx_rates``."""
        rows = zip(frame["currency"], frame["period"], frame["rate_to_cny"], strict=True)
        return cls({(currency, period): Decimal(str(rate)) for currency, period, rate in rows})

    @cached_property
    def currencies(self) -> tuple[str, ...]:
        """Return the currencies that can be turned into each other."""
        return (HOME, *sorted({currency for currency, _ in self.table}))

    def newest(self, currency: str) -> str:
        """Return the newest month that has a rate."""
        return max(period for found, period in self.table if found == currency)

    def to_yuan(self, currency: str, kind: str, month: str) -> Decimal | None:
        """Return yuan for one unit: of the month, the mean of its year, or the newest; None when unknown."""
        if currency == HOME:
            return Decimal(1)
        if kind == "fixed":
            return self.table.get((currency, self.newest(currency)))
        if kind == "stage":
            return self.table.get((currency, month))
        year = [
            rate
            for (found, period), rate in self.table.items()
            if found == currency and period[:4] == month[:4]
        ]
        return sum(year, Decimal(0)) / len(year) if year and month else None


def convert(minor: int, source: str, target: str, rates: tuple[Decimal, Decimal]) -> int:
    """Return an amount in the smallest unit of another currency.

    Parameters
    ----------
    rates : yuan for one unit of the source and of the target.

    Examples
    --------
    >>> convert(100, "USD", "CNY", (Decimal("6.905"), Decimal(1)))
    690
    >>> convert(100, "USD", "JPY", (Decimal("7"), Decimal("0.05")))
    140
    """
    major = Decimal(minor).scaleb(-CURRENCY_DECIMALS[source]) * rates[0] / rates[1]
    scaled = major.scaleb(CURRENCY_DECIMALS[target])
    return int(scaled.quantize(Decimal(1), rounding=ROUND_HALF_EVEN))


def month_of_signing(dataset: Dataset) -> dict[str, str]:
    """Return the month each project was signed in, formally or not."""
    rows = dataset.tables["milestones"]
    rows = rows[rows["stage_code"].isin(("25", "30")) & (rows["date_actual"] != "")]
    rows = rows.sort_values("stage_code", kind="stable")
    return dict(zip(rows["project_id"], rows["date_actual"].str[:7], strict=True))


def converted(dataset: Dataset, target: str, kind: str) -> Dataset:
    """Return the Dataset with every amount that has a rate in one currency; the original stays beside it."""
    rates, amounts = Rates.of(dataset.tables["fx_rates"]), dataset.tables["amounts"]
    if target not in rates.currencies:
        return dataset
    signed = month_of_signing(dataset)
    values, currencies = [], []
    for row in amounts.itertuples(index=False):
        month = row.period if len(row.period) == 7 else signed.get(row.project_id, "")
        turned = _turned(row, target, rates, (kind, month))
        values.append(row.amount_minor if turned is None else turned)
        currencies.append(row.currency if turned is None else target)
    made = amounts.assign(
        original_minor=amounts["amount_minor"],
        original_currency=amounts["currency"],
        amount_minor=pd.array(values, dtype="Int64"),
        currency=currencies,
    )
    return replace(dataset, tables={**dataset.tables, "amounts": made})


def _turned(row: object, target: str, rates: Rates, when: tuple[str, str]) -> int | None:
    minor, currency = row.amount_minor, row.currency  # type: ignore[attr-defined]
    if minor is pd.NA or currency not in rates.currencies:
        return None
    one, other = rates.to_yuan(currency, *when), rates.to_yuan(target, *when)
    return None if one is None or other is None else convert(int(minor), currency, target, (one, other))
