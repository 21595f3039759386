"""Open problems by kind, and the steps planned for the next 90 days."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.render.questions.finding import Finding, Group, Row
from dashboard.render.questions.inquiry import Inquiry, plain

AHEAD_DAYS = 90


def open_problems(ask: Inquiry) -> pd.DataFrame:
    """Return the problems that are not solved on the board's day, the oldest first."""
    issues, today = ask.board.dataset.tables["issues"], ask.today.date().isoformat()
    rows = issues[(issues["closed_on"] == "") | (issues["closed_on"] > today)]
    return rows.sort_values("opened_on", kind="stable")


def problems(ask: Inquiry) -> Finding:
    """Answer why projects are stuck: the open problems by kind, the oldest first."""
    rows = open_problems(ask)
    places = {key: at for at, key in enumerate(ask.projects["project_id"])}
    rows = rows[rows["project_id"].isin(places)]
    rows = rows[ask.passing()[rows["project_id"].map(places).astype(int)]]
    counts = rows["category"].value_counts()
    today = ask.today.date().isoformat()
    unowned, overdue = int((rows["owner_dept"] == "").sum()), int((rows["due"] < today).sum())
    groups = tuple(
        Group("", ask.words.label("issue_category", str(kind)), int(n)) for kind, n in counts.items()
    )
    return Finding(
        key="problems",
        sentence=ask.text(
            "{n} open problems; {overdue} past their due day; {unowned} without an owner",
            n=ask.n(len(rows)),
            overdue=ask.n(overdue),
            unowned=ask.n(unowned),
        ),
        definition=ask.text(
            "Problems reported and not closed by the board’s day. Each needs an owner and a due day."
        ),
        groups=groups,
        columns=("name", "problem", "opened_on", "due", "owner_dept"),
        rows=tuple(_problem_row(ask, row) for row in rows.itertuples()),
        counts={"open": len(rows), "overdue": overdue, "unowned": unowned},
    )


def _problem_row(ask: Inquiry, row: Any) -> Row:
    cells = {
        "name": ask.project(row.project_id),
        "problem": ask.words.label("issue_category", row.category),
        "opened_on": ask.day(row.opened_on),
        "due": ask.day(row.due or None),
        "owner_dept": row.owner_dept or ask.text("no owner"),
    }
    return Row(row.project_id, cells, {"issue_id": row.issue_id, "category": row.category})


def next_days(ask: Inquiry) -> Finding:
    """Answer what starts, ends and goes live in the next 90 days, by plan."""
    until = ask.today + pd.Timedelta(days=AHEAD_DAYS)
    tracks = ask.tracks[~ask.tracks["reached"] & (ask.tracks["stage_code"] > "30")]
    places = {key: at for at, key in enumerate(ask.projects["project_id"])}
    due = tracks[
        (tracks["plan_now"] >= ask.today) & (tracks["plan_now"] <= until) & tracks["project_id"].isin(places)
    ]
    due = due[ask.passing()[due["project_id"].map(places).astype(int)]].sort_values(
        ["plan_now", "project_id"]
    )
    counts = due["stage_code"].value_counts().sort_index()
    groups = tuple(Group("", ask.words.label("stage", str(stage)), int(n)) for stage, n in counts.items())
    rows = []
    for row in due.itertuples():
        cells = {
            "plan_now": ask.day(row.plan_now),
            "name": ask.project(row.project_id),
            "stage": ask.words.label("stage", row.stage_code),
            "days": ask.n(row.slip_days),
        }
        rows.append(Row(row.project_id, cells, {"stage": row.stage_code, "plan_now": plain(row.plan_now)}))
    return Finding(
        key="next",
        sentence=ask.text(
            "{n} steps are planned for the next {days} days", n=ask.n(len(due)), days=ask.n(AHEAD_DAYS)
        ),
        period="due",
        definition=ask.text("By the present plan of each project; days are the slip against its first plan."),
        groups=groups,
        columns=("plan_now", "name", "stage", "days"),
        numeric=("days",),
        rows=tuple(rows),
        counts={str(stage): int(n) for stage, n in counts.items()},
    )
