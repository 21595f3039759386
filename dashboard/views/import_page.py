"""The page of an import: drop files, see what was found, look at what would be, publish, go back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.i18n import LANGUAGES
from dashboard.i18n.translate import Words
from dashboard.i18n.translate import words as words_of
from dashboard.views.html import document
from dashboard.views.tree import Node, el

OUTCOMES = ("used", "fixed", "set_aside", "ignored")
SYSTEMS = ("wgs84", "gcj02", "bd09", "swapped")


@dataclass(frozen=True)
class Office:
    """What every page of the office needs: the park, the language, its address so far."""

    park: str
    title: str
    words: Words
    query: str

    def to(self, path: str = "", **more: str) -> str:
        """Return an address of the office that keeps park and language."""
        said = {"park": self.park, "lang": self.words.lang, **more}
        return f"/import{path}?" + "&".join(f"{key}={value}" for key, value in said.items())


def page(office: Office, path: str, *parts: Node, waiting: bool = False) -> str:
    """Return a page of the office around its parts; a waiting one asks again by itself."""
    text = office.words.text
    languages = [
        el("a", words_of(lang).rules["name"], href=f"/import{path}?park={office.park}&lang={lang}", lang=lang)
        for lang in LANGUAGES
    ]
    header = el(
        "header",
        el("h1", el("a", text("Import"), href=office.to()), " · ", office.title),
        el("nav", *languages, el("a", text("Board"), href=f"/?park={office.park}&lang={office.words.lang}")),
    )
    head = [
        el("link", rel="stylesheet", href="/import/page.css"),
        el("script", src="/import/page.js", defer=True),
    ]
    body = [header, el("main", *parts, data_waiting="yes" if waiting else None)]
    return document(office.words.rules["html_lang"], f"{text('Import')} · {office.title}", head, body)


def start_parts(
    office: Office,
    units: Sequence[tuple[str, str]],
    imports: Sequence[Mapping[str, Any]],
    snapshots: Sequence[Mapping[str, Any]],
    who: str,
) -> list[Node]:
    """Return the first page: the form, the imports so far, the snapshots."""
    return [_form(office, units, who), _imports(office, imports), _snapshots(office, snapshots, who)]


def _form(office: Office, units: Sequence[tuple[str, str]], who: str) -> Node:
    text = office.words.text
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
    head = _head(text("When"), text("Who"), text("Files"), text("State"))
    table = el("table", el("thead", head), el("tbody", *rows)) if rows else el("p", text("None yet."))
    return el("section", el("h2", text("Imports")), table)


def _head(*titles: str) -> Node:
    return el("tr", *(el("th", title, scope="col") for title in titles))


def _snapshots(office: Office, snapshots: Sequence[Mapping[str, Any]], who: str) -> Node:
    text = office.words.text
    rows = [_snapshot_row(office, one, who) for one in snapshots]
    head = _head(text("When"), text("Who"), text("Data of"), text("Files"), text("Projects"), "")
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
        el("td", el("a", one["made_at"].replace("T", " ")[:16], href=_board(office, one["id"]))),
        el("td", one["made_by"]),
        el("td", one["as_of"]),
        el("td", ", ".join(file["file"] for file in one["files"])),
        el("td", f"{one['after'].get('projects', 0):,}", cls="n"),
        el("td", served),
    )


def _board(office: Office, pin: str, more: str = "") -> str:
    return f"/?park={office.park}&lang={office.words.lang}&pin={pin}{more}"


def progress_parts(office: Office, about: Mapping[str, Any]) -> list[Node]:
    """Return what is shown while files are read: how far, and a way to stop."""
    text, share = office.words.text, round(100 * about["progress"])
    stop = el("form", el("button", text("Stop")), method="post", action=office.to(f"/{about['name']}/stop"))
    return [
        el("h2", text("Reading {files}", files=", ".join(about["files"]))),
        el("progress", f"{share} %", value=share, max="100"),
        el("p", f"{share} %", cls="share"),
        stop,
    ]


def halted_parts(office: Office, about: Mapping[str, Any]) -> list[Node]:
    """Return what is shown when reading was stopped or interrupted: a way to read again."""
    text = office.words.text
    again = el(
        "form", el("button", text("Read again")), method="post", action=office.to(f"/{about['name']}/again")
    )
    return [el("h2", office.words.label("import_status", about["status"])), again]


@dataclass(frozen=True)
class Found:
    """What an import found, as plain values: files with their groups, points that wait, changes."""

    about: Mapping[str, Any]
    files: Sequence[Mapping[str, Any]]
    waits: Sequence[Mapping[str, Any]]
    merge: Sequence[Mapping[str, Any]]
    changes: Sequence[Sequence[str]]
    message: str = ""


def found_parts(office: Office, found: Found) -> list[Node]:
    """Return the page of an import that was read."""
    about = found.about
    parts = [el("p", found.message, cls="message")] if found.message else []
    parts += [_file(office, about, at, file) for at, file in enumerate(found.files)]
    merge = [one for one in found.merge if one["code"] != "vanished"]
    if merge:
        parts.append(_groups(office, office.words.text("When merged"), merge))
    if about.get("candidate"):
        parts += [_totals(office, about), _changes(office, found.changes), _preview(office, about)]
    if about["status"] == "published":
        link = el("a", about["snapshot"], href=_board(office, about["snapshot"]))
        return [
            el(
                "p", el("strong", office.words.label("publish_answer", "published")), " ", link, cls="message"
            ),
            *parts,
        ]
    return [*parts, *_publish(office, found)] if about.get("answer") != "rejected" else parts


def _file(office: Office, about: Mapping[str, Any], at: int, file: Mapping[str, Any]) -> Node:
    words = office.words
    counts = [
        el(
            "li",
            el("b", f"{file[name]:,}"),
            " ",
            words.label("row_outcome", name),
            cls=name if file[name] else None,
        )
        for name in OUTCOMES
    ]
    corrected = (
        el("a", words.text("The workbook with comments"), href=office.to(f"/{about['name']}/corrected/{at}"))
        if file["kind"] in ("ledger", "tables")
        else None
    )
    return el(
        "section",
        el(
            "h2",
            file["file"],
            " ",
            el("span", words.label("verdict", file["verdict"]), cls=f"verdict {file['verdict']}"),
        ),
        el("ul", *counts, cls="counts"),
        el("p", corrected) if corrected else None,
        _groups(office, words.text("Findings"), file["groups"]) if file["groups"] else None,
        data_verdict=file["verdict"],
    )


def _groups(office: Office, title: str, groups: Sequence[Mapping[str, Any]]) -> Node:
    text = office.words.text
    order = {"error": 0, "warning": 1, "note": 2}
    rows = [
        el(
            "tr",
            el("td", office.words.label("severity", one["severity"])),
            el("td", one.get("sheet") or ""),
            el("td", str(one.get("rows", one.get("row")) or "")),
            el("td", one.get("column") or ""),
            el("td", one["message"]),
            el("td", one["fix"]),
            cls=one["severity"],
            data_code=one["code"],
        )
        for one in sorted(groups, key=lambda one: order[one["severity"]])
    ]
    head = _head("", text("Sheet"), text("Rows"), text("Column"), text("What was found"), text("What to do"))
    return el(
        "details",
        el("summary", f"{title} ({len(rows)})"),
        el("table", el("thead", head), el("tbody", *rows)),
        open=True,
    )


def _totals(office: Office, about: Mapping[str, Any]) -> Node:
    text = office.words.text
    rows = [
        el(
            "tr",
            el("th", office.words.label("total", name), scope="row"),
            el("td", f"{before:,}", cls="n"),
            el("td", f"{about['after'][name]:,}", cls="n", data_after=name),
        )
        for name, before in about["before"].items()
    ]
    head = _head("", text("served now"), text("after publishing"))
    return el(
        "section", el("h2", text("Totals")), el("table", el("thead", head), el("tbody", *rows), cls="totals")
    )


def _changes(office: Office, changes: Sequence[Sequence[str]]) -> Node:
    text = office.words.text
    head = _head(text("Change"), text("Project"), text("Before"), text("After"))
    rows = [el("tr", *(el("td", cell) for cell in row)) for row in changes]
    title = text("Changes ({n})", n=len(rows))
    body = el("table", el("thead", head), el("tbody", *rows)) if rows else el("p", text("No change."))
    return el("section", el("h2", title), el("div", body, cls="scroll"))


def _preview(office: Office, about: Mapping[str, Any]) -> Node:
    text, address = office.words.text, _board(office, about["candidate"])
    frame = el("iframe", src=address, title=text("The board as it would be"), loading="lazy")
    link = el("a", text("Open in full"), href=address, target="_blank", rel="noopener")
    return el("section", el("h2", text("The board as it would be"), " ", link), frame)


def _publish(office: Office, found: Found) -> list[Node]:
    text, about = office.words.text, found.about
    waits = [el("li", one["message"], " ", one["fix"]) for one in found.waits]
    absent = [(one["value"], one["name"]) for one in found.merge if one["code"] == "vanished"]
    asked = [
        el("h3", text("These points wait for a person")),
        el("ul", *waits),
        el(
            "label",
            el("input", type="checkbox", name="confirmed", required=True),
            " ",
            text("I have looked at them"),
        ),
    ]
    gone = [
        el("p", text("Which of the missing projects were withdrawn? The others stay as they were.")),
        el(
            "p",
            *(
                el("label", el("input", type="checkbox", name="withdrawn", value=key), f" {name} ({key})")
                for key, name in absent
            ),
            cls="checks",
        ),
        el("label", text("Reason"), el("input", name="reason", maxlength="200")),
    ]
    return [
        el(
            "form",
            *(asked if waits else []),
            *(gone if absent else []),
            el(
                "label",
                text("Your name"),
                el("input", name="who", value=about["who"], required=True, maxlength="60"),
            ),
            el("button", text("Publish"), cls="main", data_confirm=text("Publish this for every reader?")),
            method="post",
            action=office.to(f"/{about['name']}/publish"),
            cls="publish",
        )
    ]
