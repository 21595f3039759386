"""The fictional park's talk, step by step: questions from the room, each ending in the scene as it was."""

from __future__ import annotations

import json
import time
import urllib.request

import pytest

from tests.browser.conftest import ROOT, serve_folders

pytestmark = [pytest.mark.browser, pytest.mark.slow]
READY = 150_000


@pytest.fixture(scope="module")
def tour():
    running = serve_folders([ROOT / "data" / "demo"])
    yield running
    running.stop()


@pytest.fixture
def hall(reader, tour):
    return reader(1920, 1080, tour.url), tour


@pytest.fixture
def mortal_hall(reader):
    """A wall whose server may be killed."""
    running = serve_folders([ROOT / "data" / "demo"])
    yield reader(1920, 1080, running.url), running
    running.stop()


def opened(hall, scene, lang, *, ready=False, theme="dark"):
    at, _ = hall
    at.page.goto(f"{at.url}/present?scene=tour.{scene}&lang={lang}&theme={theme}")
    at.page.locator("body[data-ready]" if ready else "body[data-drawn]").wait_for(timeout=READY)
    return at


def state(at):
    return at.page.locator("body").get_attribute("data-drawn")


def title(at):
    return at.page.locator("#present .headline").inner_text()


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


def values(at):
    return dict(
        at.page.locator("#present [data-value]").evaluate_all(
            "all => all.map((one) => [one.dataset.origin, one.dataset.value])"
        )
    )


def asked(at, address):
    with urllib.request.urlopen(f"{at.url}/view.json?{address}") as reply:
        return json.load(reply)


def asked_story(at):
    with urllib.request.urlopen(f"{at.url}/story.json?story=tour") as reply:
        return json.load(reply)


def figures_are_those_of_the_answer(at):
    """Every key figure on the wall is the one that the same address answers."""
    kpis = asked(at, f"{state(at)}&fields=kpis")["kpis"]
    shown = {origin: value for origin, value in values(at).items() if origin.partition(".")[0] in kpis}
    for origin, value in shown.items():
        name, _, part = origin.partition(".")
        if part != "published":
            assert value == str(kpis[name][part]), origin
    return shown


@pytest.mark.parametrize("lang", ["ja", "zh-Hans"])
def test_the_tour_is_walked_step_by_step_with_the_clicker_and_back(hall, lang):
    at = opened(hall, 1, lang)
    seen, titles = [state(at)], [title(at)]
    for _ in range(40):
        press(at, "PageDown", 500)
        if state(at) == seen[-1]:
            break
        at.page.locator("body[data-drawn]").wait_for(timeout=10_000)
        seen.append(state(at))
        titles.append(title(at))
        assert at.page.locator("body").get_attribute("data-own") == "yes"
        assert len(values(at)) <= 7 and "{" not in titles[-1]
        figures_are_those_of_the_answer(at)
    assert len(seen) == len(set(seen)) == 12 + 2 + 7 + 1
    for dark in (True, False):
        press(at, "b", 200)
        assert at.page.locator("#dark").is_visible() is dark and state(at) == seen[-1]
    for before in reversed(seen[-6:-1]):
        press(at, "PageUp", 500)
        assert state(at) == before
    press(at, "ArrowUp", 500)
    press(at, "ArrowDown", 500)
    assert at.record.foreign == [] and at.record.console == []


@pytest.mark.parametrize("lang", ["ja", "zh-Hans"])
def test_three_detours_end_in_the_same_scene_and_their_numbers_are_those_of_the_answer(hall, lang):
    at = opened(hall, 4, lang)
    own, said = state(at), title(at)
    for number, key in ((0, "r"), (1, "ArrowRight"), (2, "r")):
        press_bar(at, number)
        assert figures_are_those_of_the_answer(at)
        press(at, key)
        assert (state(at), title(at)) == (own, said)
    assert at.record.foreign == []


def test_the_years_play_by_a_key_stop_at_the_last_and_stand_still_until_then(hall):
    at = opened(hall, 3, "ja")
    first = state(at)
    at.page.wait_for_timeout(2000)
    assert state(at) == first and "signed=..2019-12" in first
    press(at, "PageDown", 600)
    squares = at.page.locator("#present .squares i").count()
    assert squares == int(values(at)["projects.value"])
    press(at, " ", 100)
    at.page.locator('body[data-drawn*="signed=..2026-12"]').wait_for(timeout=20_000)
    assert at.page.locator("#present .year.now").count() == 1
    at.page.wait_for_timeout(2500)
    assert "signed=..2026-12" in state(at)
    press(at, " ", 400)
    assert "signed=..2019-12" in state(at)
    press(at, " ", 100)
    stopped = state(at)
    at.page.wait_for_timeout(2500)
    assert state(at) == stopped


