"""Names on the map: neighbours in spaced capitals, waters in serif, airports, the frame's furniture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from shapely.geometry import box as rectangle
from shapely.geometry.base import BaseGeometry

from dashboard.contract.naming import COLUMN_OF, pick_name
from dashboard.figures.canvas import Canvas, escaped
from dashboard.figures.map_land import window
from dashboard.figures.map_scene import BAR_KM, Scene
from dashboard.i18n import numbers
from geo.measure import distance_km, label_point

Note = dict[str, Any]
THIN = "\u2009"
EDGE_PX = 34


@dataclass(frozen=True)
class Named:
    """A name that stands where there is room: on its point (``fixed``) or beside its mark."""

    x: float
    y: float
    text: str
    font: dict[str, Any]
    fixed: bool = True
    radius: float = 0.0


def local_name(row: Any, lang: str) -> str:
    """Return the name of a feature in the language, else English, else Chinese."""
    found = {code: str(getattr(row, column, "") or "") for code, column in COLUMN_OF.items()}
    return pick_name(found, lang).text


def note(canvas: Canvas, x: float, y: float, text: str, **more: Any) -> Note:
    """Return a piece of text on the map, without an arrow."""
    font = {"size": canvas.size, "color": canvas.theme.ink, **more.pop("font", {})}
    return {"x": x, "y": y, "text": text, "showarrow": False, "font": font, **more}


def spaced(text: str) -> str:
    """Return a name in spaced capitals, as atlases set neighbours."""
    return THIN.join(text.upper())


def neighbours(canvas: Canvas, scene: Scene) -> list[Named]:
    """Return the names of the units around the park that have room in the frame."""
    layer = {"park": "neighbours", "city": "neighbours", "delta": "cities"}.get(scene.scale, "")
    frame = scene.dataset.layers.get(layer)
    if frame is None:
        return []
    own = scene.boundary.buffer(0.01)
    notes = []
    for row in frame.itertuples():
        if own.contains(row.geometry.representative_point()):
            continue
        spot = _spot(row.geometry, scene)
        if spot is not None:
            text = spaced(escaped(local_name(row, canvas.words.lang)))
            notes.append(Named(*spot, text, {"size": canvas.form.small, "color": canvas.theme.ink3}))
    return notes


def _spot(shape: BaseGeometry, scene: Scene) -> tuple[float, float] | None:
    seen = shape.intersection(_inner(scene))
    if seen.is_empty or seen.area < _inner(scene).area * 0.004:
        return None
    biggest = max(getattr(seen, "geoms", [seen]), key=lambda part: part.area)
    if biggest.geom_type != "Polygon":
        return None
    lon, lat = label_point(biggest)
    (x,), (y,) = scene.points([lon], [lat])
    return x, y


def _inner(scene: Scene) -> BaseGeometry:
    outer = window(scene)
    west, south, east, north = outer.bounds
    pad = EDGE_PX * scene.km_per_px / 95
    share = 0.35 / 1.7
    dx, dy = (east - west) * share, (north - south) * share
    return rectangle(west + dx + pad, south + dy + pad, east - dx - pad, north - dy - pad)


def waters(canvas: Canvas, scene: Scene) -> list[Named]:
    """Return the names of lakes that lie in the frame, in serif."""
    frame = scene.dataset.layers.get("lakes")
    if frame is None or scene.scale == "eastasia":
        return []
    italic = canvas.words.lang in ("en", "th")
    notes = []
    for row in frame.itertuples():
        spot = _spot(row.geometry, scene)
        if spot is None:
            continue
        name = escaped(local_name(row, canvas.words.lang))
        text = f"<i>{name}</i>" if italic else name
        font = {
            "family": canvas.words.rules["font_serif"],
            "size": canvas.size * 1.06,
            "color": canvas.theme.hydro,
        }
        notes.append(Named(*spot, text, font))
    return notes


def airports(canvas: Canvas, scene: Scene) -> tuple[list[dict[str, Any]], list[Named]]:
    """Return the airports of this scale with the straight distance from the park's station."""
    settings, frame = scene.dataset.park.map, scene.dataset.layers.get("airports")
    near = {"park": settings.airports_park, "city": settings.airports_park, "delta": settings.airports_delta}
    wanted = near.get(scene.scale, ())
    if frame is None or not wanted:
        return [], []
    names = []
    for row in frame.itertuples():
        (x,), (y,) = scene.points([row.geometry.x], [row.geometry.y])
        if row.iata in wanted and scene.box.x0 < x < scene.box.x1 and scene.box.y0 < y < scene.box.y1:
            names.append(_airport(canvas, scene, row, (x, y)))
    return [dots(canvas, names, "triangle-up", canvas.px(8))], names


