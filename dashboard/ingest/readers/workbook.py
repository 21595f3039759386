"""Excel workbooks (.xlsx): values by calamine, named; structure by one pass over each sheet's XML."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import defusedxml
from defusedxml.ElementTree import fromstring
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from dashboard.ingest.ledger.grid import Grid
from dashboard.ingest.readers.archive import open_archive, read_entry
from dashboard.ingest.readers.limits import Limits
from dashboard.ingest.readers.sheet_shape import SheetShape, walk_sheet
from dashboard.ingest.refusal import Refusal

Progress = Callable[[float], None]


def read_workbook(path: Path, limits: Limits, progress: Progress) -> list[Grid]:
    """Return every sheet, hidden ones too, without their cells. Raises Refusal."""
    with open_archive(path, limits) as archive:
        parts, since_1904 = _sheets(archive, limits)
        shapes = {}
        for at, (name, part) in enumerate(parts.items()):
            shapes[name] = walk_sheet(archive, part, limits)
            _check_extent(name, shapes[name], limits)
            progress(0.4 * (at + 1) / len(parts))
    try:
        book = CalamineWorkbook.from_path(str(path))
        states = {sheet.name: sheet.visible for sheet in book.sheets_metadata}
        return [
            _grid(book, name, shapes[name], states.get(name) != SheetVisibleEnum.Visible, since_1904)
            for name in book.sheet_names
            if name in shapes
        ]
    except (CalamineError, OSError, ValueError) as problem:
        raise Refusal("damaged_workbook") from problem


def _xml(archive: zipfile.ZipFile, name: str, limits: Limits) -> Element:
    try:
        return fromstring(read_entry(archive, name, limits.unpacked_bytes), forbid_dtd=True)
    except (ParseError, KeyError) as problem:
        raise Refusal("damaged_workbook") from problem
    except defusedxml.DefusedXmlException as problem:
        raise Refusal("xml_entities") from problem


def _sheets(archive: zipfile.ZipFile, limits: Limits) -> tuple[dict[str, str], bool]:
    """Return the part of each worksheet by its name, and whether dates count from 1904."""
    book = _xml(archive, "xl/workbook.xml", limits)
    links = _xml(archive, "xl/_rels/workbook.xml.rels", limits)
    targets = {one.get("Id"): (one.get("Target", ""), one.get("Type", "")) for one in links}
    named = set(archive.namelist())
    if "xl/sharedStrings.xml" in named:
        read_entry(archive, "xl/sharedStrings.xml", limits.unpacked_bytes)
    found = {}
    for sheet in (node for node in book.iter() if node.tag.endswith("}sheet")):
        link = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), None)
        target, kind = targets.get(link, ("", ""))
        part = re.sub(r"^/|^(?!/)(?!xl/)", lambda m: "" if m[0] else "xl/", target)
        if kind.endswith("/worksheet") and part in named:
            found[sheet.get("name", "")] = part
    since = any(
        node.get("date1904") in ("1", "true") for node in book.iter() if node.tag.endswith("}workbookPr")
    )
    return found, since


def _check_extent(name: str, shape: SheetShape, limits: Limits) -> None:
    if shape.rows > limits.rows + 50:
        raise Refusal("too_many_rows", n=shape.rows, most=limits.rows, sheet=name)
    if shape.columns > limits.columns:
        raise Refusal("too_many_columns", n=shape.columns, most=limits.columns, sheet=name)


def _grid(book: CalamineWorkbook, name: str, shape: SheetShape, hidden: bool, since_1904: bool) -> Grid:
    if hidden:
        return Grid(name, [], (), hidden=True)
    sheet = book.get_sheet_by_name(name)
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    merged = sheet.merged_cell_ranges or []
    return Grid(
        name,
        rows,
        tuple(range(1, len(rows) + 1)),
        merged=tuple((top, left, bottom, right) for (top, left), (bottom, right) in merged),
        hidden_rows=frozenset(shape.hidden_rows),
        hidden_columns=frozenset(shape.hidden_columns),
        no_result=frozenset(shape.no_result),
        errors=shape.errors,
        since_1904=since_1904,
        typed=True,
    )
