"""One answer to one address: figures' arrays, key figures, words and rows, from one pass of the engine."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.contract.naming import Names
from dashboard.figures import CHARTS
from dashboard.figures.canvas import Canvas
from dashboard.figures.chart import Binding, Chart, View
from dashboard.figures.sectors import grouping
from dashboard.figures.timeline_change import sentence as between
from dashboard.i18n import numbers
from dashboard.query.engines.base import Totals
from dashboard.render.board import Board
from dashboard.render.card import Card, card_of
from dashboard.render.chips import Chip, chips_of
from dashboard.render.columns import COLUMNS
from dashboard.render.kpis import GRAND, Kpi, grand_of, kpi_keys, kpis_of
from dashboard.render.ledger import Line
from dashboard.render.questions import finding_of
from dashboard.render.questions.finding import Finding
from dashboard.render.questions.targets import targets_met
from dashboard.render.summaries import dated_message, group_message, group_summary
from dashboard.render.then import Then
from dashboard.state import BAD_VALUE, Note, ViewState, to_search

FIRST_ROWS = 50


@dataclass(frozen=True)
class ChartAnswer:
    """One chart: its message, its sentence and its arrays."""

    chart: Chart
    message: str
    summary: str
    bind: Binding


@dataclass(frozen=True)
class Answer:
    """Everything one address shows. Made from a Dataset and a state, from nothing else."""

    board: Board
    state: ViewState
    address: str
    view: View
    totals: Totals
    kpis: Mapping[str, Kpi]
    chips: tuple[Chip, ...]
    charts: Mapping[str, ChartAnswer]
    rows: tuple[Line, ...]
    card: Card | None
    finding: Finding | None = None
    targets: tuple[int, int] | None = None
    before: Mapping[str, Kpi] | None = None

    @property
    def canvas(self) -> Canvas:
        """Return what the answer is drawn on."""
        return self.view.canvas

    @property
    def names(self) -> Names:
        """Return the names in the language of the answer."""
        return self.canvas.names


def answer(board: Board, state: ViewState, form: str = "wide", only: Collection[str] | None = None) -> Answer:
    """Return the answer of a state on a board, for a class of screen.

    The form changes sizes of type and the place of map labels, never a number. ``only`` names the charts
    whose arrays are wanted, for who shows no other; all of them without it.
    """
    board = board.at(state)
    state = _with_its_card(board, state)
    selection = board.selection(state)
    result = board.engine.run(selection, (*board.queries(state), grand_of(board)))
    canvas, totals = board.canvas(state, form), result.totals
    finding, then = finding_of(board, state), Then.of(board, state)
    view = View(
        canvas,
        result.frames,
        board.lit(selection),
        board.passing(selection),
        marked=finding.marked if finding else None,
        ring=finding.ring if finding else None,
        before=then.places if then else None,
        reached=then.reached if then else None,
    )
    return Answer(
        board=board,
        state=state,
        address=to_search(state, board.vocabulary),
        view=view,
        totals=totals,
        kpis=kpis_of(board, result.frames.records(GRAND)[0]),
        chips=chips_of(state, canvas.names, totals, board.vocabulary),
        charts={
            chart.key: _chart_answer(chart, view, totals)
            for chart in CHARTS
            if only is None or chart.key in only
        },
        rows=tuple(_rows(board, state, FIRST_ROWS)),
        card=_card(board, state, canvas.names),
        finding=finding,
        targets=targets_met(board),
        before=then.kpis if then else None,
    )


def _with_its_card(board: Board, state: ViewState) -> ViewState:
    """Return the state without the card of a key figure that this view does not have, and say so."""
    kind, _, key = state.card.partition(".")
    if kind != "kpi" or key in kpi_keys(board):
        return state
    note = Note(BAD_VALUE, (("key", "card"), ("value", state.card)))
    return state.changed(card="", notes=(*state.notes, note))


def _chart_answer(chart: Chart, view: View, totals: Totals) -> ChartAnswer:
    message, summary = _texts(chart, view, totals)
    return ChartAnswer(chart, message, summary, chart.bind(view))


def frame_of(found: Answer, chart: Chart) -> pd.DataFrame:
    """Return the frame a chart is drawn from; published figures have none."""
    if chart.key == "timeline":
        return found.canvas.totals["signings"].assign(in_period=found.view.lit)
    key = frame_key(chart)
    return found.view.frames[key] if key in found.view.frames else pd.DataFrame()


def frame_key(chart: Chart) -> str:
    """Return the query a chart of groups reads."""
    return "sectors" if chart.key == "sectors" else chart.dimension


def _texts(chart: Chart, view: View, totals: Totals) -> tuple[str, str]:
    canvas = view.canvas
    if chart.key == "district":
        return canvas.words.text(chart.note), canvas.words.text(chart.note)
    if chart.key == "timeline":
        text = _timeline_message(view, totals)
        if view.reached is None:
            return text, text
        return text, f"{text} · {between(canvas, int(view.reached.sum()))}"
    dimension = grouping(canvas.state) if chart.key == "sectors" else chart.dimension
    rows = view.frames.records(frame_key(chart))
    message = group_message(rows, dimension, canvas.names, filtered=view.filtered)
    return message, group_summary(rows, dimension, canvas.names, (totals.projects, totals.projects_all))


def _timeline_message(view: View, totals: Totals) -> str:
    canvas, names = view.canvas, view.canvas.names
    if canvas.state.measure == "count":
        return dated_message(int(view.lit.sum()), totals.projects, names)
    column = f"amount_{canvas.state.currency.lower()}"
    grand, rows = canvas.totals.records(GRAND)[0], canvas.totals["signings"]
    dated = rows[[name for name in rows if name.startswith("amount_")]].ne(0).any(axis=1)
    numbers_ = {
        "n": int(dated.sum()),
        "total": grand.projects_all - grand.undisclosed_all,
        "m": int(rows[column].ne(0).sum()),
        "known": getattr(grand, f"{column}_known_all"),
    }
    return names.words.text(
        "{n} of {total} amounts have a signing date; {m} of {known} published in {currency}",
        **{key: numbers.count(int(value), names.words) for key, value in numbers_.items()},
        currency=names.words.label("currency", canvas.state.currency),
    )


def _rows(board: Board, state: ViewState, limit: int | None) -> list[Line]:
    column, descending = state.sort.lstrip("-"), state.sort.startswith("-")
    order = ((COLUMNS[column].sort, descending),)
    most = board.facts.n if limit is None else limit
    positions = board.engine.rows(board.selection(state), order=order, limit=most)
    ledger = board.ledger(state.lang)
    return [ledger[board.facts.ids[at]] for at in positions]


def every_row(board: Board, state: ViewState) -> list[Line]:
    """Return all lines of a state in its sort order, for the download."""
    return _rows(board, state, None)


def _card(board: Board, state: ViewState, names: Names) -> Card | None:
    return card_of(board, state.card, names) if state.card else None
