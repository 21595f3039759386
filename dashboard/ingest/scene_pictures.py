"""Pictures of scenes: a file beside the story, whose it is, and that those shown have agreed.

Law: a picture without licence, credit or consent is not shown, and its story is not taken.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dashboard.contract.issues import Issue, shown
from dashboard.contract.stories import MOST_PICTURE_BYTES, PICTURE_KINDS, PICTURE_TEXTS, Story
from dashboard.i18n import LANGUAGES

NO_FILE = (
    "The picture of scene “{scene}” is not there, too large or of another kind.",
    "Put a PNG, JPEG, WebP or SVG file of at most 5 MB beside the story and name it under “file”.",
)
NO_RIGHTS = (
    "The picture of scene “{scene}” does not say “{name}”.",
    "Say who made it and under which licence it may be shown; say in every language what it shows.",
)
NO_CONSENT = (
    "The picture of scene “{scene}” has no consent.",
    "Write consent = true when the people and companies it shows have agreed; else take it out.",
)


def picture_problems(file: str, folder: Path, story: Story) -> Iterator[Issue]:
    """Return what is wrong with the pictures of a story: file, rights, words, consent."""
    for at, scene in enumerate(story.get("scene", []), start=1):
        found = scene.get("picture")
        if found is None:
            continue
        facts = {"scene": str(scene.get("key") or at)}
        if picture_path(folder, found) is None:
            yield _issue(file, "picture", NO_FILE, facts, found.get("file"))
        for name in _unsaid(found):
            yield _issue(file, "picture", NO_RIGHTS, {**facts, "name": name})
        if found.get("consent") is not True:
            yield _issue(file, "picture", NO_CONSENT, facts, found.get("consent"))


def _unsaid(found: Mapping[str, Any]) -> Iterator[str]:
    for name in PICTURE_TEXTS:
        if not str(found.get(name, "")).strip():
            yield name
    texts = found.get("name")
    for lang in LANGUAGES:
        if not (isinstance(texts, dict) and str(texts.get(lang, "")).strip()):
            yield f"name.{lang}"


def _issue(
    file: str, column: str, why: tuple[str, str], facts: Mapping[str, Any], value: Any = None
) -> Issue:
    told = None if value is None else shown(str(value))
    return Issue("error", "bad_story", file, key=why[0], fix=why[1], column=column, value=told, facts=facts)


def picture_path(folder: Path, found: Mapping[str, Any]) -> Path | None:
    """Return the file of a picture, None when it is not there, too large or of another kind."""
    name = str(found.get("file", ""))
    path = folder / name
    if Path(name).name != name or path.suffix.lower() not in PICTURE_KINDS or not path.is_file():
        return None
    return path if path.stat().st_size <= MOST_PICTURE_BYTES else None


def pictures_beside(stories: Iterable[Path]) -> list[Path]:
    """Return the picture files in the folders of some stories, by name."""
    folders = sorted({path.parent for path in stories})
    return sorted(
        path for folder in folders for path in folder.glob("*") if path.suffix.lower() in PICTURE_KINDS
    )


def with_pictures(story: Story, folder: Path) -> dict[str, Any]:
    """Return a story whose pictures hold their bytes, so that what is shown stays what was checked."""
    return {**story, "scene": [_with_picture(one, folder) for one in story["scene"]]}


def _with_picture(scene: Mapping[str, Any], folder: Path) -> Mapping[str, Any]:
    path = picture_path(folder, scene["picture"]) if "picture" in scene else None
    if path is None:
        return scene
    data = path.read_bytes()
    more = {"data": data, "mark": hashlib.sha256(data).hexdigest()[:16], "kind": path.suffix.lower()}
    return {**scene, "picture": {**scene["picture"], **more}}
