"""What came of a file: its verdict, its rows by outcome, its issues, and what a person has to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.contract.issues import Issue
from dashboard.ingest.ledger.findings import FIXED, IGNORED, SET_ASIDE, USED, Findings, issue
from dashboard.ingest.ledger.problems import PROBLEMS
from dashboard.ingest.row_store import Rows, rows_of_list, rows_of_parts

ACCEPT, ACCEPT_FIXED, ACCEPT_PARTIAL, REJECT = "accept", "accept_fixed", "accept_partial", "reject_file"
FINE = (ACCEPT, ACCEPT_FIXED)
MOST_SET_ASIDE = MOST_REPAIRED = 0.2
MOST_MOVED = 0.01
REJECTING = ("missing_column", "empty_file", "double_column")
LOOKED_AT = ("area_differs", "layer_maybe_other", "example_sheet", "size_differs")


@dataclass(frozen=True)
class Intake:
    """What came of a file: the verdict, the count of rows by outcome, every issue, the rows to use."""

    file: str
    kind: str
    sha256: str
    verdict: str
    counts: dict[str, int]
    issues: tuple[Issue, ...]
    rows: Rows
    waits: tuple[Issue, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def rows_in(self) -> int:
        """Return how many rows the file holds, headings apart."""
        return sum(self.counts.values())


@dataclass
class Reading:
    """What a reader of some kind found: findings by part, the lines of each, the rows."""

    kind: str
    parts: list[Findings]
    lines: list[list[int]]
    rows: list[Rows] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    columns: dict[str, dict[str, int]] = field(default_factory=dict)
    set_aside_ids: list[str] = field(default_factory=list)
    beside: int = 0


def rejected(name: str, why: Issue, *, sha256: str = "", kind: str = "") -> Intake:
    """Return the outcome of a file that is not read at all."""
    return Intake(
        name,
        kind,
        sha256,
        REJECT,
        dict.fromkeys((USED, FIXED, SET_ASIDE, IGNORED), 0),
        (why,),
        rows_of_list([]),
    )


def judged(name: str, sha256: str, reading: Reading) -> Intake:
    """Return the verdict over what was read."""
    counts = dict.fromkeys((USED, FIXED, SET_ASIDE, IGNORED), 0)
    for part, lines in zip(reading.parts, reading.lines, strict=True):
        for line in lines:
            counts[part.of(line)] += 1
    issues = [*reading.issues, *(one for part in reading.parts for one in part.issues)]
    told = counts[USED] + counts[FIXED] + counts[SET_ASIDE]
    if counts[SET_ASIDE] > MOST_SET_ASIDE * max(told, 1):
        issues.append(issue("too_many_set_aside", name, n=counts[SET_ASIDE], rows=told))
    rejecting = any(_rejects(one) for one in issues)
    verdict = REJECT if rejecting else _verdict(counts)
    rows = rows_of_list([]) if rejecting else rows_of_parts(reading.rows)
    waits = () if rejecting else (*_waits(name, counts, told, rows), *_looked_at(issues))
    return Intake(
        name,
        reading.kind,
        sha256,
        verdict,
        counts,
        tuple(issues),
        rows,
        waits,
        {
            "columns": reading.columns,
            "more": _more(reading),
            "set_aside_ids": reading.set_aside_ids,
            "beside": reading.beside,
        },
    )


def _more(reading: Reading) -> list[list[Any]]:
    """Return the rows of what is told in full only for its first thousand."""
    return [
        [code, part.sheet, column, rows]
        for part in reading.parts
        for (code, column), rows in part.more.items()
    ]


def _rejects(found: Issue) -> bool:
    problem = PROBLEMS.get(found.code)
    return found.code in REJECTING if problem is None else problem.effect == "reject"


def _verdict(counts: dict[str, int]) -> str:
    if counts[SET_ASIDE]:
        return ACCEPT_PARTIAL
    return ACCEPT_FIXED if counts[FIXED] else ACCEPT


def _waits(name: str, counts: dict[str, int], told: int, rows: Rows) -> list[Issue]:
    """Return what a person has to look at before the rows are published."""
    found = []
    if counts[FIXED] > MOST_REPAIRED * max(told, 1):
        found.append(issue("many_repairs", name, n=counts[FIXED], rows=told))
    if not counts[FIXED]:
        return found
    amounts = [(row["row"]["status"], row.get("total_investment_cny") or 0) for row in rows]
    whole = sum(amount for _, amount in amounts)
    untouched = sum(amount for status, amount in amounts if status == USED)
    if whole and (whole - untouched) / whole > MOST_MOVED:
        found.append(
            issue(
                "headline_moves", name, figure="total_investment", before=f"{untouched:,}", after=f"{whole:,}"
            )
        )
    return found


def _looked_at(issues: Sequence[Issue]) -> list[Issue]:
    return [one for one in issues if one.code in LOOKED_AT]
