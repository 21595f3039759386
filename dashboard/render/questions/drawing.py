"""From numbers to a Plane: axes with round ticks, dots, steps and lines as shares of the field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import floor, log10

from dashboard.render.questions.finding import Plane

Points = Sequence[tuple[float, float]]
Show = Callable[[float], str]


def round_ticks(highest: float, most: int = 5) -> list[float]:
    """Return a few round values from zero to beyond a highest one.

    Examples
    --------
    >>> round_ticks(47), round_ticks(0)
    ([0.0, 10.0, 20.0, 30.0, 40.0, 50.0], [0.0, 1.0])
    """
    if highest <= 0:
        return [0.0, 1.0]
    rough = highest / most
    unit = 10.0 ** floor(log10(rough))
    step = next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= rough)
    count = int(-(-highest // step))
    return [step * at for at in range(count + 1)]


def axis(highest: float, show: Show) -> tuple[float, tuple[tuple[float, str], ...]]:
    """Return the end of an axis and its ticks as shares with their text."""
    values = round_ticks(highest)
    return values[-1], tuple((value / values[-1], show(value)) for value in values)


def scatter(
    dots: Sequence[tuple[float, float, str, str]],
    titles: tuple[str, str],
    show: tuple[Show, Show],
    rules: Sequence[tuple[float, str]] = (),
) -> Plane | None:
    """Return dots (x, y, project, text) on two axes with horizontal rules; None without any dot."""
    if not dots:
        return None
    wide, x_ticks = axis(max(dot[0] for dot in dots), show[0])
    high, y_ticks = axis(max(dot[1] for dot in dots), show[1])
    placed = tuple((x / wide, y / high, key, text) for x, y, key, text in dots)
    ruled = tuple((value / high, text) for value, text in rules)
    return Plane(*titles, x_ticks=x_ticks, y_ticks=y_ticks, dots=placed, rules=ruled)


def curves(
    lines: Sequence[tuple[str, str, Points]],
    titles: tuple[str, str],
    show: tuple[Show, Show],
    rules: Sequence[tuple[float, str]] = (),
) -> Plane | None:
    """Return lines (kind, name, points) on two axes; None when they have no length."""
    points = [point for _, _, line in lines for point in line]
    if len(points) < 2:
        return None
    wide, x_ticks = axis(max(x for x, _ in points), show[0])
    high, y_ticks = axis(max(y for _, y in points), show[1])
    placed = tuple((kind, name, tuple((x / wide, y / high) for x, y in line)) for kind, name, line in lines)
    ruled = tuple((value / high, text) for value, text in rules)
    return Plane(*titles, x_ticks=x_ticks, y_ticks=y_ticks, lines=placed, rules=ruled)


def steps(points: Points) -> list[tuple[float, float]]:
    """Return a line that keeps each value until the next one.

    Examples
    --------
    >>> steps([(0, 1), (2, 0.5)])
    [(0, 1), (2, 1), (2, 0.5)]
    """
    line = [points[0]] if points else []
    for (_, before), (x, y) in zip(points, points[1:], strict=False):
        line += [(x, before), (x, y)]
    return line
