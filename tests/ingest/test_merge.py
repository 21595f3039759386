"""Merging: one unit's rows only, history kept, nothing dropped, in any order, once is enough."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.ingest.folder import csv_bytes, read_folder, write_folder
from dashboard.ingest.history import Merging
from dashboard.ingest.intake import take_in
from dashboard.ingest.ledger.situation import Situation
from dashboard.ingest.load import load_park
from dashboard.ingest.merge import merge, withdraw
from dashboard.query.asof import as_of
from tests.ingest.corpus.making import HEADINGS, as_csv, ten

DAY, LATER = date(2026, 11, 27), date(2026, 12, 4)
MORE = (*HEADINGS, "投资方", "国别", "运行状态", "用地面积（亩）")


def rows_of(prefix: str, n: int = 4):
    return [
        [f"{prefix}{at}", f"{prefix}项目{at}", *row[2:], f"{prefix}公司", "日本", "正常", "12.5"]
        for at, row in enumerate(ten()[:n])
    ]


def intake(folder, dataset, rows, unit, day=DAY, headings=MORE):
    path = folder / f"{unit}-{len(list(folder.iterdir()))}"
    as_csv(rows, headings)(path)
    return take_in(path, f"{unit}.csv", Situation(dataset, day, unit=unit), lambda share: None)


def merged(park_folder, intakes, day=DAY):
    merging = Merging(read_folder(park_folder), day)
    for one in intakes:
        merge(merging, one)
    return merging


def as_bytes(merging):
    return {name: csv_bytes(frame) for name, frame in merging.park.tables.items()}


def test_a_units_ledger_becomes_projects_milestones_amounts_and_investors(tmp_path, demo, demo_folder):
    found = merged(demo_folder, [intake(tmp_path, demo, rows_of("Q"), "U01")]).park
    projects = found.table("projects").set_index("project_id")
    assert projects.loc["Q2", ["stage_code", "reporting_unit", "place_id", "sector_code"]].tolist() == [
        "50",
        "U01",
        "T03",
        "materials",
    ]
    amounts = found.table("amounts")
    assert amounts[amounts["project_id"] == "Q2"][
        ["measure", "amount", "currency", "reported_on"]
    ].to_numpy().tolist() == [["total_investment", "30000000", "CNY", "2026-11-27"]]
    milestones = found.table("milestones")
    assert set(milestones[milestones["project_id"] == "Q2"]["stage_code"]) == {"30", "50"}
    shares = found.table("project_investors")
    assert len(shares[shares["project_id"] == "Q2"]) == 1


def test_the_merged_park_loads_and_shows_the_new_projects(tmp_path, demo, demo_folder):
    target = tmp_path / "made"
    target.mkdir()
    source = tmp_path / "sent"
    source.mkdir()
    merging = merged(demo_folder, [intake(source, demo, rows_of("Q"), "U01")])
    write_folder(merging.park, target, DAY)
    loaded = load_park(target)
    assert loaded.dataset is not None, loaded.report.errors
    assert not loaded.report.warnings
    shown = as_of(loaded.dataset, None).tables["projects"].set_index("project_id")
    assert shown.loc["Q2", "stage_code"] == "50" and shown.loc["Q0", "stage_code"] == "20"
    assert loaded.dataset.park.compiled == DAY


def test_only_the_units_own_rows_are_replaced(tmp_path, demo, demo_folder):
    before = read_folder(demo_folder).table("projects").set_index("project_id")
    after = (
        merged(demo_folder, [intake(tmp_path, demo, rows_of("Q"), "U01")])
        .park.table("projects")
        .set_index("project_id")
    )
    others = before[before["reporting_unit"] != "U01"]
    assert after.loc[others.index].equals(others[after.columns])
    assert len(after) == len(before) + 4


def test_a_project_left_out_stays_and_is_asked_about(tmp_path, demo, demo_folder):
    merging = merged(demo_folder, [intake(tmp_path, demo, rows_of("Q"), "U01")])
    projects = read_folder(demo_folder).table("projects")
    own = projects[(projects["reporting_unit"] == "U01") & (projects["withdrawn_on"] == "")]["project_id"]
    assert {issue.value for issue in merging.issues if issue.code == "vanished"} == set(own)
    assert set(own) <= set(merging.park.table("projects")["project_id"])
    assert [issue.code for issue in merging.waits] == ["unit_has_fewer"]


def test_what_is_withdrawn_leaves_from_that_day_on_with_a_decision(tmp_path, demo, demo_folder):
    merging = merged(demo_folder, [])
    withdraw(merging, ["D000002", "nobody"], "chief", "moved")
    projects = merging.park.table("projects").set_index("project_id")
    assert projects.loc["D000002", "withdrawn_on"] == DAY.isoformat()
    assert [issue.code for issue in merging.issues] == ["no_such_project"]
    decisions = merging.park.table("decisions")
    assert decisions[decisions["project_id"] == "D000002"]["decision"].tolist() == ["withdrawn"]


def test_an_id_of_another_unit_is_not_taken(tmp_path, demo, demo_folder):
    projects = read_folder(demo_folder).table("projects")
    theirs = projects[projects["reporting_unit"] == "U02"]["project_id"].iloc[0]
    rows = rows_of("Q")
    rows[0][0] = theirs
    merging = merged(demo_folder, [intake(tmp_path, demo, rows, "U01")])
    assert "other_units_id" in {issue.code for issue in merging.issues}
    after = merging.park.table("projects").set_index("project_id")
    assert after.loc[theirs, "reporting_unit"] == "U02" and after.loc[theirs, "updated_at"] != DAY.isoformat()


def test_a_row_without_an_id_is_matched_by_name_only_after_a_look(tmp_path, demo, demo_folder):
    first = merged(demo_folder, [intake(tmp_path, demo, rows_of("Q"), "U01")])
    target = tmp_path / "made"
    target.mkdir()
    write_folder(first.park, target, DAY)
    sent = tmp_path / "sent"
    sent.mkdir()
    later = intake(sent, demo, [row[1:] for row in rows_of("Q")], "U01", LATER, MORE[1:])
    merging = merged(target, [later], LATER)
    assert "matched_by_name" in {issue.code for issue in merging.waits}
    assert len(merging.park.table("projects")) == len(first.park.table("projects"))


def test_a_new_plan_is_added_and_the_old_one_kept(tmp_path, demo, demo_folder):
    first = merged(demo_folder, [intake(tmp_path, demo, rows_of("Q"), "U01")])
    target = tmp_path / "made"
    target.mkdir()
    write_folder(first.park, target, DAY)
    rows = rows_of("Q")
    rows[2][5], rows[2][8] = "4000", "2027-06-30"
    sent = tmp_path / "sent"
    sent.mkdir()
    park = merged(target, [intake(sent, demo, rows, "U01", LATER)], LATER).park
    amounts = park.table("amounts")
    told = amounts[amounts["project_id"] == "Q2"][["amount", "reported_on"]].to_numpy().tolist()
    assert told == [["30000000", "2026-11-27"], ["40000000", "2026-12-04"]]
    milestones = park.table("milestones")
    plans = milestones[(milestones["project_id"] == "Q2") & (milestones["date_planned"] != "")]
    assert plans[["stage_code", "date_planned", "reported_on"]].to_numpy().tolist() == [
        ["60", "2027-06-30", "2026-12-04"]
    ]


def test_the_same_file_again_changes_nothing(tmp_path, demo, demo_folder):
    one = intake(tmp_path, demo, rows_of("Q"), "U01")
    assert as_bytes(merged(demo_folder, [one])) == as_bytes(merged(demo_folder, [one, one]))


def test_units_may_come_in_any_order(tmp_path, demo, demo_folder):
    sent = [
        intake(tmp_path, demo, rows_of(prefix), unit)
        for prefix, unit in (("Q", "U01"), ("R", "U02"), ("S", "U03"))
    ]
    made = [as_bytes(merged(demo_folder, order)) for order in itertools.permutations(sent)]
    assert all(one == made[0] for one in made)


CELL = st.one_of(
    st.sampled_from(
        [
            "",
            "待定",
            "约100",
            "1.2亿元",
            "abc",
            "100",
            "３００",
            "2024年3月",
            "03/04/2024",
            "签约",
            "P1",
            "-5",
            "1-2",
        ]
    ),
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00\r\n"), max_size=12),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELL, min_size=len(HEADINGS), max_size=len(HEADINGS)), min_size=1, max_size=8))
def test_any_row_comes_out_used_repaired_set_aside_or_ignored_with_a_reason(tmp_path, demo, rows):
    as_csv(rows)(tmp_path / "any")
    found = take_in(tmp_path / "any", "any.csv", Situation(demo, DAY), lambda share: None)
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if found.counts["used"] + found.counts["set_aside"] + found.counts["fixed"] + found.counts["ignored"]:
        assert found.rows_in == len(filled)
    told = {issue.row for issue in found.issues if issue.row is not None}
    assert len(told) >= found.counts["set_aside"] + found.counts["fixed"] + found.counts["ignored"]
    if found.verdict != "reject_file":
        assert len(list(found.rows)) == found.counts["used"] + found.counts["fixed"]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.decimals(min_value="0.01", max_value="99999999", places=2), min_size=1, max_size=20))
def test_sums_are_exact(tmp_path, demo, amounts):
    rows = [
        [f"P{at}", "项目", *ten()[0][2:5], str(amount), *ten()[0][6:]] for at, amount in enumerate(amounts)
    ]
    as_csv(rows)(tmp_path / "sum")
    found = take_in(tmp_path / "sum", "sum.csv", Situation(demo, DAY), lambda share: None)
    assert sum(row["total_investment_cny"] for row in found.rows) == sum(
        int(amount * 10000) for amount in amounts
    )


@pytest.mark.parametrize("name", ["demo", "xiangcheng"])
def test_a_park_folder_read_and_written_untouched_is_the_same(name, tmp_path, request):
    folder = request.getfixturevalue("demo_folder" if name == "demo" else "real_folder")
    park = read_folder(folder)
    write_folder(park, tmp_path, date(2000, 1, 1))
    for path in sorted(folder.glob("tables/*")):
        assert (tmp_path / "tables" / path.name).read_bytes() == path.read_bytes()
    assert load_park(tmp_path).dataset is not None


def test_a_park_adds_its_own_words_for_its_ledgers(tmp_path, demo):
    from dataclasses import replace

    words = {
        "money_unit": "万元",
        "headings": {"盘子": "total_investment"},
        "stages": {"热火朝天": "50"},
        "sectors": {"造机器": "equipment"},
        "places": {"老镇": "T01"},
    }
    own = replace(demo, park=replace(demo.park, ledger=words))
    headings = ("项目编号", "项目名称", "所属镇街道", "产业", "阶段", "盘子")
    as_csv([["P1", "甲", "老镇", "造机器", "热火朝天", "100"]], headings)(tmp_path / "a")
    found = take_in(tmp_path / "a", "a.csv", Situation(own, DAY), lambda share: None)
    row = next(iter(found.rows))
    assert (row["town"], row["sector"], row["stage"], row["total_investment_cny"]) == (
        "T01",
        "equipment",
        "50",
        1_000_000,
    )
