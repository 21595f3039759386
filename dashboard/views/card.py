"""The card: a project, an event, a key figure with the rows behind it, or the notes on the data."""

from __future__ import annotations

from typing import Any

from dashboard.contract.codes import CURRENCIES
from dashboard.i18n import numbers
from dashboard.render.answer import Answer
from dashboard.render.card import Card, Field
from dashboard.render.contract import excluded_reason
from dashboard.render.kpi_rows import counted_rows
from dashboard.render.notes import data_notes
from dashboard.views.addresses import address
from dashboard.views.kpis import money_figure, period_of, title_of
from dashboard.views.table import language_tag
from dashboard.views.tree import Node, el, foreign, link

MOST_ROWS = 200


def card_panel(found: Answer) -> list[Any]:
    """Return the open card, nothing when none is open."""
    key = found.state.card
    if not key:
        return []
    if key.startswith("kpi."):
        return _dialog(found, *_kpi(found, key.removeprefix("kpi.")))
    if key == "notes":
        return _dialog(found, found.canvas.words.text("Notes on the data"), _notes(found))
    return _dialog(found, found.card.title, _fields(found, found.card), found.card.lang) if found.card else []


def _dialog(found: Answer, title: str, body: list[Any], lang: str = "") -> list[Any]:
    words = found.canvas.words
    close = link(
        "×",
        address(found, card=""),
        cls="close",
        aria_label=words.text("Close"),
        data_key="close-card",
        data_first="1",
    )
    heading = el("h2", title, id="card-title", lang=lang if lang and lang != found.state.lang else None)
    return [
        el(
            "div",
            el("div", heading, close, cls="card-head"),
            el("div", *body, cls="card-body"),
            role="dialog",
            aria_labelledby="card-title",
            cls="card",
            tabindex="-1",
        )
    ]


def _fields(found: Answer, card: Card) -> list[Any]:
    contact = found.board.dataset.park.contact
    rows = [pair for field in card.fields for pair in _field(found, field)]
    note = el("p", contact.text[found.state.lang], " ", contact.email, cls="contact")
    return [el("dl", *rows), el("p", found.canvas.words.text("Record {id}", id=card.key), cls="quiet"), note]


def _field(found: Answer, field: Field) -> list[Node]:
    page = found.state.lang
    text: list[Any] = (
        foreign(field.text, field.lang, page, language_tag(field.lang)) if field.lang else [field.text]
    )
    if field.link:
        text = [el("a", *text, href=field.link, rel="noreferrer noopener", target="_blank")]
    return [el("dt", field.label), el("dd", *text)]


def _kpi(found: Answer, key: str) -> tuple[str, list[Any]]:
    words, kpi = found.canvas.words, found.kpis[key]
    title = title_of(found, key)
    left = [
        el("li", f"{excluded_reason(reason, found.names)}: ", el("strong", numbers.count(n, words)))
        for reason, n in kpi.excluded.items()
        if n
    ]
    body: list[Any] = [el("p", words.text(kpi.definition))]
    if kpi.unit in CURRENCIES and kpi.filters:
        body.append(el("p", _money_line(found, key), cls="figure"))
    if left:
        body += [el("h3", words.text("Left out, and why")), el("ul", *left)]
    body.append(el("p", _basis(found, key), cls="quiet"))
    if kpi.source:
        body.append(el("p", words.text("Source: {name}", name=kpi.source), cls="quiet"))
    rows = counted_rows(found, key)
    if rows:
        items = [
            el(
                "li",
                link(line.name.text, address(found, card=line.project_id)),
                " ",
                el("span", line.cells["amount"], cls="quiet"),
            )
            for line in rows[:MOST_ROWS]
        ]
        body += [
            el("h3", words.text("The {n} projects counted here", n=numbers.count(len(rows), words))),
            el("ol", *items, cls="behind"),
        ]
    return title, body


def _basis(found: Answer, key: str) -> str:
    """Return the territory and the date a figure stands for."""
    park, when = found.board.dataset.park, period_of(found.kpis[key], found)
    words = found.canvas.words
    place = park.territory[found.state.lang]
    return words.text("{territory}, as of {date}", territory=place, date=when)


def _money_line(found: Answer, key: str) -> Node:
    figure = money_figure(found, key)
    kept = {name: value for name, value in figure[1].items() if not name.startswith("data-")}
    return [figure[0], kept, figure[2]]


def _notes(found: Answer) -> list[Any]:
    sections = []
    for section in data_notes(found.board, found.names):
        sections += [
            el("h3", section.title),
            el(
                "ul",
                *(
                    el(
                        "li",
                        *foreign(
                            line.text,
                            line.lang or found.state.lang,
                            found.state.lang,
                            language_tag(line.lang or found.state.lang),
                        ),
                    )
                    for line in section.lines
                ),
            ),
        ]
    return sections
