"""A clerk's Friday: drop the ledger, see what was found, look at the board as it would be, publish."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from dashboard.apps.admin import OfficeParks, make_admin
from dashboard.apps.serving import Apart
from dashboard.apps.watching import Watcher
from tests.browser.conftest import ROOT, Reader
from tests.ingest.corpus.making import as_book

pytestmark = pytest.mark.browser
LANGUAGES = ("zh-Hans", "en", "ja", "th")


class Clerk(Reader):
    """A clerk at the office's page."""

    def start(self, lang: str) -> Clerk:
        self.page.goto(f"{self.url}/import?park=demo&lang={lang}")
        return self

    def send(self, path: Path, unit: str = "U01") -> Clerk:
        self.page.set_input_files("input[name=files]", path)
        self.page.select_option("select[name=unit]", unit)
        self.page.locator("button.main").click()
        self.page.locator("[data-verdict]").wait_for(timeout=30_000)
        return self

    def publish(self, who: str) -> Clerk:
        self.page.on("dialog", lambda dialog: dialog.accept())
        for box in self.page.locator("input[name=confirmed]").all():
            box.check()
        self.page.fill("form.publish input[name=who]", who)
        self.page.locator("form.publish button.main").click()
        self.page.locator(".message").wait_for(timeout=30_000)
        return self

    def shown(self) -> Clerk:
        """Wait until the server shows what was published last."""
        newest = self.page.locator("section:last-of-type tbody a").first.get_attribute("href")
        wanted = newest.partition("pin=")[2]
        ask = "() => fetch('/health').then((reply) => reply.json()).then((told) => told.parks.demo)"
        for _ in range(300):
            if self.page.evaluate(ask) == wanted:
                return self
            self.page.wait_for_timeout(100)
        raise AssertionError(f"{wanted} is not shown")

    def serious(self) -> list[str]:
        found = Axe().run(self.page).response["violations"]
        return [one["id"] for one in found if one["impact"] in ("critical", "serious")]


@pytest.fixture
def office(tmp_path, browser):
    parks = OfficeParks([ROOT / "data/demo"], root=tmp_path / "kept")
    app = make_admin(parks, tmp_path / "kept", date(2026, 11, 27))
    Watcher(parks).start()
    server = Apart(app.server)
    contexts = []

    def clerk(width: int = 1366, height: int = 768) -> Clerk:
        contexts.append(browser.new_context(viewport={"width": width, "height": height}))
        return Clerk(contexts[-1].new_page(), server.url)

    yield clerk
    for context in contexts:
        context.close()
    server.stop()


@pytest.fixture
def ledger(tmp_path) -> Path:
    path = tmp_path / "青澜 11月.xlsx"
    as_book(lambda page: page.__setitem__("F4", "三千"))(path)
    return path


def test_a_ledger_goes_from_a_file_to_the_board_and_back(office, ledger):
    clerk = office().start("en").send(ledger)
    assert clerk.page.locator("[data-verdict]").get_attribute("data-verdict") == "accept_partial"
    assert "三千" in clerk.text('tr[data-code="bad_number"]')
    after = int(clerk.text('[data-after="projects"]'))
    board = clerk.page.frame_locator("iframe")
    clerk.page.locator("iframe").scroll_into_view_if_needed()
    board.locator("body[data-drawn]").wait_for(timeout=30_000)
    clerk.page.reload()
    clerk.page.locator("[data-verdict]").wait_for()
    clerk.publish("Wang")
    assert clerk.record.foreign == [] and clerk.record.console == []
    clerk.start("en")
    assert f"{after:,}" in clerk.text("section:last-of-type tbody tr")
    clerk.shown()
    clerk.open("park=demo&lang=en&q=项目丁")
    assert clerk.kpi("projects") == "1"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pages_speak_and_can_be_used_by_everybody(office, ledger, lang):
    clerk = office().start(lang)
    assert clerk.serious() == []
    clerk.send(ledger)
    assert clerk.serious() == []
    assert clerk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert clerk.page.locator("html").get_attribute("lang")[:2] == lang[:2]


def test_the_pages_fit_a_phone(office, ledger):
    clerk = office(390, 844).start("zh-Hans").send(ledger)
    assert clerk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.pictures
def test_a_picture_of_an_import_is_written(office, ledger):
    from tests.browser.test_pictures import write

    clerk = office().start("zh-Hans").send(ledger)
    write(clerk.page, "import_zh_1366")
