"""Every chart's table twin: the same numbers as rows, each row a button that picks it.

A twin is what a keyboard and a screen reader use. It stands behind its chart until the focus is
in it; the arrow keys move between rows.
"""

from __future__ import annotations

from typing import Any

from dashboard.figures.timeline_change import REACHED
from dashboard.i18n import dates, numbers
from dashboard.render.answer import Answer
from dashboard.render.events import Event, events_of
from dashboard.render.groups import Group, groups_of, signed_projects
from dashboard.render.published import series_rows
from dashboard.state import LISTED
from dashboard.views import ids
from dashboard.views.addresses import pick_address
from dashboard.views.tree import Node, el, link, setter

DIMENSIONS = {"sectors": "sector", "stages": "stage", "home": "home", "places": "place", "map": "place"}


def twins(found: Answer) -> dict[str, list[Any]]:
    """Return the twin of every chart by element id."""
    groups = {ids.twin(key): _group_twin(found, key) for key in DIMENSIONS}
    return {**groups, ids.body("timeline"): _timeline_twin(found)}


def _caption(found: Answer, key: str) -> Node:
    return el("p", found.charts[key].summary, cls="summary")


def _close(found: Answer) -> Node:
    return el(
        "button",
        "×",
        type="button",
        cls="close",
        data_do="close-twin",
        aria_label=found.canvas.words.text("Back to the chart"),
    )


def _group_twin(found: Answer, key: str) -> list[Any]:
    words, dimension = found.canvas.words, DIMENSIONS[key]
    rows = [_row(found, key, dimension, group) for group in groups_of(found, key)]
    title = words.text(found.charts[key].chart.title)
    picked = bool(found.state.picked(dimension)) if dimension in LISTED else False
    every = (
        link(words.text("any"), pick_address(found, dimension, ()), data_key=f"{key}-any", cls="plain")
        if picked
        else None
    )
    head = el(
        "tr",
        el("th", title, scope="col"),
        el("th", words.text("selection"), scope="col", cls="number"),
        el("th", words.text("all"), scope="col", cls="number"),
    )
    return [_close(found), _caption(found, key), every, el("table", el("thead", head), el("tbody", *rows))]


def _row(found: Answer, key: str, dimension: str, group: Group) -> Node:
    words = found.canvas.words
    pressed = "true" if found.state.picked(dimension) and group.picked else "false"
    button = el(
        "button",
        group.label,
        type="button",
        data_pick=dimension,
        data_codes=",".join(group.codes),
        aria_pressed=pressed,
        data_key=f"{key}-{group.codes[0]}",
    )
    aside = el("td", group.aside, cls="aside") if group.aside else None
    numbers_ = (el("td", numbers.count(n, words), cls="number") for n in (group.n, group.total))
    return el("tr", el("th", button, scope="row"), *numbers_, aside)


def _timeline_twin(found: Answer) -> list[Any]:
    words = found.canvas.words
    rows = [
        el(
            "tr",
            el(
                "th",
                setter(line.name.text, "card", line.project_id, data_key=f"signed-{line.project_id}"),
                scope="row",
            ),
            el("td", text),
            el("td", line.cells["stage"]),
        )
        for line, text, lit in signed_projects(found)
        if lit
    ]
    head = el("tr", *(el("th", words.text(name), scope="col") for name in ("Project", "Signed", "Stage")))
    table = el("table", el("thead", head), el("tbody", *rows))
    return [
        _close(found),
        _caption(found, "timeline"),
        _period_form(found),
        _reached_list(found),
        table,
    ]


def _reached_list(found: Answer) -> Node | None:
    """Return the milestones reached between the two days compared, by date; nothing without a comparison."""
    words = found.canvas.words
    if found.view.reached is None:
        return None
    shown = found.canvas.totals[REACHED][found.view.reached]
    texts = zip(shown["project_id"], shown["name"], shown["stage_code"], shown["date_text"], strict=True)
    items = [
        el(
            "li",
            el("span", when, cls="quiet"),
            " ",
            setter(name, "card", key, data_key=f"reached-{key}-{stage}"),
            " ",
            words.label("stage", stage),
        )
        for key, name, stage, when in texts
    ]
    title = el("h3", words.text("Reached between the two days"))
    return el("div", title, el("ul", *items, cls="events"), cls="reached")


def _period_form(found: Answer) -> Node:
    words, (start, end) = found.canvas.words, found.state.signed
    fields = [
        _month_field("from", words.text("from"), start, "2019-01"),
        _month_field("to", words.text("to"), end, "2024-12"),
        el("button", words.text("Set period"), type="submit", data_key="signed-set"),
    ]
    return el(
        "form",
        *fields,
        data_period="signed",
        cls="period",
        aria_label=words.text("Signing period, year and month"),
    )


def _month_field(name: str, label: str, value: str, example: str) -> Node:
    entry = {"type": "text", "name": name, "value": value, "placeholder": example}
    return el("label", label, el("input", pattern=r"\d{4}-\d{2}", data_key=f"signed-{name}", **entry))


def events_list(found: Answer) -> list[Any]:
    """Return every event, latest first; its link opens its card beside what is picked."""
    words = found.canvas.words
    items = [
        el(
            "li",
            el("span", dates.date_text(event.iso, event.precision, words), cls="quiet"),
            " ",
            _event(event),
        )
        for event in events_of(found.board, found.names)
    ]
    return [el("h3", words.text("Events")), el("ul", *items, cls="events")]


def _event(event: Event) -> Node:
    return setter(
        event.name.text, "card", event.event_id, lang=event.name.lang, data_key=f"event-{event.event_id}"
    )


def district_twin(found: Answer) -> list[Any]:
    """Return the points of the drawn series as a table."""
    words = found.canvas.words
    rows = [
        el(
            "tr",
            el("th", row.name.text, scope="row"),
            el("td", row.period),
            el("td", row.value, cls="number"),
            el("td", row.status),
        )
        for row in series_rows(found.canvas)
    ]
    return [
        _close(found),
        _caption(found, "district"),
        el("table", el("tbody", *rows), aria_label=words.text("District figures")),
    ]
