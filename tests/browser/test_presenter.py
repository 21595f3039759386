"""The presenter's half hour as a test: states, numbers, keys, black, leave and return, a dead server."""

from __future__ import annotations

import json
import urllib.request

import pytest

from dashboard.render.stories import scene_state
from dashboard.state import to_search
from tests.browser.conftest import ROOT, serve_folders

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PATIENCE = 90_000


class Wall:
    """A presenter before a wall."""

    def __init__(self, reader, url):
        self.at, self.page, self.url = reader, reader.page, url

    def open(self, scene, lang="ja", theme="dark"):
        self.page.goto(f"{self.url}/present?scene=talk.{scene}&lang={lang}&theme={theme}")
        self.page.locator("body[data-drawn]").wait_for(timeout=30_000)
        return self

    def ready(self):
        self.page.locator("body[data-ready]").wait_for(timeout=PATIENCE)
        return self

    def press(self, key, pause=420):
        self.page.keyboard.press(key)
        self.page.wait_for_timeout(pause)
        return self

    def on(self, scene):
        self.page.locator(f'body[data-drawn*="scene=talk.{scene}"]').wait_for(timeout=15_000)
        value = self.page.locator("body").get_attribute("data-drawn")
        assert f"scene=talk.{scene}&" in value + "&"
        return value

    def number(self):
        return int(self.page.locator("#present .eave .past").count()) + 1

    def title(self):
        return self.page.locator("#present .headline").inner_text()

    def values(self):
        return self.page.locator("#present [data-value]").evaluate_all(
            "all => all.map((one) => [one.dataset.origin, one.dataset.value])"
        )


@pytest.fixture
def wall(reader, served):
    return Wall(reader(1920, 1080), served)


@pytest.fixture
def mortal(reader):
    """A wall whose server may be killed."""
    running = serve_folders([ROOT / "data" / "xiangcheng"])
    yield Wall(reader(1920, 1080, running.url), running.url), running
    running.stop()


def asked(url, address):
    with urllib.request.urlopen(f"{url}/view.json?{address}") as reply:
        return json.load(reply)


@pytest.mark.parametrize("lang", ["ja", "zh-Hans"])
def test_every_figure_on_the_wall_is_the_one_of_the_answer_or_of_its_row(wall, real_board, served, lang):
    tables = real_board.dataset.tables
    keys = {name: frame.columns[0] for name, frame in tables.items()}
    for at, scene in enumerate(real_board.stories["talk"].scenes, start=1):
        wall.open(at, lang)
        state = scene_state(real_board, scene, lang, "dark").changed(scene=f"talk.{at}")
        answer = asked(served, to_search(state, real_board.vocabulary))
        found = wall.values()
        assert 1 <= len(found) <= 7, scene.key
        for origin, value in found:
            if "/" in origin:
                table, _, row = origin.partition("/")
                line = tables[table][tables[table][keys[table]] == row].iloc[0]
                column = {"statistics": "value", "events": "count", "places": "area_km2"}[table]
                known = {str(line[column]), str(line.get("event_date", ""))[:4]}
                assert value in known or f"{float(value):g}" in known, (origin, value)
            else:
                key, _, part = origin.partition(".")
                if part != "published":
                    assert int(value) == answer["kpis"][key][part]
    assert wall.at.record.foreign == []
    assert wall.at.record.console == []


def test_a_chart_on_the_wall_shows_the_rows_of_the_answer(wall, served):
    wall.open(7)
    drawn = wall.page.locator("[data-chart] > div").first.evaluate("one => one.data[0].x.map(Number)")
    answer = asked(served, "home=JPN&lang=ja")["views"]["sectors"]
    assert drawn == answer["bind"]["data.0.x"]


def test_keys_and_clicker_walk_through_the_talk_and_a_double_press_does_no_harm(wall):
    wall.open(1)
    for key, scene in (
        ("ArrowRight", 2),
        ("ArrowDown", 3),
        ("PageUp", 2),
        ("ArrowUp", 1),
        ("End", 10),
        ("Home", 1),
    ):
        wall.press(key).on(scene)
    wall.press("PageDown", pause=20).press("PageDown")
    wall.on(2)
    assert wall.number() == 2
    wall.press("g", 20).press("7", 20).press("Enter").on(7)
    wall.press("o", 900)
    assert wall.page.locator("#overview.on a").count() == 10
    wall.page.locator("#overview a").nth(3).click()
    wall.on(4)


