"""Kept snapshots of parks: immutable folders, one pointer, an import log. Reading only.

A store holds for each park ``snapshots/<id>/`` (a park folder with ``snapshot.json``), ``CURRENT``
(the id that is served) and ``log.jsonl`` (what was published and rolled back, by whom, when).
Law: a snapshot is never changed. The pointer is replaced in one step, so a reader sees the old one
or the new one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

POINTER, LOG, ABOUT = "CURRENT", "log.jsonl", "snapshot.json"


@dataclass(frozen=True)
class Snapshot:
    """A kept snapshot: its id, its folder, who made it and when, what its files were."""

    id: str
    folder: Path
    made_at: str
    made_by: str
    about: dict[str, Any]


class Store:
    """The snapshots of one park."""

    def __init__(self, root: Path, park: str) -> None:
        self.park = park
        self.root = root / park
        self.snapshots = self.root / "snapshots"

    def current_id(self) -> str | None:
        """Return the id the pointer names, None when nothing was published."""
        try:
            named = (self.root / POINTER).read_text(encoding="utf-8").strip()
        except OSError:
            return None
        return named if named and (self.snapshots / named / ABOUT).is_file() else None

    def current(self) -> Path | None:
        """Return the folder that is served, None when nothing was published."""
        named = self.current_id()
        return self.snapshots / named if named else None

    def kept(self) -> list[Snapshot]:
        """Return the snapshots that are kept, the newest first."""
        found = [_read(path) for path in self.snapshots.glob(f"*/{ABOUT}")]
        return sorted(found, key=lambda one: (one.made_at, one.id), reverse=True)

    def log(self) -> list[dict[str, Any]]:
        """Return what happened, the newest first."""
        try:
            lines = (self.root / LOG).read_text(encoding="utf-8").splitlines()
        except OSError:
            return []
        return [json.loads(line) for line in reversed(lines) if line]


def _read(path: Path) -> Snapshot:
    about = json.loads(path.read_text(encoding="utf-8"))
    return Snapshot(about["id"], path.parent, about["made_at"], about["made_by"], about)
