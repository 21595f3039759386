"""The official's week on the fictional park: questions, days, rules, parks, in few presses."""

from __future__ import annotations

import json
import urllib.request
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from dashboard.apps.parks import serve_parks
from dashboard.apps.public import make_app
from dashboard.apps.serving import Apart
from dashboard.i18n import LANGUAGES
from dashboard.render.questions import QUESTIONS
from tests.browser.conftest import ROOT, serve_folders

pytestmark = pytest.mark.browser
PARKS = [ROOT / "data" / "xiangcheng", ROOT / "data" / "demo"]


@pytest.fixture(scope="module")
def both():
    running = serve_folders(PARKS)
    yield running.url
    running.stop()


@pytest.fixture
def desk(reader, both):
    return lambda address="park=demo", **options: reader(1366, 768, both, **options).open(address)


def answer_of(board):
    url = f"{board.url}/view.json?{board.drawn()}"
    with urllib.request.urlopen(url) as reply:
        return json.load(reply)


def press(board, key):
    board.page.locator(f'[data-key="{key}"]').first.click()


def ask(board, question):
    press(board, "questions")
    press(board, f"ask-{question}")
    board.page.locator(f'body[data-drawn*="ask={question}"]').wait_for(timeout=20_000)


def clean(board):
    assert board.record.foreign == []
    assert board.record.console == []


def test_who_has_not_started_in_one_town_takes_three_presses(desk):
    board = desk()
    ask(board, "start")
    press(board, "bar-T01")
    board.until("ask=start&park=demo&place=T01")
    question = answer_of(board)["question"]
    town = next(group for group in question["groups"] if group["code"] == "T01")
    overdue = [row for row in question["rows"] if row["delay"] == "overdue"]
    assert town["n"] == len(overdue) == question["counts"]["overdue"] > 0
    assert board.page.locator("#question tbody tr").count() == len(question["rows"])
    assert "Signing date unknown" in board.text("#question .bars")
    assert "Suspended" in board.text("#question .bars")
    press(board, "days-365")
    board.until("ask=start&days=365&park=demo&place=T01")
    assert answer_of(board)["question"]["counts"]["overdue"] < len(overdue)
    board.page.go_back()
    board.until("ask=start&park=demo&place=T01")
    clean(board)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_standing_question_is_two_presses_from_the_start_and_fits(desk, lang):
    board = desk("park=demo" if lang == "en" else f"lang={lang}&park=demo")
    for question in QUESTIONS:
        ask(board, question)
        assert board.text("#question h2 .message").strip()
        wide = board.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        inside = board.page.evaluate(
            "() => { const q = document.getElementById('question'); return q.scrollWidth - q.clientWidth; }"
        )
        assert wide <= 0 and inside <= 1, question
    clean(board)


def test_another_park_is_one_press_away_and_in_the_address(desk):
    board = desk("lang=en")
    assert board.kpi("projects") == "107"
    press(board, "park-demo")
    board.page.locator('body[data-drawn*="park=demo"]').wait_for(timeout=20_000)
    assert board.page.locator("body").get_attribute("data-synthetic") == "yes"
    assert "Synthetic" in board.text(".register")
    press(board, "park-xiangcheng")
    board.until("lang=en")
    assert board.kpi("projects") == "107"


def test_a_day_is_chosen_with_the_arrow_keys_and_named_beside_the_figures(desk):
    board = desk()
    now = board.kpi("projects")
    press(board, "basis")
    slider = board.page.locator('[data-key="slide-asof"]')
    slider.focus()
    slider.press("ArrowLeft")
    board.until("asof=2026-11-13&park=demo")
    assert "As of 13 Nov 2026" in board.text(".basis-line")
    assert answer_of(board)["kpis"]["projects"]["as_of"] == "2026-11-13"
    board.open("asof=2021-12-31&park=demo")
    assert int(board.kpi("projects")) < int(now) / 2
    board.page.locator(".basis-line a").click()
    board.until("park=demo")
    assert board.kpi("projects") == now
    clean(board)


