"""Where it is: the inset with the way to the far place, and the same at full size."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dashboard.figures.canvas import Canvas, escaped
from dashboard.figures.map_land import far_line, ground
from dashboard.figures.map_names import note
from dashboard.figures.map_scene import Scene
from dashboard.figures.theme import bare_axis
from dashboard.i18n import numbers
from geo.measure import distance_km

SMALL_PX = 360
INSET = {"desk": (0.19, 0.36), "wide": (0.17, 0.34), "ultra": (0.17, 0.34)}


def ends(canvas: Canvas, scene: Scene) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the line, its two ends and their names; at full size the badge names the near end."""
    settings, lang = scene.dataset.park.map, canvas.words.lang
    x, y = scene.points([settings.home_lon, settings.far_lon], [settings.home_lat, settings.far_lat])
    marker = {
        "size": canvas.px(7),
        "color": [canvas.theme.accent, canvas.theme.ink],
        "symbol": ["square", "circle"],
    }
    dots = {"type": "scatter", "mode": "markers", "x": x, "y": y, "hoverinfo": "skip", "marker": marker}
    small = {"size": canvas.form.small, "color": canvas.theme.ink}
    far = f"<b>{escaped(settings.far[lang])}</b>"
    names = [
        note(canvas, x[1], y[1], far, yanchor="bottom", yshift=canvas.px(4), font=small),
        _distance(canvas, scene, ((x[0] + x[1]) / 2, (y[0] + y[1]) / 2)),
    ]
    if is_small(scene):
        home = f"<b>{escaped(settings.home[lang])}</b>"
        names.append(note(canvas, x[0], y[0], home, yanchor="top", yshift=-canvas.px(4), font=small))
    return [far_line(canvas, scene), dots], names


def is_small(scene: Scene) -> bool:
    """Say whether a scene is drawn as an inset."""
    return scene.form.map_px[0] <= SMALL_PX * scene.form.k


def _distance(canvas: Canvas, scene: Scene, middle: tuple[float, float]) -> dict[str, Any]:
    settings = scene.dataset.park.map
    km = distance_km(settings.home_lon, settings.home_lat, settings.far_lon, settings.far_lat)
    number = numbers.count(round(km), canvas.words)
    text = canvas.words.text("{n} km", n=number)
    if not is_small(scene):
        text = canvas.words.text("{n} km in a straight line", n=number)
    font = {"size": canvas.form.small, "color": canvas.theme.accent_text}
    return note(canvas, *middle, text, xanchor="left", yanchor="top", yshift=-canvas.px(8), font=font)


def far_scene(canvas: Canvas, scene: Scene, data: list[dict[str, Any]], layout: dict[str, Any]) -> None:
    """Add the way to the far place and the cities to the largest scale."""
    if scene.scale != "eastasia":
        return
    traces, notes = ends(canvas, scene)
    cities, names = far_cities(canvas, scene)
    for trace in (*cities, *traces):
        data.append(trace | {"zorder": 0})
    layout["annotations"] += [*names, *notes]


def far_cities(canvas: Canvas, scene: Scene) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return a few large cities for orientation; none too near another."""
    frame, lang = scene.dataset.layers.get("far_places"), canvas.words.lang
    settings = scene.dataset.park.map
    if frame is None:
        return [], []
    taken = scene.points([settings.home_lon, settings.far_lon], [settings.home_lat, settings.far_lat])
    spots = list(zip(*taken, strict=True))
    kept: list[tuple[float, float, str]] = []
    column = {"zh-Hans": "name_zh", "ja": "name_ja"}.get(lang, "name_en")
    for row in frame.itertuples():
        (x,), (y,) = scene.points([row.geometry.x], [row.geometry.y])
        apart = 64 * scene.km_per_px * canvas.form.k
        inside = scene.box.x0 < x < scene.box.x1 and scene.box.y0 < y < scene.box.y1
        if inside and all(abs(x - a) > apart or abs(y - b) > apart / 3 for a, b in spots):
            kept.append((x, y, escaped(getattr(row, column) or row.name_en)))
            spots.append((x, y))
    marker = {"size": canvas.px(4), "color": canvas.theme.ink3}
    dots = {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _, _ in kept],
        "y": [y for _, y, _ in kept],
        "marker": marker,
        "hoverinfo": "skip",
    }
    font = {"size": canvas.form.small, "color": canvas.theme.ink2}
    return [dots], [
        note(canvas, x, y, name, xanchor="left", xshift=canvas.px(6), font=font) for x, y, name in kept
    ]


def inset(canvas: Canvas, scene: Scene, data: list[dict[str, Any]], layout: dict[str, Any]) -> None:
    """Add the small map of the far scale at the upper left of the park's own map."""
    if scene.scale != "park" or canvas.form.name not in INSET or "far_land" not in scene.dataset.layers:
        return
    wide, high = INSET[canvas.form.name]
    width_px, height_px = canvas.form.map_px[0] * wide, canvas.form.map_px[1] * high
    small = Scene(scene.dataset, "eastasia", replace(scene.form, map_px=(int(width_px), int(height_px))))
    small_canvas = replace(canvas, state=replace(canvas.state, scale="eastasia"))
    traces, notes = ends(small_canvas, small)
    axes = {"xaxis": "x2", "yaxis": "y2"}
    land = [trace for trace in ground(small_canvas, small) if trace["x"]]
    data += [trace | axes | {"zorder": 0} for trace in (_sea(canvas, small), *land, *traces)]
    layout["annotations"] += [text | {"xref": "x2", "yref": "y2"} for text in notes]
    box, domain_x, domain_y = small.box, [0.0, wide], [1 - high, 1.0]
    layout["xaxis2"] = bare_axis(box.x0, box.x1, domain=domain_x, anchor="y2")
    layout["yaxis2"] = bare_axis(box.y0, box.y1, domain=domain_y, anchor="x2")
    line = {"color": canvas.theme.ink, "width": canvas.px(1)}
    frame = {
        "type": "rect",
        "xref": "paper",
        "yref": "paper",
        "x0": 0,
        "x1": wide,
        "y0": 1 - high,
        "y1": 1,
        "line": line,
    }
    layout["shapes"].append(frame)


def _sea(canvas: Canvas, scene: Scene) -> dict[str, Any]:
    box = scene.box.grown(0.05)
    corners = {"x": [box.x0, box.x1, box.x1, box.x0, box.x0], "y": [box.y0, box.y0, box.y1, box.y1, box.y0]}
    fill = {"fill": "toself", "fillcolor": canvas.theme.water, "line": {"width": 0}, "hoverinfo": "skip"}
    return {"type": "scatter", "mode": "lines", **corners, **fill}
