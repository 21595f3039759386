"""Everyone can use it: axe finds nothing serious, and the words say what the pictures show."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from dashboard.i18n import LANGUAGES

pytestmark = pytest.mark.browser
ADDRESSES = ("lang={lang}&theme={theme}", "card=P034&home=JPN&lang={lang}&tab=codes,totals&theme={theme}")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing_critical_or_serious(reader, lang, theme):
    board = reader(1366, 768, bypass_csp=True)
    for address in ADDRESSES:
        board.open(address.format(lang=lang, theme=theme))
        found = Axe().run(board.page).response["violations"]
        bad = [
            (one["id"], one["impact"], [node["html"][:120] for node in one["nodes"][:3]])
            for one in found
            if one["impact"] in ("critical", "serious")
        ]
        assert bad == []


def test_every_chart_has_a_heading_a_sentence_and_a_table_twin(reader):
    board = reader().open("lang=en&sector=mobility")
    for chart in ("map", "timeline", "sectors", "stages", "home", "places"):
        assert board.page.locator(f"#head-{chart}").inner_text().strip()
        twin = board.page.locator(f"#twin-{chart}")
        assert twin.locator(".summary").text_content().strip()
        assert twin.locator("tbody tr").count() >= 1


def test_the_policy_is_kept_while_everything_is_used(reader):
    board = reader()
    board.page.add_init_script(
        "window.broken = []; "
        "addEventListener('securitypolicyviolation', (e) => broken.push(e.blockedURI + e.violatedDirective))"
    )
    board.open("lang=en")
    for address in (
        "lang=zh-Hans&theme=dark",
        "lang=th&scale=eastasia",
        "lang=ja&measure=amount&tab=district",
    ):
        board.open(address)
    board.click_point("sectors", "mobility")
    board.page.locator('body[data-drawn*="sector=mobility"]').wait_for()
    assert board.page.evaluate("broken") == []
    assert board.record.foreign == [] and board.record.console == []


@pytest.mark.parametrize("rest", ["signed=2019-01..2022-12", "versus=2022-12-31"])
def test_the_browser_assembles_the_figures_that_the_server_means(reader, real_board, rest):
    from dashboard.figures import CHARTS
    from dashboard.figures.chart import assemble
    from dashboard.render.answer import answer
    from dashboard.state import from_search

    address = f"home=JPN&lang=en&{rest}"
    found = answer(real_board, from_search(address, real_board.vocabulary), "wide")
    board = reader().open(address)
    for chart in CHARTS:
        template, binding = real_board.template(chart, found.canvas), found.charts[chart.key].bind
        made = board.page.evaluate("([t, b]) => parkLinking.assemble(t, b)", [template, binding])
        assert made == plain(assemble(template, binding)), chart.key


def plain(figure):
    import json

    return json.loads(json.dumps(figure))


def test_a_folder_that_does_not_validate_shows_its_report_on_the_page(browser, tmp_path):
    from tests.browser.conftest import Reader, serve_folders
    from tests.parks import write_small_park

    folder = write_small_park(tmp_path / "broken")
    path = folder / "tables" / "projects.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",70,", ",77,"), encoding="utf-8")
    running = serve_folders([folder])
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    for lang, word in (("en", "not a known code"), ("ja", "コード"), ("zh-Hans", "有效代码"), ("th", "รหัส")):
        board = Reader(context.new_page(), running.url).open(f"lang={lang}")
        row = board.text("table.issues tbody tr")
        assert "tables/projects.csv" in row and "77" in row and word in row
        assert [line for line in board.record.console if "503" not in line] == []
    context.close()
    running.stop()


def test_when_the_server_is_gone_the_last_answer_stays_and_the_page_says_so(reader):
    board = reader().open("lang=en&sector=mobility")
    board.page.context.set_offline(True)
    board.page.locator("[data-key=clear]").click()
    board.page.locator("body[data-lost]").wait_for()
    assert "could not be reached" in board.text("#notes")
    assert board.kpi("projects") == "21"
    board.page.context.set_offline(False)
