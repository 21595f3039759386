"""Values on a true time axis: one open dot each, no line between or after them."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.render.wall import WallFigure
from dashboard.story import Item
from dashboard.views.tree import Node, el

Point = tuple[Item, WallFigure, str]
EDGE = 11.0
ROOM = 78.0


def month_number(at: str) -> int:
    """Return a month as a number of months.

    Examples
    --------
    >>> month_number("2020-03") - month_number("2019-05")
    10
    """
    year, month = at.split("-")
    return int(year) * 12 + int(month)


def dots(points: Sequence[Point], spoken: str) -> Node:
    """Return the dots; the highest value takes the height, zero is the axis."""
    months = [month_number(item.at) for item, _, _ in points]
    first, span = min(months), max(max(months) - min(months), 1)
    most = max((one.value or 0) for _, one, _ in points) or 1
    made: list[Node] = []
    for step, (item, one, name) in enumerate(points):
        left = EDGE + (100 - 2 * EDGE) * (month_number(item.at) - first) / span
        low = ROOM * (one.value or 0) / most
        made.append(_dot(item, one, left, low, step))
        if name:
            made.append(el("span", name, cls="when", style=f"left:{left:.2f}%"))
    return el("div", el("i", cls="axis"), *made, cls="dots", aria_label=spoken)


def _dot(item: Item, one: WallFigure, left: float, low: float, step: int) -> Node:
    cls = "dot" + (" mark" if item.mark else "") + (" below" if item.below else "")
    return el(
        "span",
        el("b", one.before, one.number),
        cls=cls,
        style=f"left:{left:.2f}%;bottom:{low:.2f}%",
        data_step=str(step),
        data_origin=one.origin,
        data_value=str(one.value),
        data_definition=one.definition or None,
    )
