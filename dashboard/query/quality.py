"""How complete and fresh a ledger is, by reporting unit and week."""

from __future__ import annotations

import pandas as pd

FRESH_DAYS = 30
WEEKS = 12


def completeness(projects: pd.DataFrame, signed_known: pd.Series, today: pd.Timestamp) -> pd.DataFrame:
    """Return shares (0 to 1) by reporting unit.

    Parameters
    ----------
    projects : ``reporting_unit``, ``lon``, ``minor`` or an undisclosed status, ``updated_at``.
    signed_known : whether the signing date is known, in the same order.

    Returns
    -------
    ``reporting_unit``, ``projects``, ``located``, ``amount_known``, ``dated``, ``fresh``.
    """
    age = (today - pd.to_datetime(projects["updated_at"])).dt.days
    frame = pd.DataFrame(
        {
            "reporting_unit": projects["reporting_unit"],
            "projects": 1,
            "located": projects["lon"].notna().astype(float),
            "amount_known": (~projects["undisclosed"]).astype(float),
            "dated": signed_known.astype(float),
            "fresh": (age <= FRESH_DAYS).astype(float),
        }
    )
    shares = {name: "mean" for name in ("located", "amount_known", "dated", "fresh")}
    return frame.groupby("reporting_unit", sort=True).agg({"projects": "sum", **shares}).reset_index()


def reporting(reports: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
    """Return for each unit its last report and how many of the last twelve weeks it missed.

    Returns
    -------
    ``reporting_unit``, ``last_report`` (ISO day), ``late_weeks``, ``weeks`` (for each of the
    last twelve days whether there was a report, oldest first), ``late_now`` (none on the last day).
    """
    weeks = sorted(reports["reported_on"].unique())[-WEEKS:]
    rows = reports.groupby("reporting_unit", sort=True)["reported_on"]
    made = pd.DataFrame(
        {
            "last_report": rows.max(),
            "late_weeks": len(weeks) - rows.apply(lambda days: days.isin(weeks).sum()),
        }
    )
    made["weeks"] = [tuple(week in set(days) for week in weeks) for _, days in rows]
    return made.assign(late_now=made["last_report"] < (weeks[-1] if weeks else "")).reset_index()


def signed_again(projects: pd.DataFrame, signed: pd.Series, investors: dict[str, str]) -> pd.DataFrame:
    """Return pairs of records with one name and one investor signed within 24 months of each other.

    Returns
    -------
    ``first``, ``second`` (project ids, the earlier signing first), ``days`` between them.
    """
    plain = (projects["relation"].isin(("", "re-signing of"))).to_numpy()
    projects, signed = projects[plain], signed[plain]
    frame = pd.DataFrame(
        {
            "project_id": projects["project_id"].to_numpy(),
            "who": projects["project_id"].map(investors).fillna("").to_numpy(),
            "name": projects["name_zh"].to_numpy(),
            "signed": signed.to_numpy(),
        }
    ).dropna()
    frame = frame[frame["who"] != ""].sort_values("signed", kind="stable")
    pairs = []
    for _, group in frame.groupby(["who", "name"], sort=True):
        for early, late in zip(group.itertuples(), list(group.itertuples())[1:], strict=False):
            days = (late.signed - early.signed).days
            if days <= 730:
                pairs.append((early.project_id, late.project_id, days))
    return pd.DataFrame(pairs, columns=["first", "second", "days"])