def test_a_day_to_compare_with_puts_the_difference_beside_the_figures_and_in_the_answer(desk):
    board = desk("ask=changes&park=demo&versus=2026-08-14")
    found = answer_of(board)
    delta = found["kpis"]["projects"]["value"] - found["kpis"]["projects"]["before"]
    assert delta == found["question"]["counts"]["delta_projects"] > 0
    assert float(board.page.locator(".kpi .delta").first.get_attribute("data-delta")) == delta


def test_the_projects_a_question_names_are_bright_on_the_map_and_the_others_pale(desk):
    board = desk("ask=near&park=demo")
    script = """() => {
      const gd = document.querySelector('#graph-map .js-plotly-plot'), dots = gd.data[3].marker.color;
      const pale = dots.filter((one) => dots.filter((other) => other === one).length > dots.length / 3)[0];
      return [dots.length, dots.filter((one) => one !== pale).length, gd.layout.shapes[0].visible];
    }"""
    total, bright, ring = board.page.evaluate(script)
    found = answer_of(board)
    counts = found["question"]["counts"]
    assert total == found["kpis"]["projects"]["value"] - counts["unplaced"]
    assert bright == counts["within"]
    assert ring is True


def test_a_dot_of_the_scatter_opens_its_project(desk):
    board = desk("ask=mu&park=demo")
    dot = board.page.locator(".plane .dot").last
    project = dot.get_attribute("data-value")
    dot.dispatch_event("click")
    board.page.locator("[role=dialog]").wait_for()
    assert project in board.text("[role=dialog]")


def test_play_walks_through_the_days_to_the_present_one(desk):
    board = desk("asof=2026-10-30&park=demo")
    press(board, "basis")
    board.page.locator('[data-do="play"]').click()
    board.until("park=demo")
    for day in ("2026-11-06", "2026-11-13"):
        assert any(f"asof={day}" in asked for asked in board.record.answers), day


def test_a_counting_rule_is_switched_and_printed_beside_the_figures(desk):
    board = desk()
    before = int(board.kpi("projects"))
    press(board, "basis")
    press(board, "rule-r1-off")
    board.until("park=demo&rules=r1.off")
    assert int(board.kpi("projects")) > before
    assert "R1" in board.text(".basis-line")


def test_the_definition_of_a_figure_is_one_key_away_and_its_parts_add_up(desk):
    board = desk()
    board.page.keyboard.press("?")
    board.page.locator("[role=dialog]").wait_for()
    found = answer_of(board)["kpis"]["projects"]
    assert board.page.locator("[role=dialog] .behind li").count() == min(found["value"], 200)
    assert found["rows"] == found["value"]
    assert "(R2)" in board.text("[role=dialog]")
    board.page.keyboard.press("Escape")
    board.until("park=demo")


def test_a_period_of_the_next_step_is_picked_at_the_tracks_and_filters_everything(desk):
    board = desk("ask=slip&park=demo")
    everything = int(board.kpi("projects"))
    board.page.locator('[data-key="due-from"]').fill("2026-12")
    board.page.locator('[data-key="due-to"]').fill("2027-02")
    board.page.locator('[data-key="due-set"]').click()
    board.until("ask=slip&due=2026-12..2027-02&park=demo")
    assert 0 < int(board.kpi("projects")) < everything / 4
    assert "Next step planned" in board.text("#sentence")


