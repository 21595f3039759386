"""Published figures: totals of money that are never added up, and the district's statistics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard.contract.naming import Name, Names, pick_name
from dashboard.figures.canvas import Canvas, present
from dashboard.figures.district import MOST_SERIES, series_of
from dashboard.i18n import dates, numbers

if TYPE_CHECKING:
    from dashboard.render.board import Board


@dataclass(frozen=True)
class Figure:
    """One published figure with its basis, territory, period, status and source."""

    key: str
    name: Name
    value: str
    period: str
    territory: str
    basis: str
    status: str
    source: str


def series_rows(canvas: Canvas) -> list[Figure]:
    """Return the points of the drawn series, in the order of the picture."""
    rows = []
    for series in series_of(canvas.dataset.tables["statistics"])[: MOST_SERIES[canvas.form.name]]:
        rows += [_statistic(row, canvas.names) for row in series.rows.to_dict("records")]
    return rows


def statistics_list(board: Board, names: Names) -> list[Figure]:
    """Return every published statistic, newest year first; targets and plans come last."""
    table = board.dataset.tables["statistics"]
    rank = table.assign(last=table["status"].isin(("computed", "target", "plan")))
    ordered = rank.sort_values(["last", "year"], ascending=[True, False], kind="stable")
    return [_statistic(row, names) for row in ordered.to_dict("records")]


def _statistic(row: dict[str, Any], names: Names) -> Figure:
    words, code = names.words, row["indicator_code"]
    name = names.indicators.get(code, Name(code, "en"))
    minor = present(row["amount_minor"])
    if minor is not None and row["currency"]:
        value = numbers.money(minor, row["currency"], words)
    else:
        value = numbers.plain(float(row["value"]), row["unit"], words)
    return Figure(
        key=row["statistic_id"],
        name=name,
        value=value,
        period=period_words(row["period"], row["period_type"], row["year"], names),
        territory=row["territory"],
        basis=words.label("period_type", row["period_type"]),
        status=words.label("stat_status", row["status"]),
        source=row["source_name"],
    )


def period_words(period: str, kind: str, year: Any, names: Names) -> str:
    """Return the period of a statistic: the year for whole years, else as published."""
    if kind == "full_year" and year == year and year is not pd.NA:
        return dates.year_tick(int(year), names.words)
    known = year == year and year is not pd.NA and str(year) not in str(period)
    return f"{year} {period}" if known else str(period)


def published_totals(board: Board, names: Names) -> list[Figure]:
    """Return money as reported in events and statistics, latest first; rows overlap, never add them."""
    table = board.dataset.tables["published_totals"].sort_values("period", ascending=False, kind="stable")
    return [_total(row, names) for row in table.to_dict("records")]


def _total(row: dict[str, Any], names: Names) -> Figure:
    words = names.words
    name = names.indicators.get(row["basis"]) or pick_name(
        {"zh-Hans": row["title_zh"], "en": row["title_en"]}, words.lang
    )
    money = numbers.money(present(row["amount_minor"]), row["currency"], words)
    return Figure(
        key=row["origin_id"],
        name=name,
        value=money,
        period=row["period"],
        territory=row["scope"],
        basis=row["basis"],
        status=words.label("stat_status", row["status"]),
        source=row["source_name"],
    )
