"""Projects and published money by sector: solid published, open planned, hatched undisclosed.

Amounts of two currencies are written side by side and never merged.
"""

from __future__ import annotations

from typing import Any

from dashboard.figures.bars import (
    HATCHED,
    OPEN,
    SOLID,
    BarForm,
    BarRow,
    bar_binding,
    bar_template,
    of_total,
    scale_marks,
    wrapped,
)
from dashboard.figures.canvas import Canvas, escaped
from dashboard.figures.chart import Binding, Chart, Event, Template, View
from dashboard.i18n import numbers
from dashboard.query.query import Query
from dashboard.state import ViewState

CODES_TAB = "codes"


def grouping(state: ViewState) -> str:
    """Return the dimension the bars stand for: families, or the register's codes on drill-down."""
    return "sector" if CODES_TAB in state.tab else "family"


def queries(state: ViewState, currencies: tuple[str, ...]) -> tuple[Query, ...]:
    """Ask for counts and for the sums of every currency, published and planned."""
    money = [f"amount_{kind}{cur.lower()}" for cur in currencies for kind in ("", "estimated_")]
    measures = ("projects", "has_amount", "undisclosed", *money, *(f"{name}_known" for name in money))
    return (Query("sectors", by=(grouping(state),), measures=measures),)


def codes_of(canvas: Canvas, code: str) -> str:
    """Return the sector codes behind a bar, as the address writes them."""
    if grouping(canvas.state) == "sector":
        return code
    return canvas.once("members", lambda: _members(canvas)).get(code, code)


def _members(canvas: Canvas) -> dict[str, str]:
    sectors = canvas.dataset.codes["sectors"]
    return {str(family): ",".join(sorted(group["code"])) for family, group in sectors.groupby("family")}


MOST_CURRENCIES = 2


def shown(rows: list[Any]) -> list[Any]:
    """Return the rows that have projects, in the order of the code list."""
    return [row for row in rows if row.projects_all > 0]


def money_texts(canvas: Canvas, row: Any) -> str:
    """Return the published sums of a row, currencies side by side; else the plan, else "none published".

    The park's own currency stands first, or the one that amounts are turned into.
    """
    first = canvas.state.currency if "fx" in dict(canvas.state.rules) else canvas.currencies[0]
    currencies = sorted(canvas.currencies, key=lambda code: code != first)
    sums = {cur: getattr(row, f"amount_{cur.lower()}") for cur in currencies}
    known = [numbers.short_money(value, cur, canvas.words) for cur, value in sums.items() if value]
    if len(known) > MOST_CURRENCIES:
        return canvas.words.text("{amount} + {n} other currencies", amount=known[0], n=len(known) - 1)
    if known:
        return " + ".join(known)
    plans = {cur: getattr(row, f"amount_estimated_{cur.lower()}") for cur in currencies}
    planned = [numbers.short_money(value, cur, canvas.words) for cur, value in plans.items() if value]
    if planned:
        return canvas.words.text("plan {amount}", amount=" + ".join(planned))
    return canvas.words.text("none published")


def form_of(canvas: Canvas) -> BarForm:
    """Return the layout of the bars, made once per look."""
    return canvas.once("form.sectors", lambda: _form(canvas))


def _form(canvas: Canvas) -> BarForm:
    rows = shown(canvas.totals.records("sectors"))
    amount, dimension = canvas.state.measure == "amount", grouping(canvas.state)
    column = f"amount_{canvas.state.currency.lower()}_all" if amount else "projects_all"
    highest = max((getattr(row, column) or 0 for row in rows), default=0)
    phone = canvas.form.name in ("phone", "stage")
    widest = canvas.px(92 if canvas.form.name == "phone" else 128 if canvas.form.name == "desk" else 190)
    asides = () if phone else [money_texts(canvas, row) for row in rows]
    codes = [getattr(row, dimension) for row in rows]
    sums = _longest_sum(canvas, rows, column) if amount else "888 / 888"
    hidden = canvas.words.text("{n} undisclosed", n=88)
    return BarForm(
        labels=tuple(_label(canvas, dimension, code, widest) for code in codes),
        colours=tuple(canvas.family_colour(family_of(canvas, code)) for code in codes),
        longest_text=sums if phone else hidden if amount else max(asides, key=len, default=""),
        highest=highest * 1.02,
        kinds=(SOLID,) if amount else (SOLID, OPEN, HATCHED),
        squares=True,
        ticks=() if canvas.form.name == "stage" else _ticks(canvas, highest, amount=amount),
        longest_aside="" if phone else sums if amount else "88 / 88",
        aside_title="" if amount else canvas.words.text("published total"),
    )


