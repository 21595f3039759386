"""Which town a project lies in: official polygons decide where the park supplies them, else the ledger.

Law: the ledger's own word stays in ``place_reported``; a project without a point keeps it as its town.
"""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import pandas as pd

from dashboard.contract.dataset import Dataset
from geo.measure import area_km2
from geo.partition import town_of_points


def by_polygon(dataset: Dataset) -> Dataset:
    """Return the Dataset with the town of each project that has a point taken from the polygons."""
    towns, projects = dataset.layers.get("towns"), dataset.tables["projects"]
    if towns is None or "code" not in towns:
        return dataset
    found = town_of_points(projects["lon"].to_numpy(float), projects["lat"].to_numpy(float), towns, "code")
    places = pd.Series(found, index=projects.index)
    moved = projects.assign(
        place_reported=projects["place_id"], place_id=places.fillna(projects["place_id"]).astype("str")
    )
    return replace(dataset, tables={**dataset.tables, "projects": moved})


def elsewhere(projects: pd.DataFrame) -> pd.DataFrame:
    """Return the projects whose point lies in another town than the ledger says."""
    known = projects["lon"].notna() & (projects["place_reported"] != "")
    return projects[known & (projects["place_reported"] != projects["place_id"])]


def town_areas(towns: gpd.GeoDataFrame, lakes: gpd.GeoDataFrame | None) -> dict[str, tuple[float, float]]:
    """Return the area of each town in km², with and without the water in it."""
    water = None if lakes is None else lakes.geometry.union_all()
    found = {}
    for code, shape in zip(towns["code"], towns.geometry, strict=True):
        gross = area_km2(shape)
        wet = 0.0 if water is None else area_km2(shape.intersection(water))
        found[code] = (gross, gross - wet)
    return found