def test_a_stroke_across_the_tracks_picks_the_months_it_overlaps(desk):
    board = desk("ask=slip&park=demo")
    page = board.page
    box = page.locator("#question [data-ruler]").nth(3).bounding_box()
    first, last = (page.locator("[data-axis]").get_attribute(f"data-{end}") for end in ("from", "to"))
    shares = (0.74, 0.8)
    x = [box["x"] + share * box["width"] for share in shares]
    page.mouse.move(x[1], box["y"] + 4)
    page.mouse.down()
    page.mouse.move(x[0] + 20, box["y"] + 60, steps=3)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert board.drawn() == "ask=slip&park=demo" and page.locator(".stroke").count() == 0
    page.mouse.move(x[1], box["y"] + 4)
    page.mouse.down()
    page.mouse.move(x[0], box["y"] + 60, steps=4)
    assert page.locator(".stroke").is_visible()
    page.mouse.up()
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    months = [(start + share * (end - start)).strftime("%Y-%m") for share in shares]
    board.until(f"ask=slip&due={months[0]}..{months[1]}&park=demo")
    assert page.locator('[data-key="due-from"]').input_value() == months[0]
    assert page.locator("#question .picked").count() == page.locator("#question tbody tr").count() > 0
    plans = {row["plan_now"][:7] for row in answer_of(board)["question"]["rows"]}
    assert months[0] <= min(plans) and max(plans) <= months[1]
    clean(board)


def test_a_stroke_ends_at_the_ends_of_its_axis_and_runs_both_ways(desk):
    board = desk("ask=slip&park=demo")
    read = "([shares, from, to]) => parkDragging.period(shares, from, to)"
    for shares, months in (((0.5, 0.25), "2020-04..2020-07"), ((-1, 2), "2020-01..2021-01")):
        assert board.page.evaluate(read, [list(shares), "2020-01-01", "2021-01-01"]) == months


def test_another_bureaus_figure_is_typed_in_and_explained(desk):
    board = desk("ask=reconcile&park=demo")
    field = board.page.locator('[data-key="entry-figure"]')
    field.fill("80000000000")
    field.press("Enter")
    board.until("ask=reconcile&figure=80000000000&park=demo")
    steps = [row for row in answer_of(board)["question"]["rows"] if "minor" in row]
    assert sum(step["minor"] for step in steps[:-1]) == 8_000_000_000_000


def test_the_menu_opens_and_closes_from_the_keyboard(desk):
    board = desk()
    menu = board.page.locator('[data-key="questions"]')
    menu.focus()
    menu.press("Enter")
    assert board.page.locator(".questions ol").is_visible()
    board.page.keyboard.press("Escape")
    assert not board.page.locator(".questions ol").is_visible()
    assert board.page.evaluate("document.activeElement.dataset.key") == "questions"


def test_a_company_asks_where_it_stands_and_every_plan_is_kept(desk):
    board = desk("ask=slip&park=demo")
    board.page.locator("#question tbody button.name").first.click()
    board.page.locator("[role=dialog]").wait_for()
    assert "→" in board.text("[role=dialog]")


def test_the_real_park_offers_only_the_questions_its_data_can_answer(desk):
    board = desk("lang=en")
    press(board, "questions")
    assert board.page.locator(".questions li").count() == 2
    assert board.page.locator('[data-key="kpi-targets"]').count() == 0
    ask_first = board.page.locator(".questions li a").first
    ask_first.click()
    board.until("ask=undisclosed&lang=en")
    assert answer_of(board)["question"]["counts"]["projects"] == 107
    clean(board)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_questions_and_menus(desk, theme):
    board = desk(f"ask=start&park=demo&theme={theme}", bypass_csp=True)
    press(board, "basis")
    for address in (
        None,
        f"ask=slip&lang=zh-Hans&park=demo&theme={theme}",
        f"ask=units&lang=th&park=demo&theme={theme}",
    ):
        if address:
            board.open(address)
        found = Axe().run(board.page).response["violations"]
        bad = [
            (one["id"], [node["html"][:140] for node in one["nodes"][:3]])
            for one in found
            if one["impact"] in ("critical", "serious")
        ]
        assert bad == []


def test_inside_the_office_the_person_in_charge_is_shown_and_outside_never(reader):
    server = Apart(make_app(serve_parks([Path(PARKS[1])], internal=True)).server)
    board = reader(1366, 768, server.url).open("ask=start")
    press(board, "by-officer")
    board.until("ask=start&by=officer")
    assert "Officer" in board.text("#question .bars")
    server.stop()
