"""One sentence per chart, made from its frame: what a reader who cannot see it should know."""

from __future__ import annotations

from typing import Any

from dashboard.contract.naming import Names
from dashboard.i18n import numbers

SENTENCES = {
    "filtered": "{n} of {total} projects; first is {name} with {count} of {whole}.",
    "all": "{total} projects; first is {name} with {whole}.",
    "none": "None of {total} projects matches.",
}


NOT_LEADING = ("none", "unknown")


def leading(rows: list[Any], dimension: str, names: Names) -> Any | None:
    """Return the picked row with most projects whose code says something; None when nothing is left."""
    silent = {*NOT_LEADING, *names.vague_places}
    told = [row for row in rows if row.picked and row.projects and getattr(row, dimension) not in silent]
    return max(told, key=lambda row: row.projects, default=None)


def group_message(rows: list[Any], dimension: str, names: Names, *, filtered: bool) -> str:
    """Return the message of a chart of groups: which group leads, and with how many."""
    first = leading(rows, dimension, names)
    if first is None:
        return names.words.text("no project matches")
    name = names.of(dimension, getattr(first, dimension))
    n, whole = int(first.projects), int(first.projects_all)
    count = numbers.count(n, names.words)
    if not filtered:
        return names.words.text("{name} leads: {n} projects", name=name, n=count)
    return names.words.text(
        "{name} leads: {n} of {whole}", name=name, n=count, whole=numbers.count(whole, names.words)
    )


def group_summary(rows: list[Any], dimension: str, names: Names, totals: tuple[int, int]) -> str:
    """Return one sentence for screen readers; ``totals`` are the selected and all projects."""
    words, first = names.words, leading(rows, dimension, names)
    n, total = totals
    if first is None:
        return words.text(SENTENCES["none"], total=numbers.count(total, words))
    key = "all" if n == total else "filtered"
    return words.text(
        SENTENCES[key],
        n=numbers.count(n, words),
        total=numbers.count(total, words),
        name=names.of(dimension, getattr(first, dimension)),
        count=numbers.count(int(first.projects), words),
        whole=numbers.count(int(first.projects_all), words),
    )


def dated_message(dated: int, total: int, names: Names) -> str:
    """Return how many projects have a signing date."""
    words = names.words
    return words.text(
        "{n} of {total} projects have a signing date",
        n=numbers.count(dated, words),
        total=numbers.count(total, words),
    )
