"""Kaplan and Meier's estimate: as the product-limit formula says, and as the textbook example has it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.query.leadtime import lead_time


def product_limit(days, arrived):
    """The formula itself, in plain Python."""
    share, curve = 1.0, []
    for day in sorted({d for d, a in zip(days, arrived, strict=True) if a}):
        at_risk = sum(d >= day for d in days)
        gone = sum(d == day and a for d, a in zip(days, arrived, strict=True))
        share *= 1 - gone / at_risk
        curve.append((day, share))
    return curve


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=40))
def test_the_curve_is_the_product_limit(rows):
    days, arrived = [d for d, _ in rows], [a for _, a in rows]
    found = lead_time(np.array(days), np.array(arrived))
    steps = dict(zip(found.days, found.share_waiting, strict=True))
    curve = product_limit(days, arrived)
    assert all(steps[day] == pytest.approx(share, abs=1e-12) for day, share in curve)
    assert found.median_days == next((day for day, share in curve if share <= 0.5 + 1e-9), None)
    assert (found.arrived, found.waiting) == (sum(arrived), len(arrived) - sum(arrived))


def test_leaving_out_those_who_wait_would_flatter():
    days, arrived = (
        np.array([100, 200, 300, 900, 900, 900]),
        np.array([True, True, True, False, False, False]),
    )
    assert lead_time(days, arrived).median_days == 300
    assert lead_time(days[arrived], arrived[arrived]).median_days == 200


def test_when_more_than_half_still_wait_there_is_no_median():
    found = lead_time(np.array([5, 10, 10, 10]), np.array([True, False, False, False]))
    assert found.median_days is None
