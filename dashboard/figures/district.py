"""Published figures of the district as small multiples: actual joined, estimates open and apart.

Law: only full years stand on the axis; part-years and targets are listed beside it. A line joins
actual values of one indicator and never runs through an estimate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.figures.canvas import Canvas, escaped, present
from dashboard.figures.chart import Binding, Chart, Event, View
from dashboard.figures.theme import base_layout
from dashboard.i18n import dates, numbers
from dashboard.query.query import Query
from dashboard.state import ViewState

FEWEST_POINTS = 3
MOST_SERIES = {"phone": 2, "desk": 4, "wide": 4, "ultra": 4, "stage": 2}
DRAWN_STATUS = ("actual", "estimate")


@dataclass(frozen=True)
class Series:
    """One indicator: its rows of full years, and how a value is written."""

    code: str
    currency: str
    unit: str
    rows: pd.DataFrame


def series_of(statistics: pd.DataFrame) -> list[Series]:
    """Return the district's indicators with three or more full years, money first, longest first."""
    rows = statistics[
        (statistics["territory_level"] == "district")
        & (statistics["period_type"] == "full_year")
        & statistics["status"].isin(DRAWN_STATUS)
    ]
    found = []
    for code, group in rows.groupby("indicator_code", sort=False):
        if group["year"].nunique() >= FEWEST_POINTS and group["unit"].nunique() == 1:
            first = group.iloc[0]
            ordered = group.sort_values("year", kind="stable")
            found.append(Series(str(code), first["currency"], first["unit"], ordered))
    return sorted(found, key=lambda item: (item.currency == "", -item.rows["year"].nunique()))


def value_text(series: Series, row: Any, canvas: Canvas) -> str:
    """Return a value with its unit."""
    if series.currency:
        return canvas.money(present(row.amount_minor), series.currency)
    return numbers.plain(float(row.value), series.unit, canvas.words)


def template(canvas: Canvas) -> dict[str, Any]:
    """Return the small multiples; published figures do not filter, so everything is drawn here."""
    every = series_of(canvas.dataset.tables["statistics"])[: MOST_SERIES[canvas.form.name]]
    layout = base_layout(canvas.theme, canvas.form, canvas.words)
    layout["margin"] = {"l": canvas.px(6), "r": canvas.px(6), "t": canvas.px(34), "b": canvas.px(20)}
    data: list[dict[str, Any]] = []
    for place, series in enumerate(every):
        layout |= _axes(canvas, series, place, len(every))
        layout["annotations"] += _notes(canvas, series, place)
        data += _traces(canvas, series, place)
    return {"data": data, "layout": layout}


def _suffix(place: int) -> str:
    return "" if place == 0 else str(place + 1)


def _axes(canvas: Canvas, series: Series, place: int, n: int) -> dict[str, Any]:
    gap = 0.06
    width = (1 - gap * (n - 1)) / n
    left = place * (width + gap)
    years = sorted({int(year) for year in series.rows["year"]})
    ends = [years[0], years[-1]]
    values = _values(series)
    tick = {"size": canvas.form.small, "color": canvas.theme.ink2}
    x = {
        "domain": [left, left + width],
        "range": [ends[0] - 0.9, ends[1] + 0.9],
        "tickvals": ends,
        "ticktext": [dates.year_tick(year, canvas.words) for year in ends],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "linecolor": canvas.theme.ink,
        "linewidth": canvas.px(1),
        "tickfont": tick,
        "anchor": f"y{_suffix(place)}",
    }
    y = {
        "range": [0, max(values, default=1) * 1.22],
        "fixedrange": True,
        "visible": False,
        "anchor": f"x{_suffix(place)}",
    }
    return {f"xaxis{_suffix(place)}": x, f"yaxis{_suffix(place)}": y}


def _values(series: Series) -> list[float]:
    column = "amount_minor" if series.currency else "value"
    return [float(value) for value in series.rows[column]]


def _traces(canvas: Canvas, series: Series, place: int) -> list[dict[str, Any]]:
    rows = series.rows.assign(drawn=_values(series))
    actual, estimate = rows[rows["status"] == "actual"], rows[rows["status"] == "estimate"]
    axes = {
        "type": "scatter",
        "xaxis": f"x{_suffix(place)}",
        "yaxis": f"y{_suffix(place)}",
        "hoverinfo": "text",
    }
    ink, size = canvas.theme.ink, canvas.px(6)
    line = {"color": ink, "width": canvas.px(1.3)}
    solid = {"size": size, "color": ink}
    hollow = {"size": size + canvas.px(1), "color": canvas.theme.paper, "line": line}
    return [
        _points(canvas, series, actual) | axes | {"mode": "lines+markers", "line": line, "marker": solid},
        _points(canvas, series, estimate) | axes | {"mode": "markers", "marker": hollow},
    ]


def _points(canvas: Canvas, series: Series, rows: pd.DataFrame) -> dict[str, Any]:
    texts = [
        f"{escaped(str(row.year))} {value_text(series, row, canvas)}<br>"
        f"{canvas.words.label('stat_status', row.status)} · {escaped(row.source_name)}"
        for row in rows.itertuples()
    ]
    return {"x": [int(year) for year in rows["year"]], "y": rows["drawn"].tolist(), "hovertext": texts}


def _notes(canvas: Canvas, series: Series, place: int) -> list[dict[str, Any]]:
    rows = series.rows[series.rows["status"] == "actual"]
    last = (rows if len(rows) else series.rows).iloc[-1]
    name = escaped(
        canvas.names.indicators[series.code].text if series.code in canvas.names.indicators else series.code
    )
    value = value_text(series, last, canvas)
    year = dates.year_tick(int(last["year"]), canvas.words)
    at = {
        "xref": f"x{_suffix(place)} domain",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "showarrow": False,
    }
    text = f"<b>{name}</b><br>{value}, {year}"
    return [at | {"yanchor": "bottom", "align": "left", "text": text}]


def queries(state: ViewState, currencies: tuple[str, ...]) -> tuple[Query, ...]:
    """Published figures ask the engine nothing."""
    return ()


def bind(view: View) -> Binding:
    """Published figures never follow a filter."""
    return {}


DISTRICT = Chart(
    key="district",
    title="District figures",
    note="dots: actual full years; open: estimates; targets and part-years are in the list",
    queries=queries,
    template=template,
    bind=bind,
    event=Event(),
)
