"""Thai on the wall: a tone mark stands above the vowel mark below it, and neither swallows the other."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

INK = """([family, weight, texts]) => texts.map((text) => {
  const canvas = document.createElement("canvas"), size = 240;
  [canvas.width, canvas.height] = [size * (text.length + 1), size * 2];
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.font = `${weight} ${size}px ${family}`;
  pen.fillText(text, size / 2, size * 1.5);
  const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height);
  let ink = 0, top = height;
  for (let at = 3; at < data.length; at += 4) {
    if (data[at] > 127) { ink += 1; top = Math.min(top, Math.floor((at >> 2) / width)); }
  }
  return { ink, top, size };
})"""
STACKED = (("ท", "ทั", "ท้", "ทั้"), ("น", "นื", "น้", "นื้"), ("ท", "ที", "ท่", "ที่"))


def stack_of(page, selector):
    """Return the family and the weight that the wall uses for an element."""
    return page.locator(selector).first.evaluate(
        "(one) => { const style = getComputedStyle(one); return [style.fontFamily, style.fontWeight]; }"
    )


@pytest.mark.parametrize("selector", ["#present .headline", "#present .label", "#present .source"])
@pytest.mark.parametrize("texts", STACKED, ids=["ทั้ง", "พื้น", "ที่"])
def test_a_tone_mark_stands_above_its_vowel_mark_and_both_keep_their_ink(reader, selector, texts):
    at = reader(1366, 768)
    at.page.goto(f"{at.url}/present?scene=talk.1&lang=th&theme=dark")
    at.page.locator("body[data-drawn]").wait_for(timeout=30_000)
    assert at.page.locator("#present .headline").inner_text().count("พื้นที่") == 1
    bare, vowel, tone, both = at.page.evaluate(INK, [*stack_of(at.page, selector), list(texts)])
    assert both["top"] < vowel["top"] - 0.05 * both["size"]
    mark = tone["ink"] - bare["ink"]
    assert mark > 0
    assert both["ink"] - vowel["ink"] > 0.5 * mark
