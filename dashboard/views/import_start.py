"""The office's first page: drop files, the imports so far, the snapshots and the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.views.import_page import Office, board_of, head_row
from dashboard.views.tree import Node, el

LAYERS = ("boundary", "towns", "core", "plots", "lakes")
SYSTEMS = ("wgs84", "gcj02", "bd09", "swapped")


def start_parts(
    office: Office,
    units: Sequence[tuple[str, str]],
    imports: Sequence[Mapping[str, Any]],
    snapshots: Sequence[Mapping[str, Any]],
    who: str,
) -> list[Node]:
    """Return the first page: the form, the imports so far, the snapshots."""
    return [_form(office, units, who), _imports(office, imports), _snapshots(office, snapshots, who)]


def report_parts(office: Office, reports: Sequence[tuple[str, str, str]]) -> list[Node]:
    """Return which units have reported on the newest day of reports, and which have not."""
    newest = max((day for _, day, _ in reports), default="")
    if not newest:
        return []
    text, told = office.words.text, sum(day == newest for _, day, _ in reports)
    rows = [
        el(
            "tr",
            el("td", name),
            el("td", day or "–", cls="n"),
            el("td", n or "–", cls="n"),
            cls=None if day == newest else "error",
        )
        for name, day, n in reports
    ]
    head = head_row(text("Reporting unit"), text("Last report"), text("Rows"))
    title = text("Reports of {day}: {told} of {of} units", day=newest, told=told, of=len(reports))
    table = el("table", el("thead", head), el("tbody", *rows), cls="totals")
    return [el("details", el("summary", el("strong", title)), table, open=told < len(reports))]


def _form(office: Office, units: Sequence[tuple[str, str]], who: str) -> Node:
    text = office.words.text
    layers = [(name, office.words.label("park_layer", name)) for name in LAYERS]
    systems = [(name, office.words.label("coordinate_system", name)) for name in SYSTEMS]
    return el(
        "form",
        el(
            "label",
            el("strong", text("Drop the unit’s files here, or choose them")),
            el(
                "span", text("Excel (.xlsx), CSV, GeoJSON, GeoPackage, packed Shapefile, KML; 50 MB at most.")
            ),
            el("input", type="file", name="files", multiple=True, required=True),
            cls="drop",
        ),
        el(
            "p",
            _select(text("Reporting unit"), "unit", [("", text("as the file says")), *units]),
            _select(text("Coordinates are"), "system", [("", text("as the file says")), *systems]),
            _select(text("A map layer is"), "layer", [("", text("none")), *layers]),
            el("label", text("Your name"), el("input", name="who", value=who, required=True, maxlength="60")),
            el("button", text("Check"), cls="main"),
            cls="fields",
        ),
        method="post",
        enctype="multipart/form-data",
        action=office.to(),
    )


def _select(label: str, name: str, options: Sequence[tuple[str, str]]) -> Node:
    return el(
        "label", label, el("select", *(el("option", said, value=value) for value, said in options), name=name)
    )


def _imports(office: Office, imports: Sequence[Mapping[str, Any]]) -> Node:
    text = office.words.text
    rows = [
        el(
            "tr",
            el("td", el("a", one["at"].replace("T", " ")[:16], href=office.to(f"/{one['name']}"))),
            el("td", one["who"]),
            el("td", ", ".join(one["files"])),
            el("td", office.words.label("import_status", one["status"])),
        )
        for one in imports
    ]
    head = head_row(text("When"), text("Who"), text("Files"), text("State"))
    table = el("table", el("thead", head), el("tbody", *rows)) if rows else el("p", text("None yet."))
    return el("section", el("h2", text("Imports")), table)


def _snapshots(office: Office, snapshots: Sequence[Mapping[str, Any]], who: str) -> Node:
    text = office.words.text
    rows = [_snapshot_row(office, one, who) for one in snapshots]
    head = head_row(text("When"), text("Who"), text("Data of"), text("Files"), text("Projects"), "")
    table = el("table", el("thead", head), el("tbody", *rows)) if rows else el("p", text("None yet."))
    return el("section", el("h2", text("Snapshots")), table)


def _snapshot_row(office: Office, one: Mapping[str, Any], who: str) -> Node:
    text = office.words.text
    back = el(
        "form",
        el("input", type="hidden", name="who", value=who),
        el("button", text("Serve this one again"), data_confirm=text("Serve this snapshot again?")),
        method="post",
        action=office.to("/rollback", snapshot=one["id"]),
    )
    served = el("strong", text("is served now")) if one["current"] else back
    return el(
        "tr",
        el("td", el("a", one["made_at"].replace("T", " ")[:16], href=board_of(office, one["id"]))),
        el("td", one["made_by"]),
        el("td", one["as_of"]),
        el("td", ", ".join(file["file"] for file in one["files"])),
        el("td", f"{one['after'].get('projects', 0):,}", cls="n"),
        el("td", served),
    )
