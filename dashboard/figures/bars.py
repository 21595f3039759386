"""Ranked bars with the whole as grey context, as used for sectors, stages, countries and places.

Layers from back to front: the register's total, the selection's segments, one invisible bar per
row that takes the pointer, so that a bar of one project is as easy to hit as one of fifty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.figures.canvas import Canvas
from dashboard.figures.chart import Binding, Template
from dashboard.figures.theme import bare_axis, base_layout, coloured
from geo.labels import text_width

WIDTH_PX = {"phone": 358, "desk": 436, "wide": 690, "ultra": 1380, "stage": 1100}
SOLID, OPEN, HATCHED = "solid", "open", "hatched"


@dataclass(frozen=True)
class BarRow:
    """One row: its codes for the address, label, colour, and the numbers to draw."""

    codes: str
    label: str
    colour: str
    total: float
    segments: tuple[float, ...]
    picked: bool
    text: str
    aside: str
    hover: str
    square: bool = True


@dataclass(frozen=True)
class BarForm:
    """How a bar chart is laid out: row labels, the longest text at the right, scale marks."""

    labels: tuple[str, ...]
    colours: tuple[str, ...]
    longest_text: str
    highest: float
    kinds: tuple[str, ...] = (SOLID,)
    squares: bool = False
    ticks: tuple[tuple[float, str], ...] = ()
    longest_aside: str = ""
    aside_title: str = ""
    narrow: bool = False
    label_share_px: float = 0


def scale_marks(highest: float) -> list[float]:
    """Return round marks from zero up to ``highest``, at most five.

    Examples
    --------
    >>> scale_marks(22)
    [0, 5, 10, 15, 20]
    """
    if highest <= 0:
        return [0]
    step = next(
        unit * 10**power for power in range(0, 16) for unit in (1, 2, 5) if highest / (unit * 10**power) <= 5
    )
    return [step * mark for mark in range(int(highest // step) + 1)]


def wrapped(label: str, widest: float, size: float) -> str:
    """Break a label into two lines at a space when it is wider than ``widest`` pixels."""
    if text_width(label, size) <= widest or " " not in label:
        return label
    words = label.split(" ")
    cut = min(
        range(1, len(words)),
        key=lambda at: abs(text_width(" ".join(words[:at]), size) - text_width(" ".join(words[at:]), size)),
    )
    return " ".join(words[:cut]) + "<br>" + " ".join(words[cut:])


def _margins(canvas: Canvas, form: BarForm) -> tuple[float, float, float]:
    label = max(
        (text_width(line, canvas.size) for text in form.labels for line in text.split("<br>")), default=0
    )
    left = label + (canvas.px(20) if form.squares else 0) + canvas.px(9)
    aside = text_width(form.longest_aside, canvas.size) + canvas.px(12) if form.longest_aside else 0
    return left, text_width(form.longest_text, canvas.size) + canvas.px(7), aside


def bar_template(canvas: Canvas, form: BarForm) -> Template:
    """Return the dataless bars: axes from zero, one label per row, marks where a scale is read."""
    left, right, aside = _margins(canvas, form)
    rows = len(form.labels)
    layout = base_layout(canvas.theme, canvas.form, canvas.words)
    top = canvas.px(18) if form.ticks else canvas.px(2)
    layout["margin"] = {"l": left, "r": right + aside, "t": top, "b": canvas.px(2), "pad": 0}
    layout["barmode"] = "overlay"
    layout["bargap"] = 0.42 if not form.narrow else 0.36
    room = WIDTH_PX[canvas.form.name] - left - right - aside
    layout["xaxis"] = bare_axis(0, max(form.highest, 1e-9)) | _scale(canvas, form, room)
    layout["yaxis"] = bare_axis(rows - 0.5, -0.5)
    layout["shapes"] = [_zero_line(canvas)] + _squares(canvas, form, left)
    layout["annotations"] = _notes(canvas, form, left, right + aside)
    return {"data": [*_traces(canvas, form)], "layout": layout}


def _scale(canvas: Canvas, form: BarForm, room: float) -> dict[str, Any]:
    if not form.ticks:
        return {}
    widest = max(text_width(text, canvas.form.small) for _, text in form.ticks)
    crowded = room < len(form.ticks) * (widest + canvas.px(10))
    ticks = (form.ticks[0], form.ticks[-1]) if crowded else form.ticks
    ticks = ticks[-1:] if room < 2 * widest else ticks
    return {
        "visible": True,
        "side": "top",
        "showgrid": True,
        "gridcolor": canvas.theme.grid,
        "gridwidth": canvas.px(1),
        "tickvals": [value for value, _ in ticks],
        "ticktext": [text for _, text in ticks],
        "tickfont": {"size": canvas.form.small, "color": canvas.theme.ink3},
        "ticks": "",
        "tickangle": 0,
        "showline": False,
        "automargin": False,
    }


def _zero_line(canvas: Canvas) -> dict[str, Any]:
    line = {"color": canvas.theme.ink, "width": canvas.px(1.2)}
    return {"type": "line", "xref": "x", "yref": "paper", "x0": 0, "x1": 0, "y0": 0, "y1": 1, "line": line}


def _squares(canvas: Canvas, form: BarForm, left: float) -> list[dict[str, Any]]:
    if not form.squares:
        return []
    half = canvas.px(4.5)
    centre = -left + half
    return [
        {
            "type": "rect",
            "xref": "paper",
            "yref": "y",
            "xsizemode": "pixel",
            "ysizemode": "pixel",
            "xanchor": 0,
            "yanchor": row,
            "x0": centre - half,
            "x1": centre + half,
            "y0": -half,
            "y1": half,
            "line": {"width": canvas.px(1), "color": colour},
            "fillcolor": colour,
        }
        for row, colour in enumerate(form.colours)
    ]


def _note(canvas: Canvas, row: int, shift: float, align: str) -> dict[str, Any]:
    return {
        "xref": "paper",
        "yref": "y",
        "x": 0 if align == "left" else 1,
        "y": row,
        "xanchor": align,
        "yanchor": "middle",
        "align": align,
        "xshift": shift,
        "showarrow": False,
        "text": "",
        "font": {"size": canvas.size, "color": canvas.theme.ink},
    }


def _notes(canvas: Canvas, form: BarForm, left: float, right: float) -> list[dict[str, Any]]:
    gap = canvas.px(16) if form.squares else 0
    rows = range(len(form.labels))
    labels = [_note(canvas, row, -left + gap, "left") | {"text": form.labels[row]} for row in rows]
    texts = [_note(canvas, row, right, "right") for row in rows]
    if not form.longest_aside:
        return labels + texts
    counts = [_note(canvas, row, canvas.px(5), "left") | {"xref": "x"} for row in rows]
    title = _note(canvas, 0, right, "right") | {
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "text": form.aside_title,
        "font": {"size": canvas.form.small, "color": canvas.theme.ink3},
    }
    return labels + texts + counts + [title]


def _traces(canvas: Canvas, form: BarForm) -> list[dict[str, Any]]:
    rows = list(range(len(form.labels)))
    flat = {"type": "bar", "orientation": "h", "y": rows, "hoverinfo": "skip", "x": []}
    behind = {**flat, "marker": {"color": canvas.theme.fill, "line": {"width": 0}}}
    segments = [{**flat, "base": [], "marker": _marker(canvas, kind)} for kind in form.kinds]
    hit = {
        **flat,
        "x": [form.highest] * len(rows),
        "width": 0.96,
        "marker": {"color": "rgba(0,0,0,0)"},
        "customdata": [],
        "hovertext": [],
        "hoverinfo": "text",
    }
    return [behind, *segments, hit]


def _marker(canvas: Canvas, kind: str) -> dict[str, Any]:
    line = {"width": canvas.px(1), "color": []}
    if kind == SOLID:
        return {"color": [], "line": {"width": 0}}
    if kind == OPEN:
        return {"color": canvas.theme.paper, "line": line}
    pattern = {
        "shape": "/",
        "size": canvas.px(5),
        "solidity": 0.34,
        "fgcolor": [],
        "bgcolor": canvas.theme.paper,
    }
    return {"color": canvas.theme.paper, "pattern": {**pattern, "fillmode": "replace"}, "line": line}


def bar_binding(canvas: Canvas, form: BarForm, rows: Sequence[BarRow]) -> Binding:
    """Return the arrays of the bars; the order of ``rows`` is the order of the template's labels."""
    inks = [row.colour if row.picked else canvas.theme.mark for row in rows]
    binding: Binding = {"data.0.x": [row.total for row in rows]}
    for place, kind in enumerate(form.kinds):
        binding |= _segment(place, kind, rows, inks)
    hit = len(form.kinds) + 1
    binding[f"data.{hit}.customdata"] = [row.codes for row in rows]
    binding[f"data.{hit}.hovertext"] = [row.hover for row in rows]
    return binding | _texts(canvas, form, rows) | _square_inks(form, rows, inks)


