"""What a park says of itself in ``park.toml``, typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Texts = Mapping[str, str]


@dataclass(frozen=True)
class ParkName:
    """An official name and the time it is valid for; ``basis`` marks renderings by language."""

    valid_from: date
    valid_to: date | None
    text: Texts
    basis: Texts
    source: str


@dataclass(frozen=True)
class Area:
    """Areas as stated by others, in km². They are never used to rescale a shape."""

    stated_km2: float
    stated_source: str
    yearbook_km2: float | None = None
    yearbook_source: str = ""
    core_km2: float | None = None
    core_parts_km2: tuple[float, ...] = ()
    core_source: str = ""


@dataclass(frozen=True)
class Contact:
    """Whom to write to for corrections."""

    text: Texts
    email: str = ""
    url: str = ""


@dataclass(frozen=True)
class MapSettings:
    """What the map needs to know: review number, the line to the far place, the airports of each scale."""

    review_number: str
    home_lon: float
    home_lat: float
    far_lon: float
    far_lat: float
    home: Texts
    far: Texts
    credit: Texts
    crop_eastasia: tuple[float, float, float, float] = (115.0, 27.0, 145.0, 42.0)
    airports_park: tuple[str, ...] = ()
    airports_delta: tuple[str, ...] = ()
    epsg: int | None = None


@dataclass(frozen=True)
class Park:
    """A park: names, areas, languages, defaults. Everything particular to it is data."""

    key: str
    default_language: str
    synthetic: bool
    compiled: date
    currency: str
    focus_country: str
    title: Texts
    territory: Texts
    short_name: Texts
    names: tuple[ParkName, ...]
    area: Area
    contact: Contact
    map: MapSettings
    series: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)
    ledger: Mapping[str, Any] = field(default_factory=dict)

    def name_on(self, day: date) -> ParkName | None:
        """Return the official name valid on a day, the newest when several are."""
        valid = [
            name
            for name in self.names
            if name.valid_from <= day and (name.valid_to is None or day < name.valid_to)
        ]
        return valid[-1] if valid else None
