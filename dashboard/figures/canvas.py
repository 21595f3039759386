"""What a template is drawn on: words, inks, screen class and the shares of a Dataset that never filter."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import pandas as pd

from dashboard.cache import Memory
from dashboard.contract.dataset import Dataset
from dashboard.contract.naming import Names
from dashboard.figures.theme import Form, Theme, text_size
from dashboard.i18n import numbers
from dashboard.i18n.translate import Words
from dashboard.query.engines.base import Frames
from dashboard.state import ViewState

Made = TypeVar("Made")


@dataclass(frozen=True)
class Canvas:
    """One language, theme, screen class and state to draw with.

    ``totals`` holds, per view, the frame without any selection; axes and labels come from it,
    so they stand still while a reader filters.
    """

    dataset: Dataset
    names: Names
    words: Words
    theme: Theme
    form: Form
    state: ViewState
    totals: Frames
    kept: Memory[Any]
    look: tuple[Any, ...]

    @property
    def currencies(self) -> tuple[str, ...]:
        """Return the currencies of the investment table, the park's own first."""
        found: tuple[str, ...] = self.kept.get("currencies", lambda: currencies_of(self.dataset))
        return found

    @property
    def size(self) -> float:
        """Return the body text size in pixels."""
        return text_size(self.form, self.words)

    def once(self, key: str, make: Callable[[], Made]) -> Made:
        """Return what depends on the look alone: made at the first call, kept for every later click."""
        found: Made = self.kept.get((key, self.look), make)
        return found

    def px(self, length: float) -> float:
        """Return a length for this class of screen, in pixels."""
        return length * self.form.k

    def label(self, dimension: str, code: str) -> str:
        """Return the escaped label of a code, safe inside a figure."""
        return escaped(self.names.of(dimension, code))

    def money(self, minor: int | None, currency: str) -> str:
        """Return an amount as text with its currency and unit."""
        return numbers.money(minor, currency, self.words)

    def count(self, n: int) -> str:
        """Return a count with the digits grouped."""
        return numbers.count(n, self.words)

    def family_colour(self, family: str) -> str:
        """Return the colour of a sector family; families beyond the palette share the last one."""
        order = self.once("family order", lambda: self.dataset.codes["sector_families"]["code"].tolist())
        place = order.index(family) if family in order else len(order)
        return self.theme.families[min(place, len(self.theme.families) - 1)]


def currencies_of(dataset: Dataset) -> tuple[str, ...]:
    """Return the currencies amounts are written in, the park's own first, the rest by name."""
    own = dataset.park.currency
    found = set(dataset.tables["amounts"]["currency"]) - {"", own}
    return (own, *sorted(found))


def escaped(text: str) -> str:
    """Escape a data string for Plotly, whose text is a little HTML of its own."""
    return html.escape(text, quote=False).replace("%{", "% {")


def present(value: Any) -> int | None:
    """Return a number as int, or None when it is unknown."""
    if value is None or value is pd.NA or value != value:
        return None
    return int(value)
