"""The validated whole: frozen frames, layers, codes, where each file comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import geopandas as gpd
import pandas as pd

from dashboard.contract.fields import field_of
from dashboard.contract.issues import ValidationReport
from dashboard.contract.park import Park
from dashboard.contract.stories import Story


@dataclass(frozen=True)
class Source:
    """One file of a park: which table or layer it is, who made it, under which terms."""

    file: str
    table: str
    layer: str
    crs: str
    as_of: str
    producer: str
    licence: str
    note: str
    sha256: str


@dataclass(frozen=True)
class Dataset:
    """A park's data. ``id`` is a hash of the bytes of every file, so equal data have equal ids.

    Frames: texts are "" when unknown, numbers NaN, whole numbers and minor units NA, flags bool.
    Layers are in EPSG:4326, by the role their source names. ``newest`` is the newest report's date.
    """

    id: str
    park: Park
    tables: Mapping[str, pd.DataFrame]
    codes: Mapping[str, pd.DataFrame]
    layers: Mapping[str, gpd.GeoDataFrame]
    sources: tuple[Source, ...]
    report: ValidationReport
    newest: str | None
    stories: Mapping[str, Story] = field(default_factory=dict)

    def for_public(self) -> Dataset:
        """Return the Dataset with every internal field emptied, as readers outside the office get it."""
        tables = {
            name: frame.assign(**{column: "" for column in frame if field_of(column).audience != "public"})
            for name, frame in self.tables.items()
        }
        return replace(self, tables=tables)

    @cached_property
    def counted(self) -> pd.DataFrame:
        """Return the records that count as projects."""
        projects = self.tables["projects"]
        return projects[projects["record_kind"] == "project"]
