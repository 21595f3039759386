"""The committed pictures: ``make pictures`` writes them, each at most 400 kB."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

pytestmark = [pytest.mark.browser, pytest.mark.pictures]
FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
MOST_BYTES = 400_000
FILTER = "sector=electronics,equipment,materials,energy,mobility&signed=2019-01..2024-12&undated=keep"
PICTURES = {
    "main_en_1920": (1920, 1080, f"lang=en&{FILTER}"),
    "main_zh_1920": (1920, 1080, ""),
    "main_ja_1920": (1920, 1080, "lang=ja&home=JPN"),
    "main_th_1920": (1920, 1080, "lang=th&tab=district"),
    "dark_en_1920": (1920, 1080, "lang=en&theme=dark&home=JPN"),
    "main_zh_1366": (1366, 768, f"{FILTER}"),
    "phone_zh_390": (390, 1400, "sector=mobility"),
    "main_en_3840": (3840, 2160, "lang=en"),
    "empty_en_1366": (1366, 768, "home=USA&lang=en&sector=electronics&signed=2019-01..2024-12"),
}


QUESTIONS = {
    "question_en_1366": (1366, 768, "ask=start&park=demo"),
    "tracks_ja_1920": (1920, 1080, "ask=slip&lang=ja&park=demo&place=T01"),
    "changes_zh_1366": (1366, 768, "ask=changes&lang=zh-Hans&park=demo&versus=2026-10-02"),
    "asof_th_1920": (1920, 1080, "asof=2023-12-31&lang=th&park=demo"),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_picture_of_a_question_is_written(browser, name):
    from tests.browser.conftest import ROOT, Reader, serve_folders

    width, height, address = QUESTIONS[name]
    running = serve_folders([ROOT / "data" / "xiangcheng", ROOT / "data" / "demo"])
    context = browser.new_context(viewport={"width": width, "height": height})
    write(Reader(context.new_page(), running.url).open(address).page, name)
    context.close()
    running.stop()


WALLS = [
    *((scene, lang, "dark") for scene in range(1, 11) for lang in ("ja", "zh-Hans")),
    *((scene, "zh-Hans", "light") for scene in (1, 2, 7)),
]


@pytest.mark.parametrize(("scene", "lang", "theme"), WALLS)
def test_a_picture_of_the_wall_is_written(reader, scene, lang, theme):
    at = reader(1920, 1080)
    at.page.goto(f"{at.url}/present?scene=talk.{scene}&lang={lang}&theme={theme}")
    at.page.locator("body[data-drawn]").wait_for(timeout=30_000)
    at.page.add_style_tag(content="#say, #loading { display: none !important; }")
    at.page.wait_for_timeout(1500)
    write(at.page, f"wall_{scene:02}_{lang[:2]}_{theme}")


TOUR = {3: 4, 9: 1, 7: 0, 8: 0, 11: 0}


@pytest.mark.parametrize("scene", TOUR)
@pytest.mark.parametrize("lang", ["ja", "zh-Hans"])
def test_a_picture_of_the_tour_is_written(browser, scene, lang):
    from tests.browser.conftest import ROOT, serve_folders

    running = serve_folders([ROOT / "data" / "demo"])
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    page.goto(f"{running.url}/present?scene=tour.{scene}&lang={lang}&theme=dark")
    page.locator("body[data-drawn]").wait_for(timeout=30_000)
    page.add_style_tag(content="#say, #loading { display: none !important; }")
    for _ in range(TOUR[scene]):
        page.keyboard.press("PageDown")
        page.wait_for_timeout(900)
    write(page, f"tour_{scene:02}_{lang[:2]}")
    page.close()
    running.stop()


@pytest.mark.parametrize("step", [1, 2])
def test_a_picture_of_a_further_window_is_written(reader, step):
    at = reader(1920, 1080)
    at.page.goto(f"{at.url}/present?scene=talk.2&lang=ja&theme=dark")
    at.page.locator("body[data-drawn]").wait_for(timeout=30_000)
    at.page.add_style_tag(content="#say, #loading { display: none !important; }")
    for _ in range(step):
        at.page.keyboard.press("PageDown")
        at.page.wait_for_timeout(1200)
    write(at.page, f"wall_02_ja_dark_step{step + 1}")


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_written(reader, name):
    width, height, address = PICTURES[name]
    board = reader(width, height).open(address)
    write(board.page, name)


def write(page, name):
    FOLDER.mkdir(parents=True, exist_ok=True)
    page.mouse.move(0, 0)
    page.wait_for_timeout(400)
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path)
    if path.stat().st_size > MOST_BYTES:
        frequent_colours(Image.open(io.BytesIO(path.read_bytes())).convert("RGB")).save(path, optimize=True)
    assert path.stat().st_size <= MOST_BYTES


def frequent_colours(drawn):
    """Return a picture whose most frequent colours are exact and the rest the nearest of them."""
    ranked = sorted(drawn.getcolors(1 << 24), reverse=True)[:220]
    palette = Image.new("P", (1, 1))
    palette.putpalette([value for _, colour in ranked for value in colour])
    return drawn.quantize(palette=palette, dither=Image.Dither.NONE)


def test_the_picture_of_a_folder_with_problems_is_written(browser, tmp_path):
    from tests.browser.conftest import Reader, serve_folders
    from tests.ingest.test_bad_folders import CASES
    from tests.parks import write_small_park

    folder = write_small_park(tmp_path / "broken")
    for case in ("unknown stage", "impossible date", "value and amount disagree", "ring crossing itself"):
        CASES[case][0](folder)
    running = serve_folders([folder])
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    write(Reader(context.new_page(), running.url).open("lang=ja").page, "error_ja_1366")
    context.close()
    running.stop()
