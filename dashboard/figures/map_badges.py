"""Counted badges: where the projects of a place stand, how large, and what is written beside them.

Law: no project of a register without coordinates gets a point. Its place's anchor carries a badge;
a place without an anchor, or the park as a whole, is counted in the badge outside the boundary.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from dashboard.figures.canvas import Canvas, escaped
from dashboard.figures.map_scene import Scene
from dashboard.i18n import dates, numbers
from geo.labels import text_width

TOGETHER_KM = 0.8
LARGEST_PX = {"phone": 15, "desk": 19, "wide": 23, "ultra": 46, "stage": 54}
INSIDE_PX = 9.5
BEFORE = "place_before"


@dataclass(frozen=True)
class Badge:
    """One badge: its places, where it stands in kilometres, whether its position is schematic."""

    codes: tuple[str, ...]
    x: float
    y: float
    basis: str
    outside: bool
    total: int


@dataclass(frozen=True)
class Anchor:
    """A place with projects and the point it may stand at."""

    code: str
    x: float
    y: float
    basis: str
    total: int


def badges_of(canvas: Canvas, scene: Scene) -> list[Badge]:
    """Return the badges of the register, the largest first, the one outside the boundary last."""
    totals = canvas.totals["place"]
    counts = {code: int(n) for code, n in zip(totals["place"], totals["projects_all"], strict=True) if n}
    counts |= {code: 0 for code in _left(canvas, counts)}
    anchors, rest = _anchors(canvas, scene, counts)
    badges = [_merged(group) for group in _together(anchors)]
    ranked = sorted(badges, key=lambda badge: -badge.total)
    if rest:
        box = scene.box
        x, y = box.x0 + box.width * 0.045, box.y0 + box.height * 0.13
        ranked.append(Badge(tuple(rest), x, y, "none", True, sum(counts[code] for code in rest)))
    return ranked


def _left(canvas: Canvas, counts: dict[str, int]) -> list[str]:
    """Return the places that had projects on the day compared with and have none now."""
    rows = canvas.totals.records(BEFORE) if BEFORE in canvas.totals else []
    return [row.place for row in rows if row.projects_all and row.place not in counts]


def _anchors(canvas: Canvas, scene: Scene, counts: dict[str, int]) -> tuple[list[Anchor], list[str]]:
    places = canvas.dataset.tables["places"].set_index("place_id")
    anchors, rest = [], []
    for code, total in counts.items():
        row = places.loc[code] if code in places.index else None
        if row is None or row["covers_park"] or np.isnan(row["anchor_lon"]):
            rest.append(code)
            continue
        (x,), (y,) = scene.points([row["anchor_lon"]], [row["anchor_lat"]])
        anchors.append(Anchor(code, x, y, row["anchor_basis"], total))
    return anchors, sorted(rest)


def _together(anchors: list[Anchor]) -> list[list[Anchor]]:
    groups: list[list[Anchor]] = []
    for anchor in sorted(anchors, key=lambda item: -item.total):
        home = next(
            (
                group
                for group in groups
                if np.hypot(group[0].x - anchor.x, group[0].y - anchor.y) < TOGETHER_KM
            ),
            None,
        )
        if home is None:
            groups.append([anchor])
        else:
            home.append(anchor)
    return groups


def _merged(group: list[Anchor]) -> Badge:
    basis = "schematic" if any(anchor.basis == "schematic" for anchor in group) else group[0].basis
    codes = tuple(sorted(anchor.code for anchor in group))
    return Badge(codes, group[0].x, group[0].y, basis, False, sum(anchor.total for anchor in group))


def radius(canvas: Canvas, n: int, most: int) -> float:
    """Return the radius in pixels of a disc whose area is proportional to a count."""
    return LARGEST_PX[canvas.form.name] * float(np.sqrt(max(n, 0) / max(most, 1)))


def title_of(canvas: Canvas, badge: Badge) -> str:
    """Return what a badge is called: its largest place, and how many more stand there."""
    if badge.outside:
        return canvas.words.text("No finer place given")
    if canvas.state.scale != "park":
        return canvas.dataset.park.short_name[canvas.words.lang]
    totals = dict(zip(canvas.totals["place"]["place"], canvas.totals["place"]["projects_all"], strict=True))
    first = max(badge.codes, key=lambda code: totals.get(code, 0))
    name = canvas.names.of("place", first)
    more = len(badge.codes) - 1
    return f"{name} +{more}" if more else name


def label_size(canvas: Canvas, badge: Badge) -> tuple[float, float]:
    """Return width and height in pixels of a badge's two lines."""
    widest = canvas.words.text("{n} of {total}", n=badge.total, total=badge.total)
    if canvas.state.versus:
        widest += " " + numbers.difference(-max(badge.total, 1), canvas.words)
    width = max(text_width(title_of(canvas, badge), canvas.size) * 1.1, text_width(widest, canvas.size) * 1.1)
    return width, canvas.size * 2.5


