"""What can be counted, summed or divided, by name.

``projects`` counts rows; a flag counts rows that have it; ``amount_…`` sums minor units exactly and
is unknown when no amount behind it is known; ``…_known`` counts the known ones; ``distinct_…``
counts different codes anew for every group, never by adding; ``density_per_km2`` divides last.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.query.facts import Facts

COUNT, FLAG, SUM, KNOWN, DISTINCT, RATIO = "count", "flag", "sum", "known", "distinct", "ratio"


@dataclass(frozen=True)
class Measure:
    """A measure: its kind and the column of the facts it reads."""

    name: str
    kind: str
    column: str = ""


def measure_of(name: str, facts: Facts) -> Measure:
    """Return the measure of a name. Raises KeyError when the facts have no such column."""
    if name == "projects":
        return Measure(name, COUNT)
    if name == "density_per_km2":
        return Measure(name, RATIO)
    if name.startswith("distinct_") and name.removeprefix("distinct_") in facts.dimensions:
        return Measure(name, DISTINCT, name.removeprefix("distinct_"))
    if name in facts.values:
        return Measure(name, SUM, name)
    if name.removesuffix("_known") in facts.values:
        return Measure(name, KNOWN, name.removesuffix("_known"))
    if name in facts.flags:
        return Measure(name, FLAG, name)
    raise KeyError(name)
