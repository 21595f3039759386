"""The invented ground: a boundary of 489 km², eleven towns that share edges, a lake, the core, plots.

Units: shapes are built in kilometres around an empty place in the ocean and written in WGS-84
degrees with five decimals, so that the same seed gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from random import Random
from typing import Any

import numpy as np
import shapely
from shapely.geometry import MultiPoint, Point, Polygon, box, mapping
from shapely.geometry.base import BaseGeometry

from dashboard.demo.invented import LANGUAGES, TOWNS
from geo.crs import Projection, inverse
from geo.measure import area_km2, label_point

CENTRE = (150.0, 30.0)
PROJECTION = Projection(
    "demo", f"+proj=tmerc +lat_0={CENTRE[1]} +lon_0={CENTRE[0]} +k=1 +ellps=WGS84 +units=m +no_defs"
)
AREA_KM2 = 489.0
VERTICES = 120
DECIMALS = 5
CORE_KM2 = (6.5, 10.0, 22.0)
PLOTS = 60


@dataclass(frozen=True)
class Ground:
    """The layers in degrees, by role, and the towns as shapes for points to fall into."""

    layers: dict[str, dict[str, Any]]
    towns: tuple[BaseGeometry, ...]
    anchors: tuple[tuple[float, float], ...]


def degrees(shape: BaseGeometry) -> BaseGeometry:
    """Return a shape in kilometres as one in degrees, five decimals."""

    def turned(xy: np.ndarray) -> np.ndarray:
        lon, lat = inverse(PROJECTION, xy[:, 0], xy[:, 1])
        return np.column_stack([np.round(lon, DECIMALS), np.round(lat, DECIMALS)])

    return shapely.normalize(shapely.transform(shape, turned))


def outline(rng: Random) -> Polygon:
    """Return the boundary in kilometres, scaled until its geodesic area is the stated one."""
    waves = [(k, rng.uniform(0.02, 0.16 / k**0.5), rng.uniform(0, 2 * pi)) for k in range(2, 9)]
    angles = [2 * pi * at / VERTICES for at in range(VERTICES)]
    radii = [1 + sum(size * cos(k * angle + shift) for k, size, shift in waves) for angle in angles]
    scale = 12.0
    for _ in range(6):
        ring = Polygon([(scale * r * cos(a), scale * r * sin(a)) for r, a in zip(radii, angles, strict=True)])
        scale *= (AREA_KM2 / area_km2(degrees(ring))) ** 0.5
    return ring


def town_shapes(rng: Random, boundary: Polygon) -> list[BaseGeometry]:
    """Return one polygon per town, in kilometres; together they are the boundary."""
    seeds = [(rng.uniform(-2, 2), rng.uniform(-2, 2))]
    ring = len(TOWNS) - 1
    for at in range(ring):
        angle = 2 * pi * at / ring + rng.uniform(-0.2, 0.2)
        far = rng.uniform(6, 10)
        seeds.append((far * cos(angle), far * sin(angle)))
    cells = shapely.voronoi_polygons(MultiPoint(seeds), extend_to=boundary)
    parts = [shapely.intersection(cell, boundary) for cell in shapely.get_parts(cells)]
    return [next(part for part in parts if part.contains(Point(seed))) for seed in seeds]


def make_ground(seed: int) -> Ground:
    """Return the ground of a seed."""
    rng = Random(f"{seed}:ground")
    boundary = outline(rng)
    towns = town_shapes(rng, boundary)
    lake = Polygon(
        [(5 + (2.6 + 0.5 * sin(3 * a)) * cos(a), -4 + 2.1 * sin(a)) for a in np.linspace(0, 2 * pi, 40)[:-1]]
    ).intersection(boundary)
    shapes = [degrees(shape) for shape in towns]
    layers = {
        "boundary": collection([(degrees(boundary), {"name_en": "boundary, invented"})]),
        "towns": collection([(shape, _town(at)) for at, shape in enumerate(shapes)]),
        "lakes": collection([(degrees(lake), {"name_en": "lake, invented"})]),
        "core": collection(_core()),
        "plots": collection(_plots(rng)),
    }
    return Ground(layers, tuple(shapes), tuple(label_point(shape) for shape in shapes))


def collection(features: list[tuple[BaseGeometry, dict[str, Any]]]) -> dict[str, Any]:
    """Return a GeoJSON collection."""
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": facts, "geometry": mapping(shape)} for shape, facts in features
        ],
    }


def _town(at: int) -> dict[str, Any]:
    named = {f"name_{lang}": text for lang, text in zip(LANGUAGES, TOWNS[at], strict=True)}
    return {"code": f"T{at + 1:02}", **named}


def _core() -> list[tuple[BaseGeometry, dict[str, Any]]]:
    made, x = [], -6.0
    for at, area in enumerate(CORE_KM2):
        side = area**0.5
        shape = box(x, -side / 2, x + side, side / 2)
        made.append((degrees(shape), {"code": f"C{at + 1}", "area_km2": area}))
        x += side + 0.3
    return made


def _plots(rng: Random) -> list[tuple[BaseGeometry, dict[str, Any]]]:
    made = []
    for at in range(PLOTS):
        x, y = -5.8 + (at % 12) * 0.9, -1.9 + (at // 12) * 0.8
        wide, high = rng.uniform(0.25, 0.7), rng.uniform(0.2, 0.6)
        facts = {
            "plot_id": f"L{at + 1:03}",
            "area_mu": round(wide * high * 1500, 1),
            "status": rng.choice(("available", "available", "granted")),
            "power_kva": rng.choice((2000, 5000, 10000, 20000)),
        }
        made.append((degrees(box(x, y, x + wide, y + high)), facts))
    return made


def point_in(rng: Random, town: BaseGeometry) -> tuple[float, float]:
    """Return a point surely inside a town, five decimals."""
    west, south, east, north = town.bounds
    for _ in range(200):
        lon = round(rng.uniform(west, east), DECIMALS)
        lat = round(rng.uniform(south, north), DECIMALS)
        if town.contains(Point(lon, lat)):
            return lon, lat
    return label_point(town)
