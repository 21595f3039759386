"""Which signed projects have not begun building within N days, and which are past their plan.

Law: nobody drops out. A project signed on an unknown day, or suspended, stands in a class of its own;
the clock stands still while a project is suspended.
"""

from __future__ import annotations

import pandas as pd

SIGNED, STARTED = "30", "50"
CLASSES = ("overdue", "in_time", "date_unknown", "suspended")


def days_suspended(statuses: pd.DataFrame, today: pd.Timestamp) -> dict[str, int]:
    """Return for each project how many days it was suspended up to a day."""
    found: dict[str, int] = {}
    rows = statuses.sort_values("reported_on", kind="stable")
    for key, group in rows.groupby("project_id"):
        begun: pd.Timestamp | None = None
        total = 0
        for status, since in zip(group["project_status"], pd.to_datetime(group["since"]), strict=True):
            if status == "suspended":
                begun = begun or since
            elif begun is not None:
                total, begun = total + (since - begun).days, None
        found[str(key)] = total + ((today - begun).days if begun is not None else 0)
    return found


def waiting_to_start(
    projects: pd.DataFrame, signed: pd.DataFrame, *, today: pd.Timestamp, days: int, paused: dict[str, int]
) -> pd.DataFrame:
    """Classify the projects that are signed and have not begun building.

    Parameters
    ----------
    projects : ``project_id``, ``stage_code``, ``project_status``, one row each.
    signed : their tracks of the stage signed, in the same order.
    days : more days than these since signing are overdue.
    paused : days each project was suspended.

    Returns
    -------
    ``project_id``, ``signed`` (last day the signing date can mean), ``waiting_days`` (Int64, NA when the
    day is unknown), ``delay`` (one of CLASSES); only projects from signed to before construction.
    """
    stage = projects["stage_code"]
    here = ((stage >= SIGNED) & (stage < STARTED)).to_numpy()
    rows, signed = projects[here], signed[here]
    away = rows["project_id"].map(paused).fillna(0).to_numpy()
    waited = (today - signed["actual_end"]).dt.days.to_numpy() - away
    made = pd.DataFrame(
        {
            "project_id": rows["project_id"].to_numpy(),
            "signed": signed["actual_end"].to_numpy(),
            "waiting_days": pd.array(waited, dtype="Int64"),
        }
    )
    kind = pd.Series("in_time", index=made.index).mask((made["waiting_days"] > days).fillna(False), "overdue")
    kind = kind.mask(made["signed"].isna(), "date_unknown")
    made["delay"] = kind.mask((rows["project_status"] == "suspended").to_numpy(), "suspended")
    return made
