"""Tracks of plans and dates reached as plain elements, and the axis along which a period is picked."""

from __future__ import annotations

from datetime import date
from typing import Any

from dashboard.render.questions.finding import Finding, Row
from dashboard.views.tree import Node, el

Shares = tuple[float, float]


def axis(answer: Finding) -> dict[str, Any]:
    """Return the attributes that declare an axis of days: its key in the address, first and last day."""
    if answer.axis is None or not answer.period:
        return {}
    first, last = (day.isoformat() for day in answer.axis)
    return {"data_axis": answer.period, "data_from": first, "data_to": last}


def lane(answer: Finding) -> dict[str, Any]:
    """Return the attribute of a cell in which a stroke along the axis may begin."""
    return {"data_lane": "1"} if axis(answer) else {}


def picked_share(answer: Finding, period: tuple[str, str]) -> Shares | None:
    """Return where a period of months lies on the axis, as shares; None when none is picked.

    Examples
    --------
    >>> found = Finding("", "", "", axis=(date(2026, 1, 1), date(2027, 1, 1)))
    >>> [round(share, 3) for share in picked_share(found, ("2026-04", "2026-06"))]
    [0.247, 0.496]
    """
    if answer.axis is None or not any(period):
        return None
    first, last = answer.axis
    start = _month(period[0], 0) if period[0] else first
    end = _month(period[1], 1) if period[1] else last
    low, high = ((day - first).days / (last - first).days for day in (start, end))
    return max(low, 0.0), min(high, 1.0)


def _month(month: str, more: int) -> date:
    months = int(month[:4]) * 12 + int(month[5:]) - 1 + more
    return date(months // 12, months % 12 + 1, 1)


def track(row: Row, picked: Shares | None) -> Node:
    """Return the marks of a row on the axis, and the picked period behind them."""
    marks = [el("i", cls=f"mark {kind}", style=_wide(start, end)) for kind, start, end in row.track]
    behind = el("i", cls="picked", style=_wide(*picked)) if picked else None
    return el("span", behind, el("i", cls="today"), *marks, cls="gantt", aria_hidden="true", data_ruler="1")


def _wide(start: float, end: float) -> str:
    left, right = max(0.0, start) * 100, min(1.0, end) * 100
    return f"left:{left:.2f}%;width:{max(right - left, 0):.2f}%"
