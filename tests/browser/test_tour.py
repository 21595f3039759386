"""The fictional park’s talk: interruptions by clicks and keys, each ending in the scene as it was."""

from __future__ import annotations

import json
import time
import urllib.request

import pytest

from tests.browser.conftest import ROOT, serve_folders

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def hall(reader):
    running = serve_folders([ROOT / "data" / "demo"])
    yield reader(1920, 1080, running.url), running
    running.stop()


def opened(hall, scene, lang):
    at, _ = hall
    at.page.goto(f"{at.url}/present?scene=tour.{scene}&lang={lang}&theme=dark")
    at.page.locator("body[data-ready]").wait_for(timeout=90_000)
    return at


def state(at):
    return at.page.locator("body").get_attribute("data-drawn")


def press(at, key, pause=450):
    at.page.keyboard.press(key)
    at.page.wait_for_timeout(pause)


def press_bar(at, number):
    bar = at.page.locator("#present [data-chart] .barlayer .trace").last.locator(".point path").nth(number)
    box = bar.bounding_box()
    at.page.mouse.move(box["x"] + 3, box["y"] + box["height"] / 2)
    at.page.wait_for_timeout(150)
    begun = time.monotonic()
    at.page.mouse.click(box["x"] + 4, box["y"] + box["height"] / 2)
    at.page.locator('body[data-own="no"][data-drawn]').wait_for(timeout=10_000)
    return time.monotonic() - begun


def asked(at, address):
    with urllib.request.urlopen(f"{at.url}/view.json?{address}") as reply:
        return json.load(reply)


@pytest.mark.parametrize("lang", ["ja", "zh-Hans"])
def test_three_detours_end_in_the_same_scene_and_their_numbers_are_those_of_the_answer(hall, lang):
    at = opened(hall, 3, lang)
    own, title = state(at), at.page.locator("#present .headline").inner_text()
    for number, key in ((0, "r"), (1, "ArrowRight"), (2, "r")):
        press_bar(at, number)
        shown = {
            one[0]: one[1]
            for one in at.page.locator("#present [data-value]").evaluate_all(
                "all => all.map((one) => [one.dataset.origin, one.dataset.value])"
            )
        }
        kpis = asked(at, f"{state(at)}&fields=kpis")["kpis"]
        for origin, value in shown.items():
            name, _, part = origin.partition(".")
            assert value == str(kpis[name][part]), origin
        press(at, key)
        assert state(at) == own
        assert at.page.locator("#present .headline").inner_text() == title
    assert at.record.foreign == []


def test_a_click_in_the_talk_is_answered_without_the_server(hall):
    at, running = opened(hall, 4, "ja"), hall[1]
    own = state(at)
    running.stop()
    at.page.context.set_offline(True)
    for _ in range(4):
        press_bar(at, 3)
        assert "stage=" in state(at)
        press(at, "r")
        press(at, "l")
        press(at, "t")
    assert state(at) == own


def test_money_turns_into_yen_by_a_key_and_r_turns_it_back(hall):
    at = opened(hall, 3, "ja")
    own = state(at)
    seen = set()
    for _ in range(4):
        press(at, "c", 900)
        seen |= {part for part in state(at).split("&") if part.startswith("currency=")}
        assert "home=JPN" in state(at) and "scene=tour.3" in state(at)
    assert "currency=JPY" in seen
    press(at, "r", 700)
    assert state(at) == own
    assert at.record.console == []


def test_the_hall_check_finds_nothing_in_the_tour(hall):
    at = opened(hall, 1, "ja")
    press(at, "h")
    at.page.locator("#hall[data-done]").wait_for(timeout=60_000)
    assert at.page.locator("#hall .found .bad").all_inner_texts() == []