def test_the_map_goes_from_scale_to_scale_by_the_next_key_and_back(wall):
    wall.open(2, "zh-Hans").on(2)
    shown = [wall.page.locator("body").get_attribute("data-drawn")]
    for scale in ("city", "park"):
        wall.press("PageDown", 900)
        shown.append(wall.on(2))
        assert f"scale={scale}" in shown[-1]
        assert wall.page.locator("#present .window").count() == 2
    wall.press("PageDown").on(3)
    wall.press("PageUp")
    assert wall.on(2) == shown[-1]
    wall.press("PageUp")
    assert wall.on(2) == shown[1]
    assert wall.at.record.console == []


def test_the_screen_goes_black_and_comes_back_as_it_was(wall):
    before = wall.open(3).on(3)
    wall.press("b")
    assert wall.page.locator("#dark").is_visible()
    wall.press("b")
    assert not wall.page.locator("#dark").is_visible()
    assert wall.page.locator("body").get_attribute("data-drawn") == before
    wall.press("b").press("Escape")
    assert not wall.page.locator("#dark").is_visible()


def test_language_and_room_change_in_place_and_the_definition_is_shown_large(wall):
    wall.open(7, "ja").ready()
    wall.press("t")
    assert wall.page.locator("#present .screen").get_attribute("data-theme") == "light"
    wall.press("l", 700)
    assert "lang=th" in wall.page.locator("body").get_attribute("data-drawn")
    assert wall.number() == 7
    wall.press("?")
    size = wall.page.locator("#definition b").evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert wall.page.locator("#definition").is_visible() and size >= 0.08 * 1080
    wall.press("Escape")
    assert not wall.page.locator("#definition").is_visible()


def press_bar(wall, at):
    """Press a bar of the chart where the browser drew it."""
    bars = wall.page.locator("[data-chart] .barlayer .trace").last.locator(".point path").nth(at)
    box = bars.bounding_box()
    wall.page.mouse.move(box["x"] + 5, box["y"] + box["height"] / 2)
    wall.page.wait_for_timeout(150)
    wall.page.mouse.click(box["x"] + 8, box["y"] + box["height"] / 2)
    wall.page.locator('body[data-own="no"]').wait_for(timeout=10_000)


def test_a_scene_is_left_by_a_click_and_restored_exactly_by_r_or_the_next_key(wall):
    own = wall.open(7).on(7)
    title = wall.title()
    for key in ("r", "PageDown"):
        press_bar(wall, 1)
        assert wall.title() != title
        assert "sector=" in wall.page.locator("body").get_attribute("data-drawn")
        wall.press(key, 600)
        assert wall.page.locator("body").get_attribute("data-drawn") == own
        assert wall.title() == title


@pytest.mark.parametrize("lang", ["ja", "zh-Hans"])
def test_three_questions_of_the_room_are_answered_and_end_in_the_same_scene(wall, served, lang):
    own = wall.open(7, lang).on(7)
    said, now = wall.title(), asked(served, f"{own}&fields=kpis")["kpis"]["projects"]["value"]
    questions = ("asof=2020-12-31&home=JPN", "home=JPN&stage=70", "home=JPN&sector=mobility")
    for question, key in zip(questions, ("r", "PageDown", "r"), strict=True):
        wall.page.evaluate("(search) => window.parkStage.go(search)", f"{own}&{question}")
        wall.page.locator('body[data-own="no"][data-drawn]').wait_for(timeout=10_000)
        state = wall.on(7)
        assert question.split("&")[0] in state or question.split("&")[1] in state
        kpis = asked(served, f"{state}&fields=kpis")["kpis"]
        shown = dict(wall.values())
        assert (
            shown["projects.value"] == str(kpis["projects"]["value"]) and int(shown["projects.value"]) < now
        )
        assert wall.title() != said
        wall.press(key, 600)
        assert (wall.on(7), wall.title()) == (own, said)


def test_the_whole_talk_runs_with_the_server_killed_and_says_what_it_cannot_answer(mortal):
    wall, running = mortal
    wall.open(1).ready()
    running.stop()
    wall.page.context.set_offline(True)
    for scene in (2, 2, 2, *range(3, 11)):
        wall.press("PageDown").on(scene)
        assert wall.page.locator("#present .headline").inner_text()
    for _ in range(4):
        wall.press("l", 300).press("t", 300)
    wall.press("g", 20).press("7", 20).press("Enter").on(7)
    press_bar(wall, 2)
    wall.press("r").on(7)
    wall.page.evaluate("window.parkStage.go('scene=talk.7&lang=ja&theme=dark&q=zzz')")
    wall.page.locator("#say.on").wait_for(timeout=10_000)
    assert wall.number() == 7


def test_nothing_moves_while_nobody_touches_and_space_brings_the_bricks_one_by_one(wall):
    wall.open(3).ready()
    wall.page.wait_for_timeout(4500)
    first = wall.page.screenshot()
    wall.page.wait_for_timeout(2500)
    assert wall.page.screenshot() == first
    wall.press(" ", 100)
    assert wall.page.locator(".brick.unseen").count() == 7
    wall.press(" ", 100)
    assert wall.page.locator(".brick.unseen").count() == 0


