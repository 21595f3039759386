"""How the data of a park stand: why newer ones are not shown, and since when its database is not read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from dashboard.apps.parks import ServedPark
from dashboard.i18n.translate import words
from dashboard.ingest.pulled import DATA, SILENT, PullState
from dashboard.state import Note, ViewState

TROUBLE = (
    "Newer files are not shown: {n} problems, the first in {place}. What you see is the last good state."
)
SILENT_SINCE = "The database has not answered since {since}. What you see is of {at}."
UNREAD_SINCE = "The database cannot be read since {since}: {reason}. What you see is of {at}."
NOT_SHOWN = "Newer data of the database are not shown: {reason}, {place}. What you see is of {at}."


def with_trouble(state: ViewState, park: ServedPark) -> ViewState:
    """Return a state that also says, to officials, why newer data are not shown."""
    if not park.internal:
        return state
    notes = (*state.notes, *_of_files(park), *_of_pulling(park.pull, state.lang or park.language))
    return replace(state, notes=notes) if notes != state.notes else state


def _of_files(park: ServedPark) -> tuple[Note, ...]:
    if park.trouble is None:
        return ()
    first = park.trouble.errors[0]
    place = ", ".join(str(part) for part in (first.file, first.row, first.column) if part)
    return (Note(TROUBLE, (("n", str(len(park.trouble.errors))), ("place", place))),)


def _of_pulling(pull: PullState | None, lang: str) -> tuple[Note, ...]:
    if pull is None or not pull.reason:
        return ()
    speech = words(lang)
    at = local_moment(pull.ok_at) if pull.ok_at else speech.text("the park’s own files")
    reason = speech.label("pull_reason", pull.reason)
    if pull.reason in SILENT:
        return (Note(SILENT_SINCE, (("since", local_moment(pull.failed_since)), ("at", at))),)
    if pull.reason in DATA:
        return (Note(NOT_SHOWN, (("reason", reason), ("place", _place(pull)), ("at", at))),)
    return (Note(UNREAD_SINCE, (("since", local_moment(pull.failed_since)), ("reason", reason), ("at", at))),)


def _place(pull: PullState) -> str:
    first = pull.problems[0] if pull.problems else {"table": pull.table}
    return ", ".join(str(first[name]) for name in ("table", "key", "column") if first.get(name))


def local_moment(moment: str | None) -> str:
    """Return a moment to the minute, in the time of this machine with its distance from UTC.

    Examples
    --------
    >>> local_moment(None), len(local_moment("2026-11-27T10:00:00+00:00"))
    ('–', 28)
    """
    if moment is None:
        return "–"
    here = datetime.fromisoformat(moment).astimezone()
    zone = here.strftime("%z")
    return f"{here:%Y-%m-%d %H:%M} (UTC{zone[:3]}:{zone[3:5]})"


def pull_json(park: ServedPark) -> dict[str, Any]:
    """Return how pulling stands, for machines: moments and codes, no values of the data."""
    pull = park.pull or PullState()
    names = ("ok_at", "attempted_at", "failed_since", "reason", "failures", "circuit", "id")
    found = {name: getattr(pull, name) for name in names}
    return {**found, "age_s": _age(pull.ok_at), "reason": pull.reason or None}


def _age(moment: str | None) -> int | None:
    """Return the seconds since a moment; never below nought, whatever the clock did."""
    if moment is None:
        return None
    return max(0, round((datetime.now(UTC) - datetime.fromisoformat(moment)).total_seconds()))


def trouble_json(park: ServedPark) -> list[dict[str, Any]]:
    """Return what keeps newer data from being shown: codes and places, no values of the data."""
    found = park.trouble.errors if park.trouble else ()
    return [{"code": one.code, "file": one.file, "row": one.row, "column": one.column} for one in found[:20]]
