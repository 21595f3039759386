"""Planned totals of projects: the rows of one currency and status, and their sum by project."""

from __future__ import annotations

import pandas as pd

from dashboard.contract.codes import PUBLISHED_STATUSES
from dashboard.contract.dataset import Dataset


def total_rows(
    dataset: Dataset, currency: str, statuses: tuple[str, ...] = PUBLISHED_STATUSES
) -> pd.DataFrame:
    """Return the known planned totals in a currency, published unless other statuses are asked for."""
    amounts = dataset.tables["amounts"]
    rows = amounts[(amounts["measure"] == "total_investment") & (amounts["currency"] == currency)]
    return rows[rows["amount_minor"].notna() & rows["value_status"].isin(statuses)]


def counted_money(dataset: Dataset, currency: str) -> dict[str, int]:
    """Return the published total of each record that counts, in minor units; none for an unknown one."""
    rows = total_rows(dataset, currency)
    rows = rows[rows["project_id"].isin(dataset.counted["project_id"])]
    return {str(key): int(value) for key, value in rows.groupby("project_id")["amount_minor"].sum().items()}
