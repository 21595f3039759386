"""The dated rows of the timeline: one line per project with a signature date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dashboard.i18n import dates
from dashboard.i18n.translate import words
from dashboard.query.selection import Selection
from dashboard.state import ViewState

if TYPE_CHECKING:
    from dashboard.render.board import Board

SIGNED_STAGES = ("30", "25")


def signing_rows(board: Board, state: ViewState, selection: Selection) -> pd.DataFrame:
    """Return ``project_id``, ``start``, ``end`` (days), ``precision``, ``date_text``, ``memorandum``,
    ``family``, published minor units per currency, ``selected`` and ``in_period``, by date.
    """
    facts, engine = board.facts, board.engine
    at = np.flatnonzero(facts.flags["signed_dated"])
    start, end = facts.intervals["signed"]
    order = at[np.lexsort((at, start[at]))]
    family = facts.dimensions["family"]
    ids = [facts.ids[i] for i in order]
    found = signature_texts(board, state.lang)
    frame = {
        "project_id": ids,
        "start": start[order],
        "end": end[order],
        "precision": [found[key][0] for key in ids],
        "date_text": [found[key][1] for key in ids],
        "memorandum": facts.flags["memorandum"][order],
        "family": [family.categories[code] for code in family.codes[order]],
        "selected": engine.mask(selection, skip="signed")[order],
        "in_period": engine.mask(selection)[order],
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
