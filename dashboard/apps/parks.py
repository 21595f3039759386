"""The parks a server shows: each either a board, or the report of why there is none; swapped whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import overload

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
    ) -> None:
        self.folders = tuple(folders)
        self.internal = internal
        self.told = told
        self.stores = tuple(_store(folder, root) for folder in folders)
        results = [self.load(at) for at in range(len(folders))]
        self._names = {_key(result): _name(result) for result in results}
        self._now = tuple(_served(result, self._names, internal) for result in results)
        self._pinned: Memory[Board | None] = Memory(KEPT_BOARDS)
        self.look_at_pulls()

    def source(self, at: int) -> Path:
        """Return the folder a park is read from: its published snapshot, else its own folder."""
        store = self.stores[at]
        return (store.current() if store else None) or self.folders[at]

    def load(self, at: int) -> LoadResult:
        """Read a park anew, with the stories that are laid over its own."""
        return load_park(self.source(at), self.told)

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
            made = replace(_served(result, self._names, self.internal), pull=old.pull)
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
        result = load_park(folder) if folder else None
        return _board(result, self._names, self.internal) if result else None

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
) -> Parks:
    """Load every folder; a bad one becomes a report, never an exception.

    Parameters
    ----------
    internal : keep internal fields, for readers inside the office only.
    root : where published snapshots are kept; a published one is shown instead of its folder.
    told : where stories lie that go before the parks' own, by park.
    """
    return Parks(folders, internal=internal, root=root, told=told)


def _store(folder: Path, root: Path | None) -> Store | None:
    if root is None:
        return None
    park, _ = read_park(folder)
    return Store(root, park.key if park else folder.name)


def _name(result: LoadResult) -> Texts:
    return result.park.short_name if result.park else dict.fromkeys(LANGUAGES, result.folder_name)


def _key(result: LoadResult) -> str:
    return result.park.key if result.park else result.folder_name


def _board(result: LoadResult, names: Mapping[str, Texts], internal: bool) -> Board | None:
    dataset = result.dataset if result.dataset is None or internal else result.dataset.for_public()
    return Board(dataset, names) if dataset else None


def _served(result: LoadResult, names: Mapping[str, Texts], internal: bool) -> ServedPark:
    language = result.park.default_language if result.park else "en"
    return ServedPark(
        _key(result), _board(result, names, internal), result.report, language, internal=internal
    )


def park_of(parks: Sequence[ServedPark], key: str) -> ServedPark:
    """Return the park an address names; the first one when it names none or one unknown."""
    now = list(parks)
    return next((park for park in now if park.key == key), now[0])
