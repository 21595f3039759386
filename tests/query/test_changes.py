"""Two ledgers with known differences give exactly the known changes; the changes explain the totals."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.query.basis import Basis, standing_on
from dashboard.query.changes import changes_between
from dashboard.query.totals import counted_money
from tests.ledgers import amount, planned, project, reached, read_ledger

BEFORE, AFTER = Basis("2022-01-07"), Basis("2022-01-14")


def ledger(folder):
    told = "2022-01-14"
    keys = ("SAME", "ADVANCED", "SLIPPED", "REVISED", "STOPPED")
    return read_ledger(
        folder,
        projects=[
            *(project(key) for key in keys),
            project("NEW", reported_on=told),
            project("GONE", withdrawn_on=told),
            project("TALKS", "30"),
        ],
        milestones=[
            *(reached(key, "30", "2021-01-08") for key in (*keys, "GONE")),
            reached("NEW", "30", told),
            reached("TALKS", "20", "2021-01-08"),
            reached("TALKS", "30", told),
            reached("ADVANCED", "50", "2022-01-10", reported_on=told),
            planned("SLIPPED", "50", "2022-03-01", "2021-01-08"),
            planned("SLIPPED", "50", "2022-03-31", told),
        ],
        amounts=[
            *(amount(key, 10) for key in (*keys, "GONE", "TALKS")),
            amount("NEW", 5, reported_on=told),
            amount("REVISED", 13, reported_on=told),
        ],
        statuses=[
            {
                "project_id": "STOPPED",
                "project_status": "cancelled",
                "since": "2022-01-11",
                "reported_on": told,
            }
        ],
    )


def test_known_differences_give_exactly_the_known_changes(tmp_path):
    dataset = ledger(tmp_path / "park")
    frame = changes_between(standing_on(dataset, BEFORE), standing_on(dataset, AFTER), "CNY")
    found = {
        (row.project_id, row.kind, row.before, row.after, None if row.kind != "slipped" else int(row.days))
        for row in frame.itertuples()
    }
    assert found == {
        ("NEW", "new", "", "30", None),
        ("GONE", "vanished", "30", "", None),
        ("ADVANCED", "advanced", "30", "50", None),
        ("TALKS", "advanced", "20", "30", None),
        ("SLIPPED", "slipped", "2022-03-01", "2022-03-31", 30),
        ("REVISED", "amount", "", "", None),
        ("STOPPED", "stopped", "active", "cancelled", None),
    }
    deltas = {row.project_id: (row.delta_projects, row.delta_minor) for row in frame.itertuples()}
    assert deltas == {
        "NEW": (1, 500),
        "GONE": (-1, -1000),
        "ADVANCED": (0, 0),
        "TALKS": (1, 1000),
        "SLIPPED": (0, 0),
        "REVISED": (0, 300),
        "STOPPED": (-1, -1000),
    }


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    days=st.lists(st.dates(min_value=date(2019, 12, 1), max_value=date(2026, 11, 20)), min_size=2, max_size=2)
)
def test_the_changes_listed_add_up_to_the_change_of_the_totals(demo, days):
    early, late = (standing_on(demo, Basis(day.isoformat())) for day in sorted(days))
    frame = changes_between(early, late, "CNY")
    assert int(frame["delta_projects"].sum()) == len(late.counted) - len(early.counted)
    sums = [sum(counted_money(dataset, "CNY").values()) for dataset in (early, late)]
    assert int(frame["delta_minor"].sum()) == sums[1] - sums[0]
