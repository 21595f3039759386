"""The hall check names what the last row could not read, and nothing else."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]
STYLE = """() => document.head.append(Object.assign(document.createElement("style"), {
  textContent: ".scene > footer .source { %s !important; }" }))"""
SMALL, GREY = STYLE % "font-size: 9px", STYLE % "color: #5a6468"
LONG = """async () => {
  const found = await window.parkWall.answer("lang=ja&scene=talk.9&scale=city&theme=dark");
  const lines = found.wall.tree[2].find((one) => one[0] === "h1")[2];
  lines[0][2] = ["相城区の計画と交通と産業と投資と協力について".repeat(4)];
}"""


def checked(page):
    page.locator("#hall[data-done]").wait_for(timeout=60_000)
    return page.locator("#hall .found .bad").all_inner_texts()


def opened(reader, lang="ja", theme="dark"):
    at = reader(1920, 1080)
    at.page.goto(f"{at.url}/present?scene=talk.1&lang={lang}&theme={theme}")
    at.page.locator("body[data-ready]").wait_for(timeout=90_000)
    return at


@pytest.mark.parametrize(("lang", "theme"), [("ja", "dark"), ("zh-Hans", "light")])
def test_the_real_talk_passes_from_thirty_metres(reader, lang, theme):
    at = opened(reader, lang, theme)
    at.page.keyboard.press("h")
    assert checked(at.page) == []
    assert at.page.locator("#hall .good").count() == 2
    at.page.keyboard.press("Escape")
    assert not at.page.locator("#hall").is_visible()
    assert at.page.locator("#present .screen").count() == 1
    assert at.record.foreign == []


@pytest.mark.parametrize(
    ("defect", "said", "scene"),
    [(SMALL, "文字が小さい", 1), (GREY, "コントラスト不足", 1), (LONG, "この画面には長すぎる", 9)],
    ids=["small", "grey", "long"],
)
def test_a_seeded_defect_is_named(reader, defect, said, scene):
    at = opened(reader)
    at.page.evaluate(defect)
    at.page.keyboard.press("h")
    found = [line for line in checked(at.page) if said in line]
    assert any(line.startswith(f"{scene} · 日本語") for line in found), found


def test_a_farther_row_and_a_lit_hall_ask_for_more(reader):
    at = opened(reader)
    at.page.keyboard.press("h")
    checked(at.page)
    at.page.locator("#hall input[name=distance]").fill("45")
    at.page.locator("#hall button").first.click()
    at.page.wait_for_timeout(100)
    assert any("文字が小さい" in line for line in checked(at.page))
    at.page.locator("#hall input[name=distance]").fill("30")
    at.page.locator("#hall input[name=ambient]").fill("10")
    at.page.locator("#hall button").first.click()
    at.page.wait_for_timeout(100)
    found = checked(at.page)
    assert found[0] == "明るい会場の配色に切り替える（Tキー）。"


def test_the_board_leads_to_the_wall(reader):
    at = reader(1366, 768)
    at.open("lang=zh-Hans")
    href = at.page.get_by_role("link", name="演示").get_attribute("href")
    at.page.goto(f"{at.url}/{href}")
    at.page.locator("body[data-drawn]").wait_for(timeout=30_000)
    assert at.page.locator("#present .screen").get_attribute("lang") == "zh-Hans"
