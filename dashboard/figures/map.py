"""The map: one planar figure in kilometres, drawn from our own files, without tiles or a request.

Projects stand as counted badges at their place's anchor; projects with their own coordinates are
dots, or clusters when there are many.
"""

from __future__ import annotations

from typing import Any

from dashboard.figures import map_badges as badge
from dashboard.figures.canvas import Canvas, escaped
from dashboard.figures.chart import Binding, Chart, Event, Template, View
from dashboard.figures.map_badges import Badge, badges_of, counts_of
from dashboard.figures.map_far import far_scene, inset
from dashboard.figures.map_labels import badge_notes, placed_names
from dashboard.figures.map_land import background, ground
from dashboard.figures.map_names import airports, furniture, neighbours, towns, waters
from dashboard.figures.map_points import point_binding, point_traces
from dashboard.figures.map_scene import Scene
from dashboard.figures.theme import bare_axis, base_layout, coloured
from dashboard.i18n.numbers import difference
from dashboard.query.query import Query
from dashboard.state import ViewState
from geo.measure import circle

ALL, LIT, HIT, DOTS, CLUSTERS = range(5)
ABOVE = 10
CORNERS = 72


def queries(state: ViewState, currencies: tuple[str, ...]) -> tuple[Query, ...]:
    """Ask for the counts by place; the ranking of places asks the same, once."""
    return ()


def scene_of(canvas: Canvas) -> Scene:
    """Return the scene of the scale in the address, made once per look."""
    return canvas.once("scene", lambda: Scene(canvas.dataset, canvas.state.scale, canvas.form))


def marks_of(canvas: Canvas) -> list[Badge]:
    """Return the badges of this scale, made once per look."""
    return canvas.once("badges", lambda: badges_on(canvas, scene_of(canvas)))


def template(canvas: Canvas) -> Template:
    """Return the map without counts: ground, names, furniture, empty badges."""
    scene = scene_of(canvas)
    layout = base_layout(canvas.theme, canvas.form, canvas.words)
    box = scene.box
    layout["plot_bgcolor"] = background(canvas, scene)
    layout["xaxis"] = bare_axis(box.x0, box.x1, constrain="range")
    layout["yaxis"] = bare_axis(box.y0, box.y1, scaleanchor="x", constrain="range")
    layout["dragmode"] = False if canvas.form.name == "phone" else "lasso"
    layout["newselection"] = {
        "line": {"color": canvas.theme.accent, "width": canvas.px(1.5), "dash": "solid"}
    }
    layout["meta"] = {"area": scene.area_grid()}
    marks = marks_of(canvas)
    land = ground(canvas, scene)
    shapes, notes = furniture(canvas, scene)
    dots, names = _names(canvas, scene, marks)
    layout["annotations"] = [*badge_notes(canvas, scene, marks), *names, *notes]
    layout["shapes"] = [_area_shape(canvas), *shapes, *badge.rings(canvas, marks, largest(marks))]
    data = [*_badge_traces(canvas, marks), *point_traces(canvas), *land, *dots]
    for place, trace in enumerate(data[: CLUSTERS + 1]):
        trace["zorder"] = ABOVE + place if place < DOTS else ABOVE - 1
    far_scene(canvas, scene, data, layout)
    inset(canvas, scene, data, layout)
    return {"data": data, "layout": layout}


def badges_on(canvas: Canvas, scene: Scene) -> list[Badge]:
    """Return the badges of this scale: every place on the park's own map, one sum on the others."""
    found = badges_of(canvas, scene)
    if scene.scale == "park" or not found:
        return found
    x, y = scene.centre()
    codes = tuple(code for item in found for code in item.codes)
    return [Badge(codes, x, y, "published", False, sum(item.total for item in found))]


def largest(marks: list[Badge]) -> int:
    """Return the largest count of a badge; the others are drawn on its scale."""
    return max((item.total for item in marks), default=1)


