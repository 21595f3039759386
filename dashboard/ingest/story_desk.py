"""The writing side of stories: what the office changes is laid over the park's own, whole or not at all.

Law: nothing is ever written into a park's folder. A file is replaced in one step and the one before it is
kept as ``.bak``; a picture that no scene names any more is gone at once.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter
from typing import Any

from dashboard.contract.issues import Issue, shown
from dashboard.contract.stories import FURTHER_TEXTS
from dashboard.errors import ParkError
from dashboard.ingest.sources import base_of, read_toml
from dashboard.ingest.stories import story_files
from dashboard.ingest.story_text import story_text

KEY = re.compile(r"[a-z][a-z0-9-]{0,30}")
RESERVED = ("con", "prn", "aux", "nul")
OURS = re.compile(r"[a-z0-9-]+-[0-9a-f]{12}\.(jpg|png|webp)")
FILLED = ("title", "label", *FURTHER_TEXTS)
NO_STORY = "There is no story {name}."
NO_SCENE = "The story has no scene {at}."
MEANWHILE = "The story was changed meanwhile. Look at it as it is now, then do it again."
BAD_KEY = "“{name}” cannot be the key of a new story. Use small letters a–z, figures and “-”; it must be new."
BAD_GAP = (
    "Scene “{scene}” has braces that name no figure.",
    "Write braces only around the name of a figure of the scene, as {{projects}}; else leave them out.",
)


@dataclass(frozen=True)
class Told:
    """A story as its file holds it. ``mark`` changes with every change of the file."""

    name: str
    content: Mapping[str, Any]
    path: Path
    mark: str
    laid_over: bool
    of_the_park: bool

    @property
    def scenes(self) -> list[dict[str, Any]]:
        """Return the scenes in their order, for changing."""
        return [dict(one) for one in self.content.get("scene", [])]

    def scene(self, at: int) -> dict[str, Any]:
        """Return a scene by its number from 1. Raises ParkError when there is none."""
        if not 1 <= at <= len(self.scenes):
            raise ParkError(NO_SCENE, at=at)
        return self.scenes[at - 1]


@dataclass(frozen=True)
class Change:
    """What is to become of a story: its new content, None for the park's own again; pictures beside it.

    ``seen`` is the mark of the story when the person looked at it; empty for a new one.
    """

    name: str
    content: Mapping[str, Any] | None
    seen: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)


class StoryDesk:
    """The stories of one park, for those who may change them; ``root`` holds those laid over, by park."""

    def __init__(self, root: Path, park: str) -> None:
        self.root, self.park = root, park
        self.turn = threading.Lock()

    @property
    def folder(self) -> Path:
        """Return where this park's laid-over stories lie."""
        return self.root / self.park

    def stories(self, source: Path) -> dict[str, Told]:
        """Return the stories a park shows, by file name without its ending; unreadable ones are left out."""
        base, found = base_of(source), {}
        own = {path.stem for room in (source, base) if room for path in (room / "stories").glob("*.toml")}
        for file, path in story_files(source, self.park, self.root).items():
            content, _ = read_toml(path, file)
            if content is not None:
                over = path.parent == self.folder
                found[path.stem] = Told(path.stem, content, path, _mark(path), over, path.stem in own)
        return found

    def story(self, source: Path, name: str) -> Told:
        """Return a story. Raises ParkError for one that is not there."""
        found = self.stories(source).get(name)
        if found is None:
            raise ParkError(NO_STORY, name=shown(name))
        return found

    def check_key(self, source: Path, name: str) -> None:
        """Raise ParkError when a new story cannot have this key."""
        known = self.stories(source)
        taken = {*known, *(str(one.content.get("key")) for one in known.values())}
        if not KEY.fullmatch(name) or name in RESERVED or name in taken:
            raise ParkError(BAD_KEY, name=shown(name))

    @contextmanager
    def drafted(self, source: Path, change: Change) -> Iterator[Path]:
        """Give a root as it would be after a change, to be judged; it is gone afterwards.

        Raises ParkError when the story is no longer as it was seen.
        """
        known = self.stories(source).get(change.name)
        if change.seen != (known.mark if known else ""):
            raise ParkError(MEANWHILE)
        with tempfile.TemporaryDirectory() as made:
            draft = Path(made) / self.park
            if self.folder.is_dir():
                shutil.copytree(self.folder, draft)
            _apply(draft, change, known)
            yield Path(made)

    def keep(self, source: Path, change: Change) -> None:
        """Write a change that was judged."""
        _apply(self.folder, change, self.stories(source).get(change.name))
        _drop_unnamed(self.folder)


