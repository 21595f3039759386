"""The question panel: what is asked, the answer in a sentence, bars that pick, rows, what stands apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dashboard.i18n import numbers
from dashboard.render.answer import Answer
from dashboard.render.questions import QUESTIONS
from dashboard.render.questions.finding import Finding, Group, Row, Switch
from dashboard.views.addresses import address, search_of
from dashboard.views.plane import plane
from dashboard.views.tracks import axis, lane, picked_share, track
from dashboard.views.tree import Node, el, link, setter

MOST_ROWS = 100
MOST_BARS = 12
HOTTEST = 45


def question_menu(found: Answer) -> Node | None:
    """Return the menu of the questions this park can answer."""
    words, keys = found.canvas.words, found.board.vocabulary.questions
    if not keys:
        return None
    items = [
        el(
            "li",
            link(
                words.text(QUESTIONS[key].title),
                address(found, ask=key),
                aria_current="true" if key == found.state.ask else None,
                data_key=f"ask-{key}",
            ),
        )
        for key in keys
    ]
    summary = el("summary", words.text("Questions"), data_key="questions")
    return el("details", summary, el("ol", *items), cls="drop-menu questions", data_menu="1")


def question_panel(found: Answer) -> list[Any]:
    """Return the answer to the question of the address; nothing when none is asked."""
    answer = found.finding
    if answer is None:
        return []
    words = found.canvas.words
    close = link(
        words.text("Close"),
        search_of(found, replace(found.state, ask="", days="", by="", figure="")),
        cls="plain close",
    )
    title = el(
        "h2", el("b", words.text(QUESTIONS[answer.key].title)), el("span", answer.sentence, cls="message")
    )
    head = el(
        "div",
        title,
        el("div", *(_switch(found, one) for one in answer.switches), close, cls="switches"),
        cls="head-line",
    )
    return [
        el("div", head, el("p", answer.definition, cls="how"), cls="head"),
        _entry(found, answer),
        _period(found, answer) if answer.period else None,
        _bars(found, answer) if answer.groups else None,
        plane(answer.plane) if answer.plane else None,
        *(el("p", note, cls="how") for note in answer.notes),
        _table(found, answer) if answer.rows else el("p", words.text("Nothing to list."), cls="nothing"),
    ]


def _switch(found: Answer, switch: Switch) -> Node:
    items = [
        link(
            label,
            address(found, **{switch.key: value}),
            aria_current="true" if value == switch.now else None,
            data_key=f"{switch.key}-{value}",
        )
        for value, label in switch.choices
    ]
    return el("span", *items, cls="switch", role="group", aria_label=switch.label)


def _entry(found: Answer, answer: Finding) -> Node | None:
    if answer.entry is None:
        return None
    key, label, value = answer.entry
    words = found.canvas.words
    field = el(
        "input", name=key, type="number", step="any", value=value, id=f"entry-{key}", data_key=f"entry-{key}"
    )
    button = el("button", words.text("Compare"), type="submit", cls="plain")
    return el("form", el("label", label, " ", field), button, cls="entry", data_entry=key)


def _period(found: Answer, answer: Finding) -> Node:
    """Return the two months that pick what overlaps them; a period that is picked shows in the sentence."""
    words, key = found.canvas.words, answer.period
    start, end = getattr(found.state, key)
    fields = [
        el(
            "label",
            words.text(label),
            " ",
            el("input", type="month", name=name, value=value, data_key=f"{key}-{name}"),
        )
        for name, label, value in (("from", "from", start), ("to", "to", end))
    ]
    button = el("button", words.text("Set period"), type="submit", cls="plain", data_key=f"{key}-set")
    title = el("span", words.text("Next step planned"))
    hint = words.text("or drag across the tracks") if answer.axis else ""
    return el("form", title, *fields, button, el("span", hint, cls="hint"), cls="entry", data_period=key)


def _bars(found: Answer, answer: Finding) -> Node:
    picked = [group for group in answer.groups if not group.apart][:MOST_BARS]
    apart = [group for group in answer.groups if group.apart]
    most = max((group.n for group in (*picked, *apart)), default=1) or 1
    rows = [_bar(found, answer, group, most) for group in (*picked, *apart)]
    label = found.canvas.words.text(QUESTIONS[answer.key].title)
    return el("ul", *rows, cls="bars", aria_label=label)


def _bar(found: Answer, answer: Finding, group: Group, most: int) -> Node:
    words = found.canvas.words
    bar = el("i", style=f"width:{100 * abs(group.n) / most:.1f}%", aria_hidden="true")
    inside = (
        el("span", group.label, cls="label"),
        el("span", bar, cls="track"),
        el("b", numbers.count(group.n, words), cls="n"),
        el("span", group.text, cls="amount"),
    )
    look = " ".join(name for name, on in (("apart", group.apart), ("pale", not group.picked)) if on)
    if not group.code or group.apart or not answer.dimension:
        return el("li", el("span", *inside, cls="line"), cls=look or None)
    on = group.code in found.state.picked(answer.dimension)
    button = el(
        "button",
        *inside,
        type="button",
        cls="line",
        data_pick=answer.dimension,
        data_codes=group.code,
        aria_pressed="true" if on else "false",
        data_key=f"bar-{group.code}",
    )
    return el("li", button, cls=look or None)


def _table(found: Answer, answer: Finding) -> Node:
    words = found.canvas.words
    head = [
        el(
            "th",
            answer.labels.get(key) or words.label("column", key),
            scope="col",
            cls="number" if key in answer.numeric else None,
        )
        for key in answer.columns
    ]
    if answer.span and "track" in answer.columns:
        head[answer.columns.index("track")] = el(
            "th",
            el("span", *(el("span", text) for text in answer.span), cls="axis"),
            scope="col",
            cls="track-head",
            **lane(answer),
        )
    picked = picked_share(answer, getattr(found.state, answer.period)) if answer.period else None
    rows = [_row(answer, row, picked) for row in answer.rows[:MOST_ROWS]]
    more = len(answer.rows) - MOST_ROWS
    table = el("table", el("thead", el("tr", *head)), el("tbody", *rows))
    export = el("a", words.text("CSV file"), href=f"question.csv?{found.address}", download="", cls="plain")
    rest = words.text("{n} more rows in the CSV file", n=numbers.count(more, words)) if more > 0 else ""
    return el("div", table, el("p", rest, " ", export, cls="more"), cls="list rows", **axis(answer))


def _row(answer: Finding, row: Row, picked: tuple[float, float] | None) -> Node:
    cells = []
    for at, key in enumerate(answer.columns):
        text: Any = row.cells.get(key, "")
        if key == "track":
            cells.append(el("td", track(row, picked), cls="track-cell", **lane(answer)))
            continue
        if key == "name" and row.project_id:
            text = setter(text, "card", row.project_id, data_key=f"ask-{at}-{row.project_id}", cls="name")
        heat = row.heat.get(key)
        shade = f"--heat:{HOTTEST * heat:.0f}%" if heat else None
        cells.append(el("td", text, cls="number" if key in answer.numeric else None, style=shade))
    return el("tr", *cells, data_id=row.project_id or None)