def _airport(canvas: Canvas, scene: Scene, row: Any, spot: tuple[float, float]) -> Named:
    settings = scene.dataset.park.map
    far = distance_km(settings.home_lon, settings.home_lat, row.geometry.x, row.geometry.y)
    km = canvas.words.text("{n} km", n=numbers.count(round(far), canvas.words))
    text = f"{escaped(short_airport(local_name(row, canvas.words.lang)))} {km}"
    font = {"size": canvas.form.small, "color": canvas.theme.ink2}
    return Named(*spot, text, font, fixed=False, radius=canvas.px(5))


def dots(canvas: Canvas, names: list[Named], symbol: str, size: float) -> dict[str, Any]:
    """Return the marks of some names."""
    marker = {"symbol": symbol, "size": size, "color": canvas.theme.ink3}
    at = {"x": [one.x for one in names], "y": [one.y for one in names]}
    return {"type": "scatter", "mode": "markers", **at, "marker": marker, "hoverinfo": "skip"}


def short_airport(name: str) -> str:
    """Return an airport's name without the word every airport carries."""
    return name.replace(" International Airport", "").replace("国际机场", "机场").replace("国際空港", "空港")


def furniture(canvas: Canvas, scene: Scene) -> tuple[list[dict[str, Any]], list[Note]]:
    """Return the scale bar, drawn in kilometres so that it is always true, and north."""
    box, km, px = scene.box, BAR_KM[scene.scale], scene.km_per_px
    right, low = box.x1 - 26 * px * canvas.form.k, box.y0 + 22 * px * canvas.form.k
    left = right - km
    line = {"color": canvas.theme.ink, "width": canvas.px(3)}
    thin = {"color": canvas.theme.ink, "width": canvas.px(1)}
    bar = {"type": "line", "x0": left, "x1": left + km / 2, "y0": low, "y1": low, "line": line}
    rest = {
        "type": "rect",
        "x0": left + km / 2,
        "x1": right,
        "y0": low - 1.5 * px * canvas.form.k,
        "y1": low + 1.5 * px * canvas.form.k,
        "line": thin,
        "fillcolor": canvas.theme.paper,
    }
    texts = ((left, "0"), (right, canvas.words.text("{n} km", n=numbers.count(km, canvas.words))))
    small = {"size": canvas.form.small, "color": canvas.theme.ink}
    notes = [
        note(canvas, x, low, text, xanchor=side, yanchor="bottom", yshift=canvas.px(3), font=small)
        for (x, text), side in zip(texts, ("left", "right"), strict=True)
    ]
    north = note(
        canvas,
        left - 20 * px * canvas.form.k,
        low,
        "▲<br><b>N</b>",
        yanchor="bottom",
        yshift=-canvas.px(6),
        font=small,
    )
    return [bar, rest], [*notes, north]


def towns(
    canvas: Canvas, scene: Scene, taken: list[tuple[float, float]]
) -> tuple[list[dict[str, Any]], list[Named]]:
    """Return dots of towns that carry no badge, and their names."""
    frame = scene.dataset.layers.get("town_points")
    if frame is None or scene.scale != "park" or canvas.form.name == "phone":
        return [], []
    names = []
    font = {"size": canvas.form.small, "color": canvas.theme.ink2}
    for row in frame.itertuples():
        (x,), (y,) = scene.points([row.geometry.x], [row.geometry.y])
        apart = 22 * scene.km_per_px * canvas.form.k
        if all(np.hypot(x - tx, y - ty) > apart for tx, ty in taken):
            name = escaped(town_name(canvas, str(getattr(row, "code", "")), row))
            names.append(Named(x, y, name, font, fixed=False, radius=canvas.px(3)))
    return [dots(canvas, names, "circle", canvas.px(4))], names


def town_name(canvas: Canvas, code: str, row: Any) -> str:
    """Return a town's short name from the register's places, by its official code."""
    places = canvas.dataset.tables["places"]
    match = places[places["place_code"] == code]
    if len(match):
        return canvas.names.short_places[match["place_id"].iloc[0]].text
    return local_name(row, canvas.words.lang)
