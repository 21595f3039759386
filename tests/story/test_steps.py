"""Scenes shown in steps: years played, two days on one scale, a window that goes from scale to scale."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.i18n.translate import words
from dashboard.render.answer import answer
from dashboard.render.board import Board
from dashboard.render.stories import scene_state, story_issues
from dashboard.render.wall import wall_of
from dashboard.render.wall_change import changes_of
from dashboard.render.wall_years import years_of
from dashboard.state import from_search, to_search
from dashboard.story import Reference, Scene, Step, joined
from dashboard.views.presenter import story_part
from dashboard.views.screen import wall_with_charts

LANGS = ("zh-Hans", "en", "ja", "th")


def number_of(board, key):
    (story,) = board.stories.values()
    return next(at for at, one in enumerate(story.scenes, start=1) if one.key == key)


def shown(board, key, stop=0, lang="ja", **changes):
    (story,) = board.stories.values()
    at = number_of(board, key)
    state = scene_state(board, story.scenes[at - 1], lang, "dark", stop)
    return answer(board, state.changed(scene=f"{story.key}.{at}", **changes), "stage")


def nodes(tree, wanted):
    """Return every node of a tree for which a predicate holds."""
    if not isinstance(tree, list):
        return []
    inside = [found for child in tree[2] for found in nodes(child, wanted)]
    return [tree, *inside] if wanted(tree) else inside


def of_class(tree, name):
    return nodes(tree, lambda node: name in node[1].get("class", "").split())


def text_of(node):
    return node if isinstance(node, str) else "".join(text_of(one) for one in node[2])


def test_a_step_is_laid_over_the_address_of_its_scene():
    assert joined("home=JPN&scale=city", "scale=park&q=x") == "home=JPN&scale=park&q=x"
    assert joined("", "") == ""
    plain = dict.fromkeys(("name", "title", "label", "source", "say", "asked", "seconds"), {})
    parts = {"key": "k", "layout": "answer", "address": "home=JPN", "headline": "h", **plain}
    assert Scene(**parts).stops == ("home=JPN",)
    stepped = Scene(**parts, steps=(Step({}, "asof=2025-12-31"), Step({})))
    assert stepped.stops == ("home=JPN&asof=2025-12-31", "home=JPN")


@pytest.mark.parametrize("lang", LANGS)
def test_every_step_is_the_scene_s_own_and_says_which(real_board, demo_board, lang):
    for board in (real_board, demo_board):
        (story,) = board.stories.values()
        for scene in story.scenes:
            for stop in range(len(scene.stops)):
                made = wall_with_charts(shown(board, scene.key, stop, lang))
                assert (made["own"], made["stop"]) == (True, stop), scene.key
                assert "{" not in made["title"], scene.key


def test_a_scene_that_was_left_is_none_of_its_steps(demo_board):
    found = shown(demo_board, "change", 1)
    left = answer(demo_board, found.state.with_pick("stage", ["70"]), "stage")
    wall = wall_of(left)
    assert (wall.own, wall.stop, wall.step) == (False, -1, None)


def test_the_address_of_a_step_survives_writing_and_reading(demo_board):
    state = shown(demo_board, "years", 3).state
    again = from_search(to_search(state, demo_board.vocabulary), demo_board.vocabulary)
    assert again == state and state.signed[1] == "2022-12"


class TestYears:
    def test_every_project_stands_in_one_year_or_among_the_undated(self, demo_board):
        found = shown(demo_board, "years", 7)
        every = answer(demo_board, from_search("home=JPN", demo_board.vocabulary))
        years = years_of(found)
        assert sum(one.n for one in years.columns) + years.undated == every.kpis["projects"].value
        assert years.undated > 0

    @pytest.mark.parametrize("stop", range(8))
    def test_the_figure_of_a_year_is_the_sum_of_the_columns_so_far(self, demo_board, stop):
        found = shown(demo_board, "years", stop)
        columns = years_of(found).columns
        assert sum(one.n for one in columns if one.reached) == found.kpis["projects"].value
        assert [one.year for one in columns if one.now] == [2019 + stop]

    def test_the_wall_draws_one_square_a_project_and_none_of_a_year_to_come(self, demo_board):
        found = shown(demo_board, "years", 2)
        tree = wall_with_charts(found)["tree"]
        squares = sum(len(one[2]) for one in of_class(tree, "squares"))
        assert squares == found.kpis["projects"].value
        assert len(of_class(tree, "ahead")) == 5

    def test_a_park_without_dates_of_signing_has_no_columns(self, demo_board):
        found = shown(demo_board, "years", 0, q="no such project anywhere")
        years = years_of(found)
        assert {one.n for one in years.columns} == {0} and years.undated == 0


class TestChange:
    def test_the_numbers_of_each_day_are_those_of_the_answer_of_that_day(self, demo_board):
        for stop, address in enumerate(("home=JPN&asof=2025-12-31", "home=JPN")):
            found = shown(demo_board, "change", stop)
            rows = {one.code: one.now for one in changes_of(found, wall_of(found)).rows if one.now}
            frame = answer(demo_board, from_search(address, demo_board.vocabulary)).view.frames
            assert rows == {one.stage: one.projects for one in frame.records("stage") if one.projects}

    def test_rows_and_scale_stay_the_same_from_day_to_day_and_when_a_bar_is_pressed(self, demo_board):
        before, after = (shown(demo_board, "change", stop) for stop in (0, 1))
        left = answer(demo_board, after.state.with_pick("stage", ["70"]), "stage")
        made = [changes_of(one, wall_of(one)) for one in (before, after, left)]
        assert len({tuple(row.code for row in one.rows) for one in made}) == 1
        assert len({one.highest for one in made}) == 1
        assert [row.first for row in made[1].rows] == [row.now for row in made[0].rows]
        assert [row.code for row in made[2].rows if row.picked] == ["70"]

    def test_a_figure_says_what_it_was_at_the_first_step(self, demo_board):
        before, after = (shown(demo_board, "change", stop) for stop in (0, 1))
        was = before.kpis["operating"].value
        assert was != after.kpis["operating"].value
        labels = [text_of(one) for one in of_class(wall_with_charts(after)["tree"], "label")]
        assert any(label.endswith(f"2025年末: {was}") for label in labels)
        labels = [text_of(one) for one in of_class(wall_with_charts(before)["tree"], "label")]
        assert not any("2025年末" in label for label in labels)


class TestWindows:
    @pytest.mark.parametrize(("stop", "view"), [(0, "delta"), (1, "city"), (2, "outline")])
    def test_the_second_window_goes_from_scale_to_scale(self, real_board, stop, view):
        tree = wall_with_charts(shown(real_board, "where", stop))["tree"]
        windows = of_class(tree, "window")
        assert [one[1]["class"] for one in windows] == ["window eastasia", f"window {view}"]

    def test_each_window_shows_the_frame_of_the_next_inside_itself(self, real_board):
        tree = wall_with_charts(shown(real_board, "where", 0))["tree"]
        for window in of_class(tree, "window"):
            (picture,) = nodes(window, lambda node: node[0] == "svg")
            x, y, width, height = map(float, picture[1]["viewBox"].split())
            (inner,) = of_class(picture, "inner")
            points = [pair.split() for pair in inner[1]["d"].strip("MZ").replace("M", "L").split("L")]
            assert len(points) > 20
            assert all(x <= float(a) <= x + width and y <= float(b) <= y + height for a, b in points)

    def test_the_last_window_has_no_frame(self, real_board):
        tree = wall_with_charts(shown(real_board, "where", 2))["tree"]
        assert of_class(of_class(tree, "outline")[0], "inner") == []


def test_the_median_and_the_neighbours_are_those_of_the_questions(demo_board):
    road, near = shown(demo_board, "road"), shown(demo_board, "near")
    asked = answer(demo_board, from_search("ask=conversion&home=JPN", demo_board.vocabulary)).finding
    figures = wall_of(road).figures
    assert figures["median"].value == asked.counts["median_days"]
    assert figures["arrived"].value == asked.counts["arrived"]
    assert wall_of(near).figures["within"].value == len(near.finding.rows)


def test_a_signing_is_told_apart_and_a_framework_changes_no_total(demo_board):
    found = shown(demo_board, "signings")
    made = of_class(wall_with_charts(found)["tree"], "signing")
    kinds = ["open" in one[1]["class"] for one in made]
    assert kinds == [True, False, False, False]
    rows = demo_board.dataset.tables["milestones"]
    framework = next(item.row for item in wall_of(found).items).partition("/")[2]
    assert set(rows[rows["project_id"] == framework]["stage_code"]) & {"30"} == set()
    assert framework not in {line.project_id for line in found.rows}
    assert found.kpis["projects"].value == len(found.rows)


def test_a_case_shows_the_dates_and_the_amount_of_its_rows(demo_board):
    found = shown(demo_board, "case", lang="en")
    wall = wall_of(found)
    key = wall.items[0].row.partition("/")[2]
    tree = wall_with_charts(found)["tree"]
    rows = demo_board.dataset.tables["milestones"]
    mine = rows[(rows["project_id"] == key) & (rows["date_kind"] == "actual")]
    last = mine.sort_values("stage_code").iloc[-1]
    assert last["date_actual"][:4] in text_of(of_class(tree, "track")[0][2][-1])
    at = demo_board.facts.ids.index(key)
    assert wall.figures["money"].value == demo_board.facts.values["amount_cny"][at]
    assert demo_board.names("en").projects[key].text in text_of(tree)


def test_another_day_stands_on_the_scale_of_now_and_its_day_is_named(real_board):
    (story,) = real_board.stories.values()
    asked = next(one.address for one in story.questions if "asof=" in one.address)
    then = answer(real_board, from_search(f"scene=talk.7&lang=ja&{asked}", real_board.vocabulary), "stage")
    now = answer(real_board, from_search("scene=talk.7&lang=ja&home=JPN", real_board.vocabulary), "stage")
    assert then.kpis["projects"].value < now.kpis["projects"].value
    walls = [wall_with_charts(one) for one in (then, now)]
    ranges = [one["charts"]["sectors"]["figure"]["layout"]["xaxis"]["range"] for one in walls]
    assert ranges[0] == ranges[1]
    sources = [text_of(of_class(one["tree"], "source")[0]) for one in walls]
    assert "2020年12月31日現在" in sources[0] and "2026年11月22日現在" in sources[1]


def test_a_scene_with_a_figure_of_no_question_is_told_by_check_and_by_the_hall_check(demo_board):
    (story,) = demo_board.stories.values()
    at = number_of(demo_board, "road") - 1
    broken = replace(story.scenes[at], figures={"median": Reference(question="conversion", part="nothing")})
    scenes = (*story.scenes[:at], broken, *story.scenes[at + 1 :])
    board = Board(demo_board.raw)
    board.__dict__["stories"] = {story.key: replace(story, scenes=scenes)}
    (issue,) = story_issues(board)
    assert issue.value == "conversion.nothing"
    told = story_part(board, board.stories[story.key])["hall"]["ja"]
    assert words("ja").text(issue.key, **issue.facts) in told
    assert len(told) == len(story_part(demo_board, story)["hall"]["ja"]) + 1