def test_under_reduced_motion_the_years_cut(browser, tour):
    context = browser.new_context(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{tour.url}/present?scene=tour.3&lang=ja&theme=dark")
    page.locator("body[data-drawn]").wait_for(timeout=30_000)
    page.keyboard.press("PageDown")
    page.locator('body[data-drawn*="signed=..2020-12"]').wait_for(timeout=10_000)
    assert page.locator("#present .stepping").count() == 0
    assert page.evaluate("document.getAnimations().filter((one) => one.playState === 'running').length") == 0
    context.close()


@pytest.mark.parametrize("lang", ["ja", "zh-Hans"])
def test_two_days_stand_on_one_scale_and_a_pressed_bar_says_how_many_operate(hall, lang):
    at = opened(hall, 9, lang)
    length = "one => one.querySelector('.now').getBoundingClientRect().width"
    row = at.page.locator('#present .change li[data-codes="80"]')
    before = row.evaluate(length)
    was = int(row.locator("b").inner_text())
    press(at, "PageDown", 900)
    then, now = (int(part) for part in row.locator("b").inner_text().split(" → "))
    assert then == was
    assert abs(row.evaluate(length) / before - now / then) < 0.02
    own = state(at)
    begun = time.monotonic()
    at.page.locator('#present .change li[data-codes="70"]').click()
    at.page.locator('body[data-own="no"][data-drawn*="stage=70"]').wait_for(timeout=5_000)
    assert time.monotonic() - begun < 1.5
    assert at.page.locator("#present .change .pale").count() >= 5
    assert figures_are_those_of_the_answer(at)
    press(at, "PageDown", 600)
    assert state(at) == own


@pytest.mark.parametrize("lang", ["ja", "zh-Hans"])
def test_a_question_of_the_board_counts_what_is_not_on_the_map(hall, lang):
    at = opened(hall, 7, lang)
    shown = values(at)
    question = asked(at, f"ask=near&hl=D000504&home=JPN&lang={lang}&fields=question")["question"]
    assert int(shown["near.within"]) == len(question["rows"]) == question["counts"]["within"]
    assert int(shown["near.unplaced"]) == question["counts"]["unplaced"]
    own = state(at)
    story = asked_story(at)
    health = next(one for one in story["questions"] if one["scene"] == "tour.7")
    at.page.evaluate("(search) => window.parkStage.go(search)", f"{own}&{health['address']}")
    at.page.locator('body[data-own="no"][data-drawn*="sector=health"]').wait_for(timeout=10_000)
    counts = asked(at, f"{state(at)}&fields=question")["question"]["counts"]
    shown = values(at)
    assert (shown["near.within"], shown["near.unplaced"]) == (str(counts["within"]), str(counts["unplaced"]))
    assert counts["unplaced"] > 0
    press(at, "r", 700)
    assert state(at) == own


def test_the_case_has_its_picture_with_whose_it_is(hall):
    at = opened(hall, 8, "ja")
    picture = at.page.locator("#present .photo img")
    assert picture.evaluate("one => one.complete && one.naturalWidth > 0")
    assert "CC0-1.0" in at.page.locator("#present figcaption").inner_text()


@pytest.mark.parametrize("lang", ["ja", "zh-Hans"])
def test_signings_come_one_by_one(hall, lang):
    at = opened(hall, 11, lang)
    total = at.page.locator("#present .figure").get_attribute("data-value")
    press(at, " ", 200)
    assert at.page.locator("#present .signing.unseen").count() == 3
    at.page.locator("#present .signing.unseen").first.wait_for(state="detached", timeout=10_000)
    assert at.page.locator("#present .figure").get_attribute("data-value") == total


def test_a_click_in_the_talk_is_answered_without_the_server(mortal_hall):
    at, running = opened(mortal_hall, 5, "ja", ready=True), mortal_hall[1]
    own = state(at)
    running.stop()
    at.page.context.set_offline(True)
    for _ in range(2):
        press_bar(at, 3)
        assert "stage=" in state(at)
        press(at, "r")
        press(at, "l")
        press(at, "t")
    for _ in range(2):
        press(at, "l")
    assert state(at) == own
    for key in ("g", "8", "Enter"):
        press(at, key, 100)
    at.page.locator('body[data-drawn*="scene=tour.8"]').wait_for(timeout=10_000)
    assert at.page.locator("#present .photo img").evaluate("one => one.complete && one.naturalWidth > 0")
    press(at, "PageDown", 700)
    press(at, "PageDown", 700)
    assert "scene=tour.9" in state(at) and "asof" not in state(at)
    press(at, "c", 700)
    assert "currency=JPY" in state(at)


@pytest.mark.parametrize("lang", ["ja", "zh-Hans"])
def test_money_turns_into_yen_by_a_key_and_r_turns_it_back(hall, lang):
    at = opened(hall, 10, lang)
    own = state(at)
    written = {}
    for currency in ("JPY", "USD", "CNY"):
        at.page.keyboard.press("c")
        at.page.locator(f'body[data-drawn*="currency={currency}"]').wait_for(timeout=10_000)
        assert "home=JPN" in state(at) and "scene=tour.10" in state(at)
        assert figures_are_those_of_the_answer(at)
        written[currency] = at.page.locator("#present .figure").first.inner_text()
    hundred_million, yen = ("億", "億円") if lang == "ja" else ("亿", "亿日元")
    assert yen in written["JPY"] and f"{hundred_million}元" in written["CNY"]
    press(at, "r", 700)
    assert state(at) == own
    assert at.record.console == []


def test_the_hall_check_finds_nothing_in_the_tour(hall):
    at = opened(hall, 1, "ja", ready=True)
    press(at, "h")
    at.page.locator("#hall[data-done]").wait_for(timeout=90_000)
    assert at.page.locator("#hall .found .bad").all_inner_texts() == []
