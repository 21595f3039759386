"""Read the stories of a park: TOML files, checked scene by scene. Law: no problem hides another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from string import Formatter
from typing import Any

from dashboard.contract.issues import Issue, shown
from dashboard.contract.stories import (
    CHOICES,
    FURTHER_TEXTS,
    OF_A_STEP,
    SCENE_KEYS,
    SCENE_TEXTS,
    Story,
)
from dashboard.contract.tables import TABLES
from dashboard.i18n import LANGUAGES
from dashboard.ingest.checks import Sheet
from dashboard.ingest.scene_pictures import picture_problems, with_pictures
from dashboard.ingest.sources import base_of, read_toml
from dashboard.ingest.story_keys import NO_SUCH, unknown_keys

NO_TEXT = (
    "Scene “{scene}” does not say “{name}” in {lang}.",
    "Write it in every language; a hall may ask for any of them.",
)
NO_PART = ("Scene “{scene}” lacks “{name}”.", "Write it as in the story of the example park.")
NO_CHOICE = ("Scene “{scene}” has “{value}” for “{name}”.", "Use one of: {choices}.")
NO_ROW = (
    "Scene “{scene}” names a row that is not there.",
    "Name a row as table/id, with an id of the table.",
)
NO_FIGURE = ("Scene “{scene}” has a gap no figure fills.", "Name the figure under “figures”.")
NO_SCENES = ("The story has no scene.", "Write at least one [[scene]].")


def story_files(folder: Path, key: str, over: Path | None) -> dict[str, Path]:
    """Return the story files of a park by name; those laid over it go before its own."""
    places = [folder, *([over / key] if over and key else [])]
    base = base_of(folder)
    rooms = [*([base / "stories"] if base else []), places[0] / "stories", *places[1:]]
    return {f"stories/{path.name}": path for room in rooms for path in sorted(room.glob("*.toml"))}


def read_stories(
    files: Mapping[str, Path], sheets: Mapping[str, Sheet]
) -> tuple[dict[str, Story], list[Issue]]:
    """Return the stories by their key, and every problem: file, scene, key, why, what to do."""
    stories: dict[str, Story] = {}
    issues: list[Issue] = []
    for file, path in files.items():
        found, problems = read_toml(path, file)
        issues += problems
        if found is None:
            continue
        problems = [*_problems(file, found, sheets), *picture_problems(file, path.parent, found)]
        issues += problems
        if not any(one.severity == "error" for one in problems):
            stories[str(found["key"])] = with_pictures(found, path.parent)
    return stories, issues


def _problems(file: str, found: Story, sheets: Mapping[str, Sheet]) -> Iterator[Issue]:
    if not found.get("key"):
        yield _issue(file, "key", NO_PART, {"scene": "–", "name": "key"})
    yield from _texts(file, "–", found, ("title",))
    for kind, key, known in unknown_keys(found):
        yield _issue(file, kind, NO_SUCH, known, key)
    scenes = found.get("scene", [])
    keys = [str(scene.get("key")) for scene in scenes]
    for question in found.get("question", []):
        where = shown(question.get("address", "–"))
        yield from _texts(file, where, question, ("name",))
        if question.get("scene", keys[:1] and keys[0]) not in keys:
            facts = {"scene": where, "name": "scene", "value": shown(question["scene"])}
            told = _issue(file, "question", NO_CHOICE, {**facts, "choices": ", ".join(keys)})
            yield replace(told, severity="warning")
    if not scenes:
        yield _issue(file, "scene", NO_SCENES, {})
    for at, scene in enumerate(scenes, start=1):
        yield from _scene(file, str(scene.get("key") or at), scene, sheets)


def _scene(file: str, name: str, scene: Mapping[str, Any], sheets: Mapping[str, Sheet]) -> Iterator[Issue]:
    for key in SCENE_KEYS:
        if key not in scene:
            yield _issue(file, key, NO_PART, {"scene": name, "name": key})
    for key, choices in CHOICES.items():
        value = scene.get(key, choices[0])
        if value not in choices:
            facts = {"scene": name, "name": key, "value": shown(value), "choices": ", ".join(choices)}
            yield _issue(file, key, NO_CHOICE, facts)
    more = tuple(key for key in FURTHER_TEXTS if key in scene)
    yield from _texts(file, name, scene, (*SCENE_TEXTS, *more))
    yield from _seconds(file, name, scene)
    for step in scene.get("step", []):
        yield from _texts(file, name, step, ("name",))
    yield from _rows(file, name, scene, sheets)
    yield from _gaps(file, name, scene)


def _texts(file: str, scene: str, found: Mapping[str, Any], keys: tuple[str, ...]) -> Iterator[Issue]:
    for key in keys:
        texts = found.get(key)
        for lang in LANGUAGES:
            said = texts.get(lang) if isinstance(texts, dict) else None
            if not (isinstance(said, str) and said.strip()):
                yield _issue(file, key, NO_TEXT, {"scene": scene, "name": key, "lang": lang})


def _seconds(file: str, name: str, scene: Mapping[str, Any]) -> Iterator[Issue]:
    planned = scene.get("seconds", {})
    for lang in LANGUAGES:
        if not (isinstance(planned, dict) and isinstance(planned.get(lang), int) and planned[lang] > 0):
            yield _issue(file, "seconds", NO_TEXT, {"scene": name, "name": "seconds", "lang": lang})


def _rows(file: str, name: str, scene: Mapping[str, Any], sheets: Mapping[str, Sheet]) -> Iterator[Issue]:
    figures = scene.get("figures", {})
    named = [*scene.get("rows", []), *(one["row"] for one in figures.values() if "row" in one)]
    named += [item["row"] for item in scene.get("item", []) if "row" in item]
    for row in dict.fromkeys(named):
        if not _is_there(str(row), sheets):
            yield _issue(file, "row", NO_ROW, {"scene": name}, shown(row))


def _is_there(row: str, sheets: Mapping[str, Sheet]) -> bool:
    table, _, wanted = row.partition("/")
    sheet = sheets.get(table)
    key = TABLES[table].key if table in TABLES else ""
    return sheet is not None and key in sheet.frame and bool((sheet.frame[key] == wanted).any())


def _gaps(file: str, name: str, scene: Mapping[str, Any]) -> Iterator[Issue]:
    figures = set(scene.get("figures", {}))
    several = [*scene.get("item", []), *scene.get("step", [])]
    wanted = {scene.get("headline", "")} | {one["figure"] for one in several if "figure" in one}
    for key in ("title", "label", "text"):
        for said in (scene.get(key) or {}).values():
            wanted |= gaps_of(str(said))
    filled = figures | ({OF_A_STEP} if scene.get("step") else set())
    for gap in sorted(wanted - filled - {""}):
        yield _issue(file, "figures", NO_FIGURE, {"scene": name}, shown(gap))


def gaps_of(text: str) -> set[str]:
    """Return the names in braces of a sentence.

    Examples
    --------
    >>> sorted(gaps_of("{first} in May, {last} in November"))
    ['first', 'last']
    """
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _issue(
    file: str, column: str, why: tuple[str, str], facts: Mapping[str, Any], value: str | None = None
) -> Issue:
    return Issue("error", "bad_story", file, key=why[0], fix=why[1], column=column, value=value, facts=facts)
