"""The parks a server shows: each either a board, or the report of why there is none; swapped whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import overload

from dashboard.apps.map_review import judged
from dashboard.cache import Memory
from dashboard.contract.issues import ValidationReport
from dashboard.contract.park import Texts
from dashboard.i18n import LANGUAGES
from dashboard.ingest.load import LoadResult, load_park
from dashboard.ingest.pulled import PullState, read_state
from dashboard.ingest.sources import read_park
from dashboard.ingest.store import Store
from dashboard.render.board import Board

KEPT_BOARDS = 2


@dataclass(frozen=True)
class ServedPark:
    """One park folder: its key in the address, its board, or the report that says what is wrong.

    ``trouble`` says why newer data are not shown; the board is then the last good one. ``pull`` says how
    reading its database stands, None for a park without one.
    """

    key: str
    board: Board | None
    report: ValidationReport
    language: str
    trouble: ValidationReport | None = None
    internal: bool = False
    pull: PullState | None = None


class Parks(Sequence[ServedPark]):
    """The parks served at this moment. A request takes one of them and keeps it to its end."""

    def __init__(
        self,
        folders: Sequence[Path],
        *,
        internal: bool = False,
        root: Path | None = None,
        told: Path | None = None,
        public_url: str = "",
    ) -> None:
        self.folders = tuple(folders)
        self.internal = internal
        self.told = told
        self.public_url = public_url
        self.stores = tuple(_store(folder, root) for folder in folders)
        results = [self._at_start(at) for at in range(len(folders))]
        self._names = {_key(result): _name(result) for result in results}
        self._now = tuple(self._served(result) for result in results)
        self._pinned: Memory[Board | None] = Memory(KEPT_BOARDS)
        self.look_at_pulls()

    def source(self, at: int) -> Path:
        """Return the folder a park is read from: its published snapshot, else its own folder."""
        store = self.stores[at]
        return (store.current() if store else None) or self.folders[at]

    def load(self, at: int) -> LoadResult:
        """Read a park anew, with the stories that are laid over its own."""
        return judged(load_park(self.source(at), self.told), self.public_url)

    def _at_start(self, at: int) -> LoadResult:
        """Read a park; stories laid over it of which one no longer fits are left out and told."""
        result = self.load(at)
        if result.dataset is not None or self.told is None:
            return result
        own = judged(load_park(self.source(at)), self.public_url)
        left = tuple(replace(one, severity="warning") for one in result.report.errors)
        told = replace(own.report, issues=(*own.report.issues, *left))
        return result if own.dataset is None else replace(own, report=told)

    def swap(self, at: int, result: LoadResult) -> None:
        """Show a park's new data from the next request on; data that are not sound change nothing shown."""
        old = self._now[at]
        if result.dataset is None and old.board is not None:
            made = replace(old, trouble=result.report)
        elif (
            old.board is not None and result.dataset is not None and result.dataset.id == old.board.dataset.id
        ):
            made = replace(old, trouble=None)
        else:
            made = replace(self._served(result), pull=old.pull)
        self._now = (*self._now[:at], made, *self._now[at + 1 :])

    def look_at_pulls(self) -> None:
        """Note how reading the parks' databases stands now."""
        now = datetime.now(UTC)
        for at, store in enumerate(self.stores):
            state = read_state(store.root) if store else None
            told = state.now_is(now) if state else None
            if told != self._now[at].pull:
                self._now = (*self._now[:at], replace(self._now[at], pull=told), *self._now[at + 1 :])

    def pinned(self, park: ServedPark, name: str) -> ServedPark:
        """Return a park as the kept snapshot of a name shows it; the park itself when none is kept."""
        if park.board is None or name == park.board.dataset.id:
            return park
        board = self._pinned.get((park.key, name), lambda: self._kept(park.key, name))
        return replace(park, board=board) if board else park

    def _kept(self, key: str, name: str) -> Board | None:
        store = next((store for store in self.stores if store and store.park == key), None)
        folder = next((one.folder for one in store.kept() if one.id == name), None) if store else None
        result = judged(load_park(folder), self.public_url) if folder else None
        return self._board(result) if result else None

    def _board(self, result: LoadResult) -> Board | None:
        if result.dataset is None:
            return None
        dataset = result.dataset if self.internal else result.dataset.for_public()
        return Board(dataset, self._names, public_url=self.public_url)

    def _served(self, result: LoadResult) -> ServedPark:
        language = result.park.default_language if result.park else "en"
        board = self._board(result)
        return ServedPark(_key(result), board, result.report, language, internal=self.internal)

    @overload
    def __getitem__(self, at: int) -> ServedPark: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[ServedPark]: ...
    def __getitem__(self, at: int | slice) -> ServedPark | Sequence[ServedPark]:
        return self._now[at]

    def __len__(self) -> int:
        return len(self._now)

    def __iter__(self) -> Iterator[ServedPark]:
        return iter(self._now)


def serve_parks(
    folders: Sequence[Path],
    *,
    internal: bool = False,
    root: Path | None = None,
    told: Path | None = None,
    public_url: str = "",
) -> Parks:
    """Load every folder; a bad one becomes a report, never an exception.

    Parameters
    ----------
    internal : keep internal fields, for readers inside the office only.
    root : where published snapshots are kept; a published one is shown instead of its folder.
    told : where stories lie that go before the parks' own, by park.
    public_url : where phones find the board; an address anybody can reach asks for map review numbers.
    """
    return Parks(folders, internal=internal, root=root, told=told, public_url=public_url)


def _store(folder: Path, root: Path | None) -> Store | None:
    if root is None:
        return None
    park, _ = read_park(folder)
    return Store(root, park.key if park else folder.name)


def _name(result: LoadResult) -> Texts:
    return result.park.short_name if result.park else dict.fromkeys(LANGUAGES, result.folder_name)


def _key(result: LoadResult) -> str:
    return result.park.key if result.park else result.folder_name


def park_of(parks: Sequence[ServedPark], key: str) -> ServedPark:
    """Return the park an address names; the first one when it names none or one unknown."""
    now = list(parks)
    return next((park for park in now if park.key == key), now[0])
