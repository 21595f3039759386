"""Workbooks: merged and hidden cells, several sheets, formulas, both date systems, odd types."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.ingest.corpus.making import HEADINGS, TEN_WAN, Case, as_book, nothing, numbers, ten

XLSX = "ledger.xlsx"
AT = {heading: at + 1 for at, heading in enumerate(HEADINGS)}


def put(**cells: Any):
    def change(page):
        for place, value in cells.items():
            page[place] = value

    return change


def merged_town(page):
    for row in range(3, 7):
        page.cell(row=row, column=AT["所属镇街道"]).value = None
    page.merge_cells(start_row=2, end_row=6, start_column=AT["所属镇街道"], end_column=AT["所属镇街道"])


def two_row_headings(page):
    page.insert_rows(1)
    for column in range(1, len(HEADINGS) + 1):
        if HEADINGS[column - 1] not in ("签约日期", "开工日期", "竣工日期"):
            page.cell(row=1, column=column).value = HEADINGS[column - 1]
            page.cell(row=2, column=column).value = None
            page.merge_cells(start_row=1, end_row=2, start_column=column, end_column=column)
    page.cell(row=1, column=AT["签约日期"]).value = "时间节点"
    page.merge_cells(start_row=1, end_row=1, start_column=AT["签约日期"], end_column=AT["竣工日期"])


def plan_and_actual(page):
    page.insert_rows(1)
    for name in ("开工日期", "竣工日期"):
        page.cell(row=1, column=AT[name]).value = name
    page.cell(row=2, column=AT["开工日期"]).value = "实际"
    page.cell(row=2, column=AT["竣工日期"]).value = "计划"


def money_above(page):
    page.insert_rows(1)
    page.cell(row=1, column=AT["总投资(万元)"]).value = "投资（亿元）"
    page.cell(row=2, column=AT["总投资(万元)"]).value = "总投资"
    page.merge_cells(start_row=1, end_row=1, start_column=AT["总投资(万元)"], end_column=AT["签约日期"])


def title_merged(page):
    page.insert_rows(1)
    page["A1"] = "澜汀招商项目台账（2026年11月）"
    page.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(HEADINGS))


def hidden_rows(*rows: int):
    def change(page):
        for row in rows:
            page.row_dimensions[row].hidden = True

    return change


def hidden_column(page):
    page.column_dimensions["L"].hidden = True
    page["L4"] = "13812345678"


def more_sheets(states: dict[str, str], second: list[list[Any]] | None = None):
    def make(path: Path) -> None:
        book = Workbook()
        page = book.worksheets[0]
        page.title = "台账"
        page.append(HEADINGS)
        for row in numbers(ten()):
            page.append(row)
        for name, state in states.items():
            other = book.create_sheet(name)
            other.sheet_state = state
            if second is None:
                other.append(["合计", "55000"])
                continue
            other.append(HEADINGS)
            for row in numbers(second):
                other.append(row)
        book.save(path)

    return make


def in_1904(path: Path) -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    page = book.worksheets[0]
    page.append(HEADINGS)
    for row in numbers(ten()):
        page.append([*row[:6], datetime.date(2024, 3, 5) if row[6] else None, *row[7:]])
    book.save(path)


def separate(milestones: list[list[Any]], amounts: list[list[Any]]):
    """Return what writes a ledger without dates and totals, and a sheet for each beside it."""

    def make(path: Path) -> None:
        book = Workbook()
        page = book.worksheets[0]
        page.title = "项目"
        page.append(HEADINGS[:5])
        for row in ten():
            page.append(row[:5])
        for name, headings, rows in (
            ("节点", ("项目编号", "节点", "计划日期", "实际日期"), milestones),
            ("金额", ("项目编号", "指标", "金额（万元）"), amounts),
        ):
            sheet = book.create_sheet(name)
            sheet.append(headings)
            for row in rows:
                sheet.append(row)
        book.save(path)

    return make


PLANS = [
    ["P002", "签约", None, "2024-03-05"],
    ["P002", "竣工", "2027-05", None],
    ["P003", "在谈", None, "2023-01-02"],
]
SUMS = [[f"P{at:03d}", "总投资", 1000 * (at + 1)] for at in range(10)]


def second_ten() -> list[list[Any]]:
    return [[f"Q{row[0]}", f"{row[1]}二", *row[2:]] for row in ten()]


def date_cells(page):
    for row in range(2, 12):
        if page.cell(row=row, column=AT["签约日期"]).value:
            page.cell(row=row, column=AT["签约日期"]).value = datetime.datetime(2024, 3, 5)


def ids_as_numbers(value: Any):
    return put(A4=value)


def signed(iso: str):
    return lambda rows: rows[2].get("signed_actual") == iso


def error_cell(path: Path) -> None:
    as_book(put(F4="#DIV/0!"))(path)


CASES = [
    Case(
        "formulas",
        "a cell that shows an error",
        error_cell,
        "accept_partial",
        (("error_cell", 4),),
        file=XLSX,
    ),
    Case("workbooks", "plain", as_book(nothing), "accept", file=XLSX, total_wan=TEN_WAN, counts={"used": 10}),
    Case("workbooks", "dates as dates", as_book(date_cells), "accept", file=XLSX, rows=signed("2024-03-05")),
    Case(
        "workbooks",
        "days counted from 1904",
        in_1904,
        "accept",
        ("dates_1904",),
        file=XLSX,
        rows=signed("2024-03-05"),
    ),
    Case(
        "workbooks",
        "a day as its number",
        as_book(put(G4=45356)),
        "accept_fixed",
        (("repaired", 4),),
        file=XLSX,
        rows=signed("2024-03-05"),
    ),
    Case(
        "workbooks",
        "2024.1 as a number",
        as_book(put(G4=2024.1)),
        "accept",
        (("ambiguous_date", 4),),
        file=XLSX,
    ),
    Case(
        "workbooks",
        "2024.03 as a number",
        as_book(put(G4=2024.03)),
        "accept_fixed",
        (("repaired", 4),),
        file=XLSX,
    ),
    Case(
        "workbooks",
        "a year as a number",
        as_book(put(G4=2024)),
        "accept",
        file=XLSX,
        rows=lambda rows: rows[2]["dates"][0]["precision"] == "year",
    ),
    Case(
        "workbooks",
        "truth for an amount",
        as_book(put(F4=True)),
        "accept_partial",
        (("bad_number", 4),),
        file=XLSX,
    ),
    Case(
        "workbooks",
        "noise of binary fractions",
        as_book(put(F4=0.1 + 0.2)),
        "accept",
        file=XLSX,
        rows=lambda rows: rows[2]["total_investment_cny"] == 3000,
    ),
    Case(
        "workbooks",
        "an empty row between",
        as_book(lambda page: page.insert_rows(5)),
        "accept",
        file=XLSX,
        total_wan=TEN_WAN,
    ),
    Case(
        "workbooks",
        "an empty column before",
        as_book(lambda page: page.insert_cols(1)),
        "accept",
        file=XLSX,
        total_wan=TEN_WAN,
    ),
    Case(
        "workbooks",
        "formatted rows far below",
        as_book(put(A5000=None)),
        "accept",
        file=XLSX,
        total_wan=TEN_WAN,
    ),
    Case(
        "merged cells",
        "a town merged downwards",
        as_book(merged_town),
        "accept",
        (("spread_merge", 2),),
        file=XLSX,
        rows=lambda rows: [row["town"] for row in rows[:6]] == ["T01"] * 5 + ["T02"],
    ),
    Case(
        "merged cells",
        "a title over all",
        as_book(title_merged),
        "accept",
        (("above_headings", 1),),
        file=XLSX,
        total_wan=TEN_WAN,
    ),
    Case("headings", "two rows, merged", as_book(two_row_headings), "accept", file=XLSX, total_wan=TEN_WAN),
    Case(
        "headings",
        "planned and actual below each other",
        as_book(plan_and_actual),
        "accept",
        file=XLSX,
        rows=lambda rows: [day["kind"] for day in rows[3]["dates"]] == ["actual", "actual", "planned"],
    ),
    Case(
        "headings",
        "a unit in the row above",
        as_book(money_above),
        "accept",
        file=XLSX,
        total_wan=TEN_WAN * 10000,
    ),
    Case(
        "hidden",
        "a column",
        as_book(hidden_column),
        "accept",
        ("hidden_column",),
        file=XLSX,
        total_wan=TEN_WAN,
        never=("personal_data",),
        rows=lambda rows: "note" not in rows[2],
    ),
    Case(
        "hidden",
        "one row",
        as_book(hidden_rows(4)),
        "accept_partial",
        (("hidden_row", 4),),
        file=XLSX,
        total_wan=TEN_WAN - 3000,
    ),
    Case(
        "hidden",
        "four rows of ten",
        as_book(hidden_rows(3, 4, 5, 6)),
        "reject_file",
        ("too_many_set_aside",),
        file=XLSX,
    ),
    Case(
        "hidden",
        "a sheet",
        more_sheets({"旧": "hidden"}, second_ten()),
        "accept",
        ("hidden_sheet",),
        file=XLSX,
        total_wan=TEN_WAN,
        counts={"used": 10},
    ),
    Case(
        "hidden",
        "a sheet hidden deeply",
        more_sheets({"旧": "veryHidden"}, second_ten()),
        "accept",
        ("hidden_sheet",),
        file=XLSX,
        total_wan=TEN_WAN,
    ),
    Case(
        "sheets",
        "two ledgers",
        more_sheets({"续": "visible"}, second_ten()),
        "accept",
        file=XLSX,
        counts={"used": 20},
        total_wan=2 * TEN_WAN,
    ),
    Case(
        "sheets",
        "the same project on two",
        more_sheets(
            {"续": "visible"}, [["P002", "项目丙", *second_ten()[2][2:5], "1", *second_ten()[2][6:]]]
        ),
        "accept_partial",
        (("duplicate_id", 4), ("duplicate_id", 2)),
        file=XLSX,
    ),
    Case(
        "sheets",
        "a summary beside",
        more_sheets({"汇总": "visible"}),
        "accept",
        ("other_sheet",),
        file=XLSX,
        total_wan=TEN_WAN,
        counts={"ignored": 1},
    ),
    Case(
        "sheets",
        "milestones and amounts on sheets of their own",
        separate(PLANS, [*SUMS, ["P002", "注册资本", 50]]),
        "accept",
        file=XLSX,
        total_wan=TEN_WAN,
        counts={"used": 24},
        rows=lambda rows: (
            [day["date"] for day in rows[2]["dates"]] == ["2024-03-05", "2027-05-01"]
            and [one["measure"] for one in rows[2]["amounts"]] == ["total_investment", "registered_capital"]
            and rows[3]["dates"]
            == [{"stage": "20", "kind": "actual", "date": "2023-01-02", "precision": "day"}]
        ),
    ),
    Case(
        "sheets",
        "an amount of a project that is not there, and of no known kind",
        separate(PLANS, [*SUMS, ["P999", "总投资", 5], ["P002", "奖金", 5]]),
        "accept_partial",
        (("not_in_ledger", 12), ("unknown_measure", 13)),
        file=XLSX,
        total_wan=TEN_WAN,
    ),
    Case(
        "formulas",
        "saved without a result",
        as_book(put(F4="=1000*3")),
        "accept_partial",
        (("no_result", 4),),
        file=XLSX,
        total_wan=TEN_WAN - 3000,
    ),
    Case(
        "formulas",
        "in every amount",
        as_book(put(**{f"F{row}": "=1+1" for row in range(2, 12)})),
        "reject_file",
        (("no_result", 2), "too_many_set_aside"),
        file=XLSX,
    ),
    Case(
        "formulas",
        "a total that was not worked out",
        as_book(lambda page: page.append(["合计", None, None, None, None, "=SUM(F2:F11)"])),
        "accept",
        (("total_row", 12),),
        file=XLSX,
        total_wan=TEN_WAN,
    ),
    Case(
        "ids",
        "numbers",
        as_book(ids_as_numbers(1002)),
        "accept",
        file=XLSX,
        rows=lambda rows: rows[2]["id"] == "1002",
    ),
    Case(
        "ids",
        "eighteen digits as a number",
        as_book(ids_as_numbers(320507199001011234)),
        "accept_partial",
        (("bad_id", 4),),
        file=XLSX,
    ),
    Case(
        "ids",
        "eighteen digits as text",
        as_book(ids_as_numbers("320507199001011234")),
        "accept",
        file=XLSX,
        rows=lambda rows: rows[2]["id"] == "320507199001011234",
    ),
    Case(
        "formula injection",
        "text that starts with =",
        as_book(lambda page: setattr(page["L4"], "value", "'=1+1")),
        "accept",
        file=XLSX,
    ),
    Case(
        "phantom extent",
        "text in a far row",
        as_book(put(A400000="x")),
        "reject_file",
        ("too_many_rows",),
        file=XLSX,
    ),
    Case(
        "phantom extent",
        "text in the last cell",
        as_book(put(XFD1048576="x")),
        "reject_file",
        ("too_many_rows",),
        file=XLSX,
    ),
    Case(
        "phantom extent",
        "text in a far column",
        as_book(put(XFD2="x")),
        "reject_file",
        ("too_many_columns",),
        file=XLSX,
    ),
]
