"""The parts of a story file by name: a part that no scene has is told, never left out in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dashboard.contract.stories import STORY_PARTS, Story

NO_SUCH = (
    "Scene “{scene}” has “{value}”, which is no part of “{name}”.",
    "Correct its spelling or take it out. Parts are: {choices}.",
)
Found = tuple[str, str, dict[str, str]]


def unknown_keys(story: Story) -> Iterator[Found]:
    """Return the kind, the key and the facts of every part of a story that has no meaning."""
    for at, scene in enumerate(story.get("scene", []), start=1):
        name = str(scene.get("key") or at)
        yield from _of("scene", name, scene)
        for kind in ("item", "step"):
            for one in scene.get(kind, []):
                yield from _of(kind, name, one)
        for one in scene.get("figures", {}).values():
            yield from _of("figures", name, one)
        yield from _of("picture", name, scene.get("picture", {}))
    for question in story.get("question", []):
        yield from _of("question", "–", question)


def _of(kind: str, scene: str, found: Mapping[str, Any]) -> Iterator[Found]:
    for key in found:
        if key not in STORY_PARTS[kind]:
            yield (
                kind,
                key,
                {"scene": scene, "value": key, "name": kind, "choices": ", ".join(STORY_PARTS[kind])},
            )
