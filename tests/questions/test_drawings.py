"""The small drawings: what they place is what the numbers say, inside the field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.render.answer import answer
from dashboard.render.questions.drawing import curves, round_ticks, scatter
from dashboard.state import from_search


@given(st.floats(1e-6, 1e15))
def test_ticks_are_round_few_and_reach_the_highest_value(highest):
    ticks = round_ticks(highest)
    assert ticks[0] == 0 and ticks[-1] >= highest * (1 - 1e-9) and 2 <= len(ticks) <= 7


def test_dots_stand_at_their_share_of_the_axes():
    drawing = scatter([(5, 20, "P1", "one"), (10, 40, "P2", "two")], ("x", "y"), (str, str), [(20, "half")])
    assert [(x, y) for x, y, *_ in drawing.dots] == [(0.5, 0.5), (1.0, 1.0)]
    assert drawing.rules == ((0.5, "half"),)


def test_nothing_to_draw_is_no_drawing():
    assert scatter([], ("x", "y"), (str, str)) is None
    assert curves([("main", "", [(0, 1)])], ("x", "y"), (str, str)) is None


@pytest.mark.parametrize("key", ["conversion", "mu", "top", "pipeline"])
def test_every_drawing_of_the_demo_stays_in_its_field(demo_board, key):
    found = answer(demo_board, from_search(f"ask={key}", demo_board.vocabulary))
    drawing = found.finding.plane
    points = [(x, y) for x, y, *_ in drawing.dots] + [point for *_, line in drawing.lines for point in line]
    assert len(points) > 20
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in points)
    assert all(0 <= at <= 1 for at, _ in (*drawing.x_ticks, *drawing.y_ticks, *drawing.rules))


def test_the_median_is_where_the_curve_crosses_one_half(demo_board):
    found = answer(demo_board, from_search("ask=conversion", demo_board.vocabulary)).finding
    (_, _, points), last = found.plane.lines[0], float(found.plane.x_ticks[-1][1].replace(",", ""))
    crossing = next(x for x, y in points if y <= 0.5)
    assert round(crossing * last) == found.counts["median_days"]
