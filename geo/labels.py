"""Labels that do not meet: pure geometry in pixels, the same input gives the same places."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

WIDE = ("W", "F")
LATIN_EM, BOLD_EM, THAI_EM = 0.54, 0.585, 0.6


def text_width(text: str, size_px: float) -> float:
    """Estimate the width in pixels of a line of text; marks above and below add nothing.

    Examples
    --------
    >>> text_width("相城", 10)
    20.0
    >>> text_width("กำ", 10) < text_width("abc", 10)
    True
    """
    wide = any(unicodedata.east_asian_width(letter) in WIDE for letter in text)
    return sum(_em(letter, wide) for letter in text) * size_px


def _em(letter: str, wide: bool) -> float:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0.0
    kind = unicodedata.east_asian_width(letter)
    if kind in WIDE or (wide and kind == "A"):
        return 1.0
    if "\u0e00" <= letter <= "\u0e7f":
        return THAI_EM
    if letter.isupper() or letter in "mwMW%—":
        return 0.7
    return 0.3 if letter in " .,'il|!·:;()" else LATIN_EM


@dataclass(frozen=True)
class Rect:
    """A rectangle in pixels, y upwards."""

    x0: float
    y0: float
    x1: float
    y1: float

    def overlap(self, other: Rect) -> float:
        """Return the common area."""
        wide = min(self.x1, other.x1) - max(self.x0, other.x0)
        high = min(self.y1, other.y1) - max(self.y0, other.y0)
        return max(wide, 0.0) * max(high, 0.0)

    def area(self) -> float:
        """Return the area."""
        return (self.x1 - self.x0) * (self.y1 - self.y0)


@dataclass(frozen=True)
class Label:
    """A label to place: its anchor, the radius of the mark there, its size.

    An optional label may be left out; a fixed one stands on its anchor or nowhere.
    """

    x: float
    y: float
    radius: float
    width: float
    height: float
    optional: bool = False
    fixed: bool = False


@dataclass(frozen=True)
class Placement:
    """Where a label went: shift of its middle from the anchor, and how its lines are aligned."""

    dx: float
    dy: float
    align: str


SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))


def candidates(label: Label, gap: float) -> list[Placement]:
    """Return the places around an anchor, the best liked first."""
    if label.fixed:
        return [Placement(0.0, 0.0, "center")]
    found = []
    for across, up in SIDES:
        reach = label.radius + gap
        diagonal = 0.72 if across and up else 1.0
        dx = across * (reach * diagonal + label.width / 2)
        dy = up * (reach * diagonal + label.height / 2)
        align = "left" if across > 0 else "right" if across < 0 else "center"
        found.append(Placement(dx, dy, align))
    return found


def place_labels(
    labels: Sequence[Label], obstacles: Sequence[Rect], frame: Rect, gap: float = 4.0
) -> list[Placement | None]:
    """Place labels one after another, the most important first.

    A label takes the place with the least overlap with marks, obstacles, earlier labels and what
    lies outside the frame. An optional label that finds no free place is left out (None).
    """
    taken = [*obstacles, *(mark_of(label) for label in labels)]
    placed: list[Placement | None] = []
    for label in labels:
        best, cost = _best(label, taken, frame, gap)
        if label.optional and cost > 1.0:
            placed.append(None)
            continue
        placed.append(best)
        taken.append(box_of(label, best))
    return placed


def _best(label: Label, taken: Sequence[Rect], frame: Rect, gap: float) -> tuple[Placement, float]:
    own = mark_of(label)
    scored = []
    for rank, place in enumerate(candidates(label, gap)):
        box = box_of(label, place)
        outside = box.area() - box.overlap(frame)
        cost = sum(box.overlap(other) for other in taken if other != own) + outside * 4
        scored.append((cost + rank * 0.01, cost, place))
    _, cost, place = min(scored, key=lambda item: item[0])
    return place, cost


def mark_of(label: Label) -> Rect:
    """Return the square around an anchor's mark."""
    r = label.radius
    return Rect(label.x - r, label.y - r, label.x + r, label.y + r)


def box_of(label: Label, place: Placement) -> Rect:
    """Return the box of a placed label."""
    x, y = label.x + place.dx, label.y + place.dy
    return Rect(x - label.width / 2, y - label.height / 2, x + label.width / 2, y + label.height / 2)
