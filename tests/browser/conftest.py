"""A served board and a browser that records every request, console message and policy violation."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dashboard.apps.parks import serve_parks
from dashboard.apps.public import make_app
from dashboard.apps.serving import Apart

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-webgl",
    "--disable-3d-apis",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def find_browser() -> str | None:
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    executable = find_browser()
    if executable is None:
        reason = "no Chromium on this machine; `make test` installs it where it may"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield running
        running.close()


@dataclass
class Served:
    """A server on a free port."""

    url: str
    stop: Callable[[], None]


def serve_folders(folders: list[Path]) -> Served:
    server = Apart(make_app(serve_parks(folders)).server)
    return Served(server.url, server.stop)


@pytest.fixture(scope="session")
def served() -> Iterator[str]:
    running = serve_folders([ROOT / "data" / "xiangcheng"])
    yield running.url
    running.stop()


@dataclass
class Record:
    """What a page did that it should not have done."""

    foreign: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)


class Reader:
    """A person at the board: small words over a Playwright page."""

    def __init__(self, page: object, url: str) -> None:
        self.page, self.url, self.record = page, url, Record()
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", lambda problem: self.record.console.append(str(problem)))

    def _request(self, request: object) -> None:
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.record.foreign.append(request.url)
        if "/view.json" in request.url:
            self.record.answers.append(request.url)

    def _console(self, message: object) -> None:
        if message.type in ("error", "warning"):
            self.record.console.append(f"{message.type}: {message.text}")

    def open(self, address: str = "") -> Reader:
        self.page.goto(f"{self.url}/?{address}" if address else self.url)
        return self.settled()

    def settled(self) -> Reader:
        self.page.locator("body[data-drawn]").wait_for(timeout=30_000)
        self.page.wait_for_timeout(60)
        self.page.locator("body[data-drawn]").wait_for(timeout=30_000)
        return self

    def drawn(self) -> str:
        return self.page.locator("body").get_attribute("data-drawn")

    def address(self) -> str:
        return self.page.url.partition("?")[2]

    def kpi(self, key: str) -> str:
        return self.page.locator(f'[data-kpi="{key}"]').first.get_attribute("data-value")

    def text(self, selector: str) -> str:
        return self.page.locator(selector).first.inner_text()

    def figure(self, chart: str) -> dict:
        script = """(key) => {
          const gd = document.querySelector(`#graph-${key} .js-plotly-plot`);
          const data = gd.data.map((t) => ({ x: t.x, y: t.y, size: t.marker && t.marker.size }));
          const texts = (gd.layout.annotations || []).map((a) => a.text);
          return JSON.parse(JSON.stringify({ data, texts }));
        }"""
        return self.page.evaluate(script, chart)

    def until(self, address: str) -> Reader:
        self.page.locator(f'body[data-drawn="{address}"]').wait_for(timeout=20_000)
        return self

    def click_point(self, chart: str, codes: str, modifiers: list[str] | None = None) -> Reader:
        """Click the mark of a chart whose ``customdata`` are these codes."""
        script = """([key, codes]) => {
          const gd = document.querySelector(`#graph-${key} .js-plotly-plot`);
          const box = gd.getBoundingClientRect();
          for (const trace of gd._fullData) {
            const at = (trace.customdata || []).indexOf(codes);
            if (at < 0 || (trace.xaxis || 'x') !== 'x') continue;
            const xa = gd._fullLayout.xaxis, ya = gd._fullLayout[(trace.yaxis || 'y').replace('y', 'yaxis')];
            const x = trace.type === 'bar' ? trace.x[at] / 2 : trace.x[at];
            return [box.x + xa._offset + xa.l2p(x), box.y + ya._offset + ya.l2p(trace.y[at])];
          }
          return null;
        }"""
        spot = self.page.evaluate(script, [chart, codes])
        assert spot, f"no mark {codes} on {chart}"
        asked = len(self.record.answers)
        self._press(spot, modifiers or [])
        if not self._asked_more_than(asked):
            self._press(spot, modifiers or [])
        return self

    def _press(self, spot: list[float], modifiers: list[str]) -> None:
        self.page.mouse.move(spot[0] - 3, spot[1])
        self.page.mouse.move(*spot)
        self.page.wait_for_timeout(120)
        for key in modifiers:
            self.page.keyboard.down(key)
        self.page.mouse.click(*spot)
        for key in modifiers:
            self.page.keyboard.up(key)

    def _asked_more_than(self, asked: int) -> bool:
        """Say whether the press was heard; on a busy machine a synthetic press can be lost."""
        for _ in range(40):
            if len(self.record.answers) > asked:
                return True
            self.page.wait_for_timeout(100)
        return False


@pytest.fixture
def reader(browser: object, served: str) -> Iterator[Callable[..., Reader]]:
    contexts = []

    def make(width: int = 1920, height: int = 1080, url: str = served, **options: object) -> Reader:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        return Reader(context.new_page(), url)

    yield make
    for context in contexts:
        context.close()
