"""The two rooms: text at least 7:1 and figures at least 12:1 on the ground, in the dark and in the bright."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STYLE = Path(__file__).resolve().parents[2] / "dashboard/apps/pages/stage.css"
TEXT, FIGURES = 7.0, 12.0


def rooms():
    text = STYLE.read_text(encoding="utf-8")
    blocks = re.findall(r"\{([^}]*--bg: #[^}]*)\}", text)
    return dict(
        zip(("bright", "dark"), (dict(re.findall(r"--([\w-]+): (#\w+)", one)) for one in blocks), strict=True)
    )


def brightness(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("room", ["bright", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        ("ink", "bg", FIGURES),
        ("ink", "lake", FIGURES),
        ("mute", "bg", TEXT),
        ("on-brick", "brick", TEXT),
        ("ink", "off", TEXT),
        ("ink", "land", TEXT),
    ],
)
def test_words_and_figures_stand_out_from_their_ground(room, ink, ground, least):
    found = rooms()[room]
    assert contrast(found[ink], found[ground]) >= least
