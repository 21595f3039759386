"""The header and the foot: whose board this is, what the register is, language, theme, sharing."""

from __future__ import annotations

from typing import Any

from dashboard.i18n import LANGUAGES, dates, numbers
from dashboard.i18n.translate import words as words_of
from dashboard.render.answer import Answer
from dashboard.state import THEMES
from dashboard.views import ids
from dashboard.views.addresses import address, shared
from dashboard.views.basis import basis_menu, park_switch
from dashboard.views.kpis import opener
from dashboard.views.question import question_menu
from dashboard.views.tree import Node, el, link, setter


def header(found: Answer) -> list[Any]:
    """Return seal, title, territory with the stated area, the register line, dates and switches."""
    park, lang = found.board.dataset.park, found.state.lang
    text = el(
        "div",
        el("h1", park.title[lang]),
        el("p", *_territory(found), cls="territory"),
        el("p", register_line(found), cls="register"),
        cls="titles",
    )
    drawn = el("svg", el("path", d=found.board.silhouette), viewBox="0 0 100 100", aria_hidden="true")
    seal = el(
        "a",
        drawn,
        cls="seal",
        href="?",
        data_go="1",
        title=park.short_name[lang],
        aria_label=park.short_name[lang],
    )
    return [seal, text, _tools(found)]


def _territory(found: Answer) -> list[Any]:
    words, park = found.canvas.words, found.board.dataset.park
    area = found.kpis["area_stated_km2"]
    stated = numbers.area_km2(area.value, words)
    core = numbers.area_km2(park.area.core_km2, words)
    value = el("span", stated, data_kpi="area_stated_km2", data_value=str(area.value or ""))
    shown = opener(found, "area_stated_km2", value)
    pieces = [el("span", park.territory[found.state.lang]), el("span", shown, " ", words.text("as stated"))]
    if park.area.core_km2:
        pieces.append(el("span", words.text("core {area}, no outline published", area=core)))
    return pieces


def register_line(found: Answer) -> str:
    """Return the line that says what these data are; the number is counted."""
    words = found.canvas.words
    if found.board.dataset.park.synthetic:
        return words.text("Synthetic demonstration data: a fictional park, invented projects.")
    key = "{n} projects compiled from public reports; not an official ledger; stages are as last reported."
    return words.text(key, n=numbers.count(found.totals.projects_all, words))


def _tools(found: Answer) -> Node:
    return el("div", _dates(found), park_switch(found), _languages(found), _buttons(found), cls="tools")


def _dates(found: Answer) -> Node:
    words, dataset = found.canvas.words, found.board.dataset
    compiled = dates.date_text(dataset.park.compiled.isoformat(), "day", words)
    newest = dates.date_text((dataset.newest or "")[:7] + "-01", "month", words) if dataset.newest else "–"
    return el(
        "p",
        el("span", words.text("compiled {date}", date=compiled)),
        el("span", words.text("newest report {date}", date=newest)),
        cls="dates",
    )


def _languages(found: Answer) -> Node:
    links = []
    for lang in LANGUAGES:
        current = "true" if lang == found.state.lang else None
        name = words_of(lang).rules["name"]
        links.append(link(name, address(found, lang=lang), lang=lang, hreflang=lang, aria_current=current))
    return el("nav", *links, cls="languages", aria_label=found.canvas.words.text("Language"))


def _buttons(found: Answer) -> Node:
    words = found.canvas.words
    other = THEMES[1 - THEMES.index(found.state.theme)]
    return el(
        "div",
        question_menu(found),
        basis_menu(found),
        *(_step(sign, act, words.text(name)) for sign, act, name in STEPS),
        link(words.label("theme", other), address(found, theme=other), cls="plain"),
        _presenting(found),
        el(
            "button",
            words.text("Copy link"),
            type="button",
            data_do="copy",
            data_copy=shared(found),
            cls="plain",
            data_done=words.text("Copied"),
        ),
        cls="buttons",
    )


def _presenting(found: Answer) -> Node | None:
    """Return the way to the park's talk on a wall, in this language and room; None for a park without one."""
    if not found.board.stories:
        return None
    state, key = found.state, found.board.dataset.park.key
    href = f"present?lang={state.lang}&park={key}&theme={state.theme}"
    return el("a", found.canvas.words.text("Present"), href=href, target="_blank", cls="plain present")


STEPS = (("↶", "undo", "Undo"), ("↷", "redo", "Redo"))


def _step(sign: str, act: str, name: str) -> Node:
    return el("button", sign, type="button", data_do=act, title=name, aria_label=name)


def notes(found: Answer) -> list[Any]:
    """Return what was dropped from the address, and the mark of synthetic data."""
    words = found.canvas.words
    said = [el("p", words.text(note.key, **dict(note.facts))) for note in found.state.notes]
    return [*said, link(words.text("Close"), found.address, cls="plain")] if said else []


SECTIONS = (
    ("Projects", "panel-table"),
    ("Figures", ids.KPIS),
    ("Map", "panel-map"),
    ("Time", "panel-timeline"),
    ("Sectors", "panel-sectors"),
)


def sections(found: Answer) -> list[Any]:
    """Return links to the parts of the page, for screens that show one after another."""
    words = found.canvas.words
    return [el("a", words.text(name), href=f"#{target}") for name, target in SECTIONS]


def footer(found: Answer) -> list[Any]:
    """Return whom to write to for corrections, and the notes on the data."""
    words, park = found.canvas.words, found.board.dataset.park
    contact = park.contact.text[found.state.lang]
    reach = [el("a", park.contact.email, href=f"mailto:{park.contact.email}")] if park.contact.email else []
    return [
        el("span", contact, *reach),
        setter(words.text("Notes on the data"), "card", "notes", cls="plain", data_key="notes"),
    ]
