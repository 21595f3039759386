"""Stages, home countries and places: three short rankings of one shape."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from dashboard.figures.bars import BarForm, BarRow, bar_binding, bar_template, of_total, wrapped
from dashboard.figures.canvas import Canvas
from dashboard.figures.chart import Binding, Chart, Event, Template, View
from dashboard.figures.theme import STAGE_STEPS
from dashboard.query.query import Query
from dashboard.state import ViewState

MOST_ROWS = {"phone": 14, "desk": 14, "wide": 8, "ultra": 8, "stage": 8}


def _queries(dimension: str) -> Callable[[ViewState, Any], tuple[Query, ...]]:
    query = Query(dimension, by=(dimension,), measures=("projects",))
    return lambda state, currencies: (query,)


def stage_colour(canvas: Canvas, code: str) -> str:
    """Return the step of the stage ramp; ended and unknown stages are grey."""
    step = STAGE_STEPS.get(code)
    return canvas.theme.mark if step is None else canvas.theme.stages[step]


def _plain_colour(canvas: Canvas, code: str) -> str:
    return canvas.theme.mark if code == "none" else canvas.theme.ink2


def _accent_colour(canvas: Canvas, code: str) -> str:
    return canvas.theme.accent if canvas.state.filtered() else canvas.theme.ink2


COLOURS = {"stage": stage_colour, "home": _plain_colour, "place": _accent_colour}


def shown(canvas: Canvas, dimension: str, rows: list[Any], *, drawn: bool = True) -> list[Any]:
    """Return the rows with projects: stages in their order, the others by size, unknown last."""
    kept = [row for row in rows if row.projects_all > 0]
    if dimension == "stage":
        return kept
    ranked = sorted(kept, key=lambda row: (getattr(row, dimension) == "none", -row.projects_all))
    return _folded(ranked, dimension, MOST_ROWS[canvas.form.name] if drawn else len(ranked))


def _folded(ranked: list[Any], dimension: str, most: int) -> list[Any]:
    """Fold the rows beyond ``most`` into one whose code lists theirs; only single-valued places fold."""
    if dimension != "place" or len(ranked) <= most:
        return ranked
    rest = ranked[most - 1 :]
    folded = SimpleNamespace(
        place=",".join(sorted(row.place for row in rest)),
        projects=sum(row.projects for row in rest),
        projects_all=sum(row.projects_all for row in rest),
        picked=any(row.picked for row in rest),
    )
    return [*ranked[: most - 1], folded]


def row_label(canvas: Canvas, dimension: str, code: str) -> str:
    """Return the label of a row; stages use their short words."""
    if dimension == "stage":
        return canvas.words.label("stage_short", code)
    if "," in code:
        return canvas.words.text("{n} more places", n=len(code.split(",")))
    return canvas.label(dimension, code)


def _form(canvas: Canvas, dimension: str) -> BarForm:
    rows = shown(canvas, dimension, canvas.totals.records(dimension))
    widest = canvas.px({"phone": 130, "desk": 92, "wide": 126, "ultra": 126, "stage": 126}[canvas.form.name])
    codes = [getattr(row, dimension) for row in rows]
    return BarForm(
        labels=tuple(wrapped(row_label(canvas, dimension, code), widest, canvas.size) for code in codes),
        colours=(),
        longest_text="88 / 88",
        highest=float(max((row.projects_all for row in rows), default=1)),
        narrow=True,
    )


def form_of(canvas: Canvas, dimension: str) -> BarForm:
    """Return the layout of a ranking, made once per look."""
    return canvas.once(f"form.{dimension}", lambda: _form(canvas, dimension))


def _template(dimension: str) -> Callable[[Canvas], Template]:
    return lambda canvas: bar_template(canvas, form_of(canvas, dimension))


def _bind(dimension: str) -> Callable[[View], Binding]:
    def bind(view: View) -> Binding:
        drawn = shown(view.canvas, dimension, view.frames.records(dimension))
        rows = [_row(view, dimension, row) for row in drawn]
        return bar_binding(view.canvas, form_of(view.canvas, dimension), rows)

    return bind


def _row(view: View, dimension: str, row: Any) -> BarRow:
    canvas, code = view.canvas, getattr(row, dimension)
    name = row_label(canvas, dimension, code) if "," in code else canvas.label(dimension, code)
    count = of_total(canvas, row.projects, row.projects_all, filtered=view.filtered)
    return BarRow(
        codes=code,
        label=name,
        colour=COLOURS[dimension](canvas, code),
        total=row.projects_all,
        segments=(row.projects,),
        picked=bool(row.picked),
        text=count,
        aside="",
        hover=f"<b>{name}</b><br>{count}",
    )


def ranking(key: str, dimension: str, title: str, note: str) -> Chart:
    """Return a ranking chart of one dimension."""
    return Chart(
        key=key,
        title=title,
        note=note,
        queries=_queries(dimension),
        template=_template(dimension),
        bind=_bind(dimension),
        event=Event(click=dimension),
        dimension=dimension,
    )


STAGES = ranking("stages", "stage", "Stage as last reported", "stage of the report’s date, not of today")
HOME = ranking("home", "home", "Home country", "joint projects count under each country")
PLACES = ranking("places", "place", "Places", "reporting unit or town as reported")
