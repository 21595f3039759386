"""The error of the house: a sentence key and its facts, so that it can be said in any language."""

from __future__ import annotations

from typing import Any


class ParkError(Exception):
    """Something a person has to correct. ``key`` is an English sentence with {placeholders}."""

    def __init__(self, key: str, **facts: Any) -> None:
        super().__init__(key.format(**facts) if facts else key)
        self.key = key
        self.facts = facts
