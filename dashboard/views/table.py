"""The project table and its two tabs, places and projects without a place."""

from __future__ import annotations

from typing import Any

from dashboard.figures.theme import STAGE_STEPS
from dashboard.i18n import numbers
from dashboard.render.answer import Answer
from dashboard.render.columns import COLUMNS, EVERY, STANDARD
from dashboard.render.ledger import Line
from dashboard.views.addresses import address
from dashboard.views.tree import Node, el, link, setter

STEPS = 5


def project_table(found: Answer) -> list[Any]:
    """Return the rows of the projects that pass, the first fifty in sort order."""
    words = found.canvas.words
    if not found.rows:
        return [
            el(
                "p",
                words.text("Nothing to list. The timeline and the map keep all projects in grey."),
                cls="nothing",
            )
        ]
    columns = found.state.cols or STANDARD[found.canvas.form.name]
    head = el("tr", *(_head(found, key) for key in columns))
    rows = [_row(found, line, columns) for line in found.rows]
    more = found.totals.projects - len(found.rows)
    last = words.text("{n} more rows in the CSV file", n=numbers.count(more, words)) if more > 0 else ""
    table = el("table", el("thead", head), el("tbody", *rows), cls="projects")
    return [table, el("p", last, cls="more") if last else None]


def _head(found: Answer, key: str) -> Node:
    words, sort = found.canvas.words, found.state.sort
    now = sort.lstrip("-") == key
    descending = now and sort.startswith("-")
    following = key if descending or not now else f"-{key}"
    label = words.label("column", key)
    arrow = ("↓" if descending else "↑") if now else ""
    sorted_ = ("descending" if descending else "ascending") if now else None
    anchor = link(
        label,
        address(found, sort=following),
        data_key=f"sort-{key}",
        title=words.text("Sort by {column}", column=label),
    )
    return el(
        "th", anchor, arrow, scope="col", aria_sort=sorted_, cls="number" if COLUMNS[key].numeric else None
    )


def _row(found: Answer, line: Line, columns: tuple[str, ...]) -> Node:
    lit = line.project_id in (found.state.hl, found.state.card)
    cells = [_cell(found, line, key, first=at == 0) for at, key in enumerate(columns)]
    return el("tr", *cells, data_id=line.project_id, cls="lit" if lit else None)


def _cell(found: Answer, line: Line, key: str, *, first: bool) -> Node:
    if key == "name":
        return el(
            "th" if first else "td", _square(found, line), _name(found, line), scope="row" if first else None
        )
    if key == "stage":
        return el("td", glyph(found, line.stage), line.cells[key], cls="stage")
    quiet = "quiet" if key == "amount" and line.amount_status == "undisclosed" else ""
    number = "number" if COLUMNS[key].numeric else ""
    return el("td", line.cells[key], cls=f"{number} {quiet}".strip() or None)


def _square(found: Answer, line: Line) -> Node:
    return el(
        "i",
        cls="square",
        style=f"background:{found.canvas.family_colour(line.family)}",
        title=found.names.of("family", line.family),
    )


def _name(found: Answer, line: Line) -> Node:
    tag = language_tag(line.name.lang)
    return setter(
        line.name.text,
        "card",
        line.project_id,
        lang=line.name.lang if line.name.lang != found.state.lang else None,
        data_key=f"row-{line.project_id}",
        data_tag=tag if line.name.lang != found.state.lang else None,
    )


def language_tag(lang: str) -> str:
    """Return the small tag of a language."""
    return {"zh-Hans": "中文", "en": "EN", "ja": "日本語", "th": "ไทย"}[lang]


def glyph(found: Answer, stage: str) -> Node:
    """Return the five-step sign of a stage; empty steps when ended or unknown."""
    step = STAGE_STEPS.get(stage, -1)
    cells = []
    for at in range(STEPS):
        colour = found.canvas.theme.stages[step] if at <= step else "transparent"
        cells.append(el("i", style=f"background:{colour}"))
    return el("span", *cells, cls="glyph", aria_hidden="true")


def table_tools(found: Answer) -> Node:
    """Return search, columns and the download of exactly what is shown."""
    words = found.canvas.words
    search = el(
        "input",
        type="search",
        value=found.state.q,
        placeholder=words.text("Search"),
        aria_label=words.text("Search projects in any language"),
        data_query="q",
        data_key="search",
    )
    rows = found.address + ("&" if found.address else "") + "form=" + found.canvas.form.name
    csv = el(
        "a", "CSV", href="rows.csv?" + rows, download="", cls="plain", title=words.text("Download these rows")
    )
    return el("div", search, _columns(found), csv, cls="table-tools")


def _columns(found: Answer) -> Node:
    words = found.canvas.words
    shown = found.state.cols or STANDARD[found.canvas.form.name]
    items = []
    for key in EVERY:
        following = tuple(name for name in EVERY if (name in shown) != (name == key))
        on = "true" if key in shown else "false"
        if following:
            items.append(el("li", _column(words.label("column", key), key, ",".join(following), on)))
    summary = el("summary", words.text("Columns"), data_key="columns")
    return el("details", summary, el("ul", *items, role="menu"), cls="menu", data_keep="columns")


def _column(label: str, key: str, following: str, on: str) -> Node:
    role = {"role": "menuitemcheckbox", "aria_checked": on}
    return setter(label, "cols", following, data_key=f"col-{key}", **role)
