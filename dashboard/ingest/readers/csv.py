"""Comma-separated text in UTF-8, with the line each row stands on."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dashboard.contract.issues import Issue, shown

UNREADABLE = (
    "The file cannot be opened; another program may hold it, or it may not be read.",
    "Close it there, and let this user read it.",
)


@dataclass(frozen=True)
class Read:
    """A table as read: all cells text, and the line of each row; or the problems that prevent it."""

    frame: pd.DataFrame | None
    lines: tuple[int, ...]
    issues: tuple[Issue, ...]


def read_csv(path: Path, file: str) -> Read:
    """Read a table. Not UTF-8, ragged rows, doubled or empty headers are issues, not guesses."""
    try:
        raw = path.read_bytes()
    except OSError:
        return Read(None, (), (Issue("error", "unreadable_file", file, *UNREADABLE),))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        return Read(None, (), (_not_utf8(file, line),))
    return _rows(text, file)


def _not_utf8(file: str, line: int) -> Issue:
    return Issue(
        "error",
        "not_utf8",
        file,
        "The file is not UTF-8 text; line {line} has bytes that are no letters.",
        "Save it again as CSV UTF-8.",
        row=line,
        facts={"line": line},
    )


def _rows(text: str, file: str) -> Read:
    reader = csv.reader(io.StringIO(text, newline=""))
    header, rows, lines, issues = next(reader, []), [], [], []
    issues += _header_issues(header, file)
    before = reader.line_num
    for row in reader:
        line, before = before + 1, reader.line_num
        if not any(row):
            continue
        if len(row) != len(header):
            issues.append(_ragged(file, line, len(row), len(header)))
            continue
        rows.append(row)
        lines.append(line)
    if any(issue.code in ("empty_file", "double_column") for issue in issues):
        return Read(None, (), tuple(issues))
    return Read(pd.DataFrame(rows, columns=header, dtype="str"), tuple(lines), tuple(issues))


def _header_issues(header: list[str], file: str) -> list[Issue]:
    if not any(header):
        return [
            Issue(
                "error",
                "empty_file",
                file,
                "The file has no header row.",
                "Write the column names in the first row.",
                row=1,
            )
        ]
    twice = sorted({name for name in header if header.count(name) > 1})
    return [
        Issue(
            "error",
            "double_column",
            file,
            "The column “{name}” is there twice.",
            "Keep one of them.",
            row=1,
            column=name,
            facts={"name": shown(name)},
        )
        for name in twice
    ]


def _ragged(file: str, line: int, found: int, wanted: int) -> Issue:
    return Issue(
        "error",
        "ragged_row",
        file,
        "The row has {found} cells, the header has {wanted}.",
        "Check commas and quotation marks in this row.",
        row=line,
        facts={"found": found, "wanted": wanted},
    )
