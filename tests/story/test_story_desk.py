"""The office's stories on disk: read back equal, laid over, never into the park; pictures without secrets."""

from __future__ import annotations

import io
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from dashboard.errors import ParkError
from dashboard.i18n import LANGUAGES
from dashboard.ingest.load import load_park
from dashboard.ingest.picture_sent import MOST_PIXELS, cleaned
from dashboard.ingest.story_desk import Change, StoryDesk, bare, gap_problems
from dashboard.ingest.story_text import story_text
from dashboard.render.board import Board
from dashboard.render.scene_draft import drafted_scene, first_chart, suited_charts
from dashboard.render.stories import story_issues
from dashboard.state import from_search, to_search
from tests.conftest import ROOT

STORIES = sorted(ROOT.glob("data/*/stories/*.toml"))
TEXTS = st.dictionaries(st.sampled_from(LANGUAGES), st.text(st.characters(exclude_categories=["Cs"])))
SCENES = st.lists(st.fixed_dictionaries({"key": st.text("abc", min_size=1), "title": TEXTS}), max_size=4)


@pytest.fixture
def desk(tmp_path):
    return StoryDesk(tmp_path / "told", "demo")


def changed(desk, folder, scenes=None, pictures=None):
    """Keep a change of the fictional park's tour: other scenes, pictures beside it."""
    story = desk.story(folder, "tour")
    content = {**story.content, "scene": scenes or story.scenes[:2]}
    change = Change("tour", content, story.mark, pictures or {})
    with desk.drafted(folder, change):
        desk.keep(folder, change)
    return desk.story(folder, "tour")


def picture(kind="JPEG", size=(40, 30), **more):
    into = io.BytesIO()
    Image.new("RGB", size, "teal").save(into, kind, **more)
    return into.getvalue()


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_every_story_of_the_parks_reads_back_equal_and_unchanged_ones_keep_their_writing(path):
    text = path.read_text(encoding="utf-8")
    content = tomllib.loads(text)
    assert story_text(content, text) == text
    assert tomllib.loads(story_text(content)) == content
    scenes = content["scene"]
    content["scene"] = [*scenes[1:], {**scenes[0], "say": {"en": 'a "b" \\ {c}\n'}}]
    written = story_text(content, text)
    assert tomllib.loads(written) == content
    assert text.splitlines()[0] in written.splitlines()


@given(SCENES, SCENES)
def test_any_words_read_back_equal_whatever_stood_there_before(before, after):
    old = story_text({"key": "a", "scene": before})
    content = {"key": "b", "scene": after}
    assert tomllib.loads(story_text(content, old)) == content


def test_a_change_is_laid_over_and_the_park_s_own_folder_stays_as_it_was(desk, demo_folder):
    own = (demo_folder / "stories" / "tour.toml").read_bytes()
    assert not desk.story(demo_folder, "tour").laid_over
    after = changed(desk, demo_folder)
    assert (after.laid_over, after.of_the_park, len(after.scenes)) == (True, True, 2)
    assert (demo_folder / "stories" / "tour.toml").read_bytes() == own
    assert len(load_park(demo_folder, desk.root).dataset.stories["tour"]["scene"]) == 2


def test_the_file_before_is_kept_and_the_park_s_own_comes_back(desk, demo_folder):
    first = changed(desk, demo_folder).path.read_bytes()
    second = changed(desk, demo_folder, desk.story(demo_folder, "tour").scenes[:1])
    assert second.path.with_suffix(".toml.bak").read_bytes() == first
    desk.keep(demo_folder, Change("tour", None, second.mark))
    assert not desk.story(demo_folder, "tour").laid_over
    assert [path.name for path in desk.folder.glob(".*")] == []


def test_a_draft_changes_nothing_and_a_story_changed_meanwhile_is_not_overwritten(desk, demo_folder):
    story = desk.story(demo_folder, "tour")
    change = Change("tour", {**story.content, "scene": story.scenes[:1]}, story.mark)
    with desk.drafted(demo_folder, change) as root:
        assert len(load_park(demo_folder, root).dataset.stories["tour"]["scene"]) == 1
    assert not desk.folder.exists()
    changed(desk, demo_folder)
    with pytest.raises(ParkError), desk.drafted(demo_folder, change):
        pass


@pytest.mark.parametrize("name", ["tour", "Tour", "../x", "a.b", "", "con", "a" * 40, "x/y", "1a"])
def test_a_key_that_is_taken_or_no_file_name_is_refused(desk, demo_folder, name):
    with pytest.raises(ParkError):
        desk.check_key(demo_folder, name)
    desk.check_key(demo_folder, "visit-2026")


