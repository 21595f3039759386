"""The office's way from the board to its scenes: one link beside the others, added to a finished answer."""

from __future__ import annotations

from typing import Any

from dashboard.render.answer import Answer
from dashboard.views import ids
from dashboard.views.addresses import shared
from dashboard.views.tree import Node, el


def with_scene_link(found: Answer, made: dict[str, Any]) -> dict[str, Any]:
    """Return the answer with a link that saves its view as a scene, where it holds the page's words."""
    tools = _buttons(made["screen"]["parts"][ids.HEADER]) if "screen" in made else None
    if tools is not None:
        name = found.canvas.words.text("Save as a scene")
        tools.insert(len(tools) - 1, el("a", name, href=f"scenes?{shared(found)}", cls="plain save-scene"))
    return made


def _buttons(nodes: list[Any]) -> list[Node] | None:
    """Return the children of the row of buttons among some nodes."""
    for node in nodes:
        if isinstance(node, list):
            found: list[Node] | None = node[2] if node[1].get("class") == "buttons" else _buttons(node[2])
            if found is not None:
                return found
    return None
