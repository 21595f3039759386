"""Follow what is published and what changes in the folders, and swap it in when it is whole and sound.

Law: a change is another content, not a newer time. Files still being written are waited for: size,
time and inode must stay the same over two looks, two seconds apart or more.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.apps.parks import Parks

LOOK_SECONDS, QUIET_SECONDS = 0.5, 2.0
OF_A_PARK = ("*.toml", "tables/*", "codes/*", "boundary/*", "stories/*")
Stamp = tuple[tuple[str, int, int, int], ...]


@dataclass
class Seen:
    """What was last seen of a park: the pointer, the files, and since when they have not changed."""

    pointer: str | None
    stamp: Stamp
    since: float = 0.0
    waiting: bool = False


@dataclass
class Watcher:
    """Looks at the parks of a server; ``files`` also follows their folders and the office's stories."""

    parks: Parks
    files: bool = False
    clock: Callable[[], float] = time.monotonic
    seen: list[Seen] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Note how things stand."""
        self.seen = [Seen(self._pointer(at), self._stamp(at)) for at in range(len(self.parks.folders))]

    def start(self) -> None:
        """Look from a thread of its own until the process ends."""
        threading.Thread(target=self._run, name="park-watcher", daemon=True).start()

    def _run(self) -> None:
        while True:
            self.look()
            time.sleep(LOOK_SECONDS)

    def look(self) -> None:
        """Look once at every park; one whose files come and go meanwhile is looked at again."""
        for at in range(len(self.parks.folders)):
            try:
                self._look_at(at)
            except OSError:
                self.seen[at].waiting = True
        self.parks.look_at_pulls()

    def _look_at(self, at: int) -> None:
        seen, pointer = self.seen[at], self._pointer(at)
        if pointer != seen.pointer:
            seen.pointer, seen.stamp = pointer, self._stamp(at)
            self.parks.swap(at, self.parks.load(at))
            return
        if not self.files:
            return
        stamp, now = self._stamp(at), self.clock()
        if stamp != seen.stamp:
            seen.stamp, seen.since, seen.waiting = stamp, now, True
        elif seen.waiting and now - seen.since >= QUIET_SECONDS:
            seen.waiting = False
            self.parks.swap(at, self.parks.load(at))

    def _stamp(self, at: int) -> Stamp:
        """Return how the files stand that a park is read from; a published snapshot does not change."""
        own = () if self._pointer(at) is not None else stamp_of(self.parks.folders[at])
        told = self.parks.told
        return own if told is None else (*own, *stamp_of(told / self.parks[at].key, ("[!.]*",)))

    def _pointer(self, at: int) -> str | None:
        store = self.parks.stores[at]
        return store.current_id() if store else None


def stamp_of(folder: Path, patterns: tuple[str, ...] = OF_A_PARK) -> Stamp:
    """Return name, size, time and inode of every file of a park folder; links are not followed."""
    found = []
    for pattern in patterns:
        for path in sorted(folder.glob(pattern)):
            try:
                state = path.lstat()
            except OSError:
                continue
            found.append((path.as_posix(), state.st_size, state.st_mtime_ns, state.st_ino))
    return tuple(found)
