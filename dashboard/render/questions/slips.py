"""Behind plan: the next stage of each project, sorted by slip, with its track of plans and dates."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.query.tracks import delay_class
from dashboard.render.questions.finding import Finding, Group, Row
from dashboard.render.questions.inquiry import DIMENSION_OF, Inquiry, plain

TRACK_STAGES = ("30", "45", "50", "60", "70")


def behind_plan(ask: Inquiry) -> Finding:
    """Answer which projects are later than their first plan, as tracks sorted by slip."""
    lines = _slips(ask)
    wide = lines[ask.passing(DIMENSION_OF[ask.by])[lines["at"]]]
    inside = ask.passing()[wide["at"]]
    shown = wide[inside].sort_values(["slip_days", "project_id"], ascending=[False, True], kind="stable")
    kinds = [delay_class(int(days)) for days in shown["slip_days"]]
    classes = ("serious", "late", "slipping", "on_time")
    late = (wide["slip_days"] > 30).to_numpy()
    apart = tuple(
        Group("", ask.words.label("delay", kind), kinds.count(kind), apart=True) for kind in classes
    )
    span = (ask.today - pd.DateOffset(months=48), ask.today + pd.DateOffset(months=18))
    return Finding(
        key="slip",
        sentence=ask.text(
            "{late} projects are more than 30 days behind their first plan, {serious} of them more than 90",
            late=ask.n(kinds.count("late") + kinds.count("serious")),
            serious=ask.n(kinds.count("serious")),
        ),
        definition=ask.text(
            "Slip is the present plan, or the day reached, minus the first plan, for the next stage each "
            "project has to reach. Diamond: plan; dot: reached; bar: what has slipped."
        ),
        groups=(*ask.groups(wide[late], inside[late]), *apart),
        dimension=DIMENSION_OF[ask.by],
        columns=("name", "track", "stage", "plan_first", "plan_now", "days"),
        numeric=("days",),
        rows=tuple(_slip_row(ask, row, span) for row in shown.itertuples()),
        switches=(ask.by_switch(),),
        counts={kind: kinds.count(kind) for kind in classes},
        period="due",
        span=tuple(ask.day(moment, "month") for moment in (span[0], ask.today, span[1])),
        axis=(span[0].date(), span[1].date()),
    )


def _slips(ask: Inquiry) -> pd.DataFrame:
    """Return the next stage each project has a plan for and has not reached, with its slip."""
    tracks = ask.tracks[~ask.tracks["reached"] & ask.tracks["plan_now"].notna()]
    first = tracks.drop_duplicates("project_id").set_index("project_id")
    rows = ask.projects.assign(at=range(len(ask.projects))).join(
        first, on="project_id", how="inner", suffixes=("", "_next")
    )
    return rows[rows["stage_code_next"] > "30"]


def _slip_row(ask: Inquiry, row: Any, span: tuple[pd.Timestamp, pd.Timestamp]) -> Row:
    key = row.project_id
    cells = {
        "name": ask.project(key),
        "stage": ask.words.label("stage", row.stage_code_next),
        "plan_first": ask.day(row.plan_first),
        "plan_now": ask.day(row.plan_now),
        "days": ask.n(row.slip_days),
        "track": "",
    }
    raw = {
        "stage": row.stage_code_next,
        "plan_first": plain(row.plan_first),
        "plan_now": plain(row.plan_now),
        "slip_days": plain(row.slip_days),
    }
    return Row(key, cells, raw, _track(ask, key, span))


def _track(
    ask: Inquiry, key: str, span: tuple[pd.Timestamp, pd.Timestamp]
) -> tuple[tuple[str, float, float], ...]:
    """Return the marks of a project between two days, as shares of the span: kind, from, to."""
    whole = (span[1] - span[0]).days

    def share(moment: pd.Timestamp) -> float:
        return round((moment - span[0]).days / whole, 4)

    marks: list[tuple[str, float, float]] = []
    for row in _stages(ask).get(key, ()):
        if pd.notna(row.actual):
            marks.append(("done", share(row.actual), share(row.actual_end)))
        elif pd.notna(row.plan_now):
            if row.plan_now != row.plan_first:
                marks.append(("slip", share(row.plan_first), share(row.plan_now)))
            marks.append(("plan", share(row.plan_now), share(row.plan_now)))
    return tuple(mark for mark in marks if mark[2] >= 0 and mark[1] <= 1)


def _stages(ask: Inquiry) -> dict[str, list[Any]]:
    """Return the drawn stages of each project, made once per board."""
    found: dict[str, list[Any]] = ask.board.kept("drawn stages", lambda: _by_project(ask.tracks))
    return found


def _by_project(rows: pd.DataFrame) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows[rows["stage_code"].isin(TRACK_STAGES)].itertuples():
        found.setdefault(str(row.project_id), []).append(row)
    return found
