"""A form that was sent, read into a scene; what is wrong with it told in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.contract.issues import Issue
from dashboard.contract.stories import FURTHER_TEXTS, SCENE_TEXTS
from dashboard.i18n import LANGUAGES
from dashboard.i18n.translate import Words, words
from dashboard.views.scene_form import LONGEST, MOST_SECONDS, STORY_TITLE, TITLES
from dashboard.views.scene_page import Problem

Form = Mapping[str, str]


def texts_of(form: Form, name: str, own: str) -> dict[str, str]:
    """Return one text in every language; an empty one is filled from the page's own where that is asked."""
    sent = {lang: form.get(f"{name}.{lang}", "") for lang in LANGUAGES}
    said = {lang: text.replace("\r\n", "\n").strip()[: int(LONGEST)] for lang, text in sent.items()}
    return {lang: text or said[own] for lang, text in said.items()} if "fill" in form else said


def seconds_of(form: Form, own: str) -> dict[str, int]:
    """Return the planned seconds of each language; one that is no sensible number is left out."""
    sent = texts_of(form, "seconds", own)
    return {
        lang: int(text)
        for lang, text in sent.items()
        if text.isascii() and text.isdigit() and 0 < int(text) <= int(MOST_SECONDS)
    }


def scene_of(form: Form, scene: Mapping[str, Any], own: str) -> dict[str, Any]:
    """Return a scene with the words and seconds of a form."""
    keys = (*SCENE_TEXTS, *(key for key in FURTHER_TEXTS if key in scene))
    return {
        **scene,
        **{key: texts_of(form, key, own) for key in keys},
        "seconds": seconds_of(form, own),
    }


def picture_of(form: Form, file: str, own: str) -> dict[str, Any]:
    """Return what a story file says of a picture."""
    return {
        "file": file,
        "credit": form.get("credit", "").strip()[:120],
        "licence": form.get("licence", "").strip()[:120],
        "consent": "consent" in form,
        "name": texts_of(form, "picture.name", own),
    }


def problems_of(issues: Iterable[Issue], speech: Words) -> list[Problem]:
    """Return issues as the page tells them, with the names of fields and languages instead of their keys."""
    return [_problem(issue, speech) for issue in issues]


def _problem(issue: Issue, speech: Words) -> Problem:
    facts = dict(issue.facts)
    if facts.get("lang") in LANGUAGES:
        facts["lang"] = words(facts["lang"]).rules["name"]
    titles = FIELD_TITLES if facts.get("scene") != OF_THE_STORY else {**FIELD_TITLES, "title": STORY_TITLE}
    if facts.get("name") in titles:
        facts["name"] = speech.text(titles[facts["name"]])
    field, _, lang = (issue.column or "").partition(".")
    where = speech.text(titles[field]) if field in titles else issue.column or issue.file
    told = f"{where} {words(lang).rules['name']}" if lang in LANGUAGES else where
    value = f" “{issue.value}”" if issue.value else ""
    return Problem(told + value, speech.text(issue.key, **facts), speech.text(issue.fix, **facts))


OF_THE_STORY = "–"
FIELD_TITLES = {
    **TITLES,
    "seconds": "Planned seconds",
    "picture": "A picture",
    "credit": "Made by",
    "licence": "Licence",
}
