"""``rehearse``: a talk measured for a hall, shown without network, its pictures written."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.commands import BAD_DATA, FINE, WRONG_USE
from dashboard.commands.check import park_folder
from dashboard.i18n import LANGUAGES
from dashboard.i18n.translate import Words, words
from dashboard.settings import read_settings, story_folder
from dashboard.story import Story
from dashboard.views.presenter import SAID

if TYPE_CHECKING:
    from dashboard.apps.rehearsal import Fit

NO_STORY = "This park has no story “{story}”; it has: {stories}."
NO_DRIVER = "A rehearsal needs Playwright: pip install playwright"
NO_BROWSER = "No Chromium, Chrome or Edge was found on this machine."


def add_arguments(verbs: Any) -> None:
    """Add the verb to the grammar."""
    verb = verbs.add_parser("rehearse", help="measure a talk for a hall and show it without network")
    verb.add_argument("story", metavar="STORY", help="the key of a story of the park, as talk")
    verb.add_argument("--park", type=Path, metavar="DIR", help="default: the first bundled park")
    verb.add_argument("--screen", type=_screen, default=(1920, 1080), metavar="1920x1080")
    verb.add_argument("--distance", type=_above_zero, default=30.0, help="metres to the last row")
    verb.add_argument("--height", type=_above_zero, default=3.0, help="metres of the screen's height")
    verb.add_argument("--ambient", type=float, default=0.0, help="light on the screen, percent of white")
    verb.add_argument("--theme", choices=("dark", "light"), default="dark", help="the room")
    verb.add_argument(
        "--fit", action="store_true", help="enlarge small texts for the hall, as far as it goes"
    )
    verb.add_argument("--lang", choices=LANGUAGES, help="one language; default: all four")
    verb.add_argument("--out", type=Path, metavar="DIR", help="where pictures go; default: rehearsal-STORY")
    verb.add_argument("--json", action="store_true", help="print the report as JSON")


def _screen(text: str) -> tuple[int, int]:
    wide, _, high = text.lower().partition("x")
    if not (wide.isdigit() and high.isdigit() and int(wide) and int(high)):
        raise argparse.ArgumentTypeError(f"{text}: write pixels as 1920x1080")
    return int(wide), int(high)


def _above_zero(text: str) -> float:
    value = float(text)
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text}: write metres, more than 0")
    return value


def run(asked: argparse.Namespace) -> int:
    """Rehearse; 0 when every text can be read and the talk ran without network, 1 when not, 2 wrong use."""
    from dashboard.apps.parks import serve_parks
    from dashboard.apps.rehearsal import browser_path

    speech = words(asked.lang or "en")
    folder = park_folder(asked)
    if folder is None:
        return _wrong(f"{asked.park}: {speech.text('no such file or folder')}")
    parks = serve_parks([folder], told=story_folder(read_settings()))
    board = parks[0].board
    if board is None or asked.story not in board.stories:
        known = ", ".join(board.stories) if board else "–"
        return _wrong(speech.text(NO_STORY, story=asked.story, stories=known or "–"))
    browser = browser_path()
    if find_spec("playwright") is None or browser is None:
        return _wrong(speech.text(NO_BROWSER if browser is None else NO_DRIVER))
    return _told(parks, board.stories[asked.story], browser, asked, speech)


def _wrong(text: str) -> int:
    print(text, file=sys.stderr)
    return WRONG_USE


def _told(parks: Any, story: Story, browser: str, asked: argparse.Namespace, speech: Words) -> int:
    from dashboard.apps.rehearsal import Hall, Talk, rehearse

    languages = (asked.lang,) if asked.lang else LANGUAGES
    steps = tuple(len(scene.stops) for scene in story.scenes)
    talk = Talk(parks[0].key, story.key, steps, tuple(languages))
    wide, high = asked.screen
    hall = Hall(wide, high, asked.distance, asked.height, asked.ambient, asked.theme, asked.fit)
    found = rehearse(parks, talk, hall, browser, asked.out or Path(f"rehearsal-{story.key}"))
    if asked.json:
        print(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        done = fit_lines(found.fit, hall.theme, found.findings, speech) if found.fit else []
        print("\n".join([*done, *report_lines(found.findings, found.offline, found.pictures, speech)]))
    return FINE if found.good else BAD_DATA


def fit_lines(fit: Fit, theme: str, left: Sequence[dict[str, Any]], speech: Words) -> list[str]:
    """Return as sentences what was done for the hall and what stays too small."""
    small = sum(one["kind"] == "small" for one in left)
    done = [
        speech.text(SAID["lit"]) if fit.theme != theme else "",
        speech.text(SAID["grown"], share=f"{100 * fit.grow:.0f}") if fit.grow > 1 else "",
        speech.text(SAID["given"], share=f"{100 * fit.give:.0f}") if fit.give < 1 else "",
        speech.text(SAID["remain"], n=small) if small else "",
    ]
    lines = [line for line in done if line] or [speech.text(SAID["enough"])]
    return [*lines, f"/present?hall={fit.hall}"]


def report_lines(
    findings: Sequence[dict[str, Any]], offline: int, pictures: Sequence[str], speech: Words
) -> list[str]:
    """Return the report as sentences: scene, language, what is wrong; what ran; where pictures are."""
    lines = []
    for one in findings:
        facts = {"share": _tenths(one["is"]), "least": f"{one['least']:.1f}"} if "least" in one else {}
        why = speech.text(SAID[one["kind"]], **facts)
        tail = f": {one['text']}" if one["text"] else ""
        lines.append(f"{one['scene']} · {words(one['lang']).rules['name']} · {why}{tail}")
    if not findings:
        lines.append(speech.text("Every text can be read from the last row."))
    ran = speech.text("Shown without the network: {n} of {total} steps.", n=offline, total=len(pictures))
    return [*lines, ran, *(name for name in pictures if name)]


def _tenths(value: float) -> str:
    """Return a number cut to a tenth, so that one below its least is never written as the least."""
    return f"{floor(10 * value + 1e-6) / 10:.1f}"
