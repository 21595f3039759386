"""Dates, sense, words, places, duplicates, ids, shares, texts: what single rows get wrong."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.ingest.corpus.making import HEADINGS, TEN_WAN, Case, as_csv, as_text, csv_text, ten, with_cell

GOOD = csv_text(ten())
DATA = Path(__file__).resolve().parents[3] / "data"


def cell(heading: str, value: str, row: int = 4):
    return as_csv(with_cell(row, heading, value))


def signed(iso: str, precision: str):
    return lambda rows: (
        {"stage": "30", "kind": "actual", "date": iso, "precision": precision} in rows[2]["dates"]
    )


def unsigned(rows) -> bool:
    return not [day for day in rows[2]["dates"] if day["stage"] == "30"]


def date(text: str, iso: str, precision: str, verdict: str = "accept") -> Case:
    return Case(
        "dates", text, cell("签约日期", text), verdict, rows=signed(iso, precision), total_wan=TEN_WAN
    )


def no_date(text: str, code: str) -> Case:
    return Case(
        "dates", text, cell("签约日期", text), "accept", ((code, 4),), rows=unsigned, total_wan=TEN_WAN
    )


DATES = [
    date("2024/3/5", "2024-03-05", "day"),
    date("2024.3.5", "2024-03-05", "day"),
    date("2024年3月5日", "2024-03-05", "day"),
    date("2024年3月", "2024-03-01", "month"),
    date("2024.3", "2024-03-01", "month"),
    date("2024Q1", "2024-01-01", "quarter"),
    date("2024年一季度", "2024-01-01", "quarter"),
    date("2024年上半年", "2024-01-01", "half-year"),
    date("2024年", "2024-01-01", "year"),
    date("2024年底", "2024-01-01", "year"),
    date("5 Mar 2024", "2024-03-05", "day"),
    date("20240305", "2024-03-05", "day", "accept_fixed"),
    date("24/3/5", "2024-03-05", "day", "accept_fixed"),
    date("25/12/2023", "2023-12-25", "day", "accept_fixed"),
    date("令和6年3月5日", "2024-03-05", "day"),
    date("5 มีนาคม 2567", "2024-03-05", "day"),
    date("45356", "2024-03-05", "day", "accept_fixed"),
    date("2024-03-05 00:00:00", "2024-03-05", "day"),
    no_date("03/04/2024", "ambiguous_date"),
    no_date("24/03/05", "ambiguous_date"),
    no_date("2023-02-30", "impossible_date"),
    no_date("2024-13-01", "impossible_date"),
    no_date("1905-01-01", "impossible_date"),
    no_date("去年春天", "bad_date"),
    Case(
        "dates",
        "the end of this year is ahead",
        cell("竣工日期", "2026年底"),
        "accept",
        rows=lambda rows: rows[2]["completed_planned"] == "2026-01-01",
    ),
    Case(
        "dates",
        "a past year is not",
        cell("竣工日期", "2025年底", 5),
        "accept",
        rows=lambda rows: rows[3]["completed_actual"] == "2025-01-01",
    ),
    Case(
        "places",
        "the unit in a line above",
        as_text("填报单位：澜汀新城,,,,,,,,,,,\n" + GOOD),
        "accept",
        (("unit_named", 1),),
        rows=lambda rows: {row["unit"] for row in rows} == {"U02"},
    ),
    Case(
        "logic",
        "a stage follows from the dates where no column tells it",
        as_csv([[*row[:4], *row[5:]] for row in ten()], (*HEADINGS[:4], *HEADINGS[5:])),
        "accept",
        rows=lambda rows: (
            [row["stage"] for row in rows[:4]] == ["unknown", "30", "50", "60"]
            and rows[2]["stage_basis"] == "implied"
        ),
    ),
    Case("dates", "not settled yet", cell("签约日期", "待定"), "accept", rows=unsigned),
    Case(
        "dates",
        "the heading says planned",
        as_csv(ten(), tuple("计划开工日期" if one == "开工日期" else one for one in HEADINGS)),
        "accept",
        rows=lambda rows: rows[2]["dates"][1]["kind"] == "planned",
    ),
    Case(
        "dates",
        "the cell says planned",
        cell("竣工日期", "预计2027年6月"),
        "accept",
        rows=lambda rows: rows[2]["completed_planned"] == "2027-06-01",
    ),
]
SENSE = [
    Case(
        "logic",
        "signed in the future",
        cell("签约日期", "2031-01-01"),
        "accept_partial",
        (("future_date", 4),),
    ),
    Case(
        "logic",
        "a completion ahead is planned",
        cell("竣工日期", "2031-01-01"),
        "accept",
        rows=lambda rows: rows[2]["completed_planned"] == "2031-01-01",
    ),
    Case(
        "logic",
        "started before it was signed",
        cell("开工日期", "2023-01-01"),
        "accept_partial",
        (("date_order", 4),),
    ),
    Case(
        "logic",
        "completed before it started",
        cell("竣工日期", "2024-05-01", 5),
        "accept_partial",
        (("date_order", 5),),
    ),
    Case(
        "logic",
        "the same month is not before",
        as_csv([[*row[:6], "2024年9月" if row[6] else "", *row[7:]] for row in ten()]),
        "accept",
        never=("date_order",),
    ),
    Case("logic", "operating without a start", cell("开工日期", "", 5), "accept", never=("implied_start",)),
    Case(
        "logic",
        "operating without start and completion",
        as_csv([[*row[:7], "", "", *row[9:]] for row in ten()]),
        "accept",
        (("implied_start", 5),),
    ),
    Case("logic", "signed without a date", cell("签约日期", ""), "accept", (("missing_signing", 4),)),
    Case(
        "logic",
        "a framework counted as signed",
        as_csv([[*row, "框架协议"] for row in ten()], (*HEADINGS, "协议类型")),
        "reject_file",
        (("framework_as_signed", 3),),
    ),
    Case(
        "logic",
        "more done than planned",
        as_csv([[*row, "99999"] for row in ten()], (*HEADINGS, "已完成投资(万元)")),
        "accept",
        (("done_above_total", 2),),
    ),
    Case(
        "logic",
        "more used than contracted",
        as_csv(
            [[*row, "5", "9"] for row in ten()], (*HEADINGS, "合同外资（万美元）", "实际使用外资（万美元）")
        ),
        "accept",
        (("used_above_contracted", 2),),
    ),
    Case(
        "vocabulary",
        "a misspelt sector",
        cell("产业", "智能装备和机器人"),
        "accept",
        (("unknown_sector", 4),),
        rows=lambda rows: rows[2]["sector"] == "" and rows[2]["sector_reported"] == "智能装备和机器人",
    ),
    Case(
        "vocabulary",
        "a sector in another language",
        cell("产业", "Materials and plastics"),
        "accept",
        never=("unknown_sector",),
        rows=lambda rows: rows[2]["sector"] == "materials",
    ),
    Case(
        "vocabulary",
        "an unknown stage",
        cell("阶段", "快了"),
        "accept",
        (("unknown_stage", 4),),
        rows=lambda rows: rows[2]["stage"] == "unknown",
    ),
    Case(
        "vocabulary",
        "words for stages",
        as_csv(
            [
                [*row[:4], word, *row[5:]]
                for row, word in zip(
                    ten(),
                    ("谋划", "在谈", "框架协议", "已签约", "落户", "拿地", "已开工", "竣工", "投产", "达产"),
                    strict=True,
                )
            ]
        ),
        "accept",
        never=("unknown_stage",),
        rows=lambda rows: (
            [row["stage"] for row in rows] == ["10", "20", "25", "30", "40", "45", "50", "60", "70", "80"]
        ),
    ),
    Case(
        "vocabulary",
        "an unknown country",
        as_csv([[*row, "乌有国"] for row in ten()], (*HEADINGS, "国别")),
        "accept",
        (("unknown_code", 2),),
    ),
    Case(
        "vocabulary",
        "two countries",
        as_csv([[*row, "日本、中国"] for row in ten()], (*HEADINGS, "国别")),
        "accept",
        rows=lambda rows: rows[0]["home_country"] == "JPN;CHN",
    ),
    Case(
        "places",
        "a park not on the list",
        cell("所属镇街道", "乌有镇"),
        "accept",
        (("unknown_place", 4),),
        total_wan=TEN_WAN,
        rows=lambda rows: rows[2]["town_name"] == "乌有镇",
    ),
    Case(
        "places",
        "without 镇",
        cell("所属镇街道", "鹭汀"),
        "accept",
        rows=lambda rows: rows[2]["town"] == "T03",
    ),
    Case(
        "places",
        "in English",
        cell("所属镇街道", "Luting"),
        "accept",
        rows=lambda rows: rows[2]["town"] == "T03",
    ),
    Case(
        "places",
        "a unit by name",
        as_csv([[*row, "澜汀经济区"] for row in ten()], (*HEADINGS, "板块")),
        "accept",
        rows=lambda rows: rows[0]["unit"] == "U01",
    ),
    Case(
        "places",
        "one heading for any place",
        as_csv(ten(), tuple("园区/板块/所属镇街道" if one == "所属镇街道" else one for one in HEADINGS)),
        "accept",
        rows=lambda rows: rows[0]["town"] == "T01",
    ),
    Case(
        "duplicates",
        "same id, other amount",
        as_csv([*ten(), with_cell(4, "总投资(万元)", "1")[2]]),
        "accept_partial",
        (("duplicate_id", 4), ("duplicate_id", 12)),
        counts={"set_aside": 2},
        total_wan=TEN_WAN - 3000,
    ),
    Case(
        "duplicates",
        "a row word for word",
        as_csv([*ten(), ten()[2]]),
        "accept",
        (("copied_row", 12),),
        counts={"ignored": 1, "used": 10},
        total_wan=TEN_WAN,
    ),
    Case(
        "duplicates",
        "signed twice under two ids",
        as_csv([*ten(), ["P900", *ten()[2][1:]]]),
        "accept",
        (("signed_twice", 12),),
    ),
    Case("ids", "missing", cell("项目编号", ""), "accept_partial", (("no_id", 4),)),
    Case("ids", "a stroke for an id", cell("项目编号", "/"), "accept_partial", (("no_id", 4),)),
    Case("ids", "digits lost", cell("项目编号", "1.23457E+17"), "accept_partial", (("bad_id", 4),)),
    Case(
        "ids",
        "full-width",
        cell("项目编号", "Ｐ００２"),
        "accept_fixed",
        (("repaired", 4),),
        rows=lambda rows: rows[2]["id"] == "P002",
    ),
    Case("ids", "spaces around", cell("项目编号", " P002 "), "accept_fixed", (("repaired", 4),)),
    Case(
        "ids",
        "a leading zero stays",
        cell("项目编号", "0012"),
        "accept",
        rows=lambda rows: rows[2]["id"] == "0012",
    ),
    Case(
        "ids",
        "no column of ids",
        as_csv([row[1:] for row in ten()], HEADINGS[1:]),
        "accept",
        ("no_id_column",),
        total_wan=TEN_WAN,
    ),
    Case("ids", "no name", cell("项目名称", ""), "accept_partial", (("no_name", 4),)),
    Case(
        "percentages",
        "per cent",
        as_csv([[*row, "85%"] for row in ten()], (*HEADINGS, "外资占比")),
        "accept",
        rows=lambda rows: rows[0]["share_pct"] == 85,
    ),
    Case(
        "percentages",
        "parts of one",
        as_csv([[*row, "0.85"] for row in ten()], (*HEADINGS, "外资占比")),
        "accept",
        rows=lambda rows: rows[0]["share_pct"] == 85,
    ),
    Case(
        "percentages",
        "both in one column",
        as_csv([[*row, "0.85" if at else "85"] for at, row in enumerate(ten())], (*HEADINGS, "外资占比")),
        "accept",
        ("long_share",),
        rows=lambda rows: "share_pct" not in rows[1],
    ),
    Case(
        "percentages",
        "above a hundred",
        as_csv([[*row, "120" if at == 2 else "50"] for at, row in enumerate(ten())], (*HEADINGS, "外资占比")),
        "accept_partial",
        (("bad_share", 4),),
    ),
    Case(
        "formula injection",
        "a name that starts with =",
        cell("项目名称", "=HYPERLINK(1)"),
        "accept",
        (("formula_text", 4),),
        rows=lambda rows: rows[2]["name"] == "=HYPERLINK(1)",
    ),
    Case(
        "formula injection",
        "a note that starts with @",
        cell("备注", "@SUM(1)"),
        "accept",
        (("formula_text", 4),),
    ),
    Case(
        "HTML",
        "tags in a name",
        cell("项目名称", "<img src=x onerror=alert(1)>"),
        "accept",
        rows=lambda rows: rows[2]["name"] == "<img src=x onerror=alert(1)>",
    ),
    Case(
        "HTML",
        "a template in a note",
        cell("备注", "{{7*7}} ${7*7}"),
        "accept",
        rows=lambda rows: rows[2]["note"] == "{{7*7}} ${7*7}",
    ),
    Case(
        "Unicode",
        "right to left",
        cell("项目名称", "项目\u202e丙"),
        "accept_fixed",
        (("trimmed", 4),),
        rows=lambda rows: rows[2]["name"] == "项目丙",
    ),
    Case("Unicode", "zero width", cell("项目名称", "项\u200b目丙"), "accept_fixed", (("trimmed", 4),)),
    Case(
        "Unicode",
        "two ways to write a letter",
        cell("项目名称", "Cafe\u0301"),
        "accept",
        rows=lambda rows: rows[2]["name"] == "Caf\u00e9",
    ),
    Case("Unicode", "a face", cell("项目名称", "项目🏭"), "accept"),
    Case(
        "long text",
        "a thousand letters",
        cell("备注", "字" * 1000),
        "accept",
        rows=lambda rows: len(rows[2]["note"]) == 1000,
    ),
    Case(
        "long text",
        "three thousand letters",
        cell("备注", "字" * 3000),
        "accept_partial",
        (("cell_too_long", 4),),
    ),
    Case(
        "personal data",
        "a phone number",
        cell("备注", "联系人 13812345678"),
        "accept_partial",
        (("personal_data", 4),),
    ),
    Case(
        "personal data",
        "an identity number",
        cell("备注", "320507199001011234"),
        "accept_partial",
        (("personal_data", 4),),
    ),
    Case(
        "sudden loss",
        "one row in three",
        as_csv([[*row[:5], "x" if at < 4 else row[5], *row[6:]] for at, row in enumerate(ten())]),
        "reject_file",
        ("too_many_set_aside",),
    ),
    Case(
        "sudden loss",
        "one row in five is not too many",
        as_csv([[*row[:5], "x" if at < 2 else row[5], *row[6:]] for at, row in enumerate(ten())]),
        "accept_partial",
        never=("too_many_set_aside",),
        counts={"set_aside": 2, "used": 8},
    ),
    Case(
        "repairs",
        "more than one in five wait for a person",
        as_csv([[f"{row[0]} " if at < 3 else row[0], *row[1:]] for at, row in enumerate(ten())]),
        "accept_fixed",
        ("many_repairs",),
        counts={"fixed": 3},
    ),
]
POINTS = [
    Case(
        "coordinates",
        "swapped",
        as_csv([[*row[:9], row[10], row[9], row[11]] if at == 2 else row for at, row in enumerate(ten())]),
        "accept",
        (("fits_other", 4),),
        total_wan=TEN_WAN,
        rows=lambda rows: rows[2]["lon"] is None,
    ),
    Case(
        "coordinates",
        "swapped, as agreed",
        as_csv([[*row[:9], row[10], row[9], row[11]] for row in ten()]),
        "accept_fixed",
        ("converted",),
        system="swapped",
        rows=lambda rows: rows[0]["lon"] == 149.99,
    ),
    Case(
        "coordinates",
        "far away",
        cell("经度", "12.5"),
        "accept",
        (("outside_park", 4),),
        rows=lambda rows: rows[2]["lon"] is None,
    ),
    Case(
        "coordinates",
        "zero",
        as_csv([[*row[:9], "0", "0", row[11]] if at == 2 else row for at, row in enumerate(ten())]),
        "accept",
        (("outside_park", 4),),
    ),
    Case("coordinates", "one of two", cell("纬度", ""), "accept", (("half_coordinate", 4),)),
    Case("coordinates", "words", cell("经度", "见附图"), "accept", (("bad_coordinate", 4),)),
    Case(
        "coordinates",
        "degrees, minutes, seconds",
        cell("经度", "150°5′6″"),
        "accept",
        rows=lambda rows: abs(rows[2]["lon"] - 150.085) < 1e-6,
    ),
    Case(
        "coordinates",
        "with letters",
        cell("经度", "东经150.085"),
        "accept",
        rows=lambda rows: rows[2]["lon"] == 150.085,
    ),
    Case(
        "coordinates",
        "both in one cell",
        as_csv(
            [[*row[:9], f"{row[9]},{row[10]}", row[11]] for row in ten()], (*HEADINGS[:9], "经纬度", "备注")
        ),
        "accept",
        rows=lambda rows: rows[0]["lon"] == 149.99,
    ),
    Case(
        "coordinates",
        "metres without a name",
        as_csv([[*row[:9], "500000", "3320000", row[11]] for row in ten()]),
        "accept",
        ("projected_metres",),
        rows=lambda rows: rows[0]["lon"] is None,
    ),
    Case(
        "coordinates",
        "another town than written",
        as_csv([[*row[:2], "望穗镇", *row[3:]] if at == 2 else row for at, row in enumerate(ten())]),
        "accept",
        (("town_differs", 4),),
    ),
    Case(
        "datum",
        "the heading says GCJ-02",
        as_csv(ten(), tuple("经度(GCJ-02)" if one == "经度" else one for one in HEADINGS)),
        "accept",
        ("declared_system",),
        rows=lambda rows: rows[0]["lon"] is None,
    ),
    Case(
        "datum",
        "the heading says Baidu",
        as_csv(ten(), tuple("经度（百度坐标）" if one == "经度" else one for one in HEADINGS)),
        "accept",
        ("declared_system",),
    ),
]
KNOWN = csv.DictReader((DATA / "demo/tables/amounts.csv").open(encoding="utf-8"))
TOTALS = {
    row["project_id"]: int(row["amount"])
    for row in KNOWN
    if row["measure"] == "total_investment" and row["currency"] == "CNY" and row["amount"]
}


def known_projects(factor: int):
    small = [key for key, total in TOTALS.items() if 10_000_000 < total < 60_000_000]
    rows = [[key, *ten()[0][1:5], str(TOTALS[key] // 10000 * factor), *ten()[0][6:]] for key in small[:10]]
    return as_csv(rows)


SIZES = [
    Case("size", "as last reported", known_projects(1), "accept", never=("size_differs", "size_of_sector")),
    Case("size", "ten thousand times the last report", known_projects(10_000), "accept", ("size_differs",)),
    Case(
        "size",
        "a thousand times its sector",
        cell("总投资(万元)", "30000000"),
        "accept",
        (("size_of_sector", 4),),
    ),
    Case(
        "size",
        "a headline moved by repairs",
        cell("总投资(万元)", "３０００"),
        "accept_fixed",
        ("headline_moves",),
    ),
    Case(
        "numbers",
        "words for a count",
        as_csv(
            [[*row, "很多" if at == 2 else "50"] for at, row in enumerate(ten())], (*HEADINGS, "预计就业")
        ),
        "accept",
        (("bad_count", 4),),
    ),
    Case("unknowns", "no total at all is told", cell("总投资(万元)", ""), "accept", (("no_amount", 4),)),
]
CASES = [*SIZES, *DATES, *SENSE, *POINTS]
OTHER = [
    Case(
        "type against name",
        "a table named .xlsx",
        as_text(GOOD),
        "accept",
        file="ledger.xlsx",
        total_wan=TEN_WAN,
    )
]
CASES += OTHER