@dataclass(frozen=True)
class Count:
    """What passes at a badge, of how many, whether a clause on the place leaves it in, how many before."""

    n: int
    total: int
    picked: bool
    before: int | None = None

    @property
    def change(self) -> int | None:
        """Return the difference from the day compared with; None without one."""
        return None if self.before is None else self.n - self.before


def counts_of(
    records: list[Any], badges: list[Badge], before: Mapping[str, int] | None = None
) -> list[Count]:
    """Return the counts of each badge from the rows of places, and those of the day compared with."""
    rows = {row.place: row for row in records}
    counts = []
    for badge in badges:
        found = [rows[code] for code in badge.codes if code in rows]
        total = sum(int(row.projects_all) for row in found)
        n = sum(int(row.projects) for row in found if row.picked)
        then = None if before is None else sum(before.get(code, 0) for code in badge.codes)
        counts.append(Count(n, total, any(row.picked for row in found), then))
    return counts


def hover(canvas: Canvas, badge: Badge, count: Count) -> str:
    """Return the words beside the pointer: places, counts, and what the position is worth."""
    places = canvas.names.places
    names = "<br>".join(escaped(places[code].text) for code in badge.codes[:6] if code in places)
    words = canvas.words
    passing = words.text("{n} of {total}", n=canvas.count(count.n), total=canvas.count(count.total))
    basis = (
        words.text("not drawn inside the boundary")
        if badge.outside
        else words.label("anchor_basis", badge.basis)
    )
    change = f"<br>{since(canvas, count.change)}" if count.change is not None else ""
    return f"<b>{names}</b><br>{passing}{change}<br>{basis}"


def since(canvas: Canvas, change: int) -> str:
    """Return a difference with the day it is counted from."""
    day = dates.date_text(canvas.state.versus, "day", canvas.words)
    return canvas.words.text("{n} since {date}", n=numbers.difference(change, canvas.words), date=day)


def rings(canvas: Canvas, badges: list[Badge], most: int) -> list[dict[str, Any]]:
    """Return the dashed signs of positions that are not surveyed: a diamond for zones, a ring for towns."""
    shapes = []
    for badge in badges:
        r = radius(canvas, badge.total, most) + canvas.px(4)
        line = {
            "color": canvas.theme.ink,
            "width": canvas.px(1),
            "dash": f"{canvas.px(3)}px,{canvas.px(2)}px",
        }
        base = {
            "xref": "x",
            "yref": "y",
            "xsizemode": "pixel",
            "ysizemode": "pixel",
            "xanchor": badge.x,
            "yanchor": badge.y,
            "line": line,
        }
        if badge.basis == "schematic":
            far = r * 1.32
            shapes.append(base | {"type": "path", "path": f"M {-far} 0 L 0 {far} L {far} 0 L 0 {-far} Z"})
        elif badge.basis != "published":
            shapes.append(base | {"type": "circle", "x0": -r, "x1": r, "y0": -r, "y1": r})
    return shapes
