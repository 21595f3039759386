"""A picture of the ground as SVG nodes: land, water, the park fired, one line to one place.

Law: the far map is never drawn wider than the crop that the park allows; where a window is of another shape,
it shows less.
"""

from __future__ import annotations

from dashboard.figures.wall_map import Spot, WallMap, wall_map
from dashboard.render.answer import Answer
from dashboard.views.tree import Node, el

TEXT_PX, INNER_PX = 54, 7
LINE_PX = {"eastasia": 12, "delta": 8}
DOT_PX = {"eastasia": 15, "delta": 9}
NAMED = NEVER_WIDER = ("eastasia",)


def picture(found: Answer, view: str, inner: str = "") -> Node:
    """Return a picture, made once per board and language; with the frame of an inner one when it is named."""
    lang = found.state.lang
    made: Node = found.board.kept(
        ("picture", view, inner, lang), lambda: drawn(wall_map(found.board.dataset, view, lang, inner))
    )
    return made


def drawn(made: WallMap) -> Node:
    """Return a picture as nodes; the styles of the room colour it."""
    x, y, width, height = made.box
    px = made.km
    layers = [
        el("path", d=made.paths[key], cls=key) for key in ("land", "park", "water") if key in made.paths
    ]
    if "edge" in made.paths:
        layers.append(el("path", d=made.paths["edge"], cls="edge", style=f"stroke-width:{4 * px:.4f}"))
    if "way" in made.paths:
        thick = f"stroke-width:{(LINE_PX[made.view] + 14) * px:.4f}"
        layers += [
            el("path", d=made.paths["way"], cls="way-edge", style=thick),
            el("path", d=made.paths["way"], cls="way", style=f"stroke-width:{LINE_PX[made.view] * px:.4f}"),
        ]
        layers += [_dot(spot, px, DOT_PX[made.view]) for spot in made.spots]
        layers += [_name(spot, px) for spot in made.spots] if made.view in NAMED else []
    if "inner" in made.paths:
        thick = f"stroke-width:{INNER_PX * px:.4f}"
        layers.append(el("path", d=made.paths["inner"], cls="inner", style=thick))
    frame = f"{x:g} {y:g} {width:g} {height:g}"
    fit = "xMidYMid slice" if made.view in NEVER_WIDER else "xMidYMid meet"
    return el("svg", *layers, cls=f"picture {made.view}", viewBox=frame, preserveAspectRatio=fit)


def _dot(spot: Spot, px: float, size: float) -> Node:
    return el(
        "circle",
        cx=f"{spot.x:.2f}",
        cy=f"{spot.y:.2f}",
        r=f"{size * px:.3f}",
        cls="end" if spot.end else "start",
        style=f"stroke-width:{0.4 * size * px:.4f}",
    )


def _name(spot: Spot, px: float) -> Node:
    lift, aside = (-34 * px, 0.0) if spot.end else (48 * px, 22 * px)
    return el(
        "text",
        spot.name,
        x=f"{spot.x + aside:.2f}",
        y=f"{spot.y + lift:.2f}",
        style=f"font-size:calc({TEXT_PX * px:.3f}px * var(--grow, 1));stroke-width:{12 * px:.3f}px",
        text_anchor="middle" if spot.end else "start",
    )
