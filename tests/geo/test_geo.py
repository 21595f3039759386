"""Shapes: measures, projections, problems of polygons, labels, clusters."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon, box

from geo.boundary import boundary_polygon, check_boundary, check_declared_crs
from geo.crs import eastasia_projection, forward, inverse, local_projection
from geo.errors import GeometryError
from geo.exchange import from_geojson, to_geojson
from geo.labels import Label, Rect, box_of, mark_of, place_labels
from geo.measure import area_difference_pct, area_km2, distance_km, geodesic_line, label_point, perimeter_km
from geo.partition import partition_report, points_inside, town_of_points
from geo.planar import cluster_points, lines_km, rings_km
from geo.simplify import shared_edges

BOW = Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
TOWNS = gpd.GeoDataFrame({"code": ["a", "b"]}, geometry=[box(0, 0, 1, 1), box(1, 0, 2, 1)], crs="EPSG:4326")


def layer(*shapes, crs="EPSG:4326"):
    return gpd.GeoDataFrame(geometry=list(shapes), crs=crs)


def test_the_real_boundary_measures_what_its_provenance_says(xiangcheng):
    shape = boundary_polygon(xiangcheng.layers["boundary"])
    assert area_km2(shape) == pytest.approx(492.83, abs=0.02)
    assert perimeter_km(shape) == pytest.approx(147.9, abs=0.1)
    assert area_difference_pct(area_km2(shape), 489) == pytest.approx(0.78, abs=0.01)


def test_distances_are_those_of_the_globe(xiangcheng):
    airports = {row.iata: row.geometry for row in xiangcheng.layers["airports"].itertuples()}
    home = (xiangcheng.park.map.home_lon, xiangcheng.park.map.home_lat)
    assert distance_km(*home, airports["SHA"].x, airports["SHA"].y) == pytest.approx(70.9, abs=0.1)
    assert distance_km(*home, xiangcheng.park.map.far_lon, xiangcheng.park.map.far_lat) == pytest.approx(
        1828, abs=1
    )


def test_a_ring_that_crosses_itself_is_refused_with_its_position():
    (problem,) = check_boundary(layer(BOW))
    assert "crosses itself" in problem.key and (problem.facts["lon"], problem.facts["lat"]) == (1.0, 1.0)
    with pytest.raises(GeometryError):
        boundary_polygon(layer(BOW))


def test_all_problems_of_a_layer_are_told_at_once():
    found = check_boundary(layer(BOW, Point(1, 1), Polygon(), box(0, 0, 1, 1), box(0, 0, 1, 1), crs=None))
    assert len(found) == 5
    assert [problem.facts.get("feature") for problem in found] == [None, 1, 2, 3, 5]


def test_metres_are_no_degrees_and_another_crs_is_told():
    assert "no degrees" in check_boundary(layer(box(500_000, 0, 500_001, 1)))[0].key
    assert check_declared_crs(layer(box(0, 0, 1, 1), crs="EPSG:3857"), "EPSG:4326")
    assert check_declared_crs(layer(box(0, 0, 1, 1)), "EPSG:4326") == []


@given(st.floats(118, 124), st.floats(29, 34))
def test_projecting_forth_and_back_loses_nothing(lon, lat):
    for projection in (
        local_projection(box(120, 31, 121, 32)),
        local_projection(box(120, 31, 121, 32), 32651),
        eastasia_projection(),
    ):
        x, y = forward(projection, np.array([lon]), np.array([lat]))
        back = inverse(projection, x, y)
        assert (back[0][0], back[1][0]) == pytest.approx((lon, lat), abs=1e-6)


def test_a_kilometre_on_the_local_map_is_a_kilometre(xiangcheng):
    shape = boundary_polygon(xiangcheng.layers["boundary"])
    x, y = forward(local_projection(shape), np.array([120.5, 120.7]), np.array([31.4, 31.5]))
    assert np.hypot(x[1] - x[0], y[1] - y[0]) == pytest.approx(
        distance_km(120.5, 31.4, 120.7, 31.5), rel=1e-3
    )


def test_a_label_point_lies_inside_even_of_a_bent_shape():
    bent = Polygon([(0, 0), (9, 0), (9, 9), (8, 9), (8, 1), (0, 1)])
    assert bent.contains(Point(label_point(bent)))


def test_the_shortest_way_bows_to_the_north():
    way = geodesic_line((120, 31), (140, 36), 30)
    straight = 31 + (way[:, 0] - 120) / 20 * 5
    assert len(way) == 30 and (way[1:-1, 1] > straight[1:-1]).all()


def test_towns_decide_only_when_they_are_official():
    lons, lats = np.array([0.5, 1.5, 5.0, np.nan]), np.array([0.5, 0.5, 0.5, 0.5])
    assert town_of_points(lons, lats, TOWNS, "code").tolist() == ["a", "b", None, None]
    with pytest.raises(GeometryError):
        town_of_points(lons, lats, TOWNS.assign(approx=True), "code")


def test_the_approximate_cells_of_the_real_park_cannot_say_a_town(xiangcheng):
    with pytest.raises(GeometryError):
        town_of_points(np.array([120.6]), np.array([31.4]), xiangcheng.layers["town_cells"], "code")


def test_overlaps_and_gaps_of_a_partition_are_measured():
    found = partition_report(layer(box(0, 0, 1.2, 1), box(1, 0, 2, 0.5)), box(0, 0, 2, 1))
    assert (
        found.overlap_km2 > 1000 and found.gap_km2 > 1000 and found.outside_km2 == pytest.approx(0, abs=1e-6)
    )


def test_points_inside_a_polygon():
    assert points_inside(np.array([0.5, 3, np.nan]), np.array([0.5, 0.5, 0.5]), box(0, 0, 1, 1)).tolist() == [
        True,
        False,
        False,
    ]


def test_rings_are_parted_and_holes_left_out():
    holed = box(0, 0, 2, 2).difference(box(0.5, 0.5, 1, 1))
    x, y = rings_km(holed.union(box(3, 0, 4, 1)), local_projection(box(0, 0, 4, 2)))
    assert x.count(None) == y.count(None) == 1
    assert lines_km(box(0, 0, 1, 1).boundary, local_projection(box(0, 0, 1, 1)))[0].count(None) == 0


def test_a_shared_edge_is_drawn_once():
    edges = shared_edges(TOWNS)
    assert edges.length == pytest.approx(1, abs=1e-4)


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), max_size=60), st.floats(0.5, 20))
def test_every_point_is_in_exactly_one_cluster(points, cell):
    ids = [str(at) for at in range(len(points))]
    x, y = np.array([one[0] for one in points]), np.array([one[1] for one in points])
    found = cluster_points(x, y, ids, cell)
    assert sorted(member for cluster in found for member in cluster.members) == sorted(ids)


def test_geojson_goes_out_and_comes_back():
    found = to_geojson(TOWNS)
    assert "crs" not in found
    ring = found["features"][0]["geometry"]["coordinates"][0]
    assert Polygon(ring).exterior.is_ccw
    assert from_geojson(found).geometry.geom_equals(TOWNS.geometry).all()


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 400)), min_size=1, max_size=14, unique=True))
def test_optional_labels_never_meet_a_mark_or_each_other(anchors):
    labels = [Label(x, y, 6, 60, 14, optional=True) for x, y in anchors]
    frame = Rect(0, 0, 900, 400)
    placed = place_labels(labels, [Rect(0, 0, 100, 100)], frame)
    boxes = [box_of(label, place) for label, place in zip(labels, placed, strict=True) if place is not None]
    for at, one in enumerate(boxes):
        assert one.overlap(frame) == pytest.approx(one.area(), abs=1)
        assert sum(one.overlap(other) for other in boxes[at + 1 :]) <= 2
    for label, place in zip(labels, placed, strict=True):
        if place is not None:
            assert all(
                box_of(label, place).overlap(mark_of(other)) <= 1 for other in labels if other != label
            )