def test_pictures_of_the_park_s_story_come_along_and_unnamed_ones_of_ours_go(desk, demo_folder):
    scenes = desk.story(demo_folder, "tour").scenes
    own = [one for one in scenes if "picture" in one]
    assert own, "the tour has a scene with a picture"
    changed(desk, demo_folder, own)
    beside = own[0]["picture"]["file"]
    assert (desk.folder / beside).read_bytes() == (demo_folder / "stories" / beside).read_bytes()
    shown = {"file": "picture-0123456789ab.jpg", "credit": "x"}
    changed(desk, demo_folder, [{**scenes[0], "picture": shown}], {shown["file"]: picture()})
    assert (desk.folder / shown["file"]).is_file()
    changed(desk, demo_folder, scenes[:1])
    assert sorted(path.name for path in desk.folder.glob("*")) == [beside, "tour.toml", "tour.toml.bak"]


@pytest.mark.parametrize("said", ["{", "}", "{}", "{a.b}", "{projects:>9}", "{projects!r}", "{0}", "{a b}"])
def test_braces_that_could_break_a_wall_are_told_and_the_rest_is_judged_without_them(said):
    content = {"scene": [{"key": "x", "title": {"en": said, "ja": "{projects}"}}]}
    (issue,) = gap_problems("stories/a.toml", content)
    assert (issue.column, issue.facts["scene"]) == ("title.en", "x")
    assert list(gap_problems("", bare(content))) == []
    assert bare(content)["scene"][0]["title"]["ja"] == "{projects}"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_loses_what_a_camera_wrote_and_none_of_its_pixels(kind):
    notes = Image.Exif()
    notes[0x010F], notes[0x0112] = "SecretCam", 6
    sent = picture(kind, exif=notes)
    ending, made = cleaned(sent)
    before, after = (Image.open(io.BytesIO(one)) for one in (sent, made))
    assert b"SecretCam" in sent and b"SecretCam" not in made
    assert ending == {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}[kind]
    assert before.tobytes() == after.tobytes()
    if kind == "JPEG":
        assert dict(after.getexif()) == {0x0112: 6}
        assert cleaned(sent + sent)[1] == made


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_cut_short_anywhere_is_refused(kind):
    sent = picture(kind)
    for at in range(0, len(sent) - 1, 11):
        with pytest.raises(ParkError):
            cleaned(sent[:at])


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a",
        picture("GIF"),
        picture("PNG", (MOST_PIXELS + 1, 1)),
        picture() + b"\0" * (5 << 20),
    ],
    ids=["empty", "svg", "half a gif", "gif", "too wide", "too heavy"],
)
def test_what_is_no_picture_for_a_wall_is_refused(sent):
    with pytest.raises(ParkError):
        cleaned(sent)


@pytest.mark.parametrize(
    "address", ["", "home=JPN", "home=JPN&signed=2020-01..", "q=a{b}", "asof=2022-01-01"]
)
def test_the_words_made_from_a_view_hold_gaps_and_no_number_of_the_answer(small_board, address):
    state = from_search(address, small_board.vocabulary)
    scene = {"key": "x", **drafted_scene(small_board, state)}
    assert scene["address"] == to_search(state, small_board.vocabulary)
    assert list(gap_problems("", {"scene": [scene]})) == []
    for lang in LANGUAGES:
        assert "{projects}" in scene["title"][lang]
        assert ("{all}" in scene["title"][lang]) == state.filtered()
        assert all(scene[key][lang] for key in ("name", "label", "source", "say", "asked"))


def test_a_chart_that_a_view_does_not_pick_is_proposed_and_the_district_s_figures_never(small_board):
    keys = [chart.key for chart in suited_charts()]
    assert not {"district", "timeline"} & set(keys) and {"sectors", "home"} <= set(keys)
    state = from_search("sector=cars", small_board.vocabulary)
    assert first_chart(state) != "sectors" and first_chart(state.without("sector")) == "sectors"


def test_an_open_card_makes_a_scene_of_one_project_that_the_check_accepts(demo_folder, desk, demo_board):
    project = demo_board.facts.ids[0]
    scene = drafted_scene(demo_board, from_search(f"card={project}", demo_board.vocabulary))
    assert (scene["layout"], scene["address"], scene["views"]) == ("case", f"hl={project}", [])
    after = changed(desk, demo_folder, [{"key": "one", **scene}])
    found = load_park(demo_folder, desk.root)
    assert found.dataset is not None and after.scenes[0]["item"] == [{"row": f"projects/{project}"}]
    assert [one for one in story_issues(Board(found.dataset)) if one.facts["scene"] == "one"] == []
