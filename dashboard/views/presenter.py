"""What the presenter's pages need of a story: its scenes with notes, its questions, the words of the keys."""

from __future__ import annotations

from typing import Any

from dashboard.contract.issues import Issue
from dashboard.i18n import LANGUAGES, dates
from dashboard.i18n.translate import Words, words
from dashboard.render.board import Board
from dashboard.render.stories import story_issues
from dashboard.story import Question, Scene, Story
from dashboard.views.wall_link import contact_lines, public_text

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
    "code": "QR code",
    "phone": "This view on your phone",
    "unshared": "No QR code: this server was not told where phones find it (--public-url).",
    "long": "The address of this view is too long for a QR code.",
    "back": "Back",
    "return": "Return to the scene",
    "play": "Play",
    "script": "Script for the interpreter",
    "hand": "Speaker",
    "source": "Source",
    "start": "Start the clock",
    "hall": "Hall check",
    "distance": "Last row, metres",
    "height": "Screen height, metres",
    "ambient": "Light on the screen, %",
    "check": "Check",
    "fit": "Fit to this hall",
    "grown": "Small texts enlarged to {share} %.",
    "given": "Figures reduced to {share} %, so that the texts have room.",
    "lit": "Changed to the bright room, because of the light.",
    "enough": "Nothing needs to be enlarged for this hall.",
    "remain": "Texts that remain too small: {n}. Bring the last row closer or use a larger screen.",
    "small": "too small, {share} % of the height; {least} % is needed",
    "faint": "too faint, contrast {share}; {least} is needed",
    "clipped": "cut off",
    "margin": "outside the safe margin",
    "over": "one text meets another",
    "wide": "too long for this screen",
    "many": "more than seven numbers",
    "fine": "Every scene in every language can be read from the last row.",
    "waiting": "Not yet ready for a talk without the server",
    "brighten": "Use the bright room (key T).",
    "shade": "Ask for shade: no colours help against this light.",
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
        "questions": [_question(story, one) for one in story.questions],
        "contact": {lang: contact_lines(board, lang) for lang in LANGUAGES},
        "hall": {lang: _hall(board, story, words(lang)) for lang in LANGUAGES},
        "words": {lang: {key: words(lang).text(text) for key, text in SAID.items()} for lang in LANGUAGES},
    }


def _hall(board: Board, story: Story, speech: Words) -> list[str]:
    """Return what the hall check says: the story's problems, the newest report, public mode, map review."""
    dataset, park = board.dataset, board.dataset.park
    newest = dates.date_text(f"{dataset.newest[:7]}-01", "month", speech) if dataset.newest else "–"
    wrong = [speech.text(one.key, **one.facts) for one in _problems(board, story)]
    said = [*wrong, speech.text("newest report {date}", date=newest), public_text(board, speech)]
    pending = speech.text("Map review number pending; internal use only.")
    if park.synthetic:
        return [*said, speech.text("Synthetic demonstration data: a fictional park, invented projects.")]
    return [*said, park.map.review_number or pending]


def _problems(board: Board, story: Story) -> tuple[Issue, ...]:
    """Return what only the board can judge in a story, found once."""
    found: tuple[Issue, ...] = board.kept("story problems", lambda: story_issues(board))
    return tuple(one for one in found if one.file == f"stories/{story.key}.toml")


def _currencies(board: Board) -> list[str]:
    """Return what money may be turned into; nothing without a table of rates."""
    rates = board.raw.tables["fx_rates"]["currency"]
    return sorted({board.dataset.park.currency, *rates}) if len(rates) else []


def _question(story: Story, one: Question) -> dict[str, Any]:
    scene = story.named(one.scene) or story.answering
    return {"name": dict(one.name), "address": one.address, "scene": scene}


def _scene(name: str, one: Scene) -> dict[str, Any]:
    return {
        "name": name,
        "key": one.key,
        "address": one.stops[0],
        "stops": list(one.stops),
        "steps": [dict(step.name) for step in one.steps],
        "seconds": dict(one.seconds),
        "names": dict(one.name),
        "say": dict(one.say),
        "asked": dict(one.asked),
        "transition": one.transition,
    }
