"""Cells that are neither money nor dates: ids, names, texts, counts, shares, degrees."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from dashboard.ingest.ledger.grid import as_text
from dashboard.ingest.ledger.units import Unit
from dashboard.ingest.ledger.words import marked, marks

UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe]"
)
DIGITS = re.compile(r"-?\d+(\.\d+)?")
EXPONENT = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
DEGREES = re.compile(r"(\d{1,3})\s*[°度]\s*(\d{1,2})\s*[′'分]\s*(\d{1,2}(?:\.\d+)?)\s*[″\"秒]?")
PHONE = re.compile(r"(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)")
FIFTEEN = 10**15


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell read: its value, whether it was repaired, and the code of what is wrong with it."""

    value: Any = None
    repaired: bool = False
    problem: str | None = None


def nothing(text: str) -> bool:
    """Say whether a cell's text only says that nothing is known."""
    mark = marked(text)
    return any(mark in marks(kind) for kind in ("blank", "unknown", "undisclosed"))


def read_text(cell: Any) -> Cell:
    """Return a text without characters that cannot be seen; line breaks become spaces.

    Examples
    --------
    >>> read_text("\\u202eabc\\u200b"), read_text(" a  b ").value
    (Cell(value='abc', repaired=True, problem=None), 'a b')
    """
    raw = as_text(cell)
    seen = UNSEEN.sub("", raw)
    made = " ".join(unicodedata.normalize("NFC", seen).split())
    problem = "personal_data" if PHONE.search(made) else None
    return Cell(made, seen != raw, problem)


def read_id(cell: Any) -> Cell:
    """Return an id as text; a number with more than fifteen digits has lost some.

    Examples
    --------
    >>> read_id(1001.0).value, read_id("Ａ０１"), read_id(1.23456789012345678e17).problem
    ('1001', Cell(value='A01', repaired=True, problem=None), 'bad_id')
    """
    if isinstance(cell, float) and abs(cell) >= FIFTEEN:
        return Cell(problem="bad_id")
    raw = cell if isinstance(cell, str) else as_text(cell)
    made = "".join(unicodedata.normalize("NFKC", UNSEEN.sub("", raw)).split())
    if EXPONENT.fullmatch(made) and "+" in made:
        return Cell(problem="bad_id")
    if nothing(made):
        return Cell("")
    return Cell(made, made != raw)


def read_number(cell: Any, unit: Unit | None) -> Cell:
    """Return a plain number times its unit, exactly.

    Examples
    --------
    >>> read_number("1,500", None).value, read_number("abc", None).problem
    (Decimal('1500'), 'bad_number')
    """
    text = unicodedata.normalize("NFKC", as_text(cell)).replace(" ", "")
    if nothing(text):
        return Cell()
    bare = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    if not DIGITS.fullmatch(bare):
        return Cell(problem="bad_number")
    return Cell(Decimal(bare) * (unit.factor if unit else 1), text != as_text(cell))


def read_share(cell: Any, unit: Unit | None) -> Cell:
    """Return a share as written, without its sign; the column decides later whether 1 means 100 %."""
    text = unicodedata.normalize("NFKC", as_text(cell)).replace(" ", "")
    if nothing(text):
        return Cell()
    try:
        value = Decimal(text.rstrip("%"))
    except InvalidOperation:
        return Cell(problem="bad_share")
    return Cell(value, False) if 0 <= value <= 100 else Cell(problem="bad_share")


def read_degrees(cell: Any) -> Cell:
    """Return a coordinate as a number: decimal degrees, or degrees, minutes and seconds.

    Examples
    --------
    >>> read_degrees("120.6389°E").value, round(read_degrees("120°38′20″").value, 4)
    (120.6389, 120.6389)
    """
    text = unicodedata.normalize("NFKC", as_text(cell)).strip()
    if nothing(text):
        return Cell()
    parts = DEGREES.search(text)
    if parts:
        return Cell(int(parts[1]) + int(parts[2]) / 60 + float(parts[3]) / 3600, False)
    bare = re.sub(r"[°度]|[东東北]经?|[纬緯経]|[NEne]", "", text).strip()
    if not DIGITS.fullmatch(bare):
        return Cell(problem="bad_coordinate")
    return Cell(float(bare), False)


def read_pair(cell: Any) -> tuple[Cell, Cell]:
    """Return longitude and latitude from one cell, 120.63,31.42; each with its own problem."""
    parts = [part for part in re.split(r"[,，;；、\s]+", as_text(cell).strip()) if part]
    if nothing(as_text(cell)):
        return Cell(), Cell()
    if len(parts) != 2:
        return Cell(problem="bad_coordinate"), Cell()
    return read_degrees(parts[0]), read_degrees(parts[1])
