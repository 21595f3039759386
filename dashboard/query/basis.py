"""What a board stands on: the day, the counting rules, the currency amounts are turned into.

Law: equal bases of one Dataset give equal boards; everything here is worked out once, before the engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.contract.dataset import Dataset
from dashboard.query.asof import as_of
from dashboard.query.exchange import converted
from dashboard.query.rules import CHOICES, counted_by
from dashboard.query.territory import by_polygon

Deviations = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Basis:
    """A day ("" is the day the data were compiled), rules that differ from the park's, a currency."""

    asof: str = ""
    rules: Deviations = ()
    currency: str = ""

    def effective(self, standard: Mapping[str, str]) -> dict[str, str]:
        """Return every rule of the park with its value."""
        return {**standard, **dict(self.rules)}


def read_rules(text: str, standard: Mapping[str, str]) -> tuple[Deviations, tuple[str, ...]]:
    """Return the rules an address sets that differ from the park's own, and the parts that are none.

    Examples
    --------
    >>> read_rules("r6.collapse,r1.on,r99.on", {"r1": "on", "r6": "expand"})
    ((('r6', 'collapse'),), ('r99.on',))
    """
    good, bad = {}, []
    for part in filter(None, text.split(",")):
        rule, _, value = part.partition(".")
        if rule in standard and value in CHOICES.get(rule, ()):
            good[rule] = value
        else:
            bad.append(part)
    kept = tuple(sorted((rule, value) for rule, value in good.items() if value != standard[rule]))
    return kept, tuple(bad)


def write_rules(rules: Deviations) -> str:
    """Return rules as an address writes them.

    Examples
    --------
    >>> write_rules((("r1", "off"), ("r6", "collapse")))
    'r1.off,r6.collapse'
    """
    return ",".join(f"{rule}.{value}" for rule, value in rules)


def standing_on(dataset: Dataset, basis: Basis) -> Dataset:
    """Return the Dataset of a basis: as of its day, counted by its rules, in its currency."""
    rules = basis.effective(dataset.park.rules)
    day = date.fromisoformat(basis.asof) if basis.asof else None
    then = counted_by(by_polygon(as_of(dataset, day, stage_then=rules.get("r12") != "off")), rules)
    kind = rules.get("fx", "none")
    return then if kind == "none" else converted(then, basis.currency, kind)
