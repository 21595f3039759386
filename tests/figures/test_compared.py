"""A day to compare with: badges carry differences that add up; a row shows what was reached between."""

from __future__ import annotations

import itertools
from datetime import date

import plotly.graph_objects as go
import pytest

from dashboard.figures.chart import assemble
from dashboard.figures.map import marks_of, scene_of
from dashboard.figures.map_badges import counts_of
from dashboard.figures.map_labels import badge_labels, places_of
from dashboard.figures.theme import FORMS
from dashboard.figures.time_axis import day_number
from dashboard.figures.timeline_change import NOTE, REACHED, TRACE
from dashboard.i18n import LANGUAGES
from dashboard.query.basis import Basis
from dashboard.render.answer import answer
from dashboard.state import from_search
from geo.labels import box_of
from tests.questions.ledger_oracle import read_table

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


def reported_between(demo_folder, first, last):
    rows = read_table(demo_folder, "milestones")
    done = [row for row in rows if row["date_kind"] == "actual"]
    known = {(row["project_id"], row["stage_code"]) for row in done if row["reported_on"] <= first}
    told = {(row["project_id"], row["stage_code"]) for row in done if row["reported_on"] <= last}
    return told - known


@pytest.mark.parametrize(("first", "last"), [("2026-08-14", "2026-11-20"), ("2024-05-31", "2025-01-31")])
@pytest.mark.parametrize("turned", [False, True], ids=["then before now", "now before then"])
def test_the_row_shows_exactly_what_was_reported_as_reached_between(
    demo_board, demo_folder, first, last, turned
):
    asof, versus = (first, last) if turned else (last, first)
    found, _, _ = compared(demo_board, f"asof={asof}&versus={versus}")
    rows = found.canvas.totals[REACHED]
    later = demo_board.standing(Basis(last)) if last != "2026-11-20" else demo_board
    counted = set(later.dataset.counted["project_id"])
    expected = {pair for pair in reported_between(demo_folder, first, last) if pair[0] in counted}
    assert set(zip(rows["project_id"], rows["stage_code"], strict=True)) == expected != set()
    assert found.view.reached.all()


def test_a_filter_pales_what_it_leaves_out_and_moves_nothing(demo_board):
    whole, _, _ = compared(demo_board, "versus=2026-08-14")
    part, _, _ = compared(demo_board, "versus=2026-08-14&sector=equipment")
    assert figure_of(demo_board, whole)[TRACE]["x"] == figure_of(demo_board, part)[TRACE]["x"]
    colours = figure_of(demo_board, part)[TRACE]["marker"]["color"]
    assert set(colours) == {whole.canvas.theme.accent, whole.canvas.theme.mark}
    n, binding = int(part.view.reached.sum()), part.charts["timeline"].bind
    assert f": {n} milestones reached" in binding[f"layout.annotations.{NOTE}.text"]
    assert 0 < n < len(part.view.reached)
    assert f"{n} milestones reached" in part.charts["timeline"].summary


def figure_of(board, found):
    chart = found.charts["timeline"]
    return assemble(board.template(chart.chart, found.canvas), chart.bind)["data"]


def test_a_click_does_not_carry_the_marks_again(demo_board):
    found, _, _ = compared(demo_board, "versus=2019-08-02&sector=mobility")
    moved = {path for path in found.charts["timeline"].bind if path.startswith(f"data.{TRACE}.")}
    assert moved == {f"data.{TRACE}.marker.color"}


def test_a_date_known_to_its_month_is_as_wide_as_the_month_and_paler_than_a_day(demo_board):
    found, _, _ = compared(demo_board, "versus=2026-08-14")
    bars, rows = figure_of(demo_board, found)[TRACE], found.canvas.totals[REACHED]
    months = rows[rows["precision"] == "month"]
    middle = (months["start"].iloc[0] + months["end"].iloc[0] + 1) / 2
    at = bars["x"].index(middle)
    assert bars["width"][at] == months["end"].iloc[0] - months["start"].iloc[0] + 1 >= 28
    days = rows[rows["precision"] == "day"]
    day = bars["x"].index(days["start"].iloc[0] + 0.5)
    assert bars["marker"]["opacity"][at] < bars["marker"]["opacity"][day] == 1


@pytest.mark.parametrize("form", FORMS)
def test_the_two_days_stand_as_lines_and_without_them_the_timeline_is_as_ever(demo_board, form):
    plain, _, _ = compared(demo_board, "", form)
    with_day, _, _ = compared(demo_board, "versus=2026-08-14", form)
    chart = plain.charts["timeline"].chart
    old, new = (demo_board.template(chart, found.canvas) for found in (plain, with_day))
    ends = [shape["x0"] for shape in new["layout"]["shapes"] if shape["line"].get("dash")]
    assert ends == [day_number(date(2026, 8, 14)), day_number(date(2026, 11, 20))]
    assert "yaxis4" in new["layout"] and "yaxis4" not in old["layout"]
    assert len(new["data"]) == len(old["data"]) + 1
    assert new["layout"]["annotations"][NOTE]["yref"] == "y4"
    figure = assemble(new, with_day.charts["timeline"].bind)
    assert go.Figure(figure).data[-1].y
