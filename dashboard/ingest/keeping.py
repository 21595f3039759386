"""The writing side of a store: keep a snapshot, move the pointer, roll back; one at a time.

Law: a folder is flushed before it is renamed, and renamed before it is pointed to; at no moment does
a reader see half of anything.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from dashboard.errors import ParkError
from dashboard.ingest.store import ABOUT, LOG, POINTER, Store

KEPT = 10
LOCK_MINUTES = 15
LOCK = "LOCK"
BUSY = "{who} is publishing since {since}; wait until that is done."
NOT_KEPT = "There is no snapshot {name}."
NO_EARLIER = "There is no earlier snapshot to go back to."


class Keeper(Store):
    """The snapshots of one park, for those who may publish."""

    def add(self, made: Path, about: dict[str, Any]) -> None:
        """Keep a finished folder as a snapshot and point to it; the last ten stay.

        The folder is flushed, renamed in one step and named by its content; the same content
        published again is the same snapshot.
        """
        self.snapshots.mkdir(parents=True, exist_ok=True)
        target = self.snapshots / about["id"]
        if target.is_dir():
            shutil.rmtree(made)
        else:
            (made / ABOUT).write_text(json.dumps(about, ensure_ascii=False, indent=1), encoding="utf-8")
            _flush_folder(made)
            os.replace(made, target)
        self.point_to(about["id"], {"what": "publish", "who": about["made_by"], "at": about["made_at"]})
        self._prune()

    def point_to(self, name: str, why: dict[str, Any]) -> None:
        """Serve a kept snapshot from now on, and log who wanted it. Raises ParkError for one not kept."""
        if not (self.snapshots / name / ABOUT).is_file():
            raise ParkError(NOT_KEPT, name=name)
        before = self.current_id()
        replace_text(self.root / POINTER, f"{name}\n")
        line = json.dumps({**why, "id": name, "before": before}, ensure_ascii=False)
        with (self.root / LOG).open("a", encoding="utf-8") as stream:
            stream.write(f"{line}\n")

    def roll_back(self, name: str | None, who: str) -> str:
        """Point to a kept snapshot, the one served before when none is named. Raises ParkError."""
        with self.locked(who):
            target = name or self._before()
            self.point_to(target, {"what": "rollback", "who": who, "at": now()})
            return target

    def _before(self) -> str:
        current = self.current_id()
        for entry in self.log():
            before = entry.get("before")
            if entry["id"] == current and before and before != current and (self.snapshots / before).is_dir():
                return str(before)
        raise ParkError(NO_EARLIER)

    def _prune(self) -> None:
        current = self.current_id()
        for old in self.kept()[KEPT:]:
            if old.id != current:
                shutil.rmtree(old.folder, ignore_errors=True)
        for left in self.snapshots.glob(".making-*"):
            if datetime.now(UTC).timestamp() - left.stat().st_mtime > LOCK_MINUTES * 60:
                shutil.rmtree(left, ignore_errors=True)

    @contextmanager
    def locked(self, who: str) -> Iterator[None]:
        """Hold the right to publish. Raises ParkError that says who holds it and since when."""
        self.root.mkdir(parents=True, exist_ok=True)
        lock = self.root / LOCK
        _take(lock, who)
        try:
            yield
        finally:
            lock.unlink(missing_ok=True)


def now() -> str:
    """Return this moment as text, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _take(lock: Path, who: str) -> None:
    body = json.dumps({"who": who, "since": now(), "process": os.getpid()})
    for _ in range(2):
        try:
            handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except FileExistsError:
            _check_holder(lock)
            continue
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(body)
        return
    raise ParkError(BUSY, who=who, since=now())


def _check_holder(lock: Path) -> None:
    """Raise ParkError while another publishes; remove a lock that was left behind."""
    try:
        held = json.loads(lock.read_text(encoding="utf-8"))
        since = datetime.fromisoformat(held["since"])
    except (OSError, ValueError, KeyError):
        lock.unlink(missing_ok=True)
        return
    old = datetime.now(UTC) - since > timedelta(minutes=LOCK_MINUTES)
    if old or not _runs(int(held.get("process", 0))):
        lock.unlink(missing_ok=True)
        return
    raise ParkError(BUSY, who=held["who"], since=held["since"])


def _runs(process: int) -> bool:
    """Say whether a process runs on this machine; where that cannot be known, the lock expires."""
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def replace_text(path: Path, text: str) -> None:
    """Write a small file so that a reader sees the old text or the new one."""
    made = path.with_name(f".{path.name}-{os.getpid()}")
    with made.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(made, path)


def _flush_folder(folder: Path) -> None:
    for path in (path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb+") as stream:
            os.fsync(stream.fileno())
