"""What an import found: files with their findings, totals, changes, the board as it would be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.views.import_page import Office, board_of, head_row
from dashboard.views.tree import Node, el

OUTCOMES = ("used", "fixed", "set_aside", "ignored")


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
        link = el("a", about["snapshot"], href=board_of(office, about["snapshot"]))
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
    head = head_row(
        "", text("Sheet"), text("Rows"), text("Column"), text("What was found"), text("What to do")
    )
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
    head = head_row("", text("served now"), text("after publishing"))
    return el(
        "section", el("h2", text("Totals")), el("table", el("thead", head), el("tbody", *rows), cls="totals")
    )


def _changes(office: Office, changes: Sequence[Sequence[str]]) -> Node:
    text = office.words.text
    head = head_row(text("Change"), text("Project"), text("Before"), text("After"))
    rows = [el("tr", *(el("td", cell) for cell in row)) for row in changes]
    title = text("Changes ({n})", n=len(rows))
    body = el("table", el("thead", head), el("tbody", *rows)) if rows else el("p", text("No change."))
    return el(
        "section",
        el("h2", title),
        el("div", body, cls="scroll", tabindex="0", role="region", aria_label=title),
    )


def _preview(office: Office, about: Mapping[str, Any]) -> Node:
    text, address = office.words.text, board_of(office, about["candidate"])
    frame = el("iframe", src=address, title=text("The board as it would be"), loading="lazy")
    link = el("a", text("Open in full"), href=address, target="_blank", rel="noopener")
    return el("section", el("h2", text("The board as it would be"), " ", link), frame)


def _publish(office: Office, found: Found) -> list[Node]:
    text, about = office.words.text, found.about
    absent = [(one["value"], one["name"]) for one in found.merge if one["code"] == "vanished"]
    who = el("input", name="who", value=about["who"], required=True, maxlength="60")
    button = el("button", text("Publish"), cls="main", data_confirm=text("Publish this for every reader?"))
    return [
        el(
            "form",
            *(_asked(office, found.waits) if found.waits else []),
            *(_gone(office, absent) if absent else []),
            el("label", text("Your name"), who),
            button,
            method="post",
            action=office.to(f"/{about['name']}/publish"),
            cls="publish",
        )
    ]


def _asked(office: Office, waits: Sequence[Mapping[str, Any]]) -> list[Node]:
    text = office.words.text
    box = el("input", type="checkbox", name="confirmed", required=True)
    return [
        el("h3", text("These points wait for a person")),
        el("ul", *(el("li", one["message"], " ", one["fix"]) for one in waits)),
        el("label", box, " ", text("I have looked at them")),
    ]


def _gone(office: Office, absent: Sequence[tuple[str, str]]) -> list[Node]:
    text = office.words.text
    boxes = [
        el("label", el("input", type="checkbox", name="withdrawn", value=key), f" {name} ({key})")
        for key, name in absent
    ]
    return [
        el("p", text("Which of the missing projects were withdrawn? The others stay as they were.")),
        el("p", *boxes, cls="checks"),
        el("label", text("Reason"), el("input", name="reason", maxlength="200")),
    ]
