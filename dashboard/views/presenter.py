"""What the presenter's pages need of a story: its scenes with notes, its questions, the words of the keys."""

from __future__ import annotations

from typing import Any

from dashboard.i18n import LANGUAGES
from dashboard.i18n.translate import words
from dashboard.render.board import Board
from dashboard.story import Scene, Story

SAID = {
    "ready": "Ready: the talk runs without the server",
    "lost": "No answer for this without the server. R returns to the scene.",
    "rates": "This park has no exchange rates.",
    "definition": "Definition",
    "say": "Say",
    "asked": "If asked",
    "next": "Next",
    "left": "Left",
    "planned": "This scene",
    "questions": "Questions: they open on the wall",
    "interpreter": "Interpreted one after the other",
    "dark": "Dark room",
    "bright": "Bright room",
    "black": "Black screen",
    "back": "Back",
    "return": "Return to the scene",
    "play": "Play",
    "script": "Script for the interpreter",
    "hand": "Speaker",
    "source": "Source",
    "start": "Start the clock",
}


def story_part(board: Board, story: Story) -> dict[str, Any]:
    """Return a story as the presenter's pages read it."""
    return {
        "park": board.dataset.park.key,
        "story": story.key,
        "title": dict(story.title),
        "languages": list(LANGUAGES),
        "names": {lang: words(lang).rules["name"] for lang in LANGUAGES},
        "answering": story.answering,
        "currencies": _currencies(board),
        "scenes": [_scene(name, one) for name, one in zip(story.names, story.scenes, strict=True)],
        "questions": [{"name": dict(one.name), "address": one.address} for one in story.questions],
        "words": {lang: {key: words(lang).text(text) for key, text in SAID.items()} for lang in LANGUAGES},
    }


def _currencies(board: Board) -> list[str]:
    """Return what money may be turned into; nothing without a table of rates."""
    rates = board.raw.tables["fx_rates"]["currency"]
    return sorted({board.dataset.park.currency, *rates}) if len(rates) else []


def _scene(name: str, one: Scene) -> dict[str, Any]:
    return {
        "name": name,
        "key": one.key,
        "address": one.address,
        "seconds": dict(one.seconds),
        "names": dict(one.name),
        "say": dict(one.say),
        "asked": dict(one.asked),
        "transition": one.transition,
    }
