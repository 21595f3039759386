"""Money as offices write it: 约1.2亿元, 500-800, ≥ 3000, 待定, 1,200.50. Exact, or not read at all."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from dashboard.ingest.ledger.grid import as_text, is_blank
from dashboard.ingest.ledger.units import Unit, unit_of
from dashboard.ingest.ledger.words import marked, marks

NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+"
WHOLE = re.compile(rf"({NUMBER})")
RANGE = re.compile(
    rf"^({NUMBER})\s*([^\d\s~〜—–-]*)\s*(?:-|~|〜|至|到|—|–|―|to)\s*({NUMBER})\s*(\D*)$", re.IGNORECASE
)
WITH_UNIT = re.compile(rf"^(\D*?)\s*({NUMBER})\s*(\D*)$")
MOST = Decimal(10) ** 12
GROUPED = re.compile(r"\d,\d{1,2}(?!\d)|\d,\d{4,}|,\d{3},?\d{1,2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount read: exact single units, or its bounds, or unknown with the status that says why."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    status: str
    currency: str | None
    repaired: bool = False
    problem: str | None = None


EMPTY = Amount(None, None, None, "unknown", None)


def _problem(code: str) -> Amount:
    return Amount(None, None, None, "unknown", None, problem=code)


def read_amount(cell: Any, unit: Unit | None, *, signed: bool = False) -> Amount:
    """Read one cell of a money column whose heading names a unit, or none.

    Examples
    --------
    >>> read_amount("约1.2亿元", unit_of("万元", "money")).value
    Decimal('120000000.0')
    >>> read_amount("500-800", unit_of("万元", "money")).low, read_amount("待定", None).status
    (Decimal('5000000'), 'unknown')
    >>> read_amount("12a", unit_of("万元", "money")).problem
    'unknown_unit'
    """
    if is_blank(cell):
        return EMPTY
    if isinstance(cell, bool):
        return _problem("bad_number")
    raw = as_text(cell)
    mark = marked(raw)
    if mark in marks("undisclosed"):
        return Amount(None, None, None, "undisclosed", None)
    if mark in marks("blank") or mark in marks("unknown"):
        return EMPTY
    return _checked(_parsed(raw, unit), signed)


def _parsed(raw: str, unit: Unit | None) -> Amount:
    text = unicodedata.normalize("NFKC", raw).replace(" ", " ").replace("−", "-").strip()
    repaired = text != raw
    found = RANGE.match(text)
    if found:
        return _range(found, unit, repaired)
    if GROUPED.search(text) or "," in text and not re.search(r"\d,\d{3}", text):
        return _problem("bad_number")
    return _single(text, unit, repaired)


def _range(found: re.Match[str], unit: Unit | None, repaired: bool) -> Amount:
    low_unit = found[2] or found[4]
    low, high = _scaled(found[1], low_unit, unit), _scaled(found[3], found[4], unit)
    problem = low.problem or high.problem
    if problem or low.value is None or high.value is None:
        return _problem(problem or "bad_number")
    if low.value > high.value:
        return _problem("bad_number")
    return Amount(None, low.value, high.value, "range", low.currency, repaired)


def _single(text: str, unit: Unit | None, repaired: bool) -> Amount:
    found = WITH_UNIT.match(text)
    if not found:
        return _problem("bad_number")
    lead, tail = found[1].strip(), found[3].strip()
    status, lead, tail = _qualified(lead, tail)
    if lead and unit_of(lead, "money"):
        lead, tail = "", lead + tail if not tail else _joined(lead, tail)
    if lead:
        return _problem("bad_number")
    made = _scaled(found[2], tail, unit)
    if made.problem or made.value is None:
        return made
    if status == "at_least":
        return Amount(None, made.value, None, "range", made.currency, repaired)
    return Amount(made.value, None, None, status, made.currency, repaired or made.repaired)


def _joined(lead: str, tail: str) -> str:
    """Return a currency before and a scale behind a number as one unit: US$ 5 million."""
    return f"{lead} {tail}"


def _qualified(lead: str, tail: str) -> tuple[str, str, str]:
    """Return the status that words beside a number say, and what is left of them."""
    for kind, status in (("about", "estimated"), ("at_least", "at_least")):
        for word in sorted(marks(kind), key=len, reverse=True):
            if lead.lower().startswith(word):
                return status, lead[len(word) :].strip(), tail
            if tail.lower().endswith(word) and word != "近":
                return status, lead, tail[: -len(word)].strip()
    for word in ("左右", "程度", "余", "多", "+"):
        if tail.endswith(word):
            return (
                ("at_least" if word in ("余", "多", "+") else "estimated"),
                lead,
                tail[: -len(word)].strip(),
            )
        if word in ("余", "多", "+") and tail.startswith(word):
            return "at_least", lead, tail[len(word) :].strip()
    return "exact", lead, tail


def _scaled(number: str, written: str, unit: Unit | None) -> Amount:
    own = unit_of(written, "money") if written.strip() else None
    if written.strip() and own is None:
        return _problem("unknown_unit")
    used = _combined(own, unit)
    if used is None:
        return _problem("no_unit")
    if used.currency == "?" or (
        own and unit and own.currency and unit.currency and own.currency != unit.currency
    ):
        return _problem("other_currency")
    try:
        value = Decimal(number.replace(",", "")) * used.factor
    except InvalidOperation:
        return _problem("bad_number")
    repaired = own is not None and (unit is None or own.factor != unit.factor)
    return Amount(value, None, None, "exact", used.currency, repaired)


def _combined(own: Unit | None, unit: Unit | None) -> Unit | None:
    """Return the unit that counts: the cell's, with the heading's currency when it names none."""
    if own is None:
        return unit
    if own.currency is None and unit is not None:
        return Unit(own.factor, unit.currency, own.text)
    return own


def _checked(found: Amount, signed: bool) -> Amount:
    values = [value for value in (found.value, found.low, found.high) if value is not None]
    if any(value < 0 for value in values) and not signed:
        return _problem("negative_amount")
    if any(abs(value) > MOST for value in values):
        return _problem("amount_too_large")
    return found
