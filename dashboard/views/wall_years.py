"""Columns of squares, one square a project: the year that plays is fired, those before it stand."""

from __future__ import annotations

from math import ceil

from dashboard.i18n import dates, numbers
from dashboard.i18n.translate import Words
from dashboard.render.wall_years import YearColumn, Years
from dashboard.views.tree import Node, el

HEIGHT, WIDTH, MOST_ACROSS = 43.0, 104.0, 16
MOST_SIDE, GAP, COLUMN_SHARE = 5.4, 0.5, 0.8


def side_of(columns: int, highest: int) -> tuple[float, int]:
    """Return the side of a square in hundredths of the wall's height, and how many stand side by side.

    Examples
    --------
    >>> side_of(8, 10)
    (4.7, 2)
    >>> side_of(8, 120)
    (1.2, 5)
    """
    wide = COLUMN_SHARE * WIDTH / max(columns, 1)

    def side(across: int) -> float:
        rows = ceil(max(highest, 1) / across)
        return min(MOST_SIDE, wide / across - GAP, HEIGHT / rows - GAP)

    best = max(range(1, MOST_ACROSS + 1), key=side)
    return round(side(best) - 0.05, 1), best


def years(found: Years, words: Words) -> Node:
    """Return the columns; a year the wall has not come to is an empty place."""
    highest = max((one.n for one in found.columns), default=1)
    side, across = side_of(len(found.columns), highest)
    made = [_column(one, words) for one in found.columns]
    undated = words.text("{n} without a date of signing", n=numbers.count(found.undated, words))
    return el(
        "div",
        el("ol", *made, cls="years", style=f"--side:{side}cqh;--across:{across}"),
        el("p", undated, cls="undated") if found.undated else None,
        cls="history",
    )


def _column(one: YearColumn, words: Words) -> Node:
    cls = "year" + (" now" if one.now else "" if one.reached else " ahead")
    count = el("b", numbers.count(one.n, words)) if one.now else None
    squares = [el("i") for _ in range(one.n if one.reached else 0)]
    return el(
        "li",
        count,
        el("div", *squares, cls="squares"),
        el("span", dates.year_tick(one.year, words), cls="when"),
        cls=cls,
    )
