"""Stories are read and judged with the park: a scene is an address, a note, and no figure of its own."""

from __future__ import annotations

import re
import shutil

import pytest

from dashboard.i18n import LANGUAGES
from dashboard.i18n.translate import words
from dashboard.ingest.load import load_park
from dashboard.render.board import Board
from dashboard.render.stories import story_issues
from dashboard.state import from_search, to_search
from dashboard.story import scene_named

DIGITS = re.compile(r"\d[\d,.]*")


@pytest.fixture
def folder(real_folder, tmp_path):
    return shutil.copytree(real_folder, tmp_path / "park")


def changed(folder, old, new):
    path = folder / "stories" / "talk.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return load_park(folder)


def test_the_real_park_has_ten_scenes_and_the_fictional_one_a_tour(real_board, demo_board):
    assert len(real_board.stories["talk"].scenes) == 10
    assert len(demo_board.stories["tour"].scenes) == 12
    assert story_issues(real_board) == story_issues(demo_board) == ()


def test_a_scene_is_part_of_the_address_and_an_unknown_one_is_noted(real_board):
    words = real_board.vocabulary
    state = from_search("scene=talk.3", words)
    assert (state.scene, to_search(state, words)) == ("talk.3", "scene=talk.3")
    assert scene_named(real_board.stories, "talk.3")[1] == 2
    assert from_search("scene=talk.11", words).notes


def test_a_sentence_holds_no_figure_but_dates_and_names_known_to_its_rows(real_board):
    """Whatever is written with digits in a title or text stands in a row that the scene names."""
    tables = real_board.dataset.tables
    for scene in real_board.stories["talk"].scenes:
        rows = [*scene.rows, *(one.row for one in scene.figures.values() if one.row)]
        told = " ".join(_row_text(tables, row) for row in rows)
        for lang in LANGUAGES:
            for text in (scene.title[lang], scene.label[lang], scene.text.get(lang, "")):
                written = DIGITS.findall(re.sub(r"\{\w+\}", "", text))
                missing = [one for one in written if one.lstrip("0").rstrip(".,") not in told]
                assert missing == [], (scene.key, lang)


def _row_text(tables, row):
    name, _, key = row.partition("/")
    frame = tables[name]
    found = frame[frame[frame.columns[0]] == key]
    assert len(found) == 1, row
    text = " ".join(str(value) for value in found.iloc[0])
    return text + " " + " ".join(str(int(one)) for one in re.findall(r"\d{1,2}(?!\d)", text))


@pytest.mark.parametrize(
    ("old", "new", "key", "value"),
    [
        ('ja = "開幕"', 'ja = ""', "name", None),
        ('headline = "area"\n', "", "headline", None),
        ('layout = "opening"', 'layout = "carousel"', "layout", None),
        ('row = "statistics/S097"', 'row = "statistics/S999"', "row", "statistics/S999"),
        ("覆盖相城区全域，", "覆盖相城区全域{extra}，", "figures", "extra"),
        ("seconds = { zh-Hans = 90, ", "seconds = { ", "seconds", None),
    ],
)
def test_a_broken_scene_is_told_with_file_scene_key_and_remedy(folder, old, new, key, value):
    found = changed(folder, old, new)
    issue = next(one for one in found.report.errors if one.column == key)
    assert (issue.file, issue.code, issue.value) == ("stories/talk.toml", "bad_story", value)
    assert issue.facts["scene"] == "area"
    assert found.dataset is None


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('transition = "fade"', 'transitoin = "fade"', "transitoin"),
        ('figure = "tokyo"', 'figures = "tokyo"', "figures"),
        ('address = "scale=city"', 'adress = "scale=city"', "adress"),
        ('{ row = "statistics/S097" }', '{ row = "statistics/S097", part_ = "x" }', "part_"),
        ('address = "home=JPN&sector=mobility"', 'adresse = "home=JPN"', "adresse"),
    ],
)
def test_a_part_that_no_story_has_is_told_and_never_left_out_in_silence(folder, old, new, key):
    found = changed(folder, old, new)
    told = [one for one in found.report.errors if one.value == key]
    assert found.dataset is None and len(told) == 1
    assert told[0].code == "bad_story" and told[0].file == "stories/talk.toml"
    for lang in LANGUAGES:
        assert "{" not in words(lang).text(told[0].key, **told[0].facts)
        assert "{" not in words(lang).text(told[0].fix, **told[0].facts)


def test_a_question_of_a_scene_that_is_gone_opens_in_the_usual_one_and_is_told(folder):
    old = 'address = "home=JPN&stage=70"'
    found = changed(folder, old, f'{old}\nscene = "nowhere"')
    (told,) = [one for one in found.report.warnings if one.code == "bad_story"]
    assert told.facts["value"] == "nowhere" and "list" in told.facts["choices"]
    story = Board(found.dataset).stories["talk"]
    asked = next(one for one in story.questions if one.scene == "nowhere")
    assert (story.named(asked.scene) or story.answering) == "talk.7"


@pytest.mark.parametrize("address", ["home=XXX", "lang=ja", "nothing=1"])
def test_a_broken_address_is_told(folder, address):
    found = changed(folder, 'address = "scale=park"', f'address = "{address}"')
    (issue,) = story_issues(Board(found.dataset))
    assert (issue.file, issue.column, issue.value, issue.facts["scene"]) == (
        "stories/talk.toml",
        "address",
        address,
        "area",
    )


def test_stories_of_a_second_folder_go_before_the_park_s_own(real_folder, tmp_path):
    room = tmp_path / "told" / "xiangcheng"
    room.mkdir(parents=True)
    text = (real_folder / "stories" / "talk.toml").read_text(encoding="utf-8")
    (room / "talk.toml").write_text(text.replace('ja = "開幕"', 'ja = "はじまり"'), encoding="utf-8")
    laid_over = load_park(real_folder, tmp_path / "told").dataset
    assert laid_over.stories["talk"]["scene"][0]["name"]["ja"] == "はじまり"
    assert load_park(real_folder).dataset.id != laid_over.id
