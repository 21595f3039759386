"""Every component id, once."""

from __future__ import annotations

LOCATION = "address"
WISH = "wish"
DRAWN = "drawn"
SHELL = "shell"

HEADER = "header"
SENTENCE = "sentence"
KPIS = "kpis"
CARD = "card"
NOTES = "notes"
FOOT = "foot"
EMPTY = "empty"
LIVE = "live"
EVENTS = "events"
QUESTION = "question"
SECTIONS = "sections"


def graph(chart: str) -> str:
    """Return the id of a chart's graph."""
    return f"graph-{chart}"


def head(panel: str) -> str:
    """Return the id of a panel's heading."""
    return f"head-{panel}"


def twin(panel: str) -> str:
    """Return the id of the table that says what a chart shows."""
    return f"twin-{panel}"


def body(panel: str) -> str:
    """Return the id of a panel's body of words."""
    return f"body-{panel}"
