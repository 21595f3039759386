"""What only the XML of a sheet knows: hidden rows, formulas without a result, errors, true extent."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

from dashboard.ingest.readers.archive import DAMAGED
from dashboard.ingest.readers.limits import Limits
from dashboard.ingest.refusal import Refusal

CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
CHUNK = 1 << 16
MOST_COLUMNS = 16_384


@dataclass
class SheetShape:
    """Indices count from 0. ``extent`` is one past the last row and column that hold a value."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    no_result: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0
    values: int = 0


def column_index(letters: str) -> int:
    """Return 0 for A, 26 for AA.

    Examples
    --------
    >>> column_index("A"), column_index("Z"), column_index("AA"), column_index("XFD")
    (0, 25, 26, 16383)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


class _Walker:
    """Handlers of one pass over a sheet's XML."""

    def __init__(self) -> None:
        self.shape = SheetShape()
        self.row, self.at = -1, -1
        self.is_error = self.is_text = self.has_formula = self.has_value = self.in_value = False
        self.text: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "v" or name == "t":
            self.in_value = True
            self.has_value = self.has_value or self.is_text
            if self.is_error:
                self.text = []
        elif name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
            self.at = -1
            if attributes.get("hidden") in ("1", "true"):
                self.shape.hidden_rows.add(self.row)
        elif name == "f":
            self.has_formula = True
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = int(attributes["min"]) - 1, min(int(attributes["max"]), MOST_COLUMNS)
            self.shape.hidden_columns.update(range(first, last))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = CELL.fullmatch(attributes.get("r", ""))
        self.at = column_index(place[1]) if place else self.at + 1
        self.is_error, self.is_text = attributes.get("t") == "e", attributes.get("t") == "str"
        self.has_formula = self.has_value = False

    def data(self, text: str) -> None:
        if self.in_value and not self.has_value and text.strip():
            self.has_value = True
        if self.text is not None:
            self.text.append(text)

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self.in_value = False
        if name == "v" and self.text is not None:
            self.shape.errors[(self.row, self.at)] = "".join(self.text)
            self.text = None
        elif name == "c":
            self._end_cell()

    def _end_cell(self) -> None:
        if self.has_value:
            self.shape.values += 1
            self.shape.rows = max(self.shape.rows, self.row + 1)
            self.shape.columns = max(self.shape.columns, self.at + 1)
        elif self.has_formula:
            self.shape.no_result.add((self.row, self.at))


def refuse_declarations(*_: Any) -> None:
    """Stop at a DTD or an entity: no ledger needs one."""
    raise Refusal("xml_entities")


def walk_sheet(archive: zipfile.ZipFile, name: str, limits: Limits) -> SheetShape:
    """Return the shape of one sheet, read in pieces. Raises Refusal."""
    walker, parser = _Walker(), ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = walker.start
    parser.EndElementHandler = walker.end
    parser.CharacterDataHandler = walker.data
    parser.StartDoctypeDeclHandler = refuse_declarations
    parser.EntityDeclHandler = refuse_declarations
    size = 0
    try:
        with archive.open(name) as stream:
            while piece := stream.read(CHUNK):
                size += len(piece)
                if size > limits.unpacked_bytes:
                    raise Refusal("too_large_unpacked", size=size >> 20, most=limits.unpacked_bytes >> 20)
                parser.Parse(piece)
            parser.Parse(b"", True)
    except (ExpatError, KeyError, *DAMAGED) as problem:
        raise Refusal("damaged_workbook") from problem
    return walker.shape
