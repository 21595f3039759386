"""Where the words beside badges and towns stand, so that none meets another."""

from __future__ import annotations

from typing import Any

from dashboard.figures import map_badges as badge
from dashboard.figures.canvas import Canvas, escaped
from dashboard.figures.map_badges import Badge
from dashboard.figures.map_names import note
from dashboard.figures.map_scene import Scene
from geo.labels import Label, Placement, Rect, box_of, place_labels, text_width

PAD_PX = 4
INSET_SHARE = {"desk": (0.19, 0.36), "wide": (0.17, 0.34), "ultra": (0.17, 0.34)}
FOOT_PX = (180, 46)


def to_px(scene: Scene, x: float, y: float) -> tuple[float, float]:
    """Return pixels from the lower left corner of the frame."""
    return (x - scene.box.x0) / scene.km_per_px, (y - scene.box.y0) / scene.km_per_px


def panel(scene: Scene) -> Rect:
    """Return the frame in pixels, with a little air."""
    width, height = scene.form.map_px
    return Rect(PAD_PX, PAD_PX, width - PAD_PX, height - PAD_PX)


def furniture_boxes(scene: Scene) -> list[Rect]:
    """Return the boxes that scale bar and inset take."""
    width, height = scene.form.map_px
    k = scene.form.k
    found = [Rect(width - FOOT_PX[0] * k, 0, width, FOOT_PX[1] * k)]
    if scene.scale == "park" and scene.form.name in INSET_SHARE:
        wide, high = INSET_SHARE[scene.form.name]
        found.append(Rect(0, height * (1 - high), width * wide, height))
    return found


def clear_of_furniture(scene: Scene, notes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the names that the inset and the scale bar leave room for."""
    boxes = furniture_boxes(scene)
    kept = []
    for one in notes:
        x, y = to_px(scene, one["x"], one["y"])
        half = text_width(one["text"], one["font"]["size"]) / 2
        around = Rect(x - half, y - 9 * scene.form.k, x + half, y + 9 * scene.form.k)
        if not any(around.overlap(box) for box in boxes) and around.overlap(panel(scene)) >= around.area() * 0.99:
            kept.append(one)
    return kept


def badge_labels(canvas: Canvas, scene: Scene, marks: list[Badge]) -> list[Label]:
    """Return a label per badge."""
    most = max((mark.total for mark in marks), default=1)
    found = []
    for mark in marks:
        x, y = to_px(scene, mark.x, mark.y)
        width, height = badge.label_size(canvas, mark)
        spread = 1.25 if mark.basis == "schematic" else 1.1
        found.append(Label(x, y, badge.radius(canvas, mark.total, most) * spread + canvas.px(3), width, height))
    return found


def places_of(canvas: Canvas, scene: Scene, marks: list[Badge]) -> list[Placement]:
    """Return where the badges' labels go."""
    found = place_labels(badge_labels(canvas, scene, marks), furniture_boxes(scene), panel(scene), canvas.px(3))
    return [place for place in found if place is not None]


def badge_notes(canvas: Canvas, scene: Scene, marks: list[Badge]) -> list[dict[str, Any]]:
    """Return two empty texts per badge: beside it and inside it."""
    notes = []
    for mark, label, place in zip(marks, badge_labels(canvas, scene, marks), places_of(canvas, scene, marks), strict=True):
        notes.append(_beside(canvas, mark, label, place))
        font = {"size": canvas.size, "color": canvas.theme.on_accent}
        notes.append(note(canvas, mark.x, mark.y, "", font=font))
    return notes


def _beside(canvas: Canvas, mark: Badge, label: Label, place: Placement) -> dict[str, Any]:
    edge = {"left": -label.width / 2, "right": label.width / 2, "center": 0.0}[place.align]
    return note(
        canvas,
        mark.x,
        mark.y,
        "",
        xanchor=place.align,
        align=place.align,
        yanchor="middle",
        xshift=place.dx + edge,
        yshift=place.dy,
    )


def town_notes(
    canvas: Canvas, scene: Scene, marks: list[Badge], towns: list[tuple[float, float, str]]
) -> list[dict[str, Any]]:
    """Return the names of towns without a badge, where there is room."""
    labels = badge_labels(canvas, scene, marks)
    taken = [box_of(label, place) for label, place in zip(labels, places_of(canvas, scene, marks), strict=True)]
    round_marks = [Rect(one.x - one.radius, one.y - one.radius, one.x + one.radius, one.y + one.radius) for one in labels]
    wanted = []
    for x, y, name in towns:
        px, py = to_px(scene, x, y)
        wanted.append(Label(px, py, canvas.px(3), text_width(name, canvas.form.small) * 1.05, canvas.form.small * 1.4, optional=True))
    placed = place_labels(wanted, [*furniture_boxes(scene), *taken, *round_marks], panel(scene), canvas.px(2))
    notes = []
    for (x, y, name), place, label in zip(towns, placed, wanted, strict=True):
        if place is None:
            continue
        edge = {"left": -label.width / 2, "right": label.width / 2, "center": 0.0}[place.align]
        font = {"size": canvas.form.small, "color": canvas.theme.ink2}
        notes.append(note(canvas, x, y, escaped(name), xanchor=place.align, yanchor="middle", xshift=place.dx + edge, yshift=place.dy, font=font))
    return notes
