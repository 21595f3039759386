"""One question: measures, split by dimensions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Query:
    """Measures by dimensions. Without ``by`` the answer is one row, the grand total.

    ``denominator`` names what a ratio is divided by, and its value: ("stated_area_km2", 489.0).
    """

    key: str
    by: tuple[str, ...]
    measures: tuple[str, ...]
    denominator: tuple[str, float] | None = None
