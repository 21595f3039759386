"""Whatever the rule, the towns add up to the district: to the smallest unit."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.query.allocation import by_town, decided_rules, split
from dashboard.query.basis import Basis, standing_on
from dashboard.query.totals import counted_money


@given(
    st.integers(-(10**15), 10**15),
    st.lists(st.integers(1, 100), min_size=1, max_size=6),
)
def test_the_parts_of_an_amount_are_the_amount(minor, weights):
    parts = split(minor, [weight / sum(weights) for weight in weights])
    assert sum(parts) == minor
    exact = [minor * weight / sum(weights) for weight in weights]
    assert all(
        abs(part - value) <= max(1, abs(value) * 1e-12) for part, value in zip(parts, exact, strict=True)
    )


def test_what_people_decided_of_a_project_goes_before_the_rule_of_the_view():
    places = pd.DataFrame(
        {
            "project_id": ["P", "P", "Q", "Q"],
            "place_id": ["A", "B", "A", "B"],
            "alloc_share_land": [0.75, 0.25, 0.5, 0.5],
            "alloc_share_amount": [0.4, 0.6, 0.1, 0.9],
        }
    )
    decisions = pd.DataFrame({"project_id": ["P", "", "X"], "decision": ["by land", "note", "keep"]})
    decided = decided_rules(decisions)
    assert decided == {"P": "land"}
    money, leads = {"P": 100, "Q": 100}, {"P": "A", "Q": "A"}
    assert by_town(money, places, leads, "lead", decided) == {"A": 175, "B": 25}
    assert by_town(money, places, leads, "amount", decided) == {"A": 85, "B": 115}


@pytest.mark.parametrize("rule", ["lead", "land", "amount"])
def test_the_towns_add_up_to_the_district_under_each_rule(demo, rule):
    then = standing_on(demo, Basis())
    money = counted_money(then, "CNY")
    leads = dict(zip(then.counted["project_id"], then.counted["place_id"], strict=True))
    towns = by_town(money, then.tables["project_places"], leads, rule)
    assert sum(towns.values()) == sum(money.values())
    shared = then.tables["project_places"].groupby("project_id").size()
    assert (shared > 1).any()
    assert rule == "lead" or towns != by_town(money, then.tables["project_places"], leads, "lead")
