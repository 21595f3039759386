"""The office's page of scenes: the stories with their scenes in order, and what was wrong or done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.views.import_page import Office, head_row
from dashboard.views.tree import Node, el

DONE = {
    "saved": "The scene is saved.",
    "moved": "The scene has moved.",
    "removed": "The scene is removed.",
    "restored": "The park’s own story is shown again.",
    "gone": "The story is removed.",
}
WHOSE = {
    "park": "the park’s own",
    "changed": "the park’s own, changed by the office",
    "office": "written by the office",
}


@dataclass(frozen=True)
class StoryRow:
    """A story as the page lists it; ``whose`` is ``park``, ``changed`` or ``office``."""

    name: str
    key: str
    title: str
    mark: str
    whose: str
    scenes: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Problem:
    """What keeps a change from being written: where, what is wrong, what to do."""

    where: str
    message: str
    fix: str


def problem_parts(office: Office, problems: Sequence[Problem]) -> list[Node]:
    """Return every problem at once; nothing where there is none."""
    if not problems:
        return []
    text = office.words.text
    rows = [
        el("tr", el("td", one.where), el("td", one.message), el("td", one.fix), cls="error")
        for one in problems
    ]
    head = head_row(text("Where"), text("What was found"), text("What to do"))
    return [
        el(
            "p", text("Nothing was saved. {n} problems were found.", n=len(rows)), cls="message", role="alert"
        ),
        el("table", el("thead", head), el("tbody", *rows), cls="problems"),
    ]


def done_part(office: Office, done: str, scene: str) -> Node:
    """Return what has just been done, with the way to look at it."""
    said: list[Any] = [el("strong", office.words.text(DONE[done]))]
    if scene:
        said += [" ", _wall_link(office, scene, office.words.text("Show it on the wall"))]
    return el("p", *said, cls="message", role="status")


def _wall_link(office: Office, scene: str, name: str) -> Node:
    href = f"/present?scene={scene}&park={office.park}&lang={office.words.lang}&theme=dark"
    return el("a", name, href=href, target="_blank", rel="noopener")


def story_parts(office: Office, stories: Sequence[StoryRow]) -> list[Node]:
    """Return the stories with their scenes, each with what can be done with it."""
    return [_story(office, one) for one in stories]


def _story(office: Office, story: StoryRow) -> Node:
    text = office.words.text
    head = head_row("№", text("Name"), text("Headline"), text("Seconds"), "")
    rows = [_row(office, story, at, one) for at, one in enumerate(story.scenes, start=1)]
    whose = el("span", text(WHOSE[story.whose]), cls="verdict")
    return el(
        "section",
        el("h2", story.title, el("small", f" {story.key}"), " ", whose),
        el("table", el("thead", head), el("tbody", *rows), cls="scenes"),
        _restore(office, story),
        id=f"story-{story.name}",
    )


def _restore(office: Office, story: StoryRow) -> Node | None:
    text = office.words.text
    if story.whose == "park":
        return None
    ours = story.whose == "office"
    name = text("Remove this story") if ours else text("Restore the park’s own")
    asked = text("Remove this story and its pictures?") if ours else text("Undo all changes of this story?")
    return _act(office, f"/{story.name}/restore", story.mark, el("button", name, data_confirm=asked))


def _row(office: Office, story: StoryRow, at: int, scene: Mapping[str, Any]) -> Node:
    text, path, name = office.words.text, f"/{story.name}/{at}", scene["name"]
    up = _step(("↑", "-1"), text("Move “{name}” up", name=name), at == 1)
    down = _step(("↓", "1"), text("Move “{name}” down", name=name), at == len(story.scenes))
    remove = el(
        "button",
        text("Remove"),
        aria_label=text("Remove “{name}”", name=name),
        data_confirm=text("Remove this scene?"),
    )
    acts = el(
        "td",
        _act(office, f"{path}/move", story.mark, up, down),
        _wall_link(office, f"{story.key}.{at}", text("Wall")),
        _act(office, f"{path}/remove", story.mark, remove),
        cls="acts",
    )
    return el(
        "tr",
        el("td", str(at), cls="n"),
        el("td", el("a", name, href=office.to(path))),
        el("td", scene["title"]),
        el("td", scene["seconds"], cls="n"),
        acts,
    )


def _step(sign: tuple[str, str], name: str, off: bool) -> Node:
    return el("button", sign[0], name="by", value=sign[1], aria_label=name, title=name, disabled=off or None)


def _act(office: Office, path: str, mark: str, *buttons: Node) -> Node:
    seen = el("input", type="hidden", name="seen", value=mark)
    return el("form", seen, *buttons, method="post", action=office.to(path))
