"""The parks a server shows: each either a board, or the report of why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard.contract.issues import ValidationReport
from dashboard.contract.park import Texts
from dashboard.i18n import LANGUAGES
from dashboard.ingest.load import LoadResult, load_park
from dashboard.render.board import Board


@dataclass(frozen=True)
class ServedPark:
    """One park folder: its key in the address, its board, or the report that says what is wrong."""

    key: str
    board: Board | None
    report: ValidationReport
    language: str


def serve_parks(folders: Sequence[Path], *, internal: bool = False) -> tuple[ServedPark, ...]:
    """Load every folder; a bad one becomes a report, never an exception.

    Internal fields are kept only for readers inside the office (``internal``).
    """
    results = [load_park(folder) for folder in folders]
    names = {_key(result): result.park.short_name if result.park else _untitled(result) for result in results}
    return tuple(_served(result, names, internal) for result in results)


def _untitled(result: LoadResult) -> Texts:
    return dict.fromkeys(LANGUAGES, result.folder_name)


def _key(result: LoadResult) -> str:
    return result.park.key if result.park else result.folder_name


def _served(result: LoadResult, names: Mapping[str, Texts], internal: bool) -> ServedPark:
    dataset = result.dataset if result.dataset is None or internal else result.dataset.for_public()
    board = Board(dataset, names) if dataset else None
    language = result.park.default_language if result.park else "en"
    return ServedPark(_key(result), board, result.report, language)


def park_of(parks: Sequence[ServedPark], key: str) -> ServedPark:
    """Return the park an address names; the first one when it names none or one unknown."""
    return next((park for park in parks if park.key == key), parks[0])
