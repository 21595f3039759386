"""What a question finds: a sentence, groups as bars, rows as a table, switches, and what stands apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Group:
    """One bar. ``code`` is what a click picks; ``apart`` groups are shown beside, never added in."""

    code: str
    label: str
    n: int
    text: str = ""
    amount_minor: int | None = None
    picked: bool = True
    apart: bool = False


@dataclass(frozen=True)
class Row:
    """One line: the project it opens ("" for none), its cells as text, and the same as plain values."""

    project_id: str
    cells: dict[str, str]
    raw: dict[str, Any] = field(default_factory=dict)
    track: tuple[tuple[str, float, float], ...] = ()
    heat: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Switch:
    """A choice that sets one key of the address: values with their labels, the present one."""

    key: str
    label: str
    now: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Plane:
    """A small drawing on two axes: dots that open a card, lines, and rules to compare with.

    Positions are shares of width and height (0 to 1, up is more); ticks are (position, text).
    """

    x_title: str
    y_title: str
    x_ticks: tuple[tuple[float, str], ...] = ()
    y_ticks: tuple[tuple[float, str], ...] = ()
    dots: tuple[tuple[float, float, str, str], ...] = ()
    lines: tuple[tuple[str, str, tuple[tuple[float, float], ...]], ...] = ()
    rules: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True)
class Finding:
    """The answer to a question. ``numeric`` columns stand to the right; ``counts`` are plain numbers.

    ``span`` names the start, the present and the end of the tracks, ``axis`` is their first and last day.
    """

    key: str
    sentence: str
    definition: str
    groups: tuple[Group, ...] = ()
    dimension: str = ""
    columns: tuple[str, ...] = ()
    numeric: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    switches: tuple[Switch, ...] = ()
    notes: tuple[str, ...] = ()
    counts: dict[str, Any] = field(default_factory=dict)
    span: tuple[str, ...] = ()
    axis: tuple[date, date] | None = None
    entry: tuple[str, str, str] | None = None
    period: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    plane: Plane | None = None
    ring: tuple[float, float, float] | None = None

    @property
    def marked(self) -> frozenset[str] | None:
        """Return the projects its rows name, for the map; None when no row names one."""
        found = frozenset(row.project_id for row in self.rows if row.project_id)
        return found or None
