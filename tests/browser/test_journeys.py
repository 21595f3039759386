"""The journeys of a reader, in the small words of the conftest."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.apps.parks import serve_parks
from dashboard.state import canonical

pytestmark = pytest.mark.browser


def clean(reader) -> None:
    assert reader.record.foreign == []
    assert reader.record.console == []


def test_the_bare_address_shows_the_register_and_asks_no_other_host(reader):
    board = reader().open()
    assert board.drawn() == ""
    assert board.kpi("projects") == "107"
    assert board.page.locator('[data-title^="Share"]').count() == 0
    clean(board)


def test_a_click_on_a_sector_changes_every_other_view_the_figures_the_sentence_and_the_address(reader):
    board = reader().open("lang=en")
    before = {chart: board.figure(chart) for chart in ("map", "timeline", "stages", "home", "places")}
    asked = len(board.record.answers)
    board.click_point("sectors", "mobility").until("lang=en&sector=mobility")
    assert len(board.record.answers) == asked + 1
    assert board.kpi("projects") == "21"
    assert "21" in board.text("#sentence")
    assert board.address() == "lang=en&sector=mobility"
    for chart, old in before.items():
        assert board.figure(chart) != old, chart
    clean(board)


def test_a_second_click_takes_the_sector_away_and_ctrl_click_adds_one(reader):
    board = reader().open("lang=en")
    board.click_point("sectors", "mobility").until("lang=en&sector=mobility")
    board.click_point("sectors", "equipment", ["Control"]).until("lang=en&sector=equipment,mobility")
    assert board.kpi("projects") == "35"
    board.click_point("sectors", "equipment", ["Shift"]).until("lang=en&sector=mobility")
    board.click_point("sectors", "mobility").until("lang=en")
    assert board.kpi("projects") == "107"


def test_reload_gives_the_same_picture_and_back_undoes(reader):
    board = reader().open("lang=en")
    board.click_point("sectors", "mobility").until("lang=en&sector=mobility")
    figures = {chart: board.figure(chart) for chart in ("map", "timeline", "sectors")}
    board.page.reload()
    board.settled()
    assert {chart: board.figure(chart) for chart in figures} == figures
    board.page.go_back()
    board.until("lang=en")
    assert board.kpi("projects") == "107"
    board.page.go_forward()
    board.until("lang=en&sector=mobility")
    board.page.keyboard.press("Control+z")
    board.until("lang=en")


def drag(board, chart: str, start: tuple[float, float], end: tuple[float, float]) -> None:
    box = board.page.locator(f"#graph-{chart} .nsewdrag").first.bounding_box()
    at = lambda spot: (box["x"] + box["width"] * spot[0], box["y"] + box["height"] * spot[1])  # noqa: E731
    board.page.mouse.move(*at(start))
    board.page.mouse.down()
    for step in range(1, 9):
        share = step / 8
        board.page.mouse.move(
            *at((start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share))
        )
    board.page.mouse.up()


def test_brushing_a_period_leaves_the_undated_out_and_the_chip_keeps_them(reader):
    board = reader().open("lang=en")
    drag(board, "timeline", (0.15, 0.5), (0.6, 0.52))
    board.page.locator('body[data-drawn*="signed="]').wait_for()
    dated = int(board.kpi("projects"))
    assert 0 < dated <= 33
    assert "74 undated left out" in board.text("#sentence")
    board.page.locator("[data-key=undated]").click()
    board.page.locator('body[data-drawn*="undated=keep"]').wait_for()
    assert int(board.kpi("projects")) == dated + 74
    clean(board)


def test_a_lasso_on_the_map_selects_the_badges_whose_anchor_lies_inside(reader):
    board = reader().open("lang=en")
    box = board.page.locator("#graph-map .nsewdrag").first.bounding_box()
    corners = [(0.35, 0.05), (0.62, 0.05), (0.62, 0.6), (0.35, 0.6), (0.35, 0.06)]
    spots = [(box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in corners]
    board.page.mouse.move(*spots[0])
    board.page.mouse.down()
    for spot in spots[1:]:
        board.page.mouse.move(*spot, steps=6)
    board.page.mouse.up()
    board.page.locator('body[data-drawn*="area="]').wait_for()
    assert 0 < int(board.kpi("projects")) < 77
    assert "an area on the map" in board.text("#sentence")
    clean(board)


def test_switching_the_language_keeps_the_filter(reader):
    board = reader().open("lang=en&sector=mobility")
    board.page.locator("nav.languages a[hreflang=ja]").click()
    board.until("lang=ja&sector=mobility")
    assert board.page.locator("html").get_attribute("lang") == "ja"
    assert board.kpi("projects") == "21"
    assert "件" in board.text("#sentence")
    clean(board)


def test_a_whole_filter_and_read_journey_needs_no_pointer(reader):
    board = reader().open("lang=en")
    keys = board.page.keyboard
    board.page.locator("[data-key=open-twin-sectors]").first.focus()
    keys.press("Enter")
    assert board.page.locator("#twin-sectors").is_visible()
    keys.press("ArrowDown")
    keys.press("Enter")
    board.page.locator('body[data-drawn*="sector="]').wait_for()
    assert board.page.evaluate("document.activeElement.closest('.twin')?.id") == "twin-sectors"
    n = int(board.kpi("projects"))
    assert 0 < n < 107
    keys.press("Escape")
    board.page.locator("#body-table tbody button").first.focus()
    keys.press("Enter")
    board.page.locator("[role=dialog]").wait_for()
    assert board.page.locator("[role=dialog] dd").count() > 5
    keys.press("Escape")
    board.page.locator("body[data-card=no][data-drawn]").wait_for()
    assert board.page.evaluate("document.activeElement.dataset.key").startswith("row-")
    board.page.locator("[data-key=clear]").focus()
    keys.press("Enter")
    board.until("lang=en")
    clean(board)


def test_an_empty_selection_says_why_and_what_would_bring_projects_back(reader):
    board = reader().open("home=USA&lang=en&sector=culture")
    assert board.kpi("projects") == "0"
    note = board.text("#empty")
    assert "No project matches" in note
    assert board.page.locator("#empty li").count() == 2
    assert board.kpi("amount_cny") == ""
    clean(board)


def test_every_key_figure_opens_its_definition_what_is_left_out_and_its_rows(reader):
    from dashboard.render.kpis import KPI_KEYS

    board = reader().open("home=JPN&lang=en")
    for key in KPI_KEYS:
        board.open(f"card=kpi.{key}&home=JPN&lang=en")
        assert len(board.text("[role=dialog] p")) > 40, key
    board.open("home=JPN&lang=en")
    board.page.locator("[data-key=opens-amount_usd]").click()
    board.until("card=kpi.amount_usd&home=JPN&lang=en")
    assert "Tamura" in board.text("[role=dialog] ol")
    assert "undisclosed: 19" in board.text("[role=dialog] ul")


def test_a_card_shows_the_source_and_the_date_of_the_stage(reader):
    board = reader().open("card=P034&lang=en")
    text = board.text("[role=dialog]")
    assert "as reported" in text and "Source" in text
    for link in board.page.locator("[role=dialog] dd a").all():
        assert "noreferrer" in link.get_attribute("rel")


def test_the_browser_toggles_addresses_into_the_canonical_form(reader):
    vocabulary = serve_parks([Path(__file__).resolve().parents[2] / "data" / "xiangcheng"])[
        0
    ].board.vocabulary
    board = reader().open("lang=en")
    for search, dimension, codes in (
        ("?lang=en", "sector", ["mobility"]),
        ("?sector=mobility&lang=en", "sector", ["equipment", "digital"]),
        ("?signed=2019-01..2020-02&lang=th", "home", ["JPN"]),
        ("?q=日产 (x)!&lang=ja", "stage", ["30"]),
    ):
        found = board.page.evaluate(
            "([s, d, c]) => parkLinking.toggle(s, d, c, true)", [search, dimension, codes]
        )
        assert found == canonical(found, vocabulary)
