"""An outcome as JSON between the reading process and the one that asked, and to people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from dashboard.contract.issues import Issue
from dashboard.i18n.translate import Words
from dashboard.ingest.ledger.findings import FIXED, IGNORED, SET_ASIDE, USED
from dashboard.ingest.outcome import Intake
from dashboard.ingest.row_store import Rows

FIELDS = ("severity", "code", "file", "key", "fix", "row", "column", "value", "sheet")
PLACES = ("severity", "code", "file", "sheet", "row", "column", "value")
MOST_RANGES = 12


def packed(found: Intake) -> dict[str, Any]:
    """Return an outcome as plain values, its rows apart; ``unpacked`` gives it back."""
    return {
        "file": found.file,
        "kind": found.kind,
        "sha256": found.sha256,
        "verdict": found.verdict,
        "counts": found.counts,
        "issues": [packed_issue(issue) for issue in found.issues],
        "waits": [packed_issue(issue) for issue in found.waits],
        "facts": found.facts,
    }


def packed_issue(issue: Issue) -> dict[str, Any]:
    """Return an issue as plain values, its sentences as keys and facts."""
    return {**{name: getattr(issue, name) for name in FIELDS}, "facts": dict(issue.facts)}


def unpacked(plain: dict[str, Any], rows: Rows) -> Intake:
    """Return the outcome that was packed, with its rows."""
    return Intake(
        **{
            **plain,
            "issues": tuple(Issue(**issue) for issue in plain["issues"]),
            "waits": tuple(Issue(**issue) for issue in plain["waits"]),
            "rows": rows,
        }
    )


def told(found: Intake, words: Words) -> dict[str, Any]:
    """Return an outcome for ``check --json``: counts, every issue in a language, groups of many."""
    return {
        "file": found.file,
        "kind": found.kind,
        "sha256": found.sha256,
        "verdict": found.verdict,
        "rows_in": found.rows_in,
        **{name: found.counts[name] for name in (USED, FIXED, SET_ASIDE, IGNORED)},
        "issues": [told_issue(issue, words) for issue in found.issues],
        "groups": groups(found, words),
        "waits": [told_issue(issue, words) for issue in found.waits],
        "waits_for_a_person": bool(found.waits),
    }


def told_issue(issue: Issue, words: Words) -> dict[str, Any]:
    """Return an issue as plain values with its sentences; a repair with before and after."""
    plain = {name: getattr(issue, name) for name in PLACES}
    change = {name: issue.facts[name] for name in ("before", "after") if name in issue.facts}
    return {**plain, "message": issue.message(words), "fix": issue.remedy(words), **change}


def groups(intake: Intake, words: Words) -> list[dict[str, Any]]:
    """Return the issues that repeat in a column as one each, with their count and rows."""
    found: dict[tuple[Any, ...], list[Issue]] = defaultdict(list)
    more = {(code, sheet, column): rows for code, sheet, column, rows in intake.facts.get("more", ())}
    for issue in intake.issues:
        found[(issue.severity, issue.code, issue.sheet, issue.column)].append(issue)
    return [
        {
            "severity": severity,
            "code": code,
            "sheet": sheet,
            "column": column,
            "count": len(those) + len(more.get((code, sheet, column), ())),
            "rows": ranges([*_rows(those), *more.get((code, sheet, column), ())]),
            "message": those[0].message(words),
            "fix": those[0].remedy(words),
        }
        for (severity, code, sheet, column), those in found.items()
    ]


def _rows(issues: Iterable[Issue]) -> list[int]:
    return [issue.row for issue in issues if issue.row is not None]


def ranges(rows: Sequence[int]) -> str:
    """Return row numbers as a reader writes them.

    Examples
    --------
    >>> ranges([3, 4, 5, 9]), ranges([])
    ('3–5, 9', '')
    """
    parts: list[list[int]] = []
    for row in sorted(set(rows)):
        if parts and row == parts[-1][1] + 1:
            parts[-1][1] = row
        else:
            parts.append([row, row])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in parts)


def as_text(found: Intake, words: Words) -> str:
    """Return an outcome for a terminal: the verdict, the counts, the issues, many of a kind as one."""
    counts = words.text(
        "{rows_in} rows: {used} used, {fixed} repaired, {set_aside} set aside, {ignored} ignored",
        rows_in=found.rows_in,
        **found.counts,
    )
    lines = [f"{found.file}: {words.label('verdict', found.verdict)}", counts]
    order = {"error": 0, "warning": 1, "note": 2}
    for group in sorted(groups(found, words), key=lambda one: order[one["severity"]]):
        lines.append(_group_line(group, found, words))
    lines += [f"  {issue.message(words)} {issue.remedy(words)}" for issue in found.waits]
    return "\n".join(lines)


def _shortened(rows: str) -> str:
    parts = rows.split(", ")
    return rows if len(parts) <= MOST_RANGES else f"{', '.join(parts[:MOST_RANGES])} …"


def _group_line(group: dict[str, Any], found: Intake, words: Words) -> str:
    where = [group["sheet"]] if group["sheet"] else []
    if group["rows"]:
        where.append(words.text("row {row}", row=_shortened(group["rows"])))
    where += [group["column"]] if group["column"] else []
    message = f"{group['message']} {group['fix']}"
    if group["count"] > 1:
        message = words.text("{n} times, for example: {message}", n=group["count"], message=message)
    mark = words.label("severity", group["severity"])
    return f"  {mark}: {', '.join(where)}{': ' if where else ''}{message}"
