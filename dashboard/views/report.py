"""What a page shows when a park's data do not validate: every problem, where it is, what to do."""

from __future__ import annotations

from typing import Any

from dashboard.contract.issues import Issue, ValidationReport
from dashboard.i18n.translate import Words
from dashboard.views import ids
from dashboard.views.tree import Node, el


def report_screen(report: ValidationReport, words: Words, park: str) -> dict[str, Any]:
    """Return the issues as JSON, and the page that tells them."""
    title = words.text("This park cannot be shown yet")
    return {
        "issues": report.as_json(words)["issues"],
        "address": "",
        "bind": {},
        "templates": {},
        "screen": {
            "lang": words.rules["html_lang"],
            "title": f"{park}: {title}",
            "data": {
                "theme": "light",
                "tabs": "",
                "filtered": "no",
                "empty": "no",
                "card": "no",
                "error": "yes",
            },
            "parts": {
                ids.HEADER: [el("div", el("h1", title), el("p", park, cls="territory"), cls="titles")],
                ids.CARD: [],
                ids.NOTES: _body(report, words),
            },
            "live": title,
            "lost": title,
        },
    }


def _body(report: ValidationReport, words: Words) -> list[Node]:
    count = words.text(
        "{n} problems were found in the data folder. Correct them and start again.", n=len(report.errors)
    )
    head = el(
        "tr",
        *(
            el("th", words.text(name), scope="col")
            for name in ("File", "Row", "Column", "Value", "Problem", "What to do")
        ),
    )
    rows = [_row(issue, words) for issue in report.errors]
    return [el("p", count), el("table", el("thead", head), el("tbody", *rows), cls="issues")]


def _row(issue: Issue, words: Words) -> Node:
    cells = (issue.file, str(issue.row or "–"), issue.column or "–", issue.value or "–")
    return el(
        "tr",
        *(el("td", cell) for cell in cells),
        el("td", issue.message(words)),
        el("td", issue.remedy(words)),
        data_code=issue.code,
    )
