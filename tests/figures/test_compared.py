"""A day to compare with, on the map: each badge carries its own difference, and they add up."""

from __future__ import annotations

import itertools

import pytest

from dashboard.figures.map import marks_of, scene_of
from dashboard.figures.map_badges import counts_of
from dashboard.figures.map_labels import badge_labels, places_of
from dashboard.figures.theme import FORMS
from dashboard.i18n import LANGUAGES
from dashboard.render.answer import answer
from dashboard.state import from_search
from geo.labels import box_of

DAYS = ("versus=2025-11-20", "versus=2026-08-14&home=JPN", "versus=2022-06-30&place=T01,T02&sector=equipment")


def compared(board, address, form="wide"):
    found = answer(board, from_search(address, board.vocabulary), form)
    marks = marks_of(found.canvas)
    counts = counts_of(found.view.frames.records("place"), marks, found.view.before)
    return found, marks, counts


@pytest.mark.parametrize(
    "address", [*DAYS, "asof=2020-03-06&versus=2026-11-20", "versus=2025-11-20&scale=city"]
)
def test_the_differences_of_the_badges_add_up_to_that_of_the_figure(demo_board, address):
    found, _, counts = compared(demo_board, address)
    delta = found.kpis["projects"].value - found.before["projects"].value
    assert sum(count.change for count in counts) == delta != 0


def test_a_place_that_had_projects_only_on_the_other_day_keeps_a_badge(demo_board):
    _, marks, counts = compared(demo_board, "asof=2019-08-02&versus=2026-11-20")
    gone = [count for count in counts if not count.total]
    assert gone and all(count.change < 0 for count in gone)
    assert len(marks) == 11


@pytest.mark.parametrize("address", DAYS)
def test_each_label_ends_with_its_difference(demo_board, address):
    found, _, counts = compared(demo_board, address)
    texts = [found.charts["map"].bind[f"layout.annotations.{2 * at}.text"] for at in range(len(counts))]
    for text, count in zip(texts, counts, strict=True):
        sign = "+" if count.change > 0 else "−" if count.change < 0 else "±"
        assert f">{sign}{abs(count.change)}<" in text or f">{sign}{abs(count.change)}</b>" in text


def test_without_a_day_to_compare_with_no_badge_has_a_difference(demo_board):
    found, _, counts = compared(demo_board, "")
    assert {count.change for count in counts} == {None}
    assert "±" not in str(found.charts["map"].bind) and "place_before" not in found.canvas.totals


@pytest.mark.parametrize(("lang", "form"), [*itertools.product(LANGUAGES, FORMS)])
def test_labels_with_a_difference_meet_no_other_label(demo_board, real_board, lang, form):
    for board, day in ((demo_board, "2025-11-20"), (real_board, "2023-11-20")):
        found, marks, _ = compared(board, f"lang={lang}&versus={day}", form)
        scene = scene_of(found.canvas)
        pairs = zip(
            badge_labels(found.canvas, scene, marks), places_of(found.canvas, scene, marks), strict=True
        )
        boxes = [box_of(label, place) for label, place in pairs if place is not None]
        assert all(one.overlap(other) < 1 for one, other in itertools.combinations(boxes, 2))
