"""The order list: open problems in the columns of the table ``issues``, out as CSV and back in."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from dashboard.contract.ledger_tables import ISSUES
from dashboard.render.questions.inquiry import Inquiry
from dashboard.render.questions.problems import open_problems
from dashboard.state import ViewState

if TYPE_CHECKING:
    from dashboard.render.board import Board


def orders_csv(board: Board, state: ViewState) -> bytes:
    """Return the open problems of the projects that pass, as ``tables/issues.csv`` holds them."""
    here = board.at(state)
    ask = Inquiry(here, state, here.names(state.lang))
    ids = set(ask.projects["project_id"][ask.passing()])
    rows = open_problems(ask)
    out = io.StringIO()
    writer = csv.DictWriter(out, ISSUES.columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows[rows["project_id"].isin(ids)].to_dict("records"))
    return out.getvalue().encode("utf-8")
