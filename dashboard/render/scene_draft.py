"""A scene made from a view of the board: its address, its charts, and true sentences in every language.

Law: a sentence made here holds the names of figures in braces and no number of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.contract.park import Texts
from dashboard.contract.stories import SCENE_TEXTS
from dashboard.figures import CHARTS
from dashboard.figures.chart import Chart
from dashboard.i18n import LANGUAGES, dates
from dashboard.render.answer import Answer, answer
from dashboard.render.board import Board
from dashboard.state import ViewState, to_search

LAYOUT, CASE, HEADLINE, SECONDS = "answer", "case", "projects", 60
NARROW = ("stages", "home", "places")
MANY = "{n} projects"
OF_ALL = "{n} of {total} projects"
SYNTHETIC = "Synthetic demonstration data: a fictional park, invented projects."
COMPILED = "Compiled from public reports; not an official ledger."
FIGURES: Mapping[str, Mapping[str, str]] = {
    HEADLINE: {"kpi": "projects"},
    "all": {"kpi": "projects", "part": "total"},
}
GAPS = {"n": f"{{{HEADLINE}}}", "total": "{all}"}


def suited_charts() -> tuple[Chart, ...]:
    """Return the charts of groups, which follow a filter and can be read from the last row."""
    return tuple(chart for chart in CHARTS if chart.event.click)


def paired_charts() -> tuple[Chart, ...]:
    """Return those that need half a wall, so that two of them stand side by side."""
    return tuple(chart for chart in suited_charts() if chart.key in NARROW)


def first_chart(state: ViewState) -> str:
    """Return a chart that shows how a view is divided: one of groups that the view does not pick."""
    several = [chart for chart in suited_charts() if chart.event.click and not chart.event.lasso]
    return next((one.key for one in several if not state.picked(one.dimension)), several[0].key)


def view_address(board: Board, state: ViewState) -> str:
    """Return a view without language, room, park, data state and scene."""
    words = board.vocabulary
    bare = state.changed(lang=words.lang, theme="light", scene="", pin="")
    parts = to_search(bare, words).split("&")
    return "&".join(part for part in parts if not part.startswith("park="))


def scene_address(board: Board, state: ViewState) -> str:
    """Return a view as a scene keeps it: also without card, but with its project marked."""
    return view_address(board, state.changed(card="", hl=case_of(board, state)))


def case_of(board: Board, state: ViewState) -> str:
    """Return the project whose card is open, of which a scene of one project is made; empty without one."""
    return state.card if state.card in board.facts.ids else ""


def drafted_scene(board: Board, state: ViewState) -> dict[str, Any]:
    """Return a scene of a view as its story file would hold it, with words to begin with."""
    case = case_of(board, state)
    tell = _said_of_case if case else _said
    said = {lang: tell(answer(board, state.changed(lang=lang, scene=""), "stage")) for lang in LANGUAGES}
    wanted = FIGURES if state.filtered() else {HEADLINE: FIGURES[HEADLINE]}
    row = f"projects/{case}"
    return {
        "layout": CASE if case else LAYOUT,
        "address": scene_address(board, state),
        "views": [] if case else [first_chart(state)],
        "transition": "fade",
        "headline": "amount" if case else HEADLINE,
        "seconds": dict.fromkeys(LANGUAGES, SECONDS),
        "figures": {"amount": {"row": row}} if case else {key: dict(one) for key, one in wanted.items()},
        **{key: {lang: said[lang][key] for lang in LANGUAGES} for key in SCENE_TEXTS},
        **({"item": [{"row": row}]} if case else {}),
    }


def _said_of_case(found: Answer) -> Texts:
    words, park = found.canvas.words, found.board.dataset.park
    name = found.names.projects[found.state.card].text
    return {
        "name": name,
        "title": _escaped(name),
        "label": words.text("amount as published"),
        "source": words.text(SYNTHETIC if park.synthetic else COMPILED),
        "say": words.text("One project: {name}.", name=name),
        "asked": words.text("Dates are as reported; a stage without a report is not shown."),
    }


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _said(found: Answer) -> Texts:
    words, park = found.canvas.words, found.board.dataset.park
    picked = " · ".join(_picked(found))
    filtered = found.state.filtered()
    counted = words.text(OF_ALL if filtered else MANY, **GAPS)
    view = words.text("This view: {picked}.", picked=picked) if picked else words.text("No filter is set.")
    return {
        "name": picked or words.text("All projects"),
        "title": f"{_escaped(picked)}\n{counted}" if picked else counted,
        "label": words.text("projects in this view"),
        "source": words.text(SYNTHETIC if park.synthetic else COMPILED),
        "say": view,
        "asked": words.text(found.kpis[HEADLINE].definition),
    }


def _picked(found: Answer) -> list[str]:
    """Return what a view picks, and the day it is of."""
    words, day = found.canvas.words, found.state.asof
    said = [chip.text for chip in found.chips]
    return [*said, words.text("As of {date}", date=dates.date_text(day, "day", words))] if day else said
