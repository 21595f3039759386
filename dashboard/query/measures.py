"""MEASURES: what can be counted, summed or divided, by name.

``projects`` counts rows; a flag counts rows that have it; ``amount_…`` sums minor units exactly and
is unknown when no amount behind it is known; ``…_known`` counts the known ones; ``distinct_…``
counts different codes anew for every group, never by adding; ``density_per_km2`` divides last.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.contract.codes import CURRENCIES
from dashboard.query.facts import Facts

COUNT, FLAG, SUM, KNOWN, DISTINCT, RATIO = "count", "flag", "sum", "known", "distinct", "ratio"
FLAGS = (
    "with_act",
    "focus_home",
    "home_known",
    "operating",
    "stage_known",
    "memorandum",
    "signed_dated",
    "has_amount",
    "undisclosed",
    "located",
    "precise",
)
SPLITS = ("sector", "family", "stage", "place", "home", "evidence")


@dataclass(frozen=True)
class Measure:
    """A measure: its kind and the column of the facts it reads."""

    name: str
    kind: str
    column: str = ""


def money_measures(currency: str) -> tuple[Measure, ...]:
    """Return the sums of a currency, published and estimated, and how many amounts each has.

    Examples
    --------
    >>> [measure.name for measure in money_measures("CNY")][:2]
    ['amount_cny', 'amount_cny_known']
    """
    columns = (f"amount_{currency.lower()}", f"amount_estimated_{currency.lower()}")
    return tuple(
        measure
        for column in columns
        for measure in (Measure(column, SUM, column), Measure(f"{column}_known", KNOWN, column))
    )


MEASURES = {
    measure.name: measure
    for measure in (
        Measure("projects", COUNT),
        *(Measure(name, FLAG, name) for name in FLAGS),
        *(measure for currency in CURRENCIES for measure in money_measures(currency)),
        *(Measure(f"distinct_{name}", DISTINCT, name) for name in SPLITS),
        Measure("density_per_km2", RATIO),
    )
}


def measure_of(name: str, facts: Facts) -> Measure:
    """Return the measure of a name; a park's own currency needs no entry.

    Raises KeyError when there is no such measure, or the facts have no column for it.
    """
    measure = MEASURES.get(name) or _of_own_currency(name)
    columns = {
        FLAG: facts.flags,
        SUM: facts.values,
        KNOWN: facts.values,
        DISTINCT: facts.dimensions,
    }
    if measure.kind in columns and measure.column not in columns[measure.kind]:
        raise KeyError(name)
    return measure


def _of_own_currency(name: str) -> Measure:
    currency = name.removesuffix("_known").rpartition("_")[2]
    return {measure.name: measure for measure in money_measures(currency)}[name]
