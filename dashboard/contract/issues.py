"""Problems as data: where, what, why, what to do. Told in any language, all at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from dashboard.i18n.translate import Words

LONGEST_VALUE = 60
SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True)
class Issue:
    """One problem. ``row`` is the line as an editor shows it (header 1), or the feature number of a layer.

    ``key`` and ``fix`` are English sentences with {placeholders}; ``facts`` fill both.
    """

    severity: str
    code: str
    file: str
    key: str
    fix: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    sheet: str | None = None

    def message(self, words: Words) -> str:
        """Return what is wrong, in a language."""
        return words.text(self.key, **self.facts)

    def remedy(self, words: Words) -> str:
        """Return what to do, in a language."""
        return words.text(self.fix, **self.facts)


def shown(value: Any) -> str:
    """Return a value as a report shows it: at most sixty characters, on one line."""
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


@dataclass(frozen=True)
class ValidationReport:
    """All issues of a park folder, and how many rows each table had."""

    issues: tuple[Issue, ...] = ()
    rows_in: Mapping[str, int] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Issue, ...]:
        """Return the issues that keep the data from being shown."""
        return tuple(issue for issue in self.issues if issue.severity == "error")

    @property
    def warnings(self) -> tuple[Issue, ...]:
        """Return what should be looked at."""
        return tuple(issue for issue in self.issues if issue.severity == "warning")

    @property
    def ok(self) -> bool:
        """Say whether the data can be shown."""
        return not self.errors

    def to_frame(self) -> pd.DataFrame:
        """Return the issues as a table: severity, code, file, row, column, value."""
        columns = ("severity", "code", "file", "row", "column", "value")
        return pd.DataFrame(
            [[getattr(issue, name) for name in columns] for issue in self.issues], columns=columns
        )

    def as_json(self, words: Words) -> dict[str, Any]:
        """Return the report as plain values, its sentences in a language."""
        return {
            "ok": self.ok,
            "rows_in": dict(self.rows_in),
            "issues": [_issue_json(issue, words) for issue in self.issues],
        }

    def as_text(self, words: Words) -> str:
        """Return the report for a terminal, by file and row, the errors first."""
        lines = [words.text("{file}: {n} rows", file=name, n=n) for name, n in self.rows_in.items()]
        order = sorted(
            self.issues, key=lambda issue: (SEVERITIES.index(issue.severity), issue.file, issue.row or 0)
        )
        lines += [_issue_line(issue, words) for issue in order]
        lines.append(
            words.text(
                "errors: {errors}, warnings: {warnings}", errors=len(self.errors), warnings=len(self.warnings)
            )
        )
        return "\n".join(lines)


def _issue_json(issue: Issue, words: Words) -> dict[str, Any]:
    names = ("severity", "code", "file", "sheet", "row", "column", "value")
    plain = {name: getattr(issue, name) for name in names}
    return {**plain, "message": issue.message(words), "fix": issue.remedy(words)}


def _issue_line(issue: Issue, words: Words) -> str:
    where = [issue.file]
    if issue.row:
        where.append(words.text("row {row}", row=issue.row))
    if issue.column:
        where.append(issue.column)
    value = f" “{issue.value}”" if issue.value else ""
    return f"{issue.severity.upper()} {', '.join(where)}{value}: {issue.message(words)} {issue.remedy(words)}"
