"""Plans and dates of each project's stages: first plan, present plan, date reached, slip.

Law: every earlier plan stays. A date known to its month, quarter or year keeps its first and last day.
"""

from __future__ import annotations

import pandas as pd

BY_STAGE = ["project_id", "stage_code"]
TRACK = (
    "plan_first",
    "plan_now",
    "replans",
    "actual",
    "actual_end",
    "precision",
    "reached",
    "slip_days",
)


def tracks_of(milestones: pd.DataFrame) -> pd.DataFrame:
    """Return one row per project and stage.

    Parameters
    ----------
    milestones : rows in the order they were reported.

    Returns
    -------
    Columns ``project_id``, ``stage_code``, ``plan_first``, ``plan_now`` (days, NaT when there was no
    plan), ``replans`` (how often the plan moved), ``actual``, ``actual_end`` (first and last day of the
    date reached), ``precision``, ``reached`` (also when the date is unknown), ``slip_days`` (the day
    reached, else the present plan, minus the first plan; NA without a plan).
    """
    plans = milestones[milestones["date_planned_start"].notna()]
    planned = plans.groupby(BY_STAGE, sort=True)["date_planned_start"].agg(["first", "last", "nunique"])
    done = (
        milestones[milestones["date_kind"] == "actual"]
        .drop_duplicates(BY_STAGE, keep="last")
        .set_index(BY_STAGE)
    )
    index = planned.index.union(done.index, sort=True)
    planned, found = planned.reindex(index), done.reindex(index)
    made = pd.DataFrame(
        {
            "plan_first": planned["first"],
            "plan_now": planned["last"],
            "replans": (planned["nunique"].fillna(1) - 1).astype(int),
            "actual": found["date_actual_start"],
            "actual_end": found["date_actual_end"],
            "precision": found["date_precision"].fillna(""),
            "reached": pd.Series(index.isin(done.index), index=index),
        }
    )
    latest = made["actual"].fillna(made["plan_now"]).where(~made["reached"] | made["actual"].notna())
    made["slip_days"] = (latest - made["plan_first"]).dt.days.astype("Int64")
    return made.reset_index()


def of_stage(tracks: pd.DataFrame, stage: str, ids: pd.Series) -> pd.DataFrame:
    """Return the tracks of one stage in the order of some ids; empty rows where a project has none."""
    rows = tracks[tracks["stage_code"] == stage].set_index("project_id")
    found = rows.reindex(ids)
    found["reached"] = found["reached"].fillna(False).astype(bool)
    return found.reset_index()


def delay_class(days: int) -> str:
    """Return the class of a slip: on time up to 0 days, slipping to 30, late to 90, serious above.

    Examples
    --------
    >>> [delay_class(days) for days in (-3, 0, 1, 30, 31, 90, 91)]
    ['on_time', 'on_time', 'slipping', 'slipping', 'late', 'late', 'serious']
    """
    if days <= 0:
        return "on_time"
    return "slipping" if days <= 30 else "late" if days <= 90 else "serious"
