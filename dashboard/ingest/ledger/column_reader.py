"""The cells of a column, one by one, into the records of their rows; each finding with its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from dashboard.ingest.ledger import cells
from dashboard.ingest.ledger.amounts import Amount, read_amount
from dashboard.ingest.ledger.columns import LEDGER, MAY_BE_NEGATIVE, MONEY
from dashboard.ingest.ledger.dates import Day, read_day
from dashboard.ingest.ledger.grid import as_text, is_blank
from dashboard.ingest.ledger.layout import Column
from dashboard.ingest.ledger.lexicon import Lexicon
from dashboard.ingest.ledger.part import SheetPart
from dashboard.ingest.ledger.units import unit_of
from dashboard.ingest.ledger.words import folded, lookup

INTERNAL = ("owner_person",)


def read_column(part: SheetPart, column: Column, rows: list[int], lexicon: Lexicon) -> None:
    """Read the cells of a column in the rows given."""
    reader = READERS.get(LEDGER[column.key].kind)
    if reader is None:
        return
    if LEDGER[column.key].kind == "money" and _lacks_unit(part, column, rows, lexicon):
        part.findings.tell("no_unit", column=column.title)
        return
    place = Place(part, column, lexicon)
    for row in rows:
        cell = part.grid.cell(row, column.index)
        line = part.grid.lines[row]
        at = (row, column.index)
        if at in part.grid.errors:
            part.findings.tell("error_cell", line, column=column.title, value=part.grid.errors[at])
        elif at in part.grid.no_result:
            part.findings.tell("no_result", line, column=column.title)
        elif not is_blank(cell):
            reader(place, line, cell)


def _lacks_unit(part: SheetPart, column: Column, rows: list[int], lexicon: Lexicon) -> bool:
    """Say whether neither the heading nor any cell of a column of money names a unit."""
    if column.unit is not None or lexicon.money_unit is not None:
        return False
    found = {read_amount(part.grid.cell(row, column.index), None).problem for row in rows}
    read = [row for row in rows if read_amount(part.grid.cell(row, column.index), None).currency]
    return "no_unit" in found and not read


@dataclass
class Place:
    """Where cells are being read: the table, the column, the park's words, and what was read before."""

    part: SheetPart
    column: Column
    lexicon: Lexicon
    memo: dict[Any, Any] = field(default_factory=dict)

    def tell(self, code: str, line: int, cell: Any, **facts: Any) -> None:
        """Tell a finding about a cell of this column."""
        self.part.findings.tell(code, line, column=self.column.title, value=as_text(cell), **facts)

    def put(self, line: int, key: str, value: Any) -> None:
        """Write a value into the record of a line."""
        self.part.records[line][key] = value

    def once(self, cell: Any, make: Callable[[], Any]) -> Any:
        """Return what a cell means, worked out once for each value."""
        key = (type(cell), cell)
        if key not in self.memo:
            self.memo[key] = make()
        return self.memo[key]

    def repaired(self, line: int, cell: Any, after: str) -> None:
        """Tell what a cell was and how it is read."""
        self.part.findings.tell("repaired", line, column=self.column.title, before=as_text(cell), after=after)


def _money(place: Place, line: int, cell: Any) -> None:
    unit = place.column.unit or place.lexicon.money_unit
    key = place.column.key
    found: Amount = place.once(cell, lambda: read_amount(cell, unit, signed=key in MAY_BE_NEGATIVE))
    if found.problem:
        code = "no_unit_cell" if found.problem == "no_unit" else found.problem
        place.tell(code, line, cell)
        return
    place.put(line, key, found)
    place.put(line, f"{key}_written", cell)
    if found.repaired:
        shown = found.value if found.value is not None else f"{found.low}–{found.high}"
        place.repaired(line, cell, f"{shown:f} {found.currency}" if found.value is not None else str(shown))


def _date(place: Place, line: int, cell: Any) -> None:
    grid = place.part.grid
    found: Day = place.once(cell, lambda: read_day(cell, since_1904=grid.since_1904, typed=grid.typed))
    if found.problem:
        place.tell(found.problem, line, cell)
        place.put(line, f"{place.column.key}_unread", True)
    elif found.iso:
        place.put(line, place.column.key, found)
        if found.repaired:
            place.repaired(line, cell, found.iso)


def _id(place: Place, line: int, cell: Any) -> None:
    found = place.once(cell, lambda: cells.read_id(cell))
    if found.problem:
        place.tell(found.problem, line, cell)
        return
    place.put(line, place.column.key, found.value)
    if found.repaired:
        place.repaired(line, cell, found.value)


