"""Results against targets: value, target, the part of it due by now, the year before, and coverage.

Law: a target is never a result. The plan to date is the target times the part of the year gone by.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.contract.dataset import Dataset
from dashboard.query.totals import counted_money
from dashboard.query.tracks import of_stage, tracks_of


@dataclass(frozen=True)
class Result:
    """One target of a year. ``value`` and amounts in minor units when ``currency`` is not empty."""

    kpi: str
    currency: str
    target: int
    value: int
    last_year: int
    known: int
    of: int

    def plan_to_date(self, share: float) -> float:
        """Return the part of the target due by now."""
        return self.target * share


def share_of_year(today: pd.Timestamp) -> float:
    """Return the part of the year gone by at the end of a day.

    Examples
    --------
    >>> share_of_year(pd.Timestamp("2025-12-31")), round(share_of_year(pd.Timestamp("2025-07-02")), 2)
    (1.0, 0.5)
    """
    return today.day_of_year / (366 if today.is_leap_year else 365)


def results(dataset: Dataset, today: pd.Timestamp) -> list[Result]:
    """Return a result for each target of the year of a day; the year before up to the same day."""
    targets = dataset.tables["targets"]
    rows = targets[targets["year"].astype(str) == str(today.year)]
    tracks = tracks_of(dataset.tables["milestones"])
    return [_result(dataset, tracks, row, today) for row in rows.itertuples()]


STAGE_OF = {"projects_signed": "30", "amount_signed": "30", "starts": "50", "operating": "70"}


def _result(dataset: Dataset, tracks: pd.DataFrame, row: object, today: pd.Timestamp) -> Result:
    kpi, currency = row.kpi, row.currency  # type: ignore[attr-defined]
    target = round(float(row.value)) * (100 if currency else 1)  # type: ignore[attr-defined]
    before = today - pd.DateOffset(years=1)
    if kpi in STAGE_OF:
        ids = dataset.counted["project_id"]
        when = of_stage(tracks, STAGE_OF[kpi], ids)
        undated = int((when["reached"] & when["actual"].isna()).sum())
        now, then = (_in_year(when, ids, day) for day in (today, before))
        if not currency:
            return Result(kpi, currency, target, len(now), len(then), len(now), len(now) + undated)
        money = counted_money(dataset, currency)
        known = sum(1 for key in now if key in money)
        return Result(kpi, currency, target, _sum(money, now), _sum(money, then), known, len(now))
    flows = dataset.tables["amounts"]
    flows = flows[(flows["measure"] == kpi) & (flows["currency"] == currency) & flows["amount_minor"].notna()]
    values = [_flow(flows, day) for day in (today, before)]
    return Result(kpi, currency, target, values[0], values[1], len(flows), len(flows))


def _in_year(when: pd.DataFrame, ids: pd.Series, day: pd.Timestamp) -> list[str]:
    inside = (when["actual"].dt.year == day.year) & (when["actual"] <= day)
    return ids[inside.to_numpy()].tolist()


def _sum(money: dict[str, int], keys: list[str]) -> int:
    return sum(money.get(key, 0) for key in keys)


def _flow(flows: pd.DataFrame, day: pd.Timestamp) -> int:
    month = day.strftime("%Y-%m")
    rows = flows[(flows["period"].str[:4] == month[:4]) & (flows["period"] <= month)]
    return int(rows["amount_minor"].sum())
