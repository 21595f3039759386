"""How long it takes from one stage to another, with those still waiting; and how cohorts move on.

Law: a project that has not arrived is not left out: it is known to take longer than it has waited.
The estimate is Kaplan and Meier's, computed by SciPy.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import CensoredData, ecdf

HALF = 0.5 + 1e-9


@dataclass(frozen=True)
class LeadTime:
    """A median in days (None while more than half still wait), arrived and waiting, and the curve."""

    median_days: float | None
    arrived: int
    waiting: int
    days: tuple[float, ...]
    share_waiting: tuple[float, ...]


def lead_time(days: np.ndarray, arrived: np.ndarray) -> LeadTime:
    """Estimate the time to arrive.

    Parameters
    ----------
    days : days each project took, or has waited so far.
    arrived : True where the project has arrived.

    Examples
    --------
    >>> found = lead_time(np.array([10, 20, 30, 40]), np.array([True, False, True, False]))
    >>> found.median_days, found.arrived, found.waiting
    (30.0, 2, 2)
    """
    if not arrived.any():
        return LeadTime(None, 0, len(days), (), ())
    curve = ecdf(CensoredData.right_censored(days.astype(float), ~arrived)).sf
    below = np.flatnonzero(curve.probabilities <= HALF)
    median = float(curve.quantiles[below[0]]) if len(below) else None
    return LeadTime(
        median,
        int(arrived.sum()),
        int((~arrived).sum()),
        tuple(curve.quantiles.tolist()),
        tuple(curve.probabilities.tolist()),
    )


def durations(
    start: pd.DataFrame, end: pd.DataFrame, today: pd.Timestamp
) -> tuple[np.ndarray, np.ndarray, int]:
    """Return days from one stage to another, who has arrived, and how many have no usable date.

    Parameters
    ----------
    start, end : tracks of the two stages, rows of the same projects in the same order.
    """
    known = start["actual"].notna() & (~end["reached"] | end["actual"].notna())
    arrived = end["actual"].notna()
    days = (end["actual"].fillna(today) - start["actual"]).dt.days.clip(lower=0)
    return days[known].to_numpy(), arrived[known].to_numpy(), int((start["reached"] & ~known).sum())


def cohorts(signed: pd.DataFrame, reached: dict[str, pd.Series]) -> pd.DataFrame:
    """Return for each quarter of signing how many projects have reached each later stage.

    Returns
    -------
    ``quarter`` ("2024-Q1", "none" when the day is unknown), ``signed``, and a column per stage.
    """
    start = signed["actual"]
    quarter = (
        start.dt.year.astype("Int64").astype("str") + "-Q" + start.dt.quarter.astype("Int64").astype("str")
    )
    frame = pd.DataFrame({"quarter": quarter.where(start.notna(), "none"), "signed": 1})
    for name, flags in reached.items():
        frame[name] = flags.to_numpy().astype(int)
    return frame.groupby("quarter", sort=True).sum().reset_index()
