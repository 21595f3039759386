"""What is known of pulling a park from its database: ``pull.json`` beside the snapshots. Reading only.

Law: it says when and why, in codes; no value of the data and nothing of how to log in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

STATE = "pull.json"
SILENT, DATA = ("down", "hangs"), ("data", "loss")
PATIENCE_SECONDS = 120.0


@dataclass(frozen=True)
class PullState:
    """The last success, the last attempt, since when and why it fails. Moments are ISO texts in UTC.

    ``reason`` is "" while all is well; ``mark`` is the watermark that was dealt with last; ``every_s``
    is how often a process asks, None for one that asks once. ``problems`` are the first ones of the data.
    """

    ok_at: str | None = None
    attempted_at: str | None = None
    failed_since: str | None = None
    reason: str = ""
    table: str = ""
    failures: int = 0
    circuit: str = "closed"
    every_s: float | None = None
    mark: str = ""
    id: str | None = None
    problems: tuple[Mapping[str, Any], ...] = ()
    problem_count: int = 0

    def now_is(self, moment: datetime) -> PullState:
        """Return the state as it is at a moment: a process that asks no more is a reason too."""
        if self.reason or self.every_s is None or self.attempted_at is None:
            return self
        age = (moment - datetime.fromisoformat(self.attempted_at)).total_seconds()
        if age <= self.every_s * 3 + PATIENCE_SECONDS:
            return self
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        return PullState(**{**told, "reason": "stopped", "failed_since": self.attempted_at})


def read_state(root: Path) -> PullState | None:
    """Return what is known of a park's pulling, None when nothing is; ``root`` is its store's folder."""
    try:
        found = json.loads((root / STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(found, dict):
        return None
    known = {field.name: found[field.name] for field in fields(PullState) if field.name in found}
    try:
        state = PullState(**{**known, "problems": tuple(known.get("problems", ()))})
        return state if state.now_is(datetime.now(UTC)) else None
    except (TypeError, ValueError):
        return None
