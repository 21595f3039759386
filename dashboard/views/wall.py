"""The wall of a scene: eave, headline, body by layout, source line, sign. No word that no answer gave."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dashboard.contract.stories import PICTURES
from dashboard.i18n.dates import date_text
from dashboard.render.answer import Answer
from dashboard.render.wall import Wall, WallFigure, figure_of, wall_of
from dashboard.story import Reference
from dashboard.views.kpis import title_of
from dashboard.views.tree import Node, el
from dashboard.views.wall_dots import dots
from dashboard.views.wall_link import link_part, small_link
from dashboard.views.wall_picture import picture

LIVE = ("projects", "japanese_projects", "operating")


def wall_part(found: Answer) -> dict[str, Any] | None:
    """Return a scene as the browser builds it: its tree, and which charts stand in it."""
    wall = wall_of(found)
    if wall is None:
        return None
    return {
        "scene": found.state.scene,
        "own": wall.own,
        "lang": found.canvas.words.rules["html_lang"],
        "theme": found.state.theme,
        "transition": wall.scene.transition,
        "charts": [view for view in wall.scene.views if view not in PICTURES],
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
        el("h1", *_lines(wall.title), cls="headline"),
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


def _lines(text: str) -> list[Any]:
    """Return a text with its hand-set line breaks, each line an element of its own."""
    return [el("span", line, cls="line") for line in text.split("\n")]


def _foot(found: Answer, wall: Wall) -> Node:
    words, park = found.canvas.words, found.board.dataset.park
    maps = any(view in (*PICTURES, "map") for view in wall.scene.views)
    review = park.map.review_number
    pending = words.text("Map review number pending; internal use only.")
    said = [wall.source, *([review or pending] if maps and not park.synthetic else [])]
    sign = el("svg", el("path", d=found.board.silhouette), viewBox="0 24 100 52", aria_hidden="true")
    return el(
        "footer",
        el("p", *[el("span", one, " ") for one in said], cls="source"),
        el("p", sign, el("span", park.short_name[found.state.lang]), cls="sign"),
    )


def figure(one: WallFigure, *, size: str = "", label: str = "", context: bool = False) -> Node:
    """Return a figure: the number, its unit at a third of the size, a bar, and one line that says what."""
    number = el(
        "b", el("span", one.before, cls="before") if one.before else None, one.number, cls=f"number {size}"
    )
    return el(
        "div",
        el("p", number, el("span", one.unit, cls="unit") if one.unit else None, cls="amount"),
        el("hr", cls="context" if context else None),
        el("p", *_lines(label), cls="label") if label else None,
        cls="figure",
        tabindex="-1",
        data_definition=one.definition or None,
        data_origin=one.origin,
        data_value=str(one.value),
    )


def _main(wall: Wall, size: str = "") -> Node:
    return figure(wall.figures[wall.scene.headline], label=wall.label, size=size)


def _opening(found: Answer, wall: Wall) -> list[Node]:
    return [picture(found, "outline"), _main(wall, "great")]


def _windows(found: Answer, wall: Wall) -> list[Node]:
    lang = found.state.lang
    made = []
    for item in wall.items:
        one = wall.figures[item.figure]
        plaque = el("div", el("p", item.name[lang], cls="label"), _amount(one), cls="plaque")
        made.append(el("div", picture(found, item.view), plaque, cls=f"window {item.view}"))
    return made


def _amount(one: WallFigure) -> Node:
    return el(
        "p",
        el("b", one.before, one.number, cls="number"),
        el("span", one.unit, cls="unit"),
        cls="amount",
        data_definition=one.definition or None,
        data_origin=one.origin,
        data_value=str(one.value),
    )


def _bricks(found: Answer, wall: Wall) -> list[Node]:
    lang, made = found.state.lang, []
    for item in wall.items:
        cls = "brick open" if item.open else "brick"
        made += [el("li", item.name[lang], cls=cls) for _ in range(item.open or 1)]
    steps = [[tag, {**rest, "data-step": str(at)}, inside] for at, (tag, rest, inside) in enumerate(made)]
    return [_main(wall), el("ol", *steps, cls="bricks")]


def _parts(found: Answer, wall: Wall) -> list[Node]:
    lang = found.state.lang
    most = max((wall.figures[item.figure].value or 0) for item in wall.items)
    rows = []
    for item in wall.items:
        one = wall.figures[item.figure]
        share = 100 * (one.value or 0) / most
        bar = el("i", style=f"width:{share:.2f}%")
        rows.append(
            el("li", el("span", item.name[lang], cls="name"), el("div", bar, _amount(one), cls="bar"))
        )
    return [_main(wall), el("ol", *rows, cls="parts")]


def _names(found: Answer, wall: Wall) -> list[Node]:
    lang = found.state.lang
    rows = [el("li", item.name[lang], cls="brick" if item.mark else "brick grey") for item in wall.items]
    return [_main(wall, "great"), el("ol", *rows, cls="names")]


def _dots(found: Answer, wall: Wall) -> list[Node]:
    words = found.canvas.words
    points = [
        (item, wall.figures[item.figure], item.name.get(found.state.lang, ""))
        for item in wall.items
        if item.at
    ]
    spoken = ", ".join(date_text(f"{item.at}-01", "month", words) for item, _, _ in points)
    return [_main(wall), dots(points, spoken)]


def _answer(found: Answer, wall: Wall) -> list[Node]:
    charts = [el("div", cls="chart", data_chart=view) for view in wall.scene.views if view not in PICTURES]
    if wall.own:
        named = [(item.figure, item.name[found.state.lang]) for item in wall.items if item.figure]
        shown = named or [(wall.scene.headline, wall.label)]
        numbers = [
            figure(wall.figures[key], label=name, context=at > 0) for at, (key, name) in enumerate(shown)
        ]
    else:
        numbers = [_live(found, key, at) for at, key in enumerate(LIVE)]
    return [el("div", *numbers, cls="figures"), el("div", *charts, cls="charts")]


def _live(found: Answer, key: str, at: int) -> Node:
    one = replace(figure_of(found, Reference(kpi=key)), unit="")
    return figure(one, label=title_of(found, key), context=at > 0)


def _figure(found: Answer, wall: Wall) -> list[Node]:
    if wall.items:
        return [_main(wall, "greatest"), _counts(found, wall), *small_link(found)]
    return [_main(wall, "greatest"), el("p", *_lines(wall.text), cls="aside") if wall.text else el("span")]


def _counts(found: Answer, wall: Wall) -> Node:
    """Return a list of counts, each a number and what it counts."""
    lang = found.state.lang
    rows = [
        el("li", _amount(replace(wall.figures[item.figure], unit="")), el("span", item.name[lang]))
        for item in wall.items
    ]
    return el("ol", *rows, cls="counts")


BODIES = {
    "opening": _opening,
    "windows": _windows,
    "bricks": _bricks,
    "parts": _parts,
    "names": _names,
    "dots": _dots,
    "answer": _answer,
    "figure": _figure,
}
