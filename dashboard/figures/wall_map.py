"""Maps for the wall: the ground of one scale as a few paths, in kilometres, that any screen may enlarge.

Law: the frame is the map’s own (figures.map_scene); nothing is drawn that the board’s map would not draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dashboard.contract.dataset import Dataset
from dashboard.contract.naming import pick_name
from dashboard.figures.map_land import window
from dashboard.figures.map_scene import Box, Scene, fitted, scales_of
from dashboard.figures.theme import Form
from geo.crs import inverse
from geo.measure import geodesic_line
from geo.planar import rings_km

PIXELS = {"outline": (1534, 860), "eastasia": (1063, 630), "delta": (700, 400), "city": (1063, 745)}
GROUND = {"outline": (3900, 860)}
SCALE_OF = {"outline": "park", "eastasia": "eastasia", "delta": "delta", "city": "city"}
LAND = {"eastasia": "far_land"}
WATERS = {"eastasia": ("far_lakes",), "outline": ("water", "lakes")}
WINDOW_SHARE, FRAME_POINTS, FRAME_AIR, LEAST_FRAME = 4.2, 9, 0.06, 0.07


@dataclass(frozen=True)
class Spot:
    """A named place of the map."""

    x: float
    y: float
    name: str
    end: bool = False


@dataclass(frozen=True)
class WallMap:
    """One picture: paths by what they are, places, the frame and the kilometres of a pixel."""

    view: str
    box: tuple[float, float, float, float]
    km: float
    paths: dict[str, str]
    spots: tuple[Spot, ...]


def wall_map(dataset: Dataset, view: str, lang: str, inner: str = "") -> WallMap:
    """Return a picture of the ground at one scale, with the frame of another one when ``inner`` names it."""
    scene, ground = _scene(dataset, view, PIXELS[view]), _scene(dataset, view, GROUND.get(view, PIXELS[view]))
    layers = dataset.layers
    made = {"land": _area(ground, layers.get(LAND.get(view, ""), None))}
    waters = WATERS.get(view, ("water", "lakes"))
    made["water"] = " ".join(_area(ground, layers.get(name)) for name in waters)
    made["park"] = "" if view == "eastasia" else _area(ground, layers["boundary"])
    made["edge"] = made["park"] if view == "outline" else ""
    spots, made["way"] = _way(scene, view, lang)
    box = _frame(scene, view, spots)
    made["inner"] = _inner_frame(dataset, scene, inner, lang) if inner else ""
    frame = (round(box.x0, 2), round(-box.y1, 2), round(box.width, 2), round(box.height, 2))
    return WallMap(
        view, frame, box.width / PIXELS[view][0], {key: path for key, path in made.items() if path}, spots
    )


def _scene(dataset: Dataset, view: str, pixels: tuple[int, int]) -> Scene:
    return Scene(dataset, SCALE_OF[view], Form("stage", 1.0, 44.0, 37.0, pixels))


def _frame(scene: Scene, view: str, spots: tuple[Spot, ...]) -> Box:
    """Return the frame; the delta is cut to a few times the way it shows, so that the way is seen.

    It still holds the frame of the city, whose window opens after it.
    """
    if view != "delta" or not spots:
        return scene.box
    city = _scene(scene.dataset, "city", PIXELS["city"]).box if "city" in scales_of(scene.dataset) else None
    x, y = (spots[0].x + spots[1].x) / 2, -(spots[0].y + spots[1].y) / 2
    half = float(np.hypot(spots[0].x - spots[1].x, spots[0].y - spots[1].y)) * WINDOW_SHARE / 2
    wide, high = PIXELS[view]
    near = Box(x - half, y - half * high / wide, x + half, y + half * high / wide)
    return fitted(near if city is None else _around(near, city.grown(FRAME_AIR)), wide / high)


def _around(one: Box, other: Box) -> Box:
    return Box(min(one.x0, other.x0), min(one.y0, other.y0), max(one.x1, other.x1), max(one.y1, other.y1))


def _inner_frame(dataset: Dataset, outer: Scene, view: str, lang: str) -> str:
    """Return the frame of another picture as a path on this one; nothing when it would be a mere speck."""
    scene = _scene(dataset, view, PIXELS[view])
    box = _frame(scene, view, _way(scene, view, lang)[0])
    if box.width < LEAST_FRAME * outer.box.width:
        return ""
    along = np.linspace(0, 1, FRAME_POINTS)
    there, back = box.x0 + box.width * along, box.x1 - box.width * along
    up, down = box.y0 + box.height * along, box.y1 - box.height * along
    flat = np.ones(FRAME_POINTS)
    xs = np.concatenate([there, box.x1 * flat, back, box.x0 * flat])
    ys = np.concatenate([box.y0 * flat, up, box.y1 * flat, down])
    lon, lat = inverse(scene.projection, xs, ys)
    return path_of(*outer.points(lon.tolist(), lat.tolist()), close=True)


def _area(scene: Scene, frame: Any) -> str:
    if frame is None or frame.empty:
        return ""
    seen = frame.geometry.union_all().intersection(window(scene))
    return "" if seen.is_empty else path_of(*rings_km(seen, scene.projection), close=True)


def path_of(xs: Sequence[float | None], ys: Sequence[float | None], *, close: bool) -> str:
    """Return points parted by None as an SVG path; north is up.

    Examples
    --------
    >>> path_of([0, 1.5, None, 2, 3], [0, 1, None, 2, 3], close=False)
    'M0 0L1.5 -1M2 -2L3 -3'
    """
    steps: list[str] = []
    start = True
    for x, y in zip(xs, ys, strict=True):
        if x is None or y is None:
            steps.append("Z" if close else "")
            start = True
            continue
        steps.append(f"{'M' if start else 'L'}{x:g} {0 - y:g}")
        start = False
    return "".join(steps) + ("Z" if close else "")


def _way(scene: Scene, view: str, lang: str) -> tuple[tuple[Spot, ...], str]:
    settings = scene.dataset.park.map
    home, far = (settings.home_lon, settings.home_lat), _far(scene, view)
    if far is None:
        return (), ""
    line = np.asarray(geodesic_line(home, far[:2], 60))
    x, y = scene.points(line[:, 0].tolist(), line[:, 1].tolist())
    spots = (
        Spot(x[0], -y[0], settings.home[lang]),
        Spot(x[-1], -y[-1], settings.far[lang] if far[2] is None else pick_name(far[2], lang).text, end=True),
    )
    return spots, path_of(x, y, close=False)


def _far(scene: Scene, view: str) -> tuple[float, float, dict[str, str] | None] | None:
    settings = scene.dataset.park.map
    if view == "eastasia":
        return settings.far_lon, settings.far_lat, None
    airports = scene.dataset.layers.get("airports")
    if view != "delta" or airports is None or not settings.airports_delta:
        return None
    row = airports[airports["iata"] == settings.airports_delta[0]].iloc[0]
    named = {"zh-Hans": row.get("name_zh"), "en": row.get("name_en"), "ja": row.get("name_ja")}
    return row.geometry.x, row.geometry.y, {lang: str(name) for lang, name in named.items() if name}
