"""Why a published figure differs from the register's: steps that add up to the gap, exactly.

Law: each step is the money of records the counting rules leave out, or treat apart; what no listed
record explains is a step of its own.
"""

from __future__ import annotations

import pandas as pd

from dashboard.contract.dataset import Dataset
from dashboard.query.totals import counted_money, total_rows


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
    apart = records_apart(uncounted, counted, currency)
    published = total_rows(uncounted, currency)
    money = counted_money(counted, currency)
    own = sum(money.values())
    steps = [("register", len(money), own)]
    ruled = apart[apart["step"] != "estimated"]
    for step, part in ruled.groupby("step", sort=True):
        steps.append((str(step), len(part), int(part["minor"].sum())))
    direct = int(published["amount_minor"].sum()) - int(ruled["minor"].sum())
    if direct != own:
        steps.append(("adjusted", 0, direct - own))
    estimates = apart[apart["step"] == "estimated"]
    if len(estimates):
        steps.append(("estimated", len(estimates), int(estimates["minor"].sum())))
    rest = published_minor - sum(minor for _, _, minor in steps)
    steps += [("unexplained", 0, rest), ("published", 0, published_minor)]
    return pd.DataFrame(steps, columns=["step", "records", "minor"])


def records_apart(uncounted: Dataset, counted: Dataset, currency: str) -> pd.DataFrame:
    """Return each amount that a rule leaves out or that stands apart: ``step``, ``project_id``, ``minor``."""
    kinds = counted.tables["projects"].set_index("project_id")["record_kind"]
    published = total_rows(uncounted, currency)
    left_out = published.assign(step=published["project_id"].map(kinds).fillna("project"))
    estimates = total_rows(uncounted, currency, ("estimated",)).assign(step="estimated")
    both = pd.concat([left_out[left_out["step"] != "project"], estimates])
    rows = both.assign(minor=both["amount_minor"].astype("int64"))[["step", "project_id", "minor"]]
    return rows.sort_values(["step", "minor"], ascending=[True, False], kind="stable")
