"""The projects behind a key figure: exactly the rows it counts."""

from __future__ import annotations

import numpy as np

from dashboard.render.answer import Answer
from dashboard.render.ledger import Line

FLAG_OF = {"projects_with_act": "with_act", "japanese_projects": "focus_home", "operating": "operating"}


def counted_rows(found: Answer, key: str) -> list[Line]:
    """Return the lines a key figure counts, by project id; empty for published figures."""
    facts, board = found.board.facts, found.board
    passing = board.engine.mask(board.selection(found.state))
    if key in FLAG_OF:
        passing = passing & facts.flags[FLAG_OF[key]]
    elif key.startswith("amount_"):
        passing = passing & facts.known[key] if key in facts.known else np.zeros(facts.n, dtype=bool)
    elif key != "projects":
        return []
    ledger = board.ledger(found.state.lang)
    return [ledger[facts.ids[at]] for at in np.flatnonzero(passing)]
