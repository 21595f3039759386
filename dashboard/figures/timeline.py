"""Signings over time: events, one mark per signed project, cumulative lines, on one axis.

Law: the zone's published series and the register's own count are never joined; a memorandum is an
open mark and stays out of the cumulative line; no line runs past what is known.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.figures import timeline_base as frame_of
from dashboard.figures.canvas import escaped
from dashboard.figures.chart import Binding, Chart, Event, View
from dashboard.figures.signings import (
    bar_arrays,
    bucket_sums,
    cumulative,
    stack_marks,
    year_bars,
)
from dashboard.figures.time_axis import day_number, month_bounds
from dashboard.figures.timeline_template import template
from dashboard.query.query import Query
from dashboard.state import ViewState

WIDE_TOP, WIDE_HEIGHT = 0.72, 0.66


def queries(state: ViewState, currencies: tuple[str, ...]) -> tuple[Query, ...]:
    """The timeline reads rows, not groups; its rows come from the engine's masks."""
    return ()


def bind(view: View) -> Binding:
    """Move the marks, lines, brush and labels into the template."""
    rows = view.frames["signings"]
    binding = _lines(view, rows) | _brush(view)
    if frame_of.drawn_as_bars(view.canvas, rows):
        return binding | _bars(view, rows)
    return binding | _marks(view, rows)


def _inks(view: View, rows: pd.DataFrame, at: list[int]) -> list[str]:
    lit, families = rows["in_period"].to_numpy(), rows["family"].tolist()
    return [view.canvas.family_colour(families[i]) if lit[i] else view.canvas.theme.mark for i in at]


def _hover(view: View, rows: pd.DataFrame, at: int) -> str:
    row = rows.iloc[at]
    name = escaped(view.canvas.names.projects[row["project_id"]].text)
    kind = view.canvas.words.label("stage_short", "25" if row["memorandum"] else "30")
    return (
        f"<b>{name}</b><br>{kind} {escaped(row['date_text'])}<br>{view.canvas.label('family', row['family'])}"
    )


def _marks(view: View, rows: pd.DataFrame) -> Binding:
    grain, memos = view.state.grain, rows["memorandum"].to_numpy()
    marks = stack_marks(rows, grain)
    inks = _inks(view, rows, marks.rows)
    path = f"data.{frame_of.MARKS}"
    clear = view.canvas.theme.paper
    ids = rows["project_id"].tolist()
    return {
        f"{path}.x": marks.x,
        f"{path}.y": marks.y,
        f"{path}.customdata": [ids[at] for at in marks.rows],
        f"{path}.hovertext": [_hover(view, rows, at) for at in marks.rows],
        f"{path}.marker.color": [
            clear if memos[at] else ink for at, ink in zip(marks.rows, inks, strict=True)
        ],
        f"{path}.marker.line.color": inks,
        **_wide_marks(view, rows),
    }


def _wide_marks(view: View, rows: pd.DataFrame) -> Binding:
    bars = year_bars(rows, view.state.grain)
    lit = rows["in_period"].to_numpy()
    path, theme = f"data.{frame_of.WIDE}", view.canvas.theme
    ids = rows["project_id"].tolist()
    return {
        f"{path}.x": [(start + end + 1) / 2 for start, end in bars],
        f"{path}.width": [end + 1 - start - 10 for start, end in bars],
        f"{path}.y": [-WIDE_HEIGHT for _ in bars],
        f"{path}.base": [-WIDE_TOP for _ in bars],
        f"{path}.marker.color": [theme.ink3 if any(lit[at]) else theme.mark for at in bars.values()],
        f"{path}.customdata": [ids[at[0]] for at in bars.values()],
        f"{path}.hovertext": ["<br>".join(_hover(view, rows, i) for i in at) for at in bars.values()],
        f"{path}.text": [view.canvas.count(len(at)) for at in bars.values()],
    }


def _bars(view: View, rows: pd.DataFrame) -> Binding:
    weights = frame_of.row_weights(view.canvas, rows)
    lit = np.where(rows["in_period"].to_numpy(), weights, 0.0)
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
    everything = cumulative(rows, weights, last)
    lit = rows["in_period"].to_numpy()
    selected = cumulative(rows[lit], weights[lit], last) if view.filtered else ([], [])
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
