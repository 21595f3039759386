"""How many frames a second the browser draws while the years of the fictional park's talk are played."""

from __future__ import annotations

import statistics
from pathlib import Path

from tests.browser.conftest import FLAGS, find_browser, serve_folders

ROOT = Path(__file__).resolve().parents[2]
SCENE, SIZES, PATIENCE = "tour.3", ((1920, 1080), (3840, 2160)), 120_000
COUNT = """() => {
  const frames = [], until = performance.now() + 9000;
  window.playedFrames = new Promise((done) => {
    const next = (now) => {
      frames.push(now);
      if (now < until) requestAnimationFrame(next); else done(frames);
    };
    requestAnimationFrame(next);
  });
}"""


def run() -> list[str]:
    """Return the lines to print; without a browser the reason."""
    executable = find_browser()
    if executable is None:
        return ["years played on the wall: left out, this machine has no Chromium"]
    from playwright.sync_api import sync_playwright

    lines = ["years played on the wall (no graphics card; goal 30 frames a second)"]
    running = serve_folders([ROOT / "data" / "demo"])
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
            lines += [_played(browser, running.url, size) for size in SIZES]
            browser.close()
    finally:
        running.stop()
    return lines


def _played(browser: object, url: str, size: tuple[int, int]) -> str:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})  # type: ignore[attr-defined]
    page.goto(f"{url}/present?scene={SCENE}&lang=ja&theme=dark")
    page.locator("body[data-ready]").wait_for(timeout=PATIENCE)
    page.evaluate(COUNT)
    page.keyboard.press(" ")
    frames = page.evaluate("window.playedFrames")
    steps = [after - before for before, after in zip(frames[:-1], frames[1:], strict=True)]
    page.close()
    rate, worst = 1000 * len(steps) / (frames[-1] - frames[0]), max(steps)
    middle = statistics.median(steps)
    return (
        f"  {size[0]}x{size[1]}: {rate:.0f} frames a second,"
        f" {middle:.0f} ms between two (median), {worst:.0f} ms at most"
    )
