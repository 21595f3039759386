"""The wall of a scene: eave, headline, body by layout, source line, sign. No word that no answer gave."""

from __future__ import annotations

from typing import Any

from dashboard.contract.stories import PICTURES
from dashboard.i18n.dates import date_text
from dashboard.render.answer import Answer
from dashboard.render.wall import Wall, WallFigure, wall_of
from dashboard.views.tree import Node, el
from dashboard.views.wall_bodies import BODIES, charts_of, picture_address
from dashboard.views.wall_figure import lines
from dashboard.views.wall_link import link_part


def wall_part(found: Answer) -> dict[str, Any] | None:
    """Return a scene as the browser builds it: its tree, and which charts stand in it."""
    wall = wall_of(found)
    if wall is None:
        return None
    return {
        "scene": found.state.scene,
        "own": wall.own,
        "stop": wall.stop,
        "lang": found.canvas.words.rules["html_lang"],
        "theme": found.state.theme,
        "transition": wall.scene.transition,
        "charts": charts_of(wall),
        "pictures": [picture_address(found, wall, wall.scene.picture)] if wall.scene.picture else [],
        "tree": _scene(found, wall),
        "figures": {key: _told(one) for key, one in wall.figures.items()},
        "title": wall.title,
        **link_part(found),
    }


def _told(one: WallFigure) -> dict[str, Any]:
    return {"value": one.value, "text": one.before + one.number, "unit": one.unit, "origin": one.origin}


def _scene(found: Answer, wall: Wall) -> Node:
    layout = wall.scene.layout
    return el(
        "section",
        _eave(wall),
        el("h1", *lines(wall.title), cls="headline"),
        el("div", *BODIES[layout](found, wall), cls="body"),
        _foot(found, wall),
        cls=f"scene layout-{layout}" + ("" if wall.own else " live"),
    )


def _eave(wall: Wall) -> Node:
    bars = [
        el("i", cls="now" if at == wall.at else "past" if at < wall.at else None)
        for at in range(len(wall.story.scenes))
    ]
    return el("div", *bars, cls="eave", aria_hidden="true")


def _foot(found: Answer, wall: Wall) -> Node:
    words, park = found.canvas.words, found.board.dataset.park
    maps = any(view in (*PICTURES, "map") for view in wall.scene.views)
    review = park.map.review_number
    pending = words.text("Map review number pending; internal use only.")
    day = words.text("as of {date}", date=date_text(park.compiled.isoformat(), "day", words))
    counted = any(not one.row for one in wall.scene.figures.values()) or not wall.own
    said = [
        wall.source,
        *([day] if counted else []),
        *([review or pending] if maps and not park.synthetic else []),
    ]
    sign = el("svg", el("path", d=found.board.silhouette), viewBox="0 24 100 52", aria_hidden="true")
    return el(
        "footer",
        el("p", *[el("span", one, " ") for one in said], cls="source"),
        el("p", sign, el("span", park.short_name[found.state.lang]), cls="sign"),
    )