def _longest_sum(canvas: Canvas, rows: list[Any], column: str) -> str:
    return max((_sum_text(canvas, getattr(row, column)) for row in rows), key=len, default="–")


def _sum_text(canvas: Canvas, minor: int | None) -> str:
    """Return the published sum in the currency of the view; unknown is a dash."""
    return numbers.short_money(minor or None, canvas.state.currency, canvas.words)


def _ticks(canvas: Canvas, highest: float, *, amount: bool) -> tuple[tuple[float, str], ...]:
    marks = [int(mark) for mark in scale_marks(highest)]
    if amount:
        return tuple((mark, canvas.money(mark, canvas.state.currency)) for mark in (marks[0], marks[-1]))
    return tuple((mark, canvas.count(mark)) for mark in marks)


def _label(canvas: Canvas, dimension: str, code: str, widest: float) -> str:
    label = canvas.label(dimension, code)
    return label if dimension == "sector" else wrapped(label, widest, canvas.size)


def family_of(canvas: Canvas, code: str) -> str:
    """Return the family a bar belongs to."""
    if grouping(canvas.state) == "family":
        return code
    return canvas.once("families", lambda: _families(canvas)).get(code, code)


def _families(canvas: Canvas) -> dict[str, str]:
    sectors = canvas.dataset.codes["sectors"]
    return dict(zip(sectors["code"], sectors["family"], strict=True))


def template(canvas: Canvas) -> Template:
    """Return the dataless sector bars."""
    return bar_template(canvas, form_of(canvas))


def bind(view: View) -> Binding:
    """Move the counts or the published amounts into the bars."""
    rows = [_row(view, row) for row in shown(view.frames.records("sectors"))]
    return bar_binding(view.canvas, form_of(view.canvas), rows)


def _row(view: View, row: Any) -> BarRow:
    canvas, state = view.canvas, view.state
    code = getattr(row, grouping(state))
    name = escaped(canvas.names.of(grouping(state), code))
    count = of_total(canvas, row.projects, row.projects_all, filtered=view.filtered)
    money = money_texts(canvas, row)
    hidden = canvas.words.text("{n} undisclosed", n=row.undisclosed)
    total, parts, text = _counted(row, count) if state.measure == "count" else _summed(canvas, row)
    return BarRow(
        codes=codes_of(canvas, code),
        label=name,
        colour=canvas.family_colour(family_of(canvas, code)),
        total=total,
        segments=parts,
        picked=bool(row.picked),
        text=text,
        aside=money if state.measure == "count" else hidden,
        hover=f"<b>{name}</b><br>{count}<br>{money}<br>{hidden}",
    )


def _counted(row: Any, count: str) -> tuple[float, tuple[float, ...], str]:
    planned = row.projects - row.has_amount - row.undisclosed
    return row.projects_all, (row.has_amount, planned, row.undisclosed), count


def _summed(canvas: Canvas, row: Any) -> tuple[float, tuple[float, ...], str]:
    column = f"amount_{canvas.state.currency.lower()}"
    now = getattr(row, column)
    return getattr(row, f"{column}_all") or 0, (now or 0,), _sum_text(canvas, now)


SECTORS = Chart(
    key="sectors",
    title="Sectors",
    note="solid: amount published, open: plan estimate, hatched: undisclosed",
    queries=queries,
    template=template,
    bind=bind,
    event=Event(click="sector"),
    dimension="sector",
)
