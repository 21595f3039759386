"""The shipped tables against the register as it was compiled, read with the csv module alone."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

COMPILED = Path(__file__).resolve().parents[1] / "good_files" / "register_as_compiled.csv"


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_no_record_was_lost_and_none_was_added(real_folder):
    tables = read(real_folder / "tables" / "projects.csv")
    assert [row["project_id"] for row in tables] == [row["project_id"] for row in read(COMPILED)]


def test_the_columns_say_what_the_register_said(real_folder):
    same = {
        "record_kind": "record_kind",
        "name_en": "name_en",
        "home_country_iso3": "home_country_iso3",
        "sector_code": "sector_group",
        "place_reported": "place_name",
        "agreement_type": "agreement_type",
        "stage_code": "stage_code",
        "stage_as_of": "stage_as_of",
        "evidence": "evidence",
    }
    for row, old in zip(read(real_folder / "tables" / "projects.csv"), read(COMPILED), strict=True):
        assert {new: row[new] for new in same} == {new: old[was] for new, was in same.items()}


def test_the_investment_table_has_one_row_per_project_and_the_same_money(real_folder):
    rows = read(real_folder / "tables" / "amounts.csv")
    projects = [old for old in read(COMPILED) if old["record_kind"] == "project"]
    assert [row["project_id"] for row in rows] == [old["project_id"] for old in projects]
    for row, old in zip(rows, projects, strict=True):
        assert (row["amount"], row["currency"], row["value_status"]) == (
            old["amount_base"],
            old["amount_currency"],
            old["amount_status"],
        )
        assert (row["value"], row["unit"]) == (old["amount_value"], old["amount_unit"])


def test_the_sums_are_those_of_the_register(real_folder, real_board):
    old = [row for row in read(COMPILED) if row["record_kind"] == "project"]
    sums: Counter[tuple[str, bool]] = Counter()
    for row in old:
        if row["amount_base"]:
            sums[(row["amount_currency"], row["amount_status"] == "estimated")] += Decimal(row["amount_base"])
    grand = real_board.totals(_bare(real_board))["grand"].iloc[0]
    assert grand["projects"] == len(old)
    assert Decimal(int(grand["amount_cny"])) / 100 == sums[("CNY", False)]
    assert Decimal(int(grand["amount_estimated_cny"])) / 100 == sums[("CNY", True)]
    assert Decimal(int(grand["amount_usd"])) / 100 == sums[("USD", False)]


def _bare(board):
    from dashboard.state import default_state

    return default_state(board.vocabulary)


def test_every_dated_stage_is_a_milestone_and_memoranda_are_no_signings(real_folder):
    rows = read(real_folder / "tables" / "milestones.csv")
    old = {row["project_id"]: row for row in read(COMPILED)}
    signed = [row for row in rows if row["stage_code"] in ("25", "30")]
    assert {row["project_id"]: row["date_actual"] for row in signed} == {
        key: row["signed_date"] for key, row in old.items() if row["signed_date"]
    }
    memoranda = {row["project_id"] for row in rows if row["stage_code"] == "25"}
    assert memoranda == {
        key
        for key, row in old.items()
        if row["signed_date"]
        and (row["agreement_type"] in ("MoU", "cooperation agreement") or row["stage_code"] == "25")
    }
    planned = {row["project_id"] for row in rows if row["date_planned"]}
    assert planned == {key for key, row in old.items() if row["operation_date_kind"] == "planned"}


def test_money_of_events_and_statistics_is_kept_apart_from_the_investment_table(real_folder):
    totals = read(real_folder / "tables" / "published_totals.csv")
    assert {row["origin"] for row in totals} == {"events", "statistics", "projects"}
    counted = {row["project_id"] for row in read(real_folder / "tables" / "amounts.csv")}
    assert not {row["origin_id"] for row in totals} & counted


def test_every_row_names_its_source_and_no_map_number_of_another_is_printed(real_folder):
    for name in ("projects", "events", "statistics", "places", "published_totals", "names"):
        assert all(row["source_name"] for row in read(real_folder / "tables" / f"{name}.csv")), name
    for path in real_folder.rglob("*.*"):
        assert "GS(20" not in path.read_text(encoding="utf-8"), path.name


def test_at_most_fifteen_events_are_headlines_and_each_says_why(real_folder):
    chosen = [row for row in read(real_folder / "tables" / "events.csv") if row["headline"] == "yes"]
    assert 5 <= len(chosen) <= 15
    assert all(row["headline_reason"] and row["short_zh"] and row["short_en"] for row in chosen)


def test_the_core_is_the_sum_of_its_stated_parts_and_has_no_outline(xiangcheng):
    area = xiangcheng.park.area
    assert area.stated_km2 == 489 and area.yearbook_km2 == 489.96
    assert sum(area.core_parts_km2) == area.core_km2 == 38.5
    assert "core" not in xiangcheng.layers


def test_the_names_follow_each_other_in_time(xiangcheng):
    from datetime import date

    park = xiangcheng.park
    assert "协同创新区" in park.name_on(date(2019, 7, 2)).text["zh-Hans"]
    assert "示范区" in park.name_on(date(2021, 1, 1)).text["zh-Hans"]
    assert all(name.text[lang] for name in park.names for lang in ("zh-Hans", "en", "ja", "th"))
