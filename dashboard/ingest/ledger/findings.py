"""Findings while a file is read: collected, none lost, told once with their place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from dashboard.contract.issues import Issue, shown
from dashboard.ingest.ledger.problems import PROBLEMS, SEVERITY
from dashboard.ingest.refusal import Refusal

USED, FIXED, SET_ASIDE, IGNORED = "used", "fixed", "set_aside", "ignored"
IN_FULL = 1000
RANK = {USED: 0, FIXED: 1, SET_ASIDE: 2, IGNORED: 3}


def issue(code: str, file: str, *, sheet: str | None = None, row: int | None = None, **facts: Any) -> Issue:
    """Return the issue of a code; ``column`` and ``value`` among the facts also say where."""
    problem = PROBLEMS[code]
    plain = {name: shown(value) if isinstance(value, str) else value for name, value in facts.items()}
    value = plain.get("value")
    return Issue(
        SEVERITY[problem.effect],
        code,
        file,
        problem.key,
        problem.fix,
        row=row,
        column=plain.get("column"),
        value=None if value is None else str(value),
        facts=plain,
        sheet=sheet,
    )


def refused(problem: Refusal, file: str) -> Issue:
    """Return the issue of a refusal."""
    return issue(problem.code, file, **problem.facts)


@dataclass
class Findings:
    """The findings of one sheet or layer; ``status`` says what became of each of its rows."""

    file: str
    sheet: str | None = None
    issues: list[Issue] = field(default_factory=list)
    status: dict[int, str] = field(default_factory=dict)
    seen: Counter[tuple[str, str | None]] = field(default_factory=Counter)
    more: dict[tuple[str, str | None], list[int]] = field(default_factory=lambda: defaultdict(list))

    def tell(self, code: str, row: int | None = None, **facts: Any) -> None:
        """Note a problem; a row it concerns is set aside or marked as repaired.

        Of one problem in one column the first thousand are told in full, of the others the row.
        """
        group = (code, facts.get("column"))
        self.seen[group] += 1
        if self.seen[group] > IN_FULL and row is not None:
            self.more[group].append(row)
        else:
            self.issues.append(issue(code, self.file, sheet=self.sheet, row=row, **facts))
        effect = PROBLEMS[code].effect
        if row is not None and effect in (FIXED, SET_ASIDE):
            self.mark(row, effect)

    def mark(self, row: int, status: str) -> None:
        """Give a row a status; a graver one it has already stays."""
        if RANK[status] >= RANK.get(self.status.get(row, USED), 0):
            self.status[row] = status

    def of(self, row: int) -> str:
        """Return what has become of a row."""
        return self.status.get(row, USED)

    def unusable(self) -> set[int]:
        """Return the rows that are set aside or ignored."""
        return {row for row, status in self.status.items() if status in (SET_ASIDE, IGNORED)}


def counted(parts: Iterable[Findings], rows: Iterable[Iterable[int]]) -> dict[str, int]:
    """Return how many rows came out used, fixed, set aside and ignored."""
    found = dict.fromkeys((USED, FIXED, SET_ASIDE, IGNORED), 0)
    for part, lines in zip(parts, rows, strict=True):
        for line in lines:
            found[part.of(line)] += 1
    return found
