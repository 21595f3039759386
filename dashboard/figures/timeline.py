"""Signings over time: events, one mark per signed project, cumulative lines, on one axis.

Law: the zone's published series and the register's own count are never joined; a memorandum is an
open mark and stays out of the cumulative line; no line runs past what is known.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.figures import timeline_base as frame_of
from dashboard.figures.chart import Binding, Chart, Event, View
from dashboard.figures.signings import bar_arrays, bucket_sums, cumulative
from dashboard.figures.time_axis import day_number, month_bounds
from dashboard.figures.timeline_change import row_binding
from dashboard.figures.timeline_template import template
from dashboard.query.query import Query
from dashboard.state import ViewState


def queries(state: ViewState, currencies: tuple[str, ...]) -> tuple[Query, ...]:
    """The timeline reads rows, not groups; its rows come from the engine's masks."""
    return ()


def bind(view: View) -> Binding:
    """Move colours, lines, brush and labels into the template; the marks themselves never move."""
    rows = frame_of.rows_of(view.canvas)
    binding = _lines(view, rows) | _brush(view) | row_binding(view)
    if frame_of.drawn_as_bars(view.canvas):
        return binding | _bars(view, rows)
    return binding | _marks(view)


def _marks(view: View) -> Binding:
    canvas, path = view.canvas, f"data.{frame_of.MARKS}"
    found = frame_of.marks_of(canvas)
    lit = view.lit.tolist()
    pale = canvas.theme.mark
    inks = [ink if lit[at] else pale for at, ink in zip(found.rows, found.inks, strict=True)]
    fills = [canvas.theme.paper if memo else ink for memo, ink in zip(found.memoranda, inks, strict=True)]
    wide = [canvas.theme.ink3 if any(lit[at] for at in rows) else pale for rows in found.wide_rows]
    return {
        f"{path}.marker.color": fills,
        f"{path}.marker.line.color": inks,
        f"data.{frame_of.WIDE}.marker.color": wide,
    }


def _bars(view: View, rows: pd.DataFrame) -> Binding:
    weights = frame_of.row_weights(view.canvas, rows)
    lit = np.where(view.lit, weights, 0.0)
    binding: Binding = {}
    for trace, values in ((frame_of.BARS_ALL, weights), (frame_of.BARS, lit)):
        sums = bucket_sums(rows, values, view.state.grain)
        arrays = bar_arrays(sums)
        binding |= {f"data.{trace}.{name}": array for name, array in arrays.items()}
        binding[f"data.{trace}.hovertext"] = [_value(view, total) for total in sums.values()]
    return binding


def _value(view: View, total: float) -> str:
    if view.state.measure == "amount":
        return view.canvas.money(int(total), view.state.currency)
    return view.canvas.words.text("{n} projects", n=int(total))


def _lines(view: View, rows: pd.DataFrame) -> Binding:
    canvas = view.canvas
    last = day_number(canvas.dataset.park.compiled)
    weights = frame_of.row_weights(canvas, rows)
    ends = canvas.once("ends", lambda: rows["end"].to_numpy())
    everything = canvas.once("whole line", lambda: cumulative(ends, weights, last))
    lit = view.lit
    selected = cumulative(ends[lit], weights[lit], last) if view.filtered else ([], [])
    binding: Binding = {}
    for trace, (x, y) in ((frame_of.ALL_LINE, everything), (frame_of.LINE, selected)):
        binding |= {f"data.{trace}.x": x, f"data.{trace}.y": y}
    return binding | _line_labels(view, everything[1], selected[1])


def _line_labels(view: View, everything: list[float], selected: list[float]) -> Binding:
    canvas, notes = view.canvas, "layout.annotations"
    text_all = canvas.words.text("all dated, {total}", total=_total(view, everything))
    text_now = canvas.words.text("selection, {total}", total=_total(view, selected)) if view.filtered else ""
    return {
        f"{notes}.{frame_of.NOTE_ALL}.text": text_all,
        f"{notes}.{frame_of.NOTE_ALL}.y": everything[-1] if everything else 0,
        f"{notes}.{frame_of.NOTE_NOW}.text": f"<b>{text_now}</b>" if text_now else "",
        f"{notes}.{frame_of.NOTE_NOW}.y": selected[-1] if selected else 0,
    }


def _total(view: View, line: list[float]) -> str:
    last = int(line[-1]) if line else 0
    if view.state.measure == "amount" and not last:
        return "–"
    return (
        view.canvas.money(last, view.state.currency)
        if view.state.measure == "amount"
        else view.canvas.count(last)
    )


def _brush(view: View) -> Binding:
    span = frame_of.axis_span(view.canvas)
    start, end = month_bounds(*view.state.signed)
    first = span.first if start is None else max(start, span.first)
    last = span.last if end is None else min(end + 1, span.last)
    on = any(view.state.signed)
    sides = {
        frame_of.VEIL_LEFT: (span.first, first),
        frame_of.VEIL_RIGHT: (last, span.last),
        frame_of.LIT: (first, last),
        frame_of.RULE_LEFT: (first, first),
        frame_of.RULE_RIGHT: (last, last),
        frame_of.FOOT: (first, last),
    }
    binding: Binding = {}
    for shape, (left, right) in sides.items():
        path = f"layout.shapes.{shape}"
        binding |= {f"{path}.visible": on, f"{path}.x0": left, f"{path}.x1": right}
    return binding


TIMELINE = Chart(
    key="timeline",
    title="Signed over time",
    note="□ = one signed project, open: memorandum, wide: only the year is known",
    queries=queries,
    template=template,
    bind=bind,
    event=Event(brush="signed", show="card"),
    dimension="signed",
)
