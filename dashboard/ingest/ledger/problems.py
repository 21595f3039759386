"""PROBLEMS: every finding about a clerk's file, by a stable code: its effect, what is wrong, what to do.

Law: a sentence says what the clerk sees and does, in the clerk's words. ``effect`` is what becomes
of the row (set_aside, fixed, none) or of the whole file (reject).
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.ingest.ledger.file_problems import FILE_PROBLEMS
from dashboard.ingest.ledger.remarks import FILE_NOTE, ROW_NOTE, ROW_WARNING, WAITING
from dashboard.ingest.ledger.row_problems import REJECTED_SHARE, REPAIR, ROW

SEVERITY = {
    "reject": "error",
    "set_aside": "error",
    "ask": "warning",
    "none": "warning",
    "fixed": "note",
    "note": "note",
}


@dataclass(frozen=True)
class Problem:
    """What a code means: the effect on the row or file, the sentence and the remedy."""

    effect: str
    key: str
    fix: str


def _problems(effect: str, table: dict[str, tuple[str, str]]) -> dict[str, Problem]:
    return {code: Problem(effect, *texts) for code, texts in table.items()}


PROBLEMS: dict[str, Problem] = {
    **_problems("reject", FILE_PROBLEMS),
    **_problems("reject", REJECTED_SHARE),
    **_problems("set_aside", ROW),
    **_problems("fixed", REPAIR),
    **_problems("none", ROW_WARNING),
    **_problems("note", FILE_NOTE),
    **_problems("note", ROW_NOTE),
    **_problems("ask", WAITING),
}
