"""Why two figures differ: the way from the register's sum to the other one, step by step."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.contract.dataset import Dataset
from dashboard.query.asof import as_of
from dashboard.query.exchange import converted
from dashboard.query.reconcile import explained, records_apart
from dashboard.render.questions.finding import Finding, Row
from dashboard.render.questions.inquiry import Inquiry

ENDS = ("register", "published")
MINOR = 100


def reconcile(ask: Inquiry) -> Finding:
    """Answer why the register's sum differs from a figure somebody else published."""
    named, own = _published(ask), ask.state.figure
    stated = round(float(own) * MINOR) if own else _newest(named)
    uncounted = _uncounted(ask)
    frame = explained(uncounted, ask.board.dataset, stated, ask.currency)
    apart = records_apart(uncounted, ask.board.dataset, ask.currency)
    gap = int(frame["minor"].iloc[1:-1].sum())
    title = "title_zh" if ask.state.lang == "zh-Hans" else "title_en"
    return Finding(
        key="reconcile",
        sentence=ask.text(
            "The other figure is {sign}{gap} from the register’s; every step of the way is listed",
            sign="+" if gap >= 0 else "−",
            gap=ask.money(abs(gap)),
        ),
        definition=ask.text(
            "From the register’s published sum under the rules shown, step by step to the other "
            "figure. What no "
            "listed record explains is a step of its own. Filters do not apply."
        ),
        columns=("step", "name", "n", "amount"),
        numeric=("n", "amount"),
        rows=(
            *(_step_row(ask, row) for row in frame.itertuples()),
            *(_record_row(ask, row) for row in apart.itertuples()),
        ),
        notes=(*((named[title].iloc[-1],) if len(named) and not own else ()), *_told(ask)),
        counts={"gap_minor": gap, "published_minor": stated},
        entry=(
            "figure",
            ask.text("Published figure, in single units of the currency"),
            own or str(stated // MINOR),
        ),
    )


def _uncounted(ask: Inquiry) -> Dataset:
    """Return the ledger of the board's day before any counting rule, in the same currency as the board."""
    then = as_of(ask.board.raw, ask.today.date())
    kind = ask.board.basis.effective(ask.board.rules).get("fx", "none")
    return then if kind == "none" else converted(then, ask.board.basis.currency, kind)


def _published(ask: Inquiry) -> pd.DataFrame:
    totals = ask.board.raw.tables["published_totals"]
    return totals[(totals["origin"] == "bureau") & (totals["currency"] == ask.currency)]


def _told(ask: Inquiry) -> list[str]:
    """Return the notes people left on this gap."""
    rows = ask.board.dataset.tables["decisions"]
    return [
        ask.text("Note of {date}: {text}", date=ask.day(row.decided_on), text=row.reason)
        for row in rows[rows["decision"] == "note"].itertuples()
    ]


def _newest(named: pd.DataFrame) -> int:
    return int(named["amount_minor"].iloc[-1]) if len(named) else 0


def _label(ask: Inquiry, step: str) -> str:
    own = ask.words.label("step", step)
    return own if own != step else ask.words.label("record_kind", step)


def _record_row(ask: Inquiry, row: Any) -> Row:
    """Return one record behind a step, to be opened; its money is part of the step's, not beside it."""
    cells = {
        "step": _label(ask, row.step),
        "name": ask.project(row.project_id),
        "amount": ask.money(row.minor),
    }
    return Row(row.project_id, cells, {"behind": row.step, "record_minor": int(row.minor)})


def _step_row(ask: Inquiry, row: Any) -> Row:
    label = _label(ask, row.step)
    sign = "" if row.step in ENDS else ("+" if row.minor >= 0 else "−")
    cells = {
        "step": label,
        "n": ask.n(row.records) if row.records else "",
        "amount": sign + ask.money(abs(row.minor)),
    }
    return Row("", cells, {"step": row.step, "records": row.records, "minor": row.minor})
