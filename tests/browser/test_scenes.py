"""The office makes a scene of a view, sees it on the wall, puts it in order and takes it away again."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from dashboard.apps.admin import OfficeParks, make_admin
from dashboard.apps.serving import Apart
from dashboard.i18n import LANGUAGES
from tests.browser.conftest import ROOT, Reader

pytestmark = pytest.mark.browser


class Editor(Reader):
    """A person of the office at the board and at the page of scenes."""

    def scenes(self, address: str) -> Editor:
        self.page.goto(f"{self.url}/scenes?{address}")
        return self

    def press(self, name: str, within: str = "main") -> Editor:
        with self.page.expect_navigation():
            self.page.locator(within).get_by_role("button", name=name, exact=True).first.click()
        return self

    def row(self, name: str) -> str:
        return f'.scenes tr:has(a:text-is("{name}"))'

    def number(self, name: str) -> int:
        return int(self.text(f"{self.row(name)} td.n"))

    def serious(self) -> list[str]:
        found = Axe().run(self.page).response["violations"]
        return [one["id"] for one in found if one["impact"] in ("critical", "serious")]


@pytest.fixture
def office(tmp_path, browser):
    parks = OfficeParks([ROOT / "data/demo"], root=tmp_path / "kept", told=tmp_path / "told")
    app = make_admin(parks, tmp_path / "kept")
    server = Apart(app.server)
    contexts = []

    def editor(width: int = 1366, height: int = 768, **options: object) -> Editor:
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, **options))
        return Editor(contexts[-1].new_page(), server.url)

    yield editor
    for context in contexts:
        context.close()
    server.stop()


def test_a_filtered_board_becomes_a_scene_that_is_shown_moved_edited_and_removed(office):
    editor = office().open("home=JPN&lang=en")
    counted = editor.kpi("projects")
    with editor.page.expect_navigation():
        editor.page.locator("a.save-scene").click()
    assert f"Japan · {counted} of" in editor.text("main section p")
    editor.page.locator('input[name="name.en"]').fill("Japan now")
    editor.press("Save")
    last = editor.number("Japan now")
    editor.page.goto(f"{editor.url}/{editor.page.locator('.message a').get_attribute('href').lstrip('/')}")
    editor.page.locator("body[data-drawn]").wait_for(timeout=30_000)
    number = editor.page.locator('#present [data-origin="projects.value"]')
    assert number.get_attribute("data-value") == counted
    answer = f"fetch('view.json?home=JPN&scene=tour.{last}&fields=kpis').then((one) => one.json())"
    assert str(editor.page.evaluate(answer)["kpis"]["projects"]["value"]) == counted
    editor.scenes("home=JPN&lang=en")
    editor.page.on("dialog", lambda dialog: dialog.accept())
    editor.press("Move “Japan now” up")
    assert editor.number("Japan now") == last - 1
    editor.page.locator(f"{editor.row('Japan now')} a").first.click()
    editor.page.locator('textarea[name="say.en"]').fill("Pause here.")
    editor.press("Save")
    assert "saved" in editor.text(".message")
    told = editor.page.evaluate("fetch('/story.json?lang=en').then((one) => one.json())")
    assert told["scenes"][last - 2]["say"]["en"] == "Pause here."
    editor.press("Remove “Japan now”")
    assert editor.page.locator(editor.row("Japan now")).count() == 0
    editor.press("Restore the park’s own")
    assert "the park’s own" in editor.text("#story-tour .verdict")
    assert editor.record.foreign == [] and editor.record.console == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_scenes_speaks_and_can_be_used_by_everybody(office, lang):
    editor = office().scenes(f"lang={lang}&home=JPN")
    editor.page.locator("details").evaluate_all("all => all.forEach((one) => (one.open = true))")
    assert editor.serious() == []
    assert editor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert editor.page.locator("html").get_attribute("lang")[:2] == lang[:2]


def test_a_scene_is_saved_on_a_phone_and_without_a_script(office):
    editor = office(390, 844, java_script_enabled=False).scenes("lang=th&home=JPN")
    editor.press("บันทึก")
    assert editor.page.locator(".message").count() == 1
    phone = office(390, 844).scenes("lang=th&home=JPN")
    assert phone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
