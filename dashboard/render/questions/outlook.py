"""What was, is and is to come: last year's end against now and plan; the pipeline at the past hit rate."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.contract.codes import STAGES
from dashboard.query.basis import Basis
from dashboard.render.questions.drawing import curves, steps
from dashboard.render.questions.finding import Finding, Group, Plane, Row
from dashboard.render.questions.inquiry import Inquiry, plain

TIMES = ("then", "now", "planned")
KEPT_DAYS = 90
PROMISES = (("output", "expected_output"), ("tax", "expected_tax"))


def then_and_plan(ask: Inquiry) -> Finding:
    """Answer where projects stood at the end of last year, where they stand, and where by plan next year."""
    last = pd.Timestamp(ask.today.year - 1, 12, 31)
    later = pd.Timestamp(ask.today.year + 1, 12, 31)
    stages = {
        "then": _stages_on(ask, last),
        "now": ask.projects["stage_code"][ask.passing()],
        "planned": _stages_by_plan(ask, later),
    }
    counts = {stage: tuple(int((series == stage).sum()) for series in stages.values()) for stage in STAGES}
    shown = {stage: values for stage, values in counts.items() if any(values)}
    return Finding(
        key="then",
        sentence=ask.text(
            "{then} projects on {last}, {now} now; by plan {operating} operate on {later}",
            then=ask.n(len(stages["then"])),
            last=ask.day(last),
            now=ask.n(len(stages["now"])),
            operating=ask.n((stages["planned"] >= "70").sum()),
            later=ask.day(later),
        ),
        definition=ask.text(
            "Then and now by the dates reported. By plan: the highest stage whose present plan falls "
            "before the "
            "day; a plan is not a result. Use the day slider to move the map."
        ),
        groups=tuple(_stage_group(ask, stage, values) for stage, values in shown.items()),
        dimension="stage",
        columns=("stage", *TIMES),
        numeric=TIMES,
        rows=tuple(_stage_row(ask, stage, values) for stage, values in shown.items()),
        counts={name: len(stages[name]) for name in ("then", "now")},
    )


def _stages_on(ask: Inquiry, day: pd.Timestamp) -> pd.Series:
    basis = Basis(day.date().isoformat(), ask.board.basis.rules, ask.board.basis.currency)
    board = ask.board.standing(basis)
    return board.dataset.counted["stage_code"][board.engine.mask(board.selection(ask.state))]


def _stages_by_plan(ask: Inquiry, day: pd.Timestamp) -> pd.Series:
    due = ask.tracks[~ask.tracks["reached"] & (ask.tracks["plan_now"] <= day)]
    highest = due.groupby("project_id")["stage_code"].max().to_dict()
    present = ask.projects["stage_code"]
    planned = pd.Series([highest.get(key, "") for key in ask.projects["project_id"]], dtype="str")
    return planned.where(planned > present, present)[ask.passing()]


def _stage_group(ask: Inquiry, stage: str, values: tuple[int, ...]) -> Group:
    then, now, planned = values
    return Group(stage, ask.words.label("stage", stage), now, f"{ask.n(then)} → {ask.n(planned)}")


def _stage_row(ask: Inquiry, stage: str, values: tuple[int, ...]) -> Row:
    raw = dict(zip(TIMES, values, strict=True))
    cells = {"stage": ask.words.label("stage", stage)} | {name: ask.n(n) for name, n in raw.items()}
    return Row("", cells, {"stage": stage, **raw})


def pipeline(ask: Inquiry) -> Finding:
    """Answer what is to come: by planned operation, with output, tax and jobs, and the past hit rate."""
    hit, rows = _hit_rate(ask), _to_come(ask)
    jobs = int(rows["expected_jobs"].dropna().sum())
    years = rows.groupby(rows["plan"].dt.year, sort=True)
    return Finding(
        key="pipeline",
        sentence=ask.text(
            "{n} projects are planned to operate, with {jobs} jobs expected; past plans were kept in "
            "{rate} of cases",
            n=ask.n(len(rows)),
            jobs=ask.n(jobs),
            rate="–" if hit is None else f"{100 * hit:.0f} %",
        ),
        definition=ask.text(
            "Expected output, tax and jobs are promises made at signing. The second amount is what "
            "they come to at "
            "the past hit rate: the share of first plans to operate that were kept within 90 days."
        ),
        groups=tuple(_year_group(ask, int(str(year)), part, hit) for year, part in years),
        columns=("operates_on", "name", "output", "tax", "jobs"),
        numeric=("output", "tax", "jobs"),
        rows=tuple(_pipeline_row(ask, row) for row in rows.itertuples()),
        counts={"projects": len(rows), "jobs": jobs, "hit_rate": hit},
        plane=_promised(ask, rows, hit),
    )


def _to_come(ask: Inquiry) -> pd.DataFrame:
    """Return the projects with a plan to operate that do not yet, by that plan, with what they promise."""
    tracks, amounts = ask.track("70"), ask.board.dataset.tables["amounts"]
    ahead = (~tracks["reached"] & tracks["plan_now"].notna()).to_numpy() & ask.passing()
    rows = ask.projects.assign(plan=tracks["plan_now"].to_numpy())[ahead].sort_values(["plan", "project_id"])
    for name, measure in PROMISES:
        told = amounts[amounts["measure"] == measure].drop_duplicates("project_id", keep="last")
        rows = rows.assign(**{name: rows["project_id"].map(told.set_index("project_id")["amount_minor"])})
    return rows


def _hit_rate(ask: Inquiry) -> float | None:
    """Return the share of first plans to operate, due long enough ago, that were kept in time."""
    tracks, late = ask.track("70"), pd.Timedelta(days=KEPT_DAYS)
    due = tracks[tracks["plan_first"] <= ask.today - late]
    kept = due["actual"].notna() & ((due["actual"] - due["plan_first"]) <= late)
    return float(kept.mean()) if len(due) else None


def _promised(ask: Inquiry, rows: pd.DataFrame, hit: float | None) -> Plane | None:
    """Return the output promised up to each day, and the same at the past hit rate."""
    known = rows[rows["output"].notna()]
    days = (known["plan"] - ask.today).dt.days.clip(lower=0)
    running = known["output"].astype("int64").cumsum()
    points = steps(
        [(0.0, 0.0), *((float(day), float(value)) for day, value in zip(days, running, strict=True))]
    )
    lines = [("main", ask.text("promised"), points)]
    if hit is not None:
        lines.append(("pale", ask.text("at the past hit rate"), [(x, y * hit) for x, y in points]))
    titles = (ask.text("Days from the board’s day"), ask.words.label("column", "output"))
    return curves(lines, titles, (ask.n, lambda minor: ask.money(round(minor), "CNY")))


def _year_group(ask: Inquiry, year: int, part: pd.DataFrame, hit: float | None) -> Group:
    promised = int(part["output"].dropna().sum())
    at_rate = ask.money(round(promised * hit), "CNY") if hit is not None else "–"
    return Group("", str(year), len(part), f"{ask.money(promised, 'CNY')} → {at_rate}")


def _pipeline_row(ask: Inquiry, row: Any) -> Row:
    cells = {
        "operates_on": ask.day(row.plan),
        "name": ask.project(row.project_id),
        "output": ask.money(row.output, "CNY"),
        "tax": ask.money(row.tax, "CNY"),
        "jobs": ask.n(row.expected_jobs),
    }
    raw = {"plan": plain(row.plan), "output_minor": plain(row.output), "jobs": plain(row.expected_jobs)}
    return Row(row.project_id, cells, raw)
