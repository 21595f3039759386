"""The dated rows of the timeline: one line per project with a signature date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dashboard.i18n import dates
from dashboard.i18n.translate import words
from dashboard.query.facts import Facts

if TYPE_CHECKING:
    from dashboard.render.board import Board

SIGNED_STAGES = ("30", "25")


def signing_order(facts: Facts) -> np.ndarray:
    """Return the rows that have a signature date, by date, then in the order of the register."""
    at = np.flatnonzero(facts.flags["signed_dated"])
    start = facts.intervals["signed"][0]
    order: np.ndarray = at[np.lexsort((at, start[at]))]
    return order


def signing_rows(board: Board, lang: str) -> pd.DataFrame:
    """Return ``project_id``, ``start``, ``end`` (days), ``precision``, ``date_text``, ``memorandum``,
    ``family`` and published minor units per currency, by date.
    """
    facts, order = board.facts, board.signing_order
    start, end = facts.intervals["signed"]
    family = facts.dimensions["family"]
    ids = [facts.ids[i] for i in order]
    found = signature_texts(board, lang)
    frame = {
        "project_id": ids,
        "start": start[order],
        "end": end[order],
        "precision": [found[key][0] for key in ids],
        "date_text": [found[key][1] for key in ids],
        "memorandum": facts.flags["memorandum"][order],
        "family": [family.categories[code] for code in family.codes[order]],
    }
    money = {name: values[order] for name, values in facts.values.items() if name.startswith("amount_")}
    return pd.DataFrame({**frame, **money})


def signature_texts(board: Board, lang: str) -> dict[str, tuple[str, str]]:
    """Return precision and date text of each project's signature, by project id."""
    table = board.dataset.tables["milestones"]
    rows = table[table["stage_code"].isin(SIGNED_STAGES) & (table["date_actual"] != "")]
    speech = words(lang)
    return {
        key: (precision, dates.date_text(iso, precision, speech))
        for key, iso, precision in zip(
            rows["project_id"], rows["date_actual"], rows["date_precision"], strict=True
        )
    }
