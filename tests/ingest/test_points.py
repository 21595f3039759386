"""The coordinate guard: which system fits is told; only consent shifts a point."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import box

from dashboard.ingest.intake import take_in
from dashboard.ingest.ledger.situation import Situation
from geo.datum import SYSTEMS, bd09_to_wgs84, gcj02_to_wgs84, to_wgs84, wgs84_to_bd09, wgs84_to_gcj02
from geo.measure import distance_km
from tests.ingest.corpus.making import as_csv

TODAY = date(2026, 11, 27)
EDGE = 120.62
STATION = (120.63893, 31.42372)


@pytest.fixture
def two_towns(xiangcheng):
    """The real park with two official halves, one on each side of a meridian."""
    names = {"code": ["L009", "L010"]}
    halves = [box(120.3, 31.2, EDGE, 31.7), box(EDGE, 31.2, 121.0, 31.7)]
    towns = gpd.GeoDataFrame(names, geometry=halves, crs="EPSG:4326")
    return replace(xiangcheng, layers={**xiangcheng.layers, "towns": towns})


def rows(lons, lats):
    return [
        [f"P{at}", f"项目{at}", "黄埭镇", f"{lon:.6f}", f"{lat:.6f}"]
        for at, (lon, lat) in enumerate(zip(lons, lats, strict=True))
    ]


def taken(tmp_path, dataset, points, system=None):
    as_csv(rows(*points), ("项目编号", "项目名称", "所属镇街道", "经度", "纬度"))(tmp_path / "a")
    return take_in(tmp_path / "a", "a.csv", Situation(dataset, TODAY, system=system), lambda share: None)


def near_the_edge(n=12):
    return np.full(n, EDGE - 0.002), np.linspace(31.40, 31.45, n)


def test_points_in_wgs84_are_left_as_they_are(tmp_path, two_towns):
    found = taken(tmp_path, two_towns, near_the_edge())
    assert "maybe_other_system" not in {issue.code for issue in found.issues}
    assert next(iter(found.rows))["lon"] == pytest.approx(EDGE - 0.002)


@pytest.mark.parametrize(("system", "shift"), [("GCJ-02", wgs84_to_gcj02), ("BD-09", wgs84_to_bd09)])
def test_points_of_a_shifted_system_are_told_and_not_moved(tmp_path, two_towns, system, shift):
    lons, lats = shift(*near_the_edge())
    found = taken(tmp_path, two_towns, (lons, lats))
    told = [issue for issue in found.issues if issue.code == "maybe_other_system"]
    assert [issue.facts["system"] for issue in told] == [system]
    assert next(iter(found.rows))["lon"] == pytest.approx(lons[0], abs=1e-5)


def test_agreed_points_are_moved_back_to_a_decimetre(tmp_path, two_towns):
    lons, lats = near_the_edge()
    found = taken(tmp_path, two_towns, wgs84_to_gcj02(lons, lats), system="gcj02")
    made = list(found.rows)
    assert all(
        distance_km(row["lon"], row["lat"], lon, lat) < 0.0002
        for row, lon, lat in zip(made, lons, lats, strict=True)
    )
    assert found.counts["fixed"] == 12


def test_gcj02_is_464_metres_off_at_the_station():
    lon, lat = (float(part[0]) for part in wgs84_to_gcj02(np.array([STATION[0]]), np.array([STATION[1]])))
    assert distance_km(*STATION, lon, lat) * 1000 == pytest.approx(464, abs=2)


@pytest.mark.parametrize(
    ("there", "back"), [(wgs84_to_gcj02, gcj02_to_wgs84), (wgs84_to_bd09, bd09_to_wgs84)]
)
def test_there_and_back_is_the_same_point(there, back):
    lons, lats = np.linspace(75, 134, 60), np.linspace(20, 52, 60)
    again = back(*there(lons, lats))
    assert np.abs(again[0] - lons).max() < 3e-6 and np.abs(again[1] - lats).max() < 3e-6


def test_outside_china_nothing_shifts():
    lons, lats = np.array([139.69, 150.0]), np.array([35.69, 30.0])
    moved = wgs84_to_gcj02(lons, lats)
    assert (moved[0] == lons).all() and (moved[1] == lats).all()


def test_every_system_has_its_way():
    for system in SYSTEMS:
        assert len(to_wgs84(np.array([120.6]), np.array([31.4]), system)) == 2


def test_a_sum_done_to_date_that_falls_is_told(tmp_path, demo):
    amounts = demo.tables["amounts"].copy()
    template = amounts.iloc[[0]].assign(
        project_id="D000002", measure="fai_done_cum", currency="CNY", amount_minor=5_000_000_00
    )
    known = replace(
        demo, tables={**demo.tables, "amounts": pd.concat([amounts, template], ignore_index=True)}
    )
    as_csv([["D000002", "项目", "100"]], ("项目编号", "项目名称", "已完成投资(万元)"))(tmp_path / "a")
    found = take_in(tmp_path / "a", "a.csv", Situation(known, TODAY), lambda share: None)
    assert "done_fell" in {issue.code for issue in found.issues}
