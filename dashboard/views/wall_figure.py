"""A figure on the wall: ink, its unit at a third of the size, a bar beneath, one line that says what."""

from __future__ import annotations

from typing import Any

from dashboard.render.wall import Wall, WallFigure
from dashboard.views.tree import Node, el


def figure(one: WallFigure, *, size: str = "", label: str = "", context: bool = False) -> Node:
    """Return a figure: the number, its unit at a third of the size, a bar, and one line that says what."""
    number = el(
        "b", el("span", one.before, cls="before") if one.before else None, one.number, cls=f"number {size}"
    )
    return el(
        "div",
        el("p", number, el("span", one.unit, cls="unit") if one.unit else None, cls="amount"),
        el("hr", cls="context" if context else None),
        el("p", *lines(label), cls="label") if label else None,
        cls="figure",
        tabindex="-1",
        data_definition=one.definition or None,
        data_origin=one.origin,
        data_value=str(one.value),
    )


def amount(one: WallFigure) -> Node:
    """Return a figure without bar and label: the number and its unit."""
    return el(
        "p",
        el("b", one.before, one.number, cls="number"),
        el("span", one.unit, cls="unit"),
        cls="amount",
        data_definition=one.definition or None,
        data_origin=one.origin,
        data_value=str(one.value),
    )


def lines(text: str) -> list[Any]:
    """Return a text with its hand-set line breaks, each line an element of its own."""
    return [el("span", line, cls="line") for line in text.split("\n")]


def main(wall: Wall, size: str = "") -> Node:
    """Return the headline figure of a scene with its label."""
    return figure(wall.figures[wall.scene.headline], label=wall.label, size=size)