def _segment(place: int, kind: str, rows: Sequence[BarRow], inks: list[str]) -> Binding:
    path = f"data.{place + 1}"
    binding: Binding = {
        f"{path}.x": [row.segments[place] for row in rows],
        f"{path}.base": [sum(row.segments[:place]) for row in rows],
    }
    if kind == SOLID:
        return binding | {f"{path}.marker.color": inks}
    binding[f"{path}.marker.line.color"] = inks
    if kind == HATCHED:
        binding[f"{path}.marker.pattern.fgcolor"] = inks
    return binding


def _texts(canvas: Canvas, form: BarForm, rows: Sequence[BarRow]) -> Binding:
    ink, pale, n = canvas.theme.ink, canvas.theme.ink3, len(rows)
    texts: Binding = {}
    for at, (row, label) in enumerate(zip(rows, form.labels, strict=True)):
        colour = ink if row.picked else pale
        texts[f"layout.annotations.{at}.text"] = coloured(label, colour)
        right = row.aside if form.longest_aside else row.text
        texts[f"layout.annotations.{n + at}.text"] = coloured(
            right, canvas.theme.ink2 if form.longest_aside else colour
        )
        if form.longest_aside:
            texts[f"layout.annotations.{2 * n + at}.text"] = coloured(row.text, colour)
            texts[f"layout.annotations.{2 * n + at}.x"] = max(row.total, sum(row.segments))
    return texts


def _square_inks(form: BarForm, rows: Sequence[BarRow], inks: list[str]) -> Binding:
    if not form.squares:
        return {}
    fills = [ink if row.picked else "rgba(0,0,0,0)" for row, ink in zip(rows, inks, strict=True)]
    return {f"layout.shapes.{at + 1}.fillcolor": fill for at, fill in enumerate(fills)} | {
        f"layout.shapes.{at + 1}.line.color": ink for at, ink in enumerate(inks)
    }


def of_total(canvas: Canvas, n: int, total: int, *, filtered: bool) -> str:
    """Return "8 / 22" with the selection bold, or "22" alone when nothing is filtered."""
    if not filtered:
        return f"<b>{canvas.count(total)}</b>"
    return f"<b>{canvas.count(n)}</b> / {canvas.count(total)}"
