"""Why a published figure differs from the register's: steps that add up to the gap, exactly.

Law: each step is the money of records the counting rules leave out, or treat apart; what no listed
record explains is a step of its own.
"""

from __future__ import annotations

import pandas as pd

from dashboard.contract.codes import PUBLISHED_STATUSES
from dashboard.contract.dataset import Dataset


def explained(uncounted: Dataset, counted: Dataset, published_minor: int, currency: str) -> pd.DataFrame:
    """Return the way from the register's sum to a published one.

    Parameters
    ----------
    uncounted : the Dataset before any counting rule.
    counted : the same under the rules of the view.
    published_minor : the other figure, minor units.

    Returns
    -------
    ``step`` (``register``, a reason of a rule, ``estimated``, ``adjusted``, ``unexplained``,
    ``published``), ``records``, ``minor``. The rows between the first and the last sum to the gap.
    """
    amounts = uncounted.tables["amounts"]
    rows = amounts[
        (amounts["measure"] == "total_investment")
        & (amounts["currency"] == currency)
        & amounts["amount_minor"].notna()
    ]
    published = rows[rows["value_status"].isin(PUBLISHED_STATUSES)]
    kinds = counted.tables["projects"].set_index("project_id")["record_kind"]
    own = _sum_of_counted(counted, currency)
    reasons = published["project_id"].map(kinds).fillna("project")
    steps = [("register", *own)]
    for reason, part in published.groupby(reasons, sort=True):
        if reason != "project":
            steps.append((str(reason), len(part), int(part["amount_minor"].sum())))
    direct = int(published.loc[reasons == "project", "amount_minor"].sum())
    if direct != own[1]:
        steps.append(("adjusted", 0, direct - own[1]))
    estimates = rows[rows["value_status"] == "estimated"]
    if len(estimates):
        steps.append(("estimated", len(estimates), int(estimates["amount_minor"].sum())))
    rest = published_minor - sum(minor for _, _, minor in steps)
    steps += [("unexplained", 0, rest), ("published", 0, published_minor)]
    return pd.DataFrame(steps, columns=["step", "records", "minor"])


def _sum_of_counted(dataset: Dataset, currency: str) -> tuple[int, int]:
    amounts, ids = dataset.tables["amounts"], dataset.counted["project_id"]
    rows = amounts[
        (amounts["measure"] == "total_investment")
        & (amounts["currency"] == currency)
        & amounts["value_status"].isin(PUBLISHED_STATUSES)
        & amounts["project_id"].isin(ids)
        & amounts["amount_minor"].notna()
    ]
    return rows["project_id"].nunique(), int(rows["amount_minor"].sum())
