"""Where the words beside badges and towns stand, so that none meets another."""

from __future__ import annotations

from typing import Any

from dashboard.figures import map_badges as badge
from dashboard.figures.canvas import Canvas
from dashboard.figures.map_badges import Badge
from dashboard.figures.map_names import Named, note
from dashboard.figures.map_points import located
from dashboard.figures.map_scene import Scene
from geo.labels import Label, Placement, Rect, box_of, mark_of, place_labels, text_width

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


def badge_labels(canvas: Canvas, scene: Scene, marks: list[Badge]) -> list[Label]:
    """Return a label per badge."""
    most = max((mark.total for mark in marks), default=1)
    found = []
    small = canvas.form.name in ("phone", "stage")
    for rank, mark in enumerate(marks):
        x, y = to_px(scene, mark.x, mark.y)
        width, height = badge.label_size(canvas, mark)
        spread = 1.25 if mark.basis == "schematic" else 1.1
        found.append(
            Label(
                x,
                y,
                badge.radius(canvas, mark.total, most) * spread + canvas.px(3),
                width,
                height,
                optional=small and rank > 1 and not mark.outside,
            )
        )
    return found


def places_of(canvas: Canvas, scene: Scene, marks: list[Badge]) -> list[Placement | None]:
    """Return where the badges' labels go."""
    found = place_labels(
        badge_labels(canvas, scene, marks), furniture_boxes(scene), panel(scene), canvas.px(3)
    )
    return found


def badge_notes(canvas: Canvas, scene: Scene, marks: list[Badge]) -> list[dict[str, Any]]:
    """Return two empty texts per badge: beside it and inside it."""
    notes = []
    for mark, label, place in zip(
        marks, badge_labels(canvas, scene, marks), places_of(canvas, scene, marks), strict=True
    ):
        notes.append(_beside(canvas, mark, label, place))
        font = {"size": canvas.size, "color": canvas.theme.on_accent}
        notes.append(note(canvas, mark.x, mark.y, "", font=font))
    return notes


def _beside(canvas: Canvas, mark: Badge, label: Label, place: Placement | None) -> dict[str, Any]:
    if place is None:
        return note(canvas, mark.x, mark.y, "", visible=False)
    edge = {"left": -label.width / 2, "right": label.width / 2, "center": 0.0}[place.align]
    shift = {"xshift": place.dx + edge, "yshift": place.dy}
    over_dots = canvas.state.versus and not located(canvas).empty
    ground = {"bgcolor": canvas.theme.veil, "borderpad": 0} if over_dots else {}
    sides = {"xanchor": place.align, "align": place.align, "yanchor": "middle"}
    return note(canvas, mark.x, mark.y, "", **sides, **shift, **ground)


def placed_names(
    canvas: Canvas, scene: Scene, marks: list[Badge], names: list[Named]
) -> list[dict[str, Any]]:
    """Return the names that have room beside badges, inset and scale bar; the others are left out."""
    labels = badge_labels(canvas, scene, marks)
    places = places_of(canvas, scene, marks)
    pairs = zip(labels, places, strict=True)
    taken = [box_of(label, place) for label, place in pairs if place is not None]
    obstacles = [*furniture_boxes(scene), *taken, *(mark_of(label) for label in labels)]
    wanted = [_wanted(scene, one) for one in names]
    placed = place_labels(wanted, obstacles, panel(scene), canvas.px(2))
    triples = zip(names, placed, wanted, strict=True)
    return [_named_note(canvas, one, place, label) for one, place, label in triples if place is not None]


def _wanted(scene: Scene, one: Named) -> Label:
    x, y = to_px(scene, one.x, one.y)
    size = one.font["size"]
    width = text_width(one.text.replace("<i>", "").replace("</i>", ""), size) * 1.05
    return Label(x, y, one.radius, width, size * 1.35, optional=True, fixed=one.fixed)


def _named_note(canvas: Canvas, one: Named, place: Placement, label: Label) -> dict[str, Any]:
    edge = {"left": -label.width / 2, "right": label.width / 2, "center": 0.0}[place.align]
    shift = {"xshift": place.dx + edge, "yshift": place.dy}
    return note(canvas, one.x, one.y, one.text, xanchor=place.align, yanchor="middle", font=one.font, **shift)
