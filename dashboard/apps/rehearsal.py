"""A rehearsal without a person: the talk in a hall's size, measured, then shown without network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.apps.parks import Parks
from dashboard.apps.public import make_app
from dashboard.apps.serving import Apart

if TYPE_CHECKING:
    from playwright.sync_api import Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
READY_MS, DRAWN_MS, STILL_MS = 180_000, 20_000, 1600
MEASURE = """async ([park, story, langs, theme, asked]) => {
  const told = await (await fetch(`story.json?park=${park}&story=${story}`)).json();
  const look = { theme, park };
  return window.parkHall.everything({ ...told, languages: langs }, look, window.parkHall.limits(asked));
}"""
FIT = """async ([park, story, langs, theme, asked]) => {
  const told = await (await fetch(`story.json?park=${park}&story=${story}`)).json();
  const { left, ...made } = await window.parkFit.find({ ...told, languages: langs }, { theme, park }, asked);
  return { ...made, hall: window.parkFit.write(made), left };
}"""


@dataclass(frozen=True)
class Hall:
    """A hall: pixels of its screen, metres to the last row and of the screen's height, light in percent.

    ``fitted`` asks for the wall to be enlarged for it, as far as that goes.
    """

    width: int
    height: int
    distance: float = 30.0
    metres: float = 3.0
    ambient: float = 0.0
    theme: str = "dark"
    fitted: bool = False


@dataclass(frozen=True)
class Talk:
    """What is rehearsed: the story of a park, how many steps each scene has, the languages to measure."""

    park: str
    story: str
    steps: tuple[int, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Fit:
    """What was done for a hall: shares of the usual size, the room, and the part ``hall`` of the address.

    ``before`` is how many findings there were; what remains are the findings of the rehearsal.
    """

    grow: float
    give: float
    theme: str
    before: int
    hall: str


@dataclass(frozen=True)
class Rehearsal:
    """What was found: texts that cannot be read, scenes shown without network, pictures, what was fitted."""

    findings: list[dict[str, Any]]
    offline: int
    pictures: list[str]
    fit: Fit | None = None

    @property
    def good(self) -> bool:
        """Say whether every text can be read and every scene came without the network."""
        return not self.findings and self.offline == len(self.pictures)

    def as_json(self) -> dict[str, Any]:
        """Return the report as JSON takes it."""
        return {"good": self.good, **asdict(self)}


def browser_path() -> str | None:
    """Return the first browser of this machine that can be driven, None when there is none."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


@contextmanager
def serving(parks: Parks) -> Iterator[str]:
    """Serve the parks on a free port of this machine and give the address."""
    server = Apart(make_app(parks).server)
    try:
        yield server.url
    finally:
        server.stop()


def rehearse(parks: Parks, talk: Talk, hall: Hall, browser: str, folder: Path) -> Rehearsal:
    """Measure every scene in the hall, fitted when asked; show the talk without network, write its pictures.

    Parameters
    ----------
    parks
        the parks served; ``talk.park`` is one of them
    browser
        the path of a Chromium, Chrome or Edge
    folder
        where the pictures go: ``<story>_<number>_<language>.png``, a further step with its number

    Raises
    ------
    playwright.sync_api.Error
        when the browser does not start or the talk does not become ready
    """
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with serving(parks) as url, sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser)
        page = running.new_page(viewport={"width": hall.width, "height": hall.height})
        try:
            _open(page, url, talk, hall.theme)
            findings, fit = _measured(page, talk, hall)
            if fit:
                _open(page, url, talk, fit.theme, f"&hall={fit.hall}")
            page.context.set_offline(True)
            places = [(at, step) for at, n in enumerate(talk.steps, 1) for step in range(n)]
            pictures = [_picture(page, talk, place, folder) for place in places]
        finally:
            running.close()
    shown = [name for name in pictures if name]
    return Rehearsal(findings, len(shown), [name or "" for name in pictures], fit)


def _measured(page: Page, talk: Talk, hall: Hall) -> tuple[list[dict[str, Any]], Fit | None]:
    """Return what is found in the hall, and what was done for it when it was to be fitted."""
    lights = {"distance": hall.distance, "height": hall.metres, "ambient": hall.ambient}
    asked = [talk.park, talk.story, list(talk.languages), hall.theme, lights]
    if not hall.fitted:
        return page.evaluate(MEASURE, asked), None
    made = page.evaluate(FIT, asked)
    return made["left"], Fit(made["grow"], made["give"], made["theme"], made["before"], made["hall"])


def _open(page: Page, url: str, talk: Talk, theme: str, more: str = "") -> None:
    scene = f"{talk.story}.1"
    page.goto(f"{url}/present?park={talk.park}&scene={scene}&lang={talk.languages[0]}&theme={theme}{more}")
    page.locator("body[data-ready]").wait_for(timeout=READY_MS)


def _picture(page: Page, talk: Talk, place: tuple[int, int], folder: Path) -> str:
    """Go to a scene by number, to a step by the next key; the picture's name, "" when it did not come."""
    from playwright.sync_api import TimeoutError as Late

    at, step = place
    for key in ("PageDown",) if step else ("g", *str(at), "Enter"):
        page.keyboard.press(key)
    drawn = f'body[data-drawn*="scene={talk.story}.{at}&"][data-stop="{step}"]'
    try:
        page.locator(drawn).wait_for(timeout=DRAWN_MS)
    except Late:
        return ""
    page.wait_for_timeout(STILL_MS)
    further = f"_step{step + 1}" if step else ""
    name = folder / f"{talk.story}_{at:02}{further}_{talk.languages[0]}.png"
    page.screenshot(path=name, style="#say, #loading { display: none !important; }")
    return str(name)
