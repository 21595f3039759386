"""One sentence per chart, made from its frame: what a reader who cannot see it should know."""

from __future__ import annotations

import pandas as pd

from dashboard.contract.naming import Names
from dashboard.i18n import numbers

SENTENCES = {
    "filtered": "{n} of {total} projects; first is {name} with {count} of {whole}.",
    "all": "{total} projects; first is {name} with {whole}.",
    "none": "None of {total} projects matches.",
}


NOT_LEADING = ("none", "unknown")


def leading(frame: pd.DataFrame, dimension: str, vague: frozenset[str] = frozenset()) -> pd.Series | None:
    """Return the row with most projects whose code is stated; None when nothing is left."""
    rows = frame[frame["picked"] & (frame["projects"] > 0) & (~frame[dimension].isin((*NOT_LEADING, *vague)))]
    return None if rows.empty else rows.sort_values("projects", ascending=False, kind="stable").iloc[0]


def vague_places(names: Names) -> frozenset[str]:
    """Return the places that are the whole park or have no anchor; they lead no ranking."""
    places = names.dataset.tables["places"]
    return frozenset(places.loc[places["covers_park"] | places["anchor_lon"].isna(), "place_id"])


def group_message(frame: pd.DataFrame, dimension: str, names: Names, *, filtered: bool) -> str:
    """Return the message of a chart of groups: which group leads, and with how many."""
    first = leading(frame, dimension, vague_places(names))
    if first is None:
        return names.words.text("no project matches")
    name = names.of(dimension, first[dimension])
    n, whole = int(first["projects"]), int(first["projects_all"])
    count = numbers.count(n, names.words)
    if not filtered:
        return names.words.text("{name} leads: {n} projects", name=name, n=count)
    return names.words.text(
        "{name} leads: {n} of {whole}", name=name, n=count, whole=numbers.count(whole, names.words)
    )


def group_summary(frame: pd.DataFrame, dimension: str, names: Names, totals: tuple[int, int]) -> str:
    """Return one sentence for screen readers; ``totals`` are the selected and all projects."""
    words, first = names.words, leading(frame, dimension, vague_places(names))
    n, total = totals
    if first is None:
        return words.text(SENTENCES["none"], total=numbers.count(total, words))
    key = "all" if n == total else "filtered"
    return words.text(
        SENTENCES[key],
        n=numbers.count(n, words),
        total=numbers.count(total, words),
        name=names.of(dimension, first[dimension]),
        count=numbers.count(int(first["projects"]), words),
        whole=numbers.count(int(first["projects_all"]), words),
    )


def dated_message(dated: int, total: int, names: Names) -> str:
    """Return how many projects have a signing date."""
    words = names.words
    return words.text(
        "{n} of {total} projects have a signing date",
        n=numbers.count(dated, words),
        total=numbers.count(total, words),
    )