def test_the_speaker_s_window_follows_and_leads_the_wall_without_the_server(mortal):
    wall, running = mortal
    wall.open(1).ready()
    hand = wall.page.context.new_page()
    hand.goto(f"{wall.url}/speaker?scene=talk.1&lang=ja&theme=dark&notes=zh-Hans")
    hand.locator("body[data-ready]").wait_for(timeout=PATIENCE)
    running.stop()
    wall.press("PageDown").on(2)
    hand.locator(".notes").get_by_text("直线距离").wait_for(timeout=5000)
    for step, scene in (("scale=city", 2), ("scale=park", 2), ("scene=talk.3", 3)):
        hand.locator(".acts button.on").first.click()
        wall.page.locator(f'body[data-drawn*="{step}"]').wait_for(timeout=5000)
        wall.on(scene)
        wall.page.wait_for_timeout(400)
    hand.get_by_role("button", name="在哪里").click()
    wall.on(2)
    hand.locator(".strip .on").get_by_text("1/3").wait_for(timeout=5000)
    hand.locator(".board button").nth(1).click()
    wall.page.locator('body[data-drawn*="sector=mobility"]').wait_for(timeout=5000)
    hand.keyboard.press("r")
    wall.on(7)
    assert hand.locator(".small .scene").count() == 1


def test_a_laptop_that_slept_wakes_in_the_same_scene_and_hears_its_keys(wall):
    own = wall.open(7).ready().on(7)
    laptop = wall.page.context.new_cdp_session(wall.page)
    for life in ("frozen", "active"):
        laptop.send("Page.setWebLifecycleState", {"state": life})
        wall.page.wait_for_timeout(1200)
    assert wall.page.locator("body").get_attribute("data-drawn") == own
    wall.press("PageDown").on(8)
    wall.press("PageUp")
    assert wall.on(7) == own


def test_the_laptop_is_kept_awake_and_asked_again_after_it_was_hidden(reader, served):
    wall = Wall(reader(1366, 768), served)
    wall.page.add_init_script(
        "window.asked = 0; navigator.wakeLock.request = async () => { window.asked += 1; return {}; };"
    )
    wall.open(1)
    assert wall.page.evaluate("window.asked") == 1
    wall.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert wall.page.evaluate("window.asked") == 2


def test_a_swipe_goes_on_and_back_and_the_pointer_hides_when_it_rests(wall):
    wall.open(3).on(3)
    swipe = """(to) => {
      const at = (x) => [new Touch({ identifier: 1, target: document.body, clientX: x, clientY: 300 })];
      dispatchEvent(new TouchEvent("touchstart", { touches: at(600) }));
      dispatchEvent(new TouchEvent("touchend", { changedTouches: at(600 + to) }));
    }"""
    for by, scene in ((-200, 4), (200, 3), (-20, 3)):
        wall.page.evaluate(swipe, by)
        wall.page.wait_for_timeout(450)
        wall.on(scene)
    wall.page.mouse.move(400, 400)
    assert wall.page.locator("body.still").count() == 0
    wall.page.locator("body.still").wait_for(timeout=6000)
    assert wall.page.evaluate("getComputedStyle(document.body).cursor") == "none"


def test_the_script_says_what_the_wall_says_in_two_languages(wall, real_board):
    wall.page.goto(f"{wall.url}/script?scene=talk.1&lang=ja&notes=zh-Hans")
    assert wall.page.locator("tbody tr").count() == 10
    text = wall.page.locator("tbody").inner_text()
    assert "1,828km" in text and "1,828公里" in text and "{" not in text


def test_a_projector_that_falls_back_and_returns_changes_nothing_but_the_size(wall):
    own = wall.open(7).on(7)
    measure = "() => window.parkHall.measure(document.querySelector('#present .screen'))"
    screen = wall.page.context.new_cdp_session(wall.page)
    for width, height, ratio in ((1024, 768, 1), (1920, 1080, 2), (1366, 768, 1.5), (1920, 1080, 1)):
        size = {"width": width, "height": height, "deviceScaleFactor": ratio, "mobile": False}
        screen.send("Emulation.setDeviceMetricsOverride", size)
        wall.page.wait_for_timeout(700)
        assert wall.page.evaluate(measure) == []
        drawn = wall.page.locator("[data-chart] > div").first.bounding_box()
        assert drawn["x"] + drawn["width"] <= width and drawn["y"] + drawn["height"] <= height
        assert wall.page.locator("body").get_attribute("data-drawn") == own
    assert wall.at.record.console == []
