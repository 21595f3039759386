"""Stories laid over a park: one that no longer fits never keeps the park from being shown."""

from __future__ import annotations

import shutil

import pytest

from dashboard.apps.parks import serve_parks
from dashboard.render.stories import of_stories


@pytest.fixture
def told(real_folder, tmp_path):
    """Return a folder of laid-over stories, with the real talk under another title."""
    place = tmp_path / "told" / "xiangcheng"
    place.mkdir(parents=True)
    shutil.copy(real_folder / "stories" / "talk.toml", place / "talk.toml")
    write(place, "公開資料でたどる相城区、十の場面", "別の題")
    return place


def write(place, old, new):
    path = place / "talk.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_laid_over_story_goes_before_the_park_s_own(real_folder, told):
    (park,) = serve_parks([real_folder], told=told.parent)
    assert park.board.stories["talk"].title["ja"] == "別の題"
    assert of_stories(park.report) == ()


def test_one_that_no_longer_fits_is_left_out_at_the_start_and_told(real_folder, told):
    write(told, "statistics/S097", "statistics/GONE")
    (park,) = serve_parks([real_folder], told=told.parent)
    assert park.board.stories["talk"].title["ja"] == "公開資料でたどる相城区、十の場面"
    (left,) = of_stories(park.report)
    assert (left.severity, left.file, left.value) == ("warning", "stories/talk.toml", "statistics/GONE")


def test_a_running_server_keeps_the_last_good_one(real_folder, told):
    parks = serve_parks([real_folder], told=told.parent)
    write(told, "statistics/S097", "statistics/GONE")
    parks.swap(0, parks.load(0))
    assert parks[0].board.stories["talk"].title["ja"] == "別の題"
    assert [one.value for one in parks[0].trouble.errors] == ["statistics/GONE"]


def test_a_park_that_is_broken_itself_is_told_with_everything(real_folder, told, tmp_path):
    folder = shutil.copytree(real_folder, tmp_path / "broken")
    (folder / "tables" / "projects.csv").unlink()
    write(told, "statistics/S097", "statistics/GONE")
    (park,) = serve_parks([folder], told=told.parent)
    assert park.board is None
    assert {"missing_file", "bad_story"} <= {one.code for one in park.report.errors}
