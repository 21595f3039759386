"""Why a whole file is not read: a stable code and the facts of its message."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """A file that is not read at all. ``code`` is one of ``PROBLEMS``; ``facts`` fill its sentences."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
