"""Signed and not started: who waits longer than the limit, who cannot be told, who is suspended."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.query.delays import days_suspended, waiting_to_start
from dashboard.render.questions.finding import Finding, Group, Row, Switch
from dashboard.render.questions.inquiry import COLUMN_OF, DIMENSION_OF, Inquiry, plain
from dashboard.render.questions.problems import open_problems

STANDARD_DAYS = 180
DAY_CHOICES = ("90", "180", "365")
CLASS_TEXT = {
    "date_unknown": "Signing date unknown",
    "suspended": "Suspended, clock stopped",
    "in_time": "Within the limit",
}


def not_started(ask: Inquiry) -> Finding:
    """Answer which signed projects have not begun building within N days."""
    days = int(ask.state.days or STANDARD_DAYS)
    rows = _waiting(ask, days)
    wide = rows[ask.passing(DIMENSION_OF[ask.by])[rows["at"]]]
    inside = wide["at"].isin(rows.loc[ask.passing()[rows["at"]], "at"]).to_numpy()
    late = (wide["delay"] == "overdue").to_numpy()
    shown = wide[inside]
    apart = tuple(
        Group("", ask.text(CLASS_TEXT[kind]), int((shown["delay"] == kind).sum()), apart=True)
        for kind in ("date_unknown", "suspended", "in_time")
    )
    overdue = shown[shown["delay"] == "overdue"].sort_values("waiting_days", ascending=False, kind="stable")
    listed = pd.concat([overdue, shown[shown["delay"].isin(("date_unknown", "suspended"))]])
    sentence = ask.text(
        "{n} signed projects have not begun building within {days} days; {unknown} have no signing date",
        n=ask.n(len(overdue)),
        days=ask.n(days),
        unknown=ask.n((shown["delay"] == "date_unknown").sum()),
    )
    return Finding(
        key="start",
        sentence=sentence,
        definition=ask.text(
            "From the signing of the formal agreement to the first permanent works. The clock stands still "
            "while a project is suspended. Unknown dates stand apart and are never dropped."
        ),
        groups=(*ask.groups(wide[late], inside[late]), *apart),
        dimension=DIMENSION_OF[ask.by],
        columns=("name", ask.by, "signed", "days", "amount", "problem", "owner_dept", *officer(ask)),
        numeric=("days", "amount"),
        rows=tuple(_waiting_row(ask, row) for row in listed.itertuples()),
        switches=(day_switch(ask, days), ask.by_switch()),
        counts={
            kind: int((shown["delay"] == kind).sum())
            for kind in ("overdue", "in_time", "date_unknown", "suspended")
        },
    )


def _waiting(ask: Inquiry, days: int) -> pd.DataFrame:
    """Return every waiting project with its class, its facts and its place among the projects."""
    every = waiting_to_start(
        ask.projects,
        ask.track("30"),
        today=ask.today,
        days=days,
        paused=days_suspended(ask.board.dataset.tables["statuses"], ask.today),
    )
    rows = every.merge(ask.projects, on="project_id", how="left")
    order = {key: at for at, key in enumerate(ask.projects["project_id"])}
    return rows.assign(at=rows["project_id"].map(order))


def officer(ask: Inquiry) -> tuple[str, ...]:
    """Return the column of the person in charge, for internal readers only."""
    return ("owner_person",) if "officer" in ask.board.vocabulary.groups else ()


def day_switch(ask: Inquiry, days: int) -> Switch:
    """Return the switch between limits; a limit of the reader's own stands among them."""
    values = sorted({*DAY_CHOICES, str(days)}, key=int)
    labels = tuple((value, ask.text("{n} days", n=ask.n(int(value)))) for value in values)
    return Switch("days", ask.text("Limit"), str(days), labels)


def _problem_of(ask: Inquiry, key: str) -> tuple[str, str]:
    rows = ask.kept(
        "question problems", lambda: open_problems(ask).drop_duplicates("project_id").set_index("project_id")
    )
    if key not in rows.index:
        return "–", "–"
    row = rows.loc[key]
    return ask.words.label("issue_category", row["category"]), row["owner_dept"] or ask.text("no owner")


def _waiting_row(ask: Inquiry, row: Any) -> Row:
    key, problem = row.project_id, _problem_of(ask, row.project_id)
    unknown = ask.text("unknown") if pd.isna(row.signed) else ask.day(row.signed)
    stopped = row.project_status == "suspended"
    cells = {
        "name": ask.project(key),
        ask.by: ask.of(ask.by, getattr(row, COLUMN_OF[ask.by])),
        "signed": unknown,
        "days": ask.n(row.waiting_days),
        "amount": ask.money(row.minor),
        "problem": ask.words.label("project_status", "suspended") if stopped else problem[0],
        "owner_dept": problem[1],
        **{name: row.owner_person for name in officer(ask)},
    }
    raw = {
        "delay": row.delay,
        "waiting_days": plain(row.waiting_days),
        "signed": plain(row.signed),
        "amount_minor": plain(row.minor),
    }
    return Row(key, cells, raw)
