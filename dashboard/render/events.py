"""The dated events, latest first, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.contract.naming import Name, Names

if TYPE_CHECKING:
    from dashboard.render.board import Board


@dataclass(frozen=True)
class Event:
    """One event: id, date as written with its precision, title, and whether it is labelled."""

    event_id: str
    iso: str
    precision: str
    name: Name
    headline: bool


def events_of(board: Board, names: Names) -> list[Event]:
    """Return every event of the register, latest first."""
    rows = board.dataset.tables["events"].sort_values("event_date", ascending=False, kind="stable")
    return [
        Event(key, iso, precision, names.events[key], bool(headline))
        for key, iso, precision, headline in zip(
            rows["event_id"], rows["event_date"], rows["date_precision"], rows["headline"], strict=True
        )
    ]
