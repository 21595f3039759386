"""One answer to one address: figures' arrays, key figures, words and rows, from one pass of the engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.contract.naming import Names
from dashboard.figures import CHARTS
from dashboard.figures.canvas import Canvas
from dashboard.figures.chart import Binding, Chart, View
from dashboard.i18n import numbers
from dashboard.query.engines.base import Totals
from dashboard.render.board import Board
from dashboard.render.card import Card, card_of
from dashboard.render.chips import Chip, chips_of
from dashboard.render.columns import COLUMNS
from dashboard.render.kpis import GRAND, Kpi, kpis_of
from dashboard.render.ledger import Line
from dashboard.render.summaries import dated_message, group_message, group_summary
from dashboard.state import ViewState, to_search

FIRST_ROWS = 50


@dataclass(frozen=True)
class ChartAnswer:
    """One chart: its message, its sentence, its arrays and the frame they come from."""

    chart: Chart
    message: str
    summary: str
    bind: Binding
    frame: pd.DataFrame


@dataclass(frozen=True)
class Answer:
    """Everything one address shows. Made from a Dataset and a state, from nothing else."""

    board: Board
    state: ViewState
    address: str
    canvas: Canvas
    totals: Totals
    kpis: Mapping[str, Kpi]
    chips: tuple[Chip, ...]
    charts: Mapping[str, ChartAnswer]
    rows: tuple[Line, ...]
    card: Card | None
    frames: Mapping[str, pd.DataFrame]

    @property
    def names(self) -> Names:
        """Return the names in the language of the answer."""
        return self.canvas.names


def answer(board: Board, state: ViewState, form: str = "wide") -> Answer:
    """Return the answer of a state on a board, for a class of screen.

    The form changes sizes of type and the place of map labels, never a number.
    """
    selection = board.selection(state)
    result = board.engine.run(selection, (*board.queries(state), GRAND))
    frames = {
        **result.frames,
        "signings": board.signings(state, selection),
        "passing": board.passing(selection),
    }
    canvas = board.canvas(state, form)
    totals = result.totals
    return Answer(
        board=board,
        state=state,
        address=to_search(state, board.vocabulary),
        canvas=canvas,
        totals=totals,
        kpis=kpis_of(board, frames["grand"]),
        chips=chips_of(state, canvas.names, totals, board.vocabulary),
        charts={chart.key: _chart_answer(chart, canvas, frames, totals) for chart in CHARTS},
        rows=tuple(_rows(board, state, FIRST_ROWS)),
        card=_card(board, state, canvas.names),
        frames=frames,
    )


def _chart_answer(
    chart: Chart, canvas: Canvas, frames: Mapping[str, pd.DataFrame], totals: Totals
) -> ChartAnswer:
    view = View(canvas, frames)
    frame = frames[_frame_key(chart)] if _frame_key(chart) in frames else pd.DataFrame()
    message, summary = _texts(chart, canvas, frame, totals)
    return ChartAnswer(chart, message, summary, chart.bind(view), frame)


def _frame_key(chart: Chart) -> str:
    return {"sectors": "sectors", "timeline": "signings", "map": "place"}.get(chart.key, chart.dimension)


def _texts(chart: Chart, canvas: Canvas, frame: pd.DataFrame, totals: Totals) -> tuple[str, str]:
    names, words = canvas.names, canvas.words
    if chart.key == "district":
        return words.text(chart.note), words.text(chart.note)
    if chart.key == "timeline":
        text = _timeline_message(canvas, frame, totals)
        return text, text
    dimension = frame.columns[0]
    message = group_message(frame, dimension, names, filtered=canvas.state.filtered())
    return message, group_summary(frame, dimension, names, (totals.projects, totals.projects_all))


def _timeline_message(canvas: Canvas, frame: pd.DataFrame, totals: Totals) -> str:
    names = canvas.names
    if canvas.state.measure == "count":
        return dated_message(int(frame["in_period"].sum()), totals.projects, names)
    column = f"amount_{canvas.state.currency.lower()}"
    grand = canvas.totals["grand"].iloc[0]
    return names.words.text(
        "{n} of {total} published amounts have a signing date",
        n=numbers.count(int((frame[column] != 0).sum()), names.words),
        total=numbers.count(int(grand[f"{column}_known_all"]), names.words),
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
