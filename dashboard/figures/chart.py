"""A chart: a dataless template, a binding that moves columns into it, and the event it makes."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from dashboard.figures.canvas import Canvas
from dashboard.query.engines.base import Frames
from dashboard.query.query import Query
from dashboard.state import ViewState

Binding = dict[str, Any]
Template = dict[str, Any]


@dataclass(frozen=True)
class Event:
    """The clause a gesture makes here, declared: the browser knows no chart by name.

    ``click`` names the dimension of a clicked mark, whose codes travel in ``customdata``;
    ``brush`` the period a horizontal selection sets; ``lasso`` the area a free one sets.
    """

    click: str = ""
    brush: str = ""
    lasso: str = ""
    show: str = ""


@dataclass(frozen=True)
class View:
    """What one chart shows now: its frames by query key, and which dated rows pass every clause.

    ``lit`` follows the rows of the frame ``signings`` in the totals; ``passing`` holds the ids that
    pass every clause but those on the place, and only where projects have their own coordinates.
    ``marked`` holds the ids an asked question names (None when none is asked), ``ring`` a circle to
    draw round its centre: longitude, latitude, radius in km. ``before`` holds the passing projects of
    each place on the day compared with; ``reached`` follows the rows of the frame ``reached`` in the
    totals, the milestones reached between the two days. Both are None without such a day.
    """

    canvas: Canvas
    frames: Frames
    lit: np.ndarray
    passing: frozenset[str] = frozenset()
    marked: frozenset[str] | None = None
    ring: tuple[float, float, float] | None = None
    before: Mapping[str, int] | None = None
    reached: np.ndarray | None = None

    @property
    def state(self) -> ViewState:
        """Return the state the view answers to."""
        return self.canvas.state

    @property
    def filtered(self) -> bool:
        """Say whether any clause narrows the view."""
        return self.canvas.state.filtered()


@dataclass(frozen=True)
class Chart:
    """One chart. ``queries`` depend on the state (count or amount, grain), nothing else does.

    ``one_shape``: its words stand where they fit the panel of its form, so it is enlarged whole.
    """

    key: str
    title: str
    note: str
    queries: Callable[[ViewState, Any], tuple[Query, ...]]
    template: Callable[[Canvas], Template]
    bind: Callable[[View], Binding]
    event: Event = Event()
    dimension: str = ""
    one_shape: bool = False


def assemble(template: Template, binding: Binding) -> dict[str, Any]:
    """Put a binding into a template; setting the same binding twice changes nothing.

    Paths are dotted, numbers index lists; a list grows to take an index beyond its end.
    """
    figure = copy.deepcopy(template)
    for path, value in binding.items():
        _set(figure, path.split("."), copy.deepcopy(value))
    return figure


def _set(node: Any, steps: list[str], value: Any) -> None:
    for step, following in zip(steps[:-1], steps[1:], strict=True):
        node = _child(node, step, [] if following.isdigit() else {})
    last = steps[-1]
    if isinstance(node, list):
        _child(node, last, None)
        node[int(last)] = value
    else:
        node[last] = value


def _child(node: Any, step: str, empty: Any) -> Any:
    if isinstance(node, list):
        while len(node) <= int(step):
            node.append(copy.copy(empty) if empty is not None else None)
        return node[int(step)]
    return node.setdefault(step, empty)
