"""Conversion: how many of each quarter's signings have moved on, and the time it takes with the waiting."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from dashboard.query.leadtime import LeadTime, cohorts, durations, lead_time
from dashboard.render.questions.drawing import curves, steps
from dashboard.render.questions.finding import Finding, Group, Plane, Row
from dashboard.render.questions.inquiry import Inquiry

STEPS = (("n_registered", "40"), ("n_started", "50"), ("n_operating", "70"))
FUNNEL = (
    "Of the projects signed in each quarter, how many have reached each stage by the board’s day. "
    "The median counts those still waiting (Kaplan–Meier); {n} without usable dates are left out."
)


def reached_by_stage(ask: Inquiry) -> dict[str, pd.Series]:
    """Return for each step of the funnel which projects have reached it; later stages imply earlier ones."""
    stage = ask.projects["stage_code"]
    return {name: (stage >= code) & (stage != "unknown") for name, code in STEPS}


def lead(ask: Inquiry, mask: np.ndarray) -> tuple[LeadTime, int]:
    """Return the time from signing to operating of some projects, and how many have no usable date."""
    days, arrived, unknown = durations(ask.track("30")[mask], ask.track("70")[mask], ask.today)
    return lead_time(days, arrived), unknown


def percent(n: int, of: int) -> str:
    """Return a share as text; a dash of nothing.

    Examples
    --------
    >>> percent(1, 3), percent(0, 0)
    ('33 %', '–')
    """
    return f"{100 * n / of:.0f} %" if of else "–"


def conversion(ask: Inquiry) -> Finding:
    """Answer how many of each quarter's signings have moved on, and how long it takes."""
    stage = ask.projects["stage_code"]
    mask = ask.passing() & ((stage >= "30") & (stage != "unknown")).to_numpy()
    flags = {name: series[mask] for name, series in reached_by_stage(ask).items()}
    table = cohorts(ask.track("30")[mask], flags)
    found, unknown = lead(ask, mask)
    return Finding(
        key="conversion",
        sentence=ask.text(
            "From signing to operating: median {days} days, {arrived} arrived and {waiting} still waiting",
            days=ask.n(found.median_days),
            arrived=ask.n(found.arrived),
            waiting=ask.n(found.waiting),
        ),
        definition=ask.text(FUNNEL, n=ask.n(unknown)),
        groups=_funnel(ask, int(mask.sum()), flags),
        columns=("quarter", "n_signed", *(name for name, _ in STEPS)),
        numeric=("n_signed", *(name for name, _ in STEPS)),
        rows=tuple(_cohort_row(ask, row) for row in reversed(table.to_dict("records"))),
        plane=_curve(ask, found),
        counts={
            "median_days": found.median_days,
            "arrived": found.arrived,
            "waiting": found.waiting,
            "unknown": unknown,
        },
    )


def _curve(ask: Inquiry, found: LeadTime) -> Plane | None:
    """Return the share that still waits after so many days, with the line of one half."""
    points = [(0.0, 1.0), *zip(found.days, found.share_waiting, strict=True)]
    titles = (ask.text("Days since signing"), ask.text("Still waiting to operate"))
    return curves(
        [("main", "", steps(points))],
        titles,
        (lambda days: ask.n(days), lambda share: f"{100 * share:.0f} %"),
        rules=[(0.5, ask.text("half"))],
    )


def _funnel(ask: Inquiry, total: int, flags: dict[str, pd.Series]) -> tuple[Group, ...]:
    counts = {"n_signed": total} | {name: int(series.sum()) for name, series in flags.items()}
    return tuple(
        Group("", ask.words.label("column", name), n, percent(n, total)) for name, n in counts.items()
    )


def _cohort_row(ask: Inquiry, row: dict[Any, Any]) -> Row:
    n = row["signed"]
    shares = {name: f"{ask.n(row[name])} · {percent(row[name], n)}" for name, _ in STEPS}
    quarter = ask.text("Not stated") if row["quarter"] == "none" else row["quarter"]
    return Row("", {"quarter": quarter, "n_signed": ask.n(n), **shares}, dict(row))
