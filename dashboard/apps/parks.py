"""The parks a server shows: each either a board, or the report of why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard.contract.issues import ValidationReport
from dashboard.ingest.load import LoadResult, load_park
from dashboard.render.board import Board


@dataclass(frozen=True)
class ServedPark:
    """One park folder: its key in the address, its board, or the report that says what is wrong."""

    key: str
    board: Board | None
    report: ValidationReport
    language: str


def serve_parks(folders: Sequence[Path]) -> tuple[ServedPark, ...]:
    """Load every folder; a bad one becomes a report, never an exception."""
    results = [load_park(folder) for folder in folders]
    keys = tuple(_key(result) for result in results)
    return tuple(_served(result, keys) for result in results)


def _key(result: LoadResult) -> str:
    return result.park.key if result.park else result.folder_name


def _served(result: LoadResult, keys: tuple[str, ...]) -> ServedPark:
    board = Board(result.dataset, keys) if result.dataset else None
    language = result.park.default_language if result.park else "en"
    return ServedPark(_key(result), board, result.report, language)


def park_of(parks: Sequence[ServedPark], key: str) -> ServedPark:
    """Return the park an address names; the first one when it names none or one unknown."""
    return next((park for park in parks if park.key == key), parks[0])
