"""Every word on the wall: large enough, inside the safe margin, over no other word, on every wall."""

from __future__ import annotations

import pytest

from dashboard.i18n import LANGUAGES

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SIZES = ((1024, 768), (1366, 768), (1920, 1080), (3840, 2160), (3840, 1080))
SCENES = range(1, 11)
EVERY = """async (languages) => {
  const story = await (await fetch("story.json?story=talk")).json();
  return window.parkHall.everything({ ...story, languages }, { theme: "dark" }, window.parkHall.limits());
}"""
MEASURE = """() => {
  const root = document.documentElement, screen = document.querySelector("#present .screen");
  const found = window.parkHall.measure(screen);
  const scrolls = root.scrollWidth > innerWidth || root.scrollHeight > innerHeight;
  return scrolls ? [...found, { kind: "scrolls" }] : found;
}"""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_word_of_every_scene_can_be_read_from_the_last_row(reader, size):
    at = reader(*size)
    page, found = at.page, {}
    for scene in SCENES:
        page.goto(f"{at.url}/present?scene=talk.{scene}&lang=ja&theme=dark")
        page.locator("body[data-drawn]").wait_for(timeout=30_000)
        problems = page.evaluate(MEASURE)
        if problems:
            found[scene] = problems
    assert found == {}
    assert page.evaluate(EVERY, list(LANGUAGES)) == []
    assert at.record.foreign == []
