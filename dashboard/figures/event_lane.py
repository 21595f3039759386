"""The lane of events: a tick for each, labels for the headline ones, laid so that nothing crosses.

Labels are placed from the latest to the earliest; a label takes the lowest level where its text
meets no other text and no leader. What finds no room keeps its tick, its hover and its card.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.labels import text_width


@dataclass(frozen=True)
class Headline:
    """An event to be labelled: its id, day and short text."""

    event_id: str
    day: int
    text: str


@dataclass(frozen=True)
class Placed:
    """A headline with its level (0 is lowest) and the side its text stands on."""

    headline: Headline
    level: int
    side: str


@dataclass(frozen=True)
class Lane:
    """The pixels of the lane: days to pixels, width, levels and the size of the type."""

    first_day: int
    px_per_day: float
    width_px: float
    levels: int
    size_px: float
    gap_px: float = 5


def place_headlines(headlines: Sequence[Headline], lane: Lane) -> list[Placed]:
    """Give headlines a level; returns only those that fit, latest first.

    Examples
    --------
    >>> lane = Lane(first_day=0, px_per_day=1, width_px=500, levels=2, size_px=10)
    >>> [p.level for p in place_headlines([Headline("a", 100, "first"), Headline("b", 110, "next")], lane)]
    [0, 1]
    """
    placed: list[Placed] = []
    boxes: list[tuple[int, float, float]] = []
    leaders: list[tuple[float, int]] = []
    for headline in sorted(headlines, key=lambda item: -item.day):
        found = _room(headline, lane, boxes, leaders)
        if found is None:
            continue
        level, side, left, right = found
        boxes.append((level, left, right))
        leaders.append((_x(headline, lane), level))
        placed.append(Placed(headline, level, side))
    return placed


def _x(headline: Headline, lane: Lane) -> float:
    return (headline.day - lane.first_day) * lane.px_per_day


def _room(
    headline: Headline,
    lane: Lane,
    boxes: Sequence[tuple[int, float, float]],
    leaders: Sequence[tuple[float, int]],
) -> tuple[int, str, float, float] | None:
    x, width = _x(headline, lane), text_width(headline.text, lane.size_px) + lane.gap_px
    sides = (("right", x, x + width), ("left", x - width, x))
    for side, left, right in sides:
        if left < 0 or right > lane.width_px:
            continue
        for level in range(lane.levels):
            if _free(level, left, right, boxes, leaders) and _leader_free(x, level, boxes):
                return level, side, left, right
    return None


def _free(
    level: int,
    left: float,
    right: float,
    boxes: Sequence[tuple[int, float, float]],
    leaders: Sequence[tuple[float, int]],
) -> bool:
    texts = any(at == level and left < end + 4 and start - 4 < right for at, start, end in boxes)
    lines = any(at > level and left - 2 < x < right + 3 for x, at in leaders)
    return not texts and not lines


def _leader_free(x: float, level: int, boxes: Sequence[tuple[int, float, float]]) -> bool:
    return not any(at < level and start - 3 < x < end + 3 for at, start, end in boxes)
