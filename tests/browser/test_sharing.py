"""A hall takes a view home: the QR code on the wall is read, a phone opens the same figure, list first."""

from __future__ import annotations

import io
import json
import socket
import urllib.request

import pytest
import zxingcpp
from PIL import Image

from dashboard.apps.parks import serve_parks
from dashboard.apps.public import make_app
from dashboard.apps.serving import Apart
from tests.browser.conftest import ROOT, Served
from tests.browser.test_presenter import PATIENCE, Wall, press_bar

pytestmark = [pytest.mark.browser, pytest.mark.slow]
HIGH = 1080


def serve_public() -> Served:
    """Serve the real park on a free port that is told as the public address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    app = make_app(serve_parks([ROOT / "data" / "xiangcheng"], public_url=url))
    server = Apart(app.server, port=port)
    return Served(url, server.stop)


@pytest.fixture(scope="module")
def public():
    running = serve_public()
    yield running.url
    running.stop()


@pytest.fixture
def wall(reader, public):
    return Wall(reader(1920, HIGH, public), public)


@pytest.fixture
def phone(reader, public):
    return reader(390, 844, public)


def read_code(page, selector):
    """Read the code that is drawn on the screen, from a picture of the screen."""
    place = page.locator(selector)
    place.wait_for()
    picture = Image.open(io.BytesIO(page.screenshot(clip=place.bounding_box())))
    (found,) = zxingcpp.read_barcodes(picture)
    return found.text, found.ec_level


def asked(url, address):
    with urllib.request.urlopen(f"{url}/view.json?{address}") as reply:
        return json.load(reply)


def shown(wall):
    return wall.page.locator("#sharing").is_visible()


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_q_shows_a_code_that_is_read_from_the_screen_large_and_black_on_white(wall, public, theme):
    wall.open(7, "ja", theme).press("q")
    assert read_code(wall.page, "#sharing .qr") == (f"{public}/s/talk.7.ja", "M")
    colours = wall.page.locator("#sharing .qr").evaluate(
        "one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).fill]"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    box = wall.page.locator("#sharing .qr path").bounding_box()
    assert box["height"] >= 0.6 * HIGH and box["width"] == pytest.approx(box["height"], abs=1)
    told = wall.page.locator("#sharing .told > *").evaluate_all(
        "all => all.map((one) => [one.textContent, parseFloat(getComputedStyle(one).fontSize)])"
    )
    texts, sizes = zip(*told, strict=True)
    assert "この画面をスマートフォンで" in texts and f"{public}/s/talk.7.ja" in texts
    assert min(sizes) >= 0.033 * HIGH
    assert wall.at.record.console == [] and wall.at.record.foreign == []


def test_escape_q_and_the_next_key_close_the_code_and_move_nothing(wall):
    before = wall.open(3).on(3)
    for key in ("Escape", "q", "PageDown", "ArrowRight"):
        wall.press("q")
        assert shown(wall), key
        wall.press(key)
        assert not shown(wall), key
        assert wall.page.locator("body").get_attribute("data-drawn") == before
    wall.press("PageDown").on(4)


def test_the_code_follows_the_language_and_closes_when_the_scene_changes(wall, public):
    wall.open(7, "ja").press("q").press("l", 900)
    assert read_code(wall.page, "#sharing .qr")[0] == f"{public}/s/talk.7.th"
    assert wall.page.locator("#sharing").get_by_text("เปิดหน้านี้บนโทรศัพท์ของคุณ").is_visible()
    wall.press("Home", 900).on(1)
    assert not shown(wall)


def test_the_code_is_shown_with_the_server_killed_from_the_speaker_s_window_too(reader):
    running = serve_public()
    wall = Wall(reader(1920, HIGH, running.url), running.url)
    wall.open(7).ready()
    hand = wall.page.context.new_page()
    hand.goto(f"{wall.url}/speaker?scene=talk.7&lang=ja&theme=dark&notes=zh-Hans")
    hand.locator("body[data-ready]").wait_for(timeout=PATIENCE)
    running.stop()
    wall.page.context.set_offline(True)
    for scene, key in ((8, "PageDown"), (9, "PageDown")):
        wall.press(key).on(scene)
        wall.press("q")
        assert read_code(wall.page, "#sharing .qr")[0] == f"{running.url}/s/talk.{scene}.ja"
        wall.press("q")
    hand.get_by_role("button", name="二维码 Q").click()
    wall.page.locator("#sharing.on").wait_for(timeout=5000)
    hand.get_by_role("button", name="二维码 Q").click()
    wall.page.locator("#sharing").wait_for(state="hidden", timeout=5000)


def test_without_a_public_address_q_says_so_in_words(reader, served):
    wall = Wall(reader(1920, HIGH), served).open(7, "ja").press("q")
    wall.page.locator("#say.on").get_by_text("QRコードなし").wait_for(timeout=5000)
    assert not shown(wall)
    wall.open(10, "ja")
    assert wall.page.locator(".shared").count() == 0
    assert wall.page.locator(".counts li").count() == 5


@pytest.mark.parametrize(
    ("size", "lang"),
    [((1920, 1080), "ja"), ((1366, 768), "zh-Hans"), ((1024, 768), "th"), ((1366, 768), "en")],
)
def test_the_last_scene_shows_a_small_code_beside_the_counts_and_every_text_is_read(
    reader, public, size, lang
):
    wall = Wall(reader(*size, public), public).open(10, lang)
    code = f"{public}/s/talk.10" + ("" if lang == "zh-Hans" else f".{lang}")
    assert read_code(wall.page, ".shared .qr") == (code, "M")
    assert wall.page.locator(".shared .qr path").bounding_box()["height"] >= 0.22 * size[1]
    assert "".join(wall.page.locator(".shared p").inner_text().split()) == code
    assert (
        wall.page.evaluate("() => window.parkHall.measure(document.querySelector('#present .screen'))") == []
    )


def test_a_phone_sees_the_figure_of_the_wall_by_its_short_link(wall, phone, public):
    wall.open(7, "ja").press("q")
    url, _ = read_code(wall.page, "#sharing .qr")
    phone.page.goto(url)
    phone.settled()
    figures = dict(wall.values())
    answer = asked(public, phone.drawn())
    assert phone.kpi("projects") == figures["projects.value"] == str(answer["kpis"]["projects"]["value"])
    assert "home=JPN" in phone.drawn() and "scene" not in phone.address()
    assert "20" in phone.text(".lead strong") and phone.page.evaluate("document.documentElement.lang") == "ja"
    assert phone.record.console == [] and phone.record.foreign == []


def test_a_phone_sees_the_figure_of_a_view_somebody_went_to(wall, phone, public):
    wall.open(7, "zh-Hans")
    press_bar(wall, 1)
    wall.press("q")
    url, _ = read_code(wall.page, "#sharing .qr")
    assert url.startswith(f"{public}/?") and "sector=" in url and "theme=light" in url
    phone.page.goto(url)
    phone.settled()
    assert phone.kpi("projects") == dict(wall.values())["projects.value"]
    assert phone.page.locator("body").get_attribute("data-theme") == "light"


def test_a_phone_shows_the_list_before_figures_maps_and_charts_to_eye_and_keyboard(phone, public):
    phone.page.goto(f"{public}/s/talk.7.ja")
    phone.settled()
    tops = phone.page.evaluate(
        "['panel-table', 'kpis', 'panel-map', 'panel-timeline', 'panel-sectors']"
        ".map((id) => document.getElementById(id).getBoundingClientRect().top)"
    )
    assert tops == sorted(tops) and tops[0] < 844 - 300
    rows = phone.page.locator("#panel-table tbody tr")
    assert rows.count() == 20 and rows.first.bounding_box()["y"] < 844 - 150
    phone.page.locator("#sections a").last.focus()
    phone.page.keyboard.press("Tab")
    assert phone.page.evaluate("document.activeElement.closest('section').id") == "panel-table"
    order = phone.page.locator("#sections a").evaluate_all("all => all.map((one) => one.hash.slice(1))")
    assert order[0] == "panel-table"


def test_a_wider_screen_has_the_list_where_it_was_and_turning_a_tablet_moves_it(phone):
    phone.open("lang=en")
    for width, first in ((1366, False), (390, True), (800, False)):
        phone.page.set_viewport_size({"width": width, "height": 844})
        phone.settled()
        list_top, map_top = (
            phone.page.locator(f"#{one}").evaluate("one => one.getBoundingClientRect().top + scrollY")
            for one in ("panel-table", "panel-map")
        )
        assert (list_top < map_top) is first, width
    assert phone.record.console == []