def _apply(folder: Path, change: Change, known: Told | None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path, content = folder / f"{change.name}.toml", change.content
    if path.is_file():
        _replace(path.with_suffix(".toml.bak"), path.read_bytes())
    if content is None:
        path.unlink(missing_ok=True)
        return
    for name, data in change.pictures.items():
        _replace(folder / name, data)
    for name in _pictures(content) - set(change.pictures):
        if known is not None and not (folder / name).is_file() and (known.path.parent / name).is_file():
            _replace(folder / name, (known.path.parent / name).read_bytes())
    before = known.path.read_text(encoding="utf-8-sig") if known else ""
    _replace(path, story_text(content, before).encode("utf-8"))


def _pictures(content: Mapping[str, Any]) -> set[str]:
    named = (one["picture"].get("file", "") for one in content.get("scene", []) if "picture" in one)
    return {name for name in named if Path(name).name == name}


def _drop_unnamed(folder: Path) -> None:
    """Remove the pictures laid here that no story names; those a person put here under a name stay."""
    read = (read_toml(path, path.name)[0] for path in folder.glob("*.toml"))
    named = {name for content in read if content for name in _pictures(content)}
    for path in folder.glob("*"):
        if OURS.fullmatch(path.name) and path.name not in named:
            path.unlink(missing_ok=True)


def _replace(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one."""
    made = path.with_name(f".{path.name}-{os.getpid()}")
    with made.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(made, path)


def _mark(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def moved(scenes: list[dict[str, Any]], at: int, by: int) -> list[dict[str, Any]]:
    """Return the scenes with the one of a number moved; at an end it stays.

    Examples
    --------
    >>> [one["key"] for one in moved([{"key": "a"}, {"key": "b"}], 2, -1)]
    ['b', 'a']
    """
    rest = scenes[: at - 1] + scenes[at:]
    place = min(max(at - 1 + by, 0), len(rest))
    return [*rest[:place], scenes[at - 1], *rest[place:]]


def gap_problems(file: str, content: Mapping[str, Any]) -> Iterator[Issue]:
    """Return an issue for every sentence whose braces could not be filled."""
    for at, scene in enumerate(content.get("scene", []), start=1):
        facts = {"scene": str(scene.get("key") or at)}
        for key in FILLED:
            for lang, said in (scene.get(key) or {}).items():
                if not _can_be_filled(str(said)):
                    yield Issue(
                        "error",
                        "bad_story",
                        file,
                        key=BAD_GAP[0],
                        fix=BAD_GAP[1],
                        column=f"{key}.{lang}",
                        value=shown(said),
                        facts=facts,
                    )


def _can_be_filled(text: str) -> bool:
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return False
    return all(
        name is None or (name.isidentifier() and not form and not turned) for _, name, form, turned in parts
    )


def bare(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return a story whose sentences that cannot be filled have no braces, so that the rest can be judged."""
    return {**content, "scene": [_bare_scene(one) for one in content.get("scene", [])]}


def _bare_scene(scene: Mapping[str, Any]) -> dict[str, Any]:
    filled = {
        key: {
            lang: said if _can_be_filled(str(said)) else said.translate({123: None, 125: None})
            for lang, said in scene[key].items()
        }
        for key in FILLED
        if key in scene
    }
    return {**scene, **filled}
