"""The presenter's scenes: a scene is an address and a note, a story is their order.

Law: a scene holds no figure, only the name of the row or key figure that gives it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from dashboard.contract.park import Texts


@dataclass(frozen=True)
class Reference:
    """Where a figure comes from: a row as table/id, a key figure of the answer, or what a question counts.

    ``part`` of a key figure is ``value``, ``total``, ``rows``, ``published``, or ``first``: its value in the
    first step of the scene.
    """

    row: str = ""
    kpi: str = ""
    question: str = ""
    part: str = "value"
    decimals: int = 3
    unit: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Item:
    """One of several things a scene shows: a brick, a bar, a name, a dot, a window."""

    name: Texts = field(default_factory=dict)
    figure: str = ""
    row: str = ""
    view: str = ""
    at: str = ""
    open: int = 0
    mark: bool = False
    below: bool = False


@dataclass(frozen=True)
class Step:
    """One of the states a scene is shown in, in order; ``address`` is laid over the scene's."""

    name: Texts
    address: str = ""
    view: str = ""
    figure: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture of a scene, with whose it is; ``name`` says what it shows. ``mark`` names its bytes."""

    name: Texts
    credit: str
    licence: str
    kind: str
    data: bytes = field(repr=False)
    mark: str


@dataclass(frozen=True)
class Scene:
    """One scene. ``address`` is its state without language and room; ``seconds`` are planned ones.

    ``stops`` are the addresses it is shown in, in order: those of its steps, or its own alone.
    """

    key: str
    layout: str
    address: str
    headline: str
    seconds: Mapping[str, int]
    name: Texts
    title: Texts
    label: Texts
    source: Texts
    say: Texts
    asked: Texts
    text: Texts = field(default_factory=dict)
    transition: str = "cut"
    views: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    figures: Mapping[str, Reference] = field(default_factory=dict)
    items: tuple[Item, ...] = ()
    steps: tuple[Step, ...] = ()
    picture: Picture | None = None

    @cached_property
    def stops(self) -> tuple[str, ...]:
        """Return the addresses this scene is shown in, in order."""
        return tuple(joined(self.address, one.address) for one in self.steps) or (self.address,)


@dataclass(frozen=True)
class Question:
    """A prepared live answer: its name, its address, and the scene it opens in when not the usual one."""

    name: Texts
    address: str
    scene: str = ""


@dataclass(frozen=True)
class Story:
    """The order of the scenes; questions open in the scene ``answers`` names."""

    key: str
    title: Texts
    scenes: tuple[Scene, ...]
    questions: tuple[Question, ...] = ()
    answers: str = ""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return the scenes as the address names them: story and number."""
        return tuple(f"{self.key}.{at}" for at in range(1, len(self.scenes) + 1))

    @property
    def answering(self) -> str:
        """Return the scene that questions open in, as the address names it; empty without one."""
        return self.named(self.answers)

    def named(self, key: str) -> str:
        """Return a scene by its key as the address names it; empty when there is none."""
        return next((name for name, one in zip(self.names, self.scenes, strict=True) if one.key == key), "")


def joined(address: str, over: str) -> str:
    """Return an address with the parts of another laid over it.

    Examples
    --------
    >>> joined("home=JPN&scale=city", "scale=park")
    'home=JPN&scale=park'
    """
    parts = [part for part in (*address.split("&"), *over.split("&")) if part]
    return "&".join({part.partition("=")[0]: part for part in parts}.values())


def stories_of(raw: Mapping[str, Mapping[str, Any]]) -> dict[str, Story]:
    """Return the checked stories of a park by key."""
    return {key: _story(found) for key, found in raw.items()}


def scene_named(stories: Mapping[str, Story], name: str) -> tuple[Story, int] | None:
    """Return the story and the position of a scene named in an address, None when there is none."""
    key, _, number = name.rpartition(".")
    story = stories.get(key)
    if story is None or name not in story.names:
        return None
    return story, int(number) - 1


def charts_of(stories: Mapping[str, Story], name: str) -> tuple[str, ...] | None:
    """Return the views of the scene an address names; None when it names none."""
    named = scene_named(stories, name)
    return named[0].scenes[named[1]].views if named else None


def _story(found: Mapping[str, Any]) -> Story:
    return Story(
        key=found["key"],
        title=found["title"],
        scenes=tuple(_scene(one) for one in found["scene"]),
        questions=tuple(Question(**one) for one in found.get("question", [])),
        answers=found.get("answers", ""),
    )


def _scene(found: Mapping[str, Any]) -> Scene:
    plain = {key: value for key, value in found.items() if key in Scene.__dataclass_fields__}
    lists = {key: tuple(found.get(key, ())) for key in ("views", "rows")}
    figures = {key: Reference(**one) for key, one in found["figures"].items()}
    items = tuple(Item(**one) for one in found.get("item", []))
    steps = tuple(Step(**one) for one in found.get("step", []))
    more = {"figures": figures, "items": items, "steps": steps, "picture": _picture(found.get("picture"))}
    return Scene(**{**plain, **lists, **more})


def _picture(found: Mapping[str, Any] | None) -> Picture | None:
    if found is None:
        return None
    return Picture(**{key: found[key] for key in Picture.__dataclass_fields__})
