"""What is wrong with a shape, as a sentence key with facts, so that it can be said in any language."""

from __future__ import annotations

from typing import Any


class GeometryError(Exception):
    """A shape that cannot be used. ``key`` is an English sentence with {placeholders}."""

    def __init__(self, key: str, **facts: Any) -> None:
        super().__init__(key.format(**facts))
        self.key = key
        self.facts = facts
