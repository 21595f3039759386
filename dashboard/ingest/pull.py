"""From a park's database to a snapshot: look at the watermark, read all, validate, publish, say how it went.

Law: whatever happens to the database, what is shown stays as it is until something sound replaces it.
"""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp

from dashboard.contract.issues import Issue
from dashboard.errors import ParkError
from dashboard.ingest.database import Described, read_described
from dashboard.ingest.keeping import Keeper, replace_text
from dashboard.ingest.patience import Patience
from dashboard.ingest.publish import Wanted, publish
from dashboard.ingest.pulled import STATE, PullState, read_state
from dashboard.ingest.pulled_folder import by_row, digest_of, lost_tables, write_pulled
from dashboard.ingest.readers.access import Access
from dashboard.ingest.readers.postgres import Pulled, look, pull
from dashboard.ingest.readers.trouble import DatabaseTrouble

WHO = "database"
FEW = 20
READ_SECONDS, EVERY_SECONDS = 60.0, 5.0


@dataclass(frozen=True)
class Wishes:
    """How often to ask, how long a full read may take, whether a person has agreed to a loss of rows."""

    every: float | None = EVERY_SECONDS
    seconds: float = READ_SECONDS
    confirmed: bool = False


@dataclass(frozen=True)
class Clocks:
    """What time it is, for reports; how time passes, for waiting; and chance."""

    wall: Callable[[], datetime] = lambda: datetime.now(UTC)
    steady: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random


@dataclass(frozen=True)
class Attempt:
    """What one look at the database came to, and how long to wait before the next."""

    answer: str
    state: PullState
    wait: float


class Puller:
    """Pulls one park; it keeps nothing but the state in the store and its count of failures."""

    def __init__(
        self,
        folder: Path,
        access: Access,
        keeper: Keeper,
        wishes: Wishes | None = None,
        clocks: Clocks | None = None,
    ) -> None:
        self.folder, self.access, self.keeper = folder, access, keeper
        self.wishes, self.clocks = wishes or Wishes(), clocks or Clocks()
        known = read_state(keeper.root) or PullState()
        self.patience = Patience(self.clocks.chance, known.failures)

    def run(self) -> Iterator[Attempt]:
        """Look again and again, and wait in between; yields what every look came to."""
        while True:
            attempt = self.attempt()
            yield attempt
            self.clocks.sleep(attempt.wait)

    def attempt(self) -> Attempt:
        """Look once. Never raises for what the database, its data or the disk do."""
        before = read_state(self.keeper.root) or PullState()
        try:
            answer, state = self._look(before)
        except DatabaseTrouble as trouble:
            wait = self.patience.failed()
            return self._done("failed", self._failed(before, trouble.reason, trouble.table), wait)
        except ParkError:
            answer, state = "failed", self._failed(before, "busy")
        except OSError:
            answer, state = "failed", self._failed(before, "disk")
        self.patience.succeeded()
        return self._done(answer, state, self.wishes.every or 0.0)

    def _look(self, before: PullState) -> tuple[str, PullState]:
        described, issues = read_described(self.folder)
        if described is None:
            return "failed", self._failed(before, "folder", issues[0].file if issues else "")
        own = digest_of(self.folder)
        mark = _joined(look(self.access, described, self.clocks.steady), own)
        if mark == before.mark and self._is_dealt_with(before):
            return self._unchanged(before)
        held = pull(self.access, described, self.wishes.seconds, self.clocks.steady)
        return self._publish(before, described, replace(held, mark=_joined(held.mark, own)))

    def _is_dealt_with(self, before: PullState) -> bool:
        """Say whether data that have not changed need nothing more to be done."""
        if before.reason == "loss":
            return not self.wishes.confirmed
        return before.reason == "data" or self.keeper.current_id() is not None

    def _unchanged(self, before: PullState) -> tuple[str, PullState]:
        """Return that nothing is new; data that were found wanting still are."""
        if before.reason in ("data", "loss"):
            return "failed", self._failed(before, before.reason, before.table)
        return "unchanged", self._fine(before)

    def _publish(self, before: PullState, described: Described, held: Pulled) -> tuple[str, PullState]:
        lost = [] if self.wishes.confirmed else lost_tables(self.keeper.current(), held.tables)
        if lost:
            return "failed", replace(self._failed(before, "loss", lost[0]), mark=held.mark)
        day = self.clocks.wall().astimezone().date()
        with self._workshop() as made:
            try:
                write_pulled(self.folder, described, (held.tables, held.layers), made, day)
            except (KeyError, ValueError):
                return "failed", self._failed(before, "folder")
            outcome = publish(self.keeper, made, [], Wanted(WHO, day, confirmed=True))
            if outcome.report is not None and outcome.answer == "not_sound":
                return "failed", self._not_sound(before, held.mark, made, outcome.report.errors)
        return outcome.answer, replace(self._fine(before), mark=held.mark, id=outcome.id)

    def _not_sound(self, before: PullState, mark: str, made: Path, errors: tuple[Issue, ...]) -> PullState:
        told = tuple(by_row(made, errors[:FEW]))
        state = replace(self._failed(before, "data", told[0]["table"]), mark=mark)
        return replace(state, problems=told, problem_count=len(errors))

    @contextmanager
    def _workshop(self) -> Iterator[Path]:
        """Lend a folder beside the snapshots that is gone afterwards."""
        self.keeper.snapshots.mkdir(parents=True, exist_ok=True)
        made = Path(mkdtemp(prefix=".making-", dir=self.keeper.snapshots))
        try:
            yield made
        finally:
            shutil.rmtree(made, ignore_errors=True)

    def _now(self) -> str:
        return self.clocks.wall().isoformat(timespec="seconds")

    def _fine(self, before: PullState) -> PullState:
        now = self._now()
        return PullState(ok_at=now, attempted_at=now, mark=before.mark, id=self.keeper.current_id())

    def _failed(self, before: PullState, reason: str, table: str = "") -> PullState:
        now = self._now()
        kept = before if reason == before.reason == "data" else replace(before, problems=(), problem_count=0)
        since = before.failed_since or now
        return replace(kept, attempted_at=now, failed_since=since, reason=reason, table=table)

    def _done(self, answer: str, state: PullState, wait: float) -> Attempt:
        circuit = "open" if self.patience.is_open else "closed"
        every = self.wishes.every
        told = replace(state, failures=self.patience.failures, circuit=circuit, every_s=every)
        try:
            self.keeper.root.mkdir(parents=True, exist_ok=True)
            replace_text(self.keeper.root / STATE, json.dumps(asdict(told), ensure_ascii=False, indent=1))
        except OSError:
            told = replace(told, reason=told.reason or "disk", failed_since=told.failed_since or self._now())
        return Attempt(answer, told, wait)


def _joined(mark: str, own: str) -> str:
    return hashlib.sha256(f"{mark}\n{own}".encode()).hexdigest()
