"""Four sizes, four languages: nothing scrolls the page sideways, no words are clipped or on top of others."""

from __future__ import annotations

import pytest

from dashboard.i18n import LANGUAGES

pytestmark = pytest.mark.browser
SIZES = {"phone": (390, 844), "desk": (1366, 768), "wide": (1920, 1080), "ultra": (3840, 2160)}

OVERFLOW = """() => {
  const wrong = [], page = document.documentElement;
  const seen = (el) => el.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  if (page.scrollWidth > innerWidth + 1) wrong.push('wider than the screen: ' + page.scrollWidth);
  const fixed = 'header, #sentence, #kpis section, .head-line, .map-notes, #foot';
  for (const el of document.querySelectorAll(fixed)) {
    const name = (el.id || el.className) + ' ' + el.innerText.slice(0, 60);
    if (seen(el) && el.scrollWidth > el.clientWidth + 2) wrong.push('clipped: ' + name);
  }
  return wrong;
}"""
OVERLAPS = """(key) => {
  const gd = document.querySelector(`#graph-${key} .js-plotly-plot`);
  if (!gd || !gd.offsetParent) return [];
  const area = gd.getBoundingClientRect(), boxes = [], wrong = [];
  for (const el of gd.querySelectorAll('.annotation-text, .xtick text, .ytick text, .x2tick text')) {
    const box = el.getBoundingClientRect();
    if (box.width > 1 && el.textContent.trim()) boxes.push([el.textContent.trim(), box]);
  }
  boxes.forEach(([text, a], at) => {
    const left = a.left < area.left - 3, right = a.right > area.right + 3;
    if (left || right || a.top < area.top - 3 || a.bottom > area.bottom + 4) wrong.push('outside: ' + text);
    boxes.slice(at + 1).forEach(([other, b]) => {
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 3 && high > Math.min(a.height, b.height) * 0.4) wrong.push(text + ' × ' + other);
    });
  });
  return wrong;
}"""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_clipped_and_no_words_meet(reader, size, lang):
    board = reader(*SIZES[size])
    for address in (
        f"lang={lang}",
        f"home=JPN&lang={lang}&sector=electronics,equipment&signed=2019-01..2024-12",
    ):
        board.open(address)
        assert board.page.evaluate(OVERFLOW) == []
        for chart in ("timeline", "sectors", "stages", "home", "map"):
            assert board.page.evaluate(OVERLAPS, chart) == [], (chart, address)


@pytest.mark.parametrize("size", ["desk", "wide", "ultra"])
def test_one_screen_needs_no_scrolling_of_the_page(reader, size):
    width, height = SIZES[size]
    board = reader(width, height).open("lang=en")
    assert board.page.evaluate("document.documentElement.scrollHeight") <= height
