"""The hall check enlarges what the last row could not read, and says what it did and what remains."""

from __future__ import annotations

import re

import pytest

from tests.browser.test_hall import checked, opened

pytestmark = [pytest.mark.browser, pytest.mark.slow]
GROW = "() => Number(getComputedStyle(document.querySelector('.screen')).getPropertyValue('--grow'))"
SOURCE = """() => {
  const source = getComputedStyle(document.querySelector(".source"));
  return 100 * parseFloat(source.fontSize) / innerHeight;
}"""
CHART = """() => {
  const words = [...document.querySelectorAll("[data-chart] text")].filter((one) => one.textContent.trim());
  return Math.min(...words.map((one) => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().d))
    * 100 / innerHeight;
}"""


def ask(at, **hall):
    """Type a hall into the check."""
    for name, value in hall.items():
        at.page.locator(f"#hall input[name={name}]").fill(str(value))


def press(at, button):
    """Press a button of the check and return the lines that name something bad."""
    at.page.locator(f"#hall button{button}").click()
    at.page.wait_for_timeout(100)
    return checked(at.page)


@pytest.fixture
def wall(reader):
    """The real talk on a wall of 1920 by 1080, the hall check open and done."""
    at = opened(reader)
    at.page.keyboard.press("h")
    checked(at.page)
    return at


def done(at):
    return at.page.locator("#hall .done").all_inner_texts()


def test_from_forty_metres_every_text_of_every_language_is_repaired_and_a_reload_keeps_it(wall):
    ask(wall, distance=40)
    small = [line for line in press(wall, ":not(.fit)") if "文字が小さい" in line]
    assert {line.split(" · ")[1] for line in small} == {"中文", "日本語", "EN", "ไทย"}
    assert press(wall, ".fit") == []
    enlarged, figures = done(wall)
    assert re.fullmatch(r"小さい文字を12\d%に拡大した。", enlarged) and "数字を" in figures
    page = wall.page
    assert re.search(r"[?&]hall=40-3-0-1\.2\d-0\.\d", page.url), page.url
    assert "hall" not in wall.drawn()
    page.keyboard.press("Escape")
    for _ in range(2):
        assert page.evaluate(SOURCE) >= 4.4 and page.evaluate(GROW) > 1.2
        page.reload()
        wall.settled()
    page.keyboard.press("ArrowRight")
    page.locator('body[data-drawn*="scene=talk.2&"]').wait_for(timeout=20_000)
    assert "hall=40-3-0-" in page.url
    page.goto(
        f"{wall.url}/present?scene=talk.7&lang=ja&hall={page.url.partition('hall=')[2].partition('&')[0]}"
    )
    wall.settled()
    assert page.evaluate(CHART) >= 4.3
    assert not [url for url in wall.record.answers if "hall" in url]
    assert wall.record.console == [] and wall.record.foreign == []


def test_from_thirty_metres_nothing_changes(wall):
    before = wall.page.locator("#present .screen").first.evaluate("(one) => one.outerHTML")
    assert press(wall, ".fit") == []
    assert done(wall) == ["この会場では拡大の必要はない。"]
    assert wall.page.evaluate(GROW) == 1
    assert wall.page.locator("#present .screen").first.evaluate("(one) => one.outerHTML") == before


def test_light_on_the_screen_brings_the_bright_room(wall):
    ask(wall, ambient=15)
    press(wall, ".fit")
    assert done(wall)[0] == "会場の光に合わせ、明るい会場の配色に切り替えた。"
    assert wall.page.locator("body").get_attribute("data-theme") == "light"
    assert wall.drawn().endswith("&theme=light") and "hall" not in wall.drawn()
    assert "hall=30-3-15-1" in wall.page.url


def test_a_hall_too_deep_for_any_size_is_told_how_many_texts_stay_too_small(wall):
    ask(wall, distance=100)
    left = press(wall, ".fit")
    assert re.fullmatch(
        r"まだ小さい文字：(\d+)件。最後列を近づけるか、より大きな画面を使う。", done(wall)[-1]
    )
    assert sum("文字が小さい" in line for line in left) == int(re.search(r"\d+", done(wall)[-1])[0]) > 0
    assert not [line for line in left if "文字が小さい" not in line], "the enlargement spoilt a scene"


@pytest.mark.parametrize(
    "hall", ["40", "40-3-0-9", "40-3-0-0.5", "0-3-0-1.2", "40-3-0-1.2-0.1", "-4-3-0", "a-b-c", "40-3-200"]
)
def test_a_hall_that_cannot_be_is_ignored(reader, hall):
    at = reader(1920, 1080)
    at.page.goto(f"{at.url}/present?scene=talk.3&lang=en&theme=dark&hall={hall}")
    at.settled()
    assert at.page.evaluate(GROW) == 1
    assert at.drawn() == at.address() and "hall" not in at.address() and at.record.console == []


def test_the_speaker_s_small_wall_is_not_enlarged(reader):
    at = reader(1366, 768)
    at.page.goto(f"{at.url}/speaker?scene=talk.3&lang=ja&theme=dark&hall=40-3-0-1.26")
    at.page.locator(".small .scene").wait_for(timeout=30_000)
    assert at.page.evaluate(GROW) == 1
    assert not [url for url in at.record.answers if "hall" in url]
