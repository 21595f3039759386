"""A board of any day: what was known then, and nothing that came later."""

from __future__ import annotations

from datetime import date

from dashboard.query.asof import as_of
from tests.ledgers import amount, planned, project, reached, read_ledger


def ledger(folder):
    return read_ledger(
        folder,
        projects=[
            project("A", "70"),
            project("B", "30", reported_on="2021-05-07"),
            project("C", "30", withdrawn_on="2021-12-03"),
        ],
        milestones=[
            reached("A", "30", "2020-02-10", reported_on="2020-02-14"),
            planned("A", "50", "2020-06-01", "2020-02-14"),
            planned("A", "50", "2020-09-01", "2020-07-03"),
            reached("A", "50", "2020-08-20", reported_on="2020-09-11"),
            reached("A", "70", "2021-08-01", reported_on="2021-08-06"),
            reached("B", "30", "", reported_on="2021-05-07"),
            reached("C", "30", "2020-01-02"),
        ],
        amounts=[
            amount("A", 100),
            amount("A", 130, reported_on="2021-02-05"),
            amount("B", 7, reported_on="2021-05-07"),
        ],
        statuses=[
            {
                "project_id": "A",
                "project_status": "suspended",
                "since": "2020-10-01",
                "reported_on": "2020-10-02",
            },
            {
                "project_id": "A",
                "project_status": "active",
                "since": "2021-01-01",
                "reported_on": "2021-01-08",
            },
        ],
    )


def stages(dataset, day):
    then = as_of(dataset, date.fromisoformat(day)).tables["projects"]
    return dict(zip(then["project_id"], then["stage_code"], strict=True))


def test_a_stage_counts_from_the_day_it_was_reported_not_from_the_day_it_was_reached(tmp_path):
    dataset = ledger(tmp_path / "park")
    assert stages(dataset, "2020-02-13") == {"A": "unknown", "C": "30"}
    assert stages(dataset, "2020-02-14")["A"] == "30"
    assert stages(dataset, "2020-09-10")["A"] == "30"
    assert stages(dataset, "2020-09-11")["A"] == "50"
    assert stages(dataset, "2021-08-06")["A"] == "70"


def test_a_stage_reached_on_an_unknown_day_is_reached(tmp_path):
    assert stages(ledger(tmp_path / "park"), "2021-05-07")["B"] == "30"


def test_a_record_withdrawn_is_there_before_and_gone_after(tmp_path):
    dataset = ledger(tmp_path / "park")
    assert "C" in stages(dataset, "2021-12-02")
    assert "C" not in stages(dataset, "2021-12-03")


def test_the_amount_and_the_status_are_those_last_reported(tmp_path):
    dataset = ledger(tmp_path / "park")
    for day, value, status in (("2020-12-31", 10000, "suspended"), ("2021-02-05", 13000, "active")):
        then = as_of(dataset, date.fromisoformat(day))
        assert then.tables["amounts"].set_index("project_id").loc["A", "amount_minor"] == value
        assert then.tables["projects"].set_index("project_id").loc["A", "project_status"] == status


def test_stages_of_today_on_an_earlier_day_are_the_rule_switched_off(tmp_path):
    then = as_of(ledger(tmp_path / "park"), date(2020, 3, 1), stage_then=False).tables["projects"]
    assert then.set_index("project_id").loc["A", "stage_code"] == "70"


def test_what_others_publish_of_a_year_comes_after_the_year(demo, xiangcheng):
    for dataset in (demo, xiangcheng):
        rows = as_of(dataset, date(2022, 6, 30)).tables["statistics"]
        whole = rows[rows["period_type"] == "full_year"]
        assert whole["year"].max() == 2021
        assert (as_of(dataset, date(2022, 6, 30)).tables["events"]["event_date"] <= "2022-06-30").all()


def test_a_register_without_reporting_days_goes_by_its_milestones(xiangcheng):
    then = as_of(xiangcheng, date(2019, 12, 31))
    kept = set(then.tables["projects"]["project_id"])
    milestones, projects = xiangcheng.tables["milestones"], xiangcheng.tables["projects"]
    dated = set(milestones.loc[milestones["date_actual"].between("0", "2019-12-31"), "project_id"])
    told = set(projects.loc[projects["stage_as_of"].between("0", "2019-12-31"), "project_id"])
    assert kept == dated | told
    assert 0 < len(kept) < len(projects)
    assert as_of(xiangcheng, None) is xiangcheng
