"""Lists of published figures, each with status, period, territory and source."""

from __future__ import annotations

from typing import Any

from dashboard.render.answer import Answer
from dashboard.render.groups import groups_of, unplaced_lines
from dashboard.render.published import Figure, published_totals, statistics_list
from dashboard.views.addresses import address
from dashboard.views.table import language_tag
from dashboard.views.tree import Node, el, foreign, link, setter


def totals_list(found: Answer) -> list[Any]:
    """Return the published totals; empty while their tab is closed."""
    if "totals" not in found.state.tab:
        return []
    words = found.canvas.words
    note = el(
        "p",
        words.text(
            "As reported; bases, territories and periods differ and overlap, so these are never added."
        ),
        cls="how",
    )
    return [note, _table(found, published_totals(found.board, found.names))]


def district_list(found: Answer) -> list[Any]:
    """Return every published statistic; empty while its tab is closed."""
    if "district" not in found.state.tab:
        return []
    return [_table(found, statistics_list(found.board, found.names))]


def _table(found: Answer, figures: list[Figure]) -> Node:
    words = found.canvas.words
    head = el(
        "tr",
        *(el("th", words.text(name), scope="col") for name in ("Figure", "Value", "Period", "Status")),
    )
    return el(
        "table", el("thead", head), el("tbody", *(_row(found, figure) for figure in figures)), cls="figures"
    )


def _row(found: Answer, figure: Figure) -> Node:
    page = found.state.lang
    name = foreign(figure.name.text, figure.name.lang, page, language_tag(figure.name.lang))
    if figure.key in found.names.events or figure.key in found.names.projects:
        tag = language_tag(figure.name.lang) if figure.name.lang != page else None
        name = [
            setter(
                figure.name.text,
                "card",
                figure.key,
                lang=figure.name.lang,
                data_tag=tag,
                data_key=f"total-{figure.key}",
            )
        ]
    quiet = "estimate" if figure.status != found.canvas.words.label("stat_status", "actual") else None
    name.append(el("small", f"{figure.territory} · {figure.source}", cls="territory-of"))
    cells = (figure.period, figure.status)
    return el(
        "tr",
        el("th", *name, scope="row"),
        el("td", figure.value, cls="number"),
        *(el("td", cell) for cell in cells),
        cls=quiet,
    )


def unplaced_list(found: Answer) -> list[Any]:
    """Return the projects known only to the park as a whole or to its core."""
    words = found.canvas.words
    items = [
        el(
            "li",
            link(
                line.name.text,
                address(found, card=line.project_id),
                lang=line.name.lang,
                data_key=f"unplaced-{line.project_id}",
            ),
            " ",
            el("span", line.cells["place"], cls="quiet"),
        )
        for line in unplaced_lines(found)
    ]
    note = el(
        "p",
        words.text("Known only to the whole park or its core; never drawn inside the boundary."),
        cls="how",
    )
    return [note, el("ul", *items, cls="unplaced")]


def places_list(found: Answer) -> list[Any]:
    """Return the places as a list of buttons, for screens without room for their chart."""
    rows = [
        el(
            "tr",
            el(
                "th",
                el(
                    "button",
                    group.label,
                    type="button",
                    data_pick="place",
                    data_codes=group.codes[0],
                    data_key=f"list-{group.codes[0]}",
                ),
                scope="row",
            ),
            el("td", str(group.n), cls="number"),
            el("td", str(group.total), cls="number"),
        )
        for group in groups_of(found, "places")
    ]
    return [el("table", el("tbody", *rows), cls="places")]
