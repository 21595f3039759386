"""What changed between two days: every change in a row, with what it did to the totals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from dashboard.query.basis import Basis
from dashboard.query.changes import KINDS, changes_between
from dashboard.render.questions.finding import Finding, Group, Row
from dashboard.render.questions.inquiry import Inquiry, plain

WEEK = pd.Timedelta(days=7)
RAW = ("before", "after", "days", "delta_projects", "delta_minor")


def changed(ask: Inquiry) -> Finding:
    """Answer what changed since the day compared with, a week before unless another is chosen."""
    before_day = ask.state.versus or (ask.today - WEEK).date().isoformat()
    frame = _changes(ask, before_day)
    counts = {kind: int((frame["kind"] == kind).sum()) for kind in KINDS}
    delta_n, delta = int(frame["delta_projects"].sum()), int(frame["delta_minor"].sum())
    return Finding(
        key="changes",
        sentence=ask.text(
            "Since {date}: {n} changes; projects {projects}, investment {money}",
            date=ask.day(before_day),
            n=ask.n(len(frame)),
            projects=f"{delta_n:+d}",
            money=_signed(ask, delta, zero="+"),
        ),
        definition=ask.text(
            "Every change between the two days. What each did to the totals stands in its row; together they "
            "are the difference of the totals."
        ),
        groups=tuple(Group("", ask.words.label("change", kind), n) for kind, n in counts.items() if n),
        columns=("name", "change", "before", "after", "days", "delta"),
        numeric=("days", "delta"),
        rows=tuple(_change_row(ask, row) for row in frame.itertuples()),
        counts={"delta_projects": delta_n, "delta_minor": delta} | counts,
    )


def _changes(ask: Inquiry, before_day: str) -> pd.DataFrame:
    before = ask.board.standing(Basis(before_day, ask.board.basis.rules, ask.board.basis.currency))
    frame = changes_between(before.dataset, ask.board.dataset, ask.currency)
    if not ask.state.filtered():
        return frame
    old = before.engine.mask(before.selection(ask.state))
    kept = {*np.array(ask.board.facts.ids)[ask.passing()], *np.array(before.facts.ids)[old]}
    return frame[frame["project_id"].isin(kept)]


def _signed(ask: Inquiry, minor: int, *, zero: str) -> str:
    sign = "+" if minor > 0 else "−" if minor < 0 else zero
    return sign + ask.money(abs(minor))


def _change_row(ask: Inquiry, row: Any) -> Row:
    kind = str(row.kind)
    section = "project_status" if kind in ("stopped", "resumed") else "stage"
    show: Callable[[str], str] = (
        ask.day if kind == "slipped" else lambda code: ask.words.label(section, code) if code else "–"
    )
    cells = {
        "name": ask.project(row.project_id),
        "change": ask.words.label("change", kind),
        "before": show(row.before),
        "after": show(row.after),
        "days": ask.n(row.days) if kind == "slipped" else "",
        "delta": _signed(ask, int(row.delta_minor), zero="") if row.delta_minor else "",
    }
    return Row(row.project_id, cells, {"change": kind} | {name: plain(getattr(row, name)) for name in RAW})
