"""What may never stand on a wall: persons, withheld names, targets as results, what STORY rules out."""

from __future__ import annotations

import json
import re

import pytest

from dashboard.i18n import LANGUAGES
from dashboard.ingest.load import load_park
from dashboard.render.answer import answer
from dashboard.render.board import Board
from dashboard.render.stories import scene_state
from dashboard.views.presenter import story_part
from dashboard.views.screen import wall_with_charts

TARGETS = ("S060", "S062", "S086")
WRONG_FIGURES = ("91.42", "914.2", "228")
SEAS = ("东海", "黄海", "東シナ海", "黄海", "East China Sea", "Yellow Sea", "ทะเลจีนตะวันออก", "ทะเลเหลือง")


def walls(board):
    """Return every wall of every story and language as text, and what the speaker's pages read."""
    for story in board.stories.values():
        yield "notes", json.dumps(story_part(board, story), ensure_ascii=False)
        for at, scene in enumerate(story.scenes, start=1):
            for lang in LANGUAGES:
                for stop in range(len(scene.stops)):
                    state = scene_state(board, scene, lang, "dark", stop)
                    made = wall_with_charts(answer(board, state.changed(scene=f"{story.key}.{at}"), "stage"))
                    yield f"{story.key}.{at} {lang}", json.dumps(made, ensure_ascii=False)


@pytest.fixture(scope="module", params=["xiangcheng", "demo"])
def public(request, real_folder):
    dataset = load_park(real_folder.parent / request.param).dataset
    return dataset, Board(dataset.for_public())


def test_no_person_and_no_withheld_field_stands_on_any_wall(public):
    dataset, board = public
    people = {name for name in dataset.tables["projects"]["owner_person"] if name}
    assert people or dataset.park.key != "demo"
    for where, told in walls(board):
        assert [name for name in people if name in told] == [], where


def test_no_wall_of_the_real_talk_shows_what_the_story_rules_out(real_board):
    board = Board(real_board.raw.for_public())
    for where, told in walls(board):
        texts = " ".join(re.findall(r'"([^"]*)"', told))
        assert [figure for figure in WRONG_FIGURES if re.search(rf"(?<![\d.]){figure}(?![\d.])", texts)] == []
        assert [sea for sea in SEAS if sea in texts] == [], where
        assert [row for row in TARGETS if f"statistics/{row}" in texts] == [], where


def test_no_target_is_named_by_a_scene(real_board):
    named = {
        row
        for story in real_board.stories.values()
        for scene in story.scenes
        for row in (*scene.rows, *(one.row for one in scene.figures.values()))
    }
    assert named & {f"statistics/{row}" for row in TARGETS} == set()
