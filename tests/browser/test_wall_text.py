"""Every word on the wall: large enough, inside the safe margin, over no other word, on every wall."""

from __future__ import annotations

import pytest

from dashboard.i18n import LANGUAGES
from tests.browser.conftest import ROOT, serve_folders

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SIZES = ((1024, 768), (1366, 768), (1920, 1080), (3840, 2160), (3840, 1080))
STORIES = {"xiangcheng": ("talk", 10), "demo": ("tour", 12)}
EVERY = """async ([key, languages]) => {
  const story = await (await fetch(`story.json?story=${key}`)).json();
  return window.parkHall.everything({ ...story, languages }, { theme: "dark" }, window.parkHall.limits());
}"""
MEASURE = """() => {
  const root = document.documentElement, screen = document.querySelector("#present .screen");
  const found = window.parkHall.measure(screen);
  const scrolls = root.scrollWidth > innerWidth || root.scrollHeight > innerHeight;
  return scrolls ? [...found, { kind: "scrolls" }] : found;
}"""


@pytest.fixture(scope="module")
def walls():
    running = {key: serve_folders([ROOT / "data" / key]) for key in STORIES}
    yield {key: one.url for key, one in running.items()}
    for one in running.values():
        one.stop()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("park", STORIES)
def test_every_word_of_every_scene_can_be_read_from_the_last_row(reader, walls, park, size):
    at, (story, scenes) = reader(*size, walls[park]), STORIES[park]
    page, found = at.page, {}
    for scene in range(1, scenes + 1):
        page.goto(f"{at.url}/present?scene={story}.{scene}&lang=ja&theme=dark")
        page.locator("body[data-drawn]").wait_for(timeout=30_000)
        problems = page.evaluate(MEASURE)
        if problems:
            found[scene] = problems
    assert found == {}
    assert page.evaluate(EVERY, [story, list(LANGUAGES)]) == []
    assert at.record.foreign == []