def _names(
    canvas: Canvas, scene: Scene, marks: list[Badge]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    town_dots, town_names = towns(canvas, scene, [(item.x, item.y) for item in marks])
    port_dots, port_names = airports(canvas, scene)
    named = [*waters(canvas, scene), *port_names, *town_names, *neighbours(canvas, scene)]
    notes = placed_names(canvas, scene, marks, named)
    return [*town_dots, *port_dots], notes


def _area_shape(canvas: Canvas) -> dict[str, Any]:
    line = {"color": canvas.theme.accent, "width": canvas.px(1.6)}
    return {"type": "path", "path": "M 0 0", "visible": False, "line": line, "fillcolor": canvas.theme.band}


def _badge_traces(canvas: Canvas, marks: list[Badge]) -> list[dict[str, Any]]:
    at = {"x": [item.x for item in marks], "y": [item.y for item in marks]}
    flat = {"type": "scatter", "mode": "markers", **at, "hoverinfo": "skip", "cliponaxis": False}
    plain = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}
    outer = [round(2 * badge.radius(canvas, item.total, largest(marks)), 1) for item in marks]
    edge = {"color": canvas.theme.sheet, "width": canvas.px(1)}
    codes = [",".join(item.codes) if canvas.state.scale == "park" else None for item in marks]
    return [
        flat | plain | {"marker": {"color": [], "opacity": 1, "size": outer, "line": dict(edge)}},
        flat | plain | {"marker": {"color": canvas.theme.accent, "opacity": 1, "size": [], "line": edge}},
        flat
        | plain
        | {
            "marker": {"color": "rgba(0,0,0,0)", "size": [max(size, canvas.px(26)) for size in outer]},
            "customdata": codes,
            "hovertext": [],
            "hoverinfo": "text",
        },
    ]


def bind(view: View) -> Binding:
    """Move the counts into the badges, and the area into its outline."""
    canvas, marks = view.canvas, marks_of(view.canvas)
    counts = counts_of(view.frames.records("place"), marks, view.before)
    most = largest(marks)
    rim = [canvas.theme.ink3 if view.filtered and not item.n else canvas.theme.sheet for item in counts]
    binding: Binding = {
        f"data.{HIT}.hovertext": [
            badge.hover(canvas, mark, count) for mark, count in zip(marks, counts, strict=True)
        ],
        f"data.{ALL}.marker.color": [_outer_ink(view, item) for item in counts],
        f"data.{ALL}.marker.line.color": rim,
        f"data.{LIT}.marker.size": [
            round(2 * badge.radius(canvas, item.n, most), 1) if view.filtered else 0 for item in counts
        ],
    }
    scene = scene_of(canvas)
    return binding | _label_texts(view, marks, counts) | _area(view, scene) | point_binding(view, scene)


def _outer_ink(view: View, count: badge.Count) -> str:
    theme = view.canvas.theme
    if view.filtered and not count.n:
        return theme.sheet
    return theme.mark if view.filtered else theme.ink2


def _label_texts(view: View, marks: list[Badge], counts: list[badge.Count]) -> Binding:
    canvas, theme = view.canvas, view.canvas.theme
    binding: Binding = {}
    for at, (mark, count) in enumerate(zip(marks, counts, strict=True)):
        pale = view.filtered and not count.n
        name = escaped(badge.title_of(canvas, mark))
        ink = theme.ink3 if pale else theme.ink
        number = canvas.count(count.total)
        if view.filtered:
            number = canvas.words.text("{n} of {total}", n=canvas.count(count.n), total=number)
        colour = theme.accent_text if view.filtered and count.n else ink
        title = f"<b>{name}</b>" if not pale else name
        binding[f"layout.annotations.{2 * at}.text"] = (
            f'<span style="color:{ink}">{title}</span><br><span style="color:{colour}">{number}</span>'
            + _change(canvas, count)
        )
        shown = count.n if view.filtered else count.total
        inside = badge.radius(canvas, shown, largest(marks)) >= canvas.px(badge.INSIDE_PX)
        binding[f"layout.annotations.{2 * at + 1}.text"] = (
            f"<b>{canvas.count(shown)}</b>" if inside and shown else ""
        )
    return binding


def _change(canvas: Canvas, count: badge.Count) -> str:
    """Return the difference from the day compared with, to stand behind the count."""
    if count.change is None:
        return ""
    ink = canvas.theme.accent_text if count.change else canvas.theme.ink3
    return " " + coloured(difference(count.change, canvas.words), ink, bold=bool(count.change))


def _area(view: View, scene: Scene) -> Binding:
    ring = view.state.area or (_circle(view.ring) if view.ring and scene.scale == "park" else ())
    if not ring:
        return {"layout.shapes.0.visible": False, "layout.shapes.0.path": "M 0 0"}
    x, y = scene.points([lon for lon, _ in ring], [lat for _, lat in ring])
    steps = " L ".join(f"{a} {b}" for a, b in zip(x, y, strict=True))
    return {"layout.shapes.0.visible": True, "layout.shapes.0.path": f"M {steps} Z"}


def _circle(ring: tuple[float, float, float]) -> tuple[tuple[float, float], ...]:
    return circle(*ring, CORNERS)


MAP = Chart(
    key="map",
    title="Where the projects are",
    note="by reporting unit or town; area of a disc = number of projects",
    queries=queries,
    template=template,
    bind=bind,
    event=Event(click="place", lasso="area"),
    dimension="place",
    one_shape=True,
)
