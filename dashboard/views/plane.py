"""A small drawing on two axes as plain elements: dots that open a card, lines, rules, ticks of text."""

from __future__ import annotations

from dashboard.render.questions.finding import Plane
from dashboard.views.tree import Node, el

WIDE, HIGH = 1000, 300


def plane(drawing: Plane) -> Node:
    """Return the drawing; its numbers are in the table below it, so it is hidden from screen readers."""
    rules = [_rule(at, text) for at, text in drawing.rules]
    lines = [_line(kind, points) for kind, _, points in drawing.lines]
    names = [el("li", text, cls=kind) for kind, text, _ in drawing.lines if text]
    dots = [_dot(*dot) for dot in drawing.dots]
    drawn = el("svg", *lines, viewBox=f"0 0 {WIDE} {HIGH}", preserveAspectRatio="none", aria_hidden="true")
    across = [el("span", text, style=f"left:{100 * at:.2f}%") for at, text in drawing.x_ticks]
    upward = [el("i", text, cls="up", style=f"bottom:{100 * at:.2f}%") for at, text in drawing.y_ticks]
    return el(
        "figure",
        el("figcaption", el("span", drawing.y_title), el("ul", *names) if names else None),
        el("div", drawn, *rules, *dots, *upward, cls="field", aria_hidden="true"),
        el("div", *across, cls="ticks"),
        el("p", drawing.x_title, cls="axis-title"),
        cls="plane",
    )


def _line(kind: str, points: tuple[tuple[float, float], ...]) -> Node:
    steps = " L ".join(f"{x * WIDE:.1f} {(1 - y) * HIGH:.1f}" for x, y in points)
    return el("path", d=f"M {steps}", cls=f"line {kind}")


def _rule(at: float, text: str) -> Node:
    return el("i", el("span", text), cls="rule", style=f"bottom:{100 * at:.2f}%")


def _dot(x: float, y: float, project: str, text: str) -> Node:
    place = f"left:{100 * x:.2f}%;bottom:{100 * y:.2f}%"
    return el(
        "button",
        type="button",
        cls="dot",
        style=place,
        title=text,
        tabindex="-1",
        data_set="card",
        data_value=project,
    )
