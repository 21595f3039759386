"""Groups on two days on one scale: what was is a frame, what is now is filled; a bar is pressed to pick."""

from __future__ import annotations

from dashboard.i18n import numbers
from dashboard.i18n.translate import Words
from dashboard.render.wall_change import ChangeRow, Changes
from dashboard.views.tree import Node, el

ROOM = 78.0


def change(found: Changes, words: Words, *, later: bool) -> Node:
    """Return the bars; the first day is grey, and ``later`` it stays as frames around what is now."""
    rows = [_row(one, found.highest, words, later=later) for one in found.rows]
    return el("ol", *rows, cls="change" if later else "change before", style=f"--rows:{len(rows)}")


def _row(one: ChangeRow, highest: int, words: Words, *, later: bool) -> Node:
    share = ROOM / max(highest, 1)
    text = numbers.count(one.now, words)
    if later:
        text = f"{numbers.count(one.first, words)} → {text}"
    bars = [
        el("i", cls="now", style=f"width:{share * one.now:.2f}%", data_moves=one.code),
        el("i", cls="then", style=f"width:{share * one.first:.2f}%") if later else None,
    ]
    return el(
        "li",
        el("span", one.label, cls="name"),
        el("div", *bars, el("b", text, style=f"left:{share * max(one.now, one.first):.2f}%"), cls="bar"),
        cls="picked" if one.picked else "pale",
        data_pick=one.dimension,
        data_codes=one.code,
    )