def _text(place: Place, line: int, cell: Any) -> None:
    found = place.once(cell, lambda: cells.read_text(cell))
    if found.problem and place.column.key not in INTERNAL:
        place.part.findings.tell(found.problem, line, column=place.column.title)
        return
    place.put(line, place.column.key, found.value)
    if found.repaired:
        place.part.findings.tell("trimmed", line, column=place.column.title, before=as_text(cell))
    if found.value[:1] in ("=", "+", "@") and LEDGER[place.column.key].kind in ("text", "name"):
        place.tell("formula_text", line, cell)


UNKNOWN_WORD = {"stage": "unknown_stage", "sector": "unknown_sector"}


def _code(place: Place, line: int, cell: Any) -> None:
    key, text = place.column.key, place.once(cell, lambda: cells.read_text(cell)).value
    if place.once(("none", text), lambda: cells.nothing(text)):
        return
    place.put(line, f"{key}_reported", text)
    code = place.once(("code", text), lambda: _codes(place.lexicon, key, text))
    if code is None:
        nearest = place.once(("near", text), lambda: place.lexicon.nearest(key, text))
        place.tell(UNKNOWN_WORD.get(key, "unknown_code"), line, text, nearest=nearest)
    else:
        place.put(line, key, code)


def _codes(lexicon: Lexicon, key: str, text: str) -> str | None:
    """Return the code of a word; several countries in a cell give several codes."""
    if key != "home_country":
        return lexicon.code(key, text)
    found = [lexicon.code(key, part) for part in re.split(r"[;；,，、/·和]", text) if part.strip()]
    return ";".join(code for code in found if code) if all(found) and found else None


def _place(place: Place, line: int, cell: Any) -> None:
    key, text = place.column.key, place.once(cell, lambda: cells.read_text(cell)).value
    if place.once(("none", text), lambda: cells.nothing(text)):
        return
    place.put(line, f"{key}_reported", text)
    found = place.once(("place", text), lambda: place.lexicon.place(text))
    if found is None:
        nearest = place.once(("near", text), lambda: place.lexicon.nearest("place", text))
        place.tell("unknown_place", line, text, nearest=nearest)
    else:
        place.put(line, key, found)


def _number(place: Place, line: int, cell: Any) -> None:
    found = place.once(cell, lambda: cells.read_number(cell, place.column.unit))
    if found.problem:
        place.tell("bad_count", line, cell)
    elif found.value is not None:
        place.put(line, place.column.key, found.value)
        if found.repaired:
            place.repaired(line, cell, f"{found.value:f}")


def _share(place: Place, line: int, cell: Any) -> None:
    found = place.once(cell, lambda: cells.read_share(cell, place.column.unit))
    if found.problem:
        place.tell(found.problem, line, cell)
    elif found.value is not None:
        place.put(line, place.column.key, found.value)


def _degrees(place: Place, line: int, cell: Any) -> None:
    found = cells.read_degrees(cell)
    if found.problem:
        place.tell(found.problem, line, cell)
    elif found.value is not None:
        place.put(line, place.column.key, found.value)


def _pair(place: Place, line: int, cell: Any) -> None:
    for key, found in zip(("lon", "lat"), cells.read_pair(cell), strict=True):
        if found.problem:
            place.tell(found.problem, line, cell)
        elif found.value is not None:
            place.put(line, key, found.value)


def _currency(place: Place, line: int, cell: Any) -> None:
    found = unit_of(as_text(cell), "money")
    place.put(line, "currency", found.currency if found and found.currency != "?" else as_text(cell))


def _measure(place: Place, line: int, cell: Any) -> None:
    text = place.once(cell, lambda: cells.read_text(cell)).value
    code = place.once(("code", text), lambda: lookup("headings").get(folded(text)))
    if code in MONEY:
        place.put(line, "measure", code)
    else:
        place.tell("unknown_measure", line, text)


Reader = Callable[[Place, int, Any], None]
READERS: dict[str, Reader] = {
    "money": _money,
    "date": _date,
    "day": _date,
    "id": _id,
    "name": _text,
    "text": _text,
    "code": _code,
    "place": _place,
    "count": _number,
    "land": _number,
    "area": _number,
    "percent": _share,
    "lon": _degrees,
    "lat": _degrees,
    "lonlat": _pair,
    "currency": _currency,
    "measure": _measure,
}
