"""What a file is judged against: the park, its last good data, the day, and what was agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.contract.dataset import Dataset
from dashboard.ingest.ledger.lexicon import Lexicon, lexicon_of
from dashboard.ingest.readers.limits import LIMITS, Limits


@dataclass(frozen=True)
class Situation:
    """The park's last good data, today, the limits; ``system`` is the coordinate system agreed to."""

    dataset: Dataset
    today: date
    limits: Limits = LIMITS
    system: str | None = None
    unit: str | None = None

    @cached_property
    def lexicon(self) -> Lexicon:
        """Return the park's words."""
        return lexicon_of(self.dataset)

    @cached_property
    def boundary(self) -> BaseGeometry:
        """Return the park's outline in WGS-84."""
        whole = self.dataset.layers["boundary"].geometry.union_all()
        shapely.prepare(whole)
        return whole

    @cached_property
    def last_amounts(self) -> dict[tuple[str, str], float]:
        """Return the last amount told (yuan) by project and measure; only known ones."""
        amounts = self.dataset.tables["amounts"]
        known = amounts[(amounts["currency"] == "CNY") & amounts["amount_minor"].notna()]
        ordered = known.sort_values("reported_on", kind="stable")
        keys = zip(ordered["project_id"], ordered["measure"], strict=True)
        return dict(zip(keys, (float(minor) / 100 for minor in ordered["amount_minor"]), strict=True))

    @cached_property
    def sizes(self) -> dict[str, list[float]]:
        """Return the total investments known (yuan) by sector."""
        projects = self.dataset.tables["projects"]
        found: dict[str, list[float]] = {}
        for key, sector in zip(projects["project_id"], projects["sector_code"], strict=True):
            amount = self.last_amounts.get((key, "total_investment"))
            if amount and sector:
                found.setdefault(sector, []).append(amount)
        return found

    @cached_property
    def towns(self) -> gpd.GeoDataFrame | None:
        """Return the official polygons of towns, None when the park has none."""
        return self.dataset.layers.get("towns")
