"""Who waits: late, in time, of unknown date, suspended; the clock stands still while suspended."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.query.basis import Basis, standing_on
from dashboard.query.delays import days_suspended, waiting_to_start
from dashboard.query.tracks import of_stage, tracks_of
from tests.ledgers import planned, project, reached, read_ledger

TODAY = pd.Timestamp("2022-06-30")


def status(key, name, since):
    return {"project_id": key, "project_status": name, "since": since, "reported_on": since}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    dataset = read_ledger(
        tmp_path_factory.mktemp("delays") / "park",
        projects=[
            project(key) for key in ("LATE", "EDGE", "NODATE", "HALTED", "PAUSED", "MONTH", "BUILT", "TALKS")
        ],
        milestones=[
            reached("LATE", "30", "2022-01-01"),
            reached("EDGE", "30", "2022-01-01"),
            reached("NODATE", "30", ""),
            reached("HALTED", "30", "2021-01-01"),
            reached("PAUSED", "30", "2021-12-01"),
            reached("MONTH", "30", "2022-01-01", date_precision="month"),
            reached("BUILT", "30", "2020-01-01"),
            reached("BUILT", "50", "2020-05-01"),
            reached("TALKS", "20", "2020-05-01"),
            planned("LATE", "50", "2022-04-01", "2022-01-07"),
            planned("LATE", "50", "2022-05-01", "2022-04-08"),
        ],
        statuses=[
            status("HALTED", "suspended", "2021-06-01"),
            status("PAUSED", "suspended", "2022-01-01"),
            status("PAUSED", "active", "2022-03-01"),
        ],
    )
    return standing_on(dataset, Basis(rules=(("r9", "off"), ("r1", "off"))))


def classes(ledger, days):
    projects = ledger.counted.reset_index(drop=True)
    signed = of_stage(tracks_of(ledger.tables["milestones"]), "30", projects["project_id"])
    paused = days_suspended(ledger.tables["statuses"], TODAY)
    rows = waiting_to_start(projects, signed, today=TODAY, days=days, paused=paused)
    return {
        row.project_id: (row.delay, None if pd.isna(row.waiting_days) else int(row.waiting_days))
        for row in rows.itertuples()
    }


def test_each_waiting_project_stands_in_one_class(ledger):
    assert classes(ledger, 179) == {
        "LATE": ("overdue", 180),
        "EDGE": ("overdue", 180),
        "NODATE": ("date_unknown", None),
        "HALTED": ("suspended", 151),
        "PAUSED": ("in_time", 152),
        "MONTH": ("in_time", 150),
    }


def test_the_limit_itself_is_not_late(ledger):
    assert classes(ledger, 180)["EDGE"] == ("in_time", 180)
    assert classes(ledger, 150)["PAUSED"] == ("overdue", 152)


def test_slip_is_the_present_plan_minus_the_first_and_every_plan_is_kept(ledger):
    rows = tracks_of(ledger.tables["milestones"]).set_index(["project_id", "stage_code"])
    late = rows.loc[("LATE", "50")]
    assert (late["slip_days"], late["replans"], late["reached"]) == (30, 1, False)
    assert pd.isna(rows.loc[("NODATE", "30"), "slip_days"]) and rows.loc[("NODATE", "30"), "reached"]
