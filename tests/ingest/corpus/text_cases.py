"""Encodings, separators, quotes, headings, units, numbers and dates in text files."""

from __future__ import annotations

from tests.ingest.corpus.making import (
    HEADINGS,
    TEN_WAN,
    Case,
    as_bytes,
    as_csv,
    as_text,
    csv_text,
    ten,
    with_cell,
)

GOOD = csv_text(ten())
MONEY = "总投资(万元)"


def swapped(old: str, new: str) -> tuple[str, ...]:
    return tuple(new if heading == old else heading for heading in HEADINGS)


def money(value: str, heading: str = MONEY):
    rows = with_cell(4, MONEY, value)
    return as_csv(rows, swapped(MONEY, heading))


ENCODINGS = [
    Case("encodings", "UTF-8", as_text(GOOD), "accept", total_wan=TEN_WAN, counts={"used": 10}),
    Case("encodings", "UTF-8 with a mark", as_text(GOOD, "utf-8-sig"), "accept", total_wan=TEN_WAN),
    Case("encodings", "GBK", as_text(GOOD, "gbk"), "accept", ("encoding",), total_wan=TEN_WAN),
    Case(
        "encodings",
        "GB18030 with a rare letter",
        as_text(GOOD.replace("项目甲", "项目㐀"), "gb18030"),
        "accept",
        ("encoding",),
    ),
    Case("encodings", "UTF-16", as_text(GOOD, "utf-16"), "accept", total_wan=TEN_WAN),
    Case("encodings", "UTF-16 without a mark", as_text(GOOD, "utf-16-le"), "accept", total_wan=TEN_WAN),
    Case(
        "encodings",
        "UTF-16 big-endian without a mark",
        as_text(GOOD, "utf-16-be"),
        "accept",
        total_wan=TEN_WAN,
    ),
    Case(
        "encodings",
        "Shift-JIS",
        as_text(
            "案件番号,案件名,業種,段階,総投資額（百万円）\nA1,甲,素材・プラスチック,契約済,100\nA2,乙,素材・プラスチック,商談中,5\n",
            "shift_jis",
        ),
        "accept",
        ("encoding",),
        counts={"used": 2},
    ),
    Case(
        "encodings",
        "two in one file",
        as_bytes(GOOD.encode() + "P100,项目,青澜镇,,签约,5,,,,,,".encode("gbk")),
        "reject_file",
        ("mixed_encoding",),
    ),
    Case(
        "encodings",
        "a mark that lies",
        as_bytes(b"\xef\xbb\xbf" + GOOD.encode("gbk")),
        "reject_file",
        ("broken_encoding",),
    ),
    Case(
        "encodings",
        "cut in a letter",
        as_bytes(GOOD.encode()[:-1] + "项".encode()[:2]),
        "reject_file",
        ("mixed_encoding",),
    ),
    Case(
        "encodings",
        "bytes that are no text",
        as_bytes(GOOD.encode() + b"\0\0\0"),
        "reject_file",
        ("binary_text",),
    ),
    Case(
        "encodings",
        "Latin letters with marks",
        as_text("Project ID,Project name,Stage\nA1,Café,signed\n", "latin-1"),
        "reject_file",
        ("mixed_encoding",),
    ),
]
SEPARATORS = [
    Case("separators", "semicolons", as_text(csv_text(ten(), separator=";")), "accept", total_wan=TEN_WAN),
    Case(
        "separators",
        "tabs",
        as_text(csv_text(ten(), separator="\t")),
        "accept",
        total_wan=TEN_WAN,
        file="ledger.txt",
    ),
    Case("separators", "bars", as_text(csv_text(ten(), separator="|")), "accept", total_wan=TEN_WAN),
    Case("separators", "Windows line ends", as_text(GOOD.replace("\n", "\r\n")), "accept", total_wan=TEN_WAN),
    Case("separators", "old Mac line ends", as_text(GOOD.replace("\n", "\r")), "accept", total_wan=TEN_WAN),
    Case(
        "separators", "mixed line ends", as_text(GOOD.replace("\n", "\r\n", 4)), "accept", total_wan=TEN_WAN
    ),
    Case(
        "quotes", "a comma inside", as_csv(with_cell(4, "项目名称", "项目,丙")), "accept", total_wan=TEN_WAN
    ),
    Case(
        "quotes",
        "a line break inside",
        as_csv(with_cell(4, "备注", "第一行\n第二行")),
        "accept",
        total_wan=TEN_WAN,
    ),
    Case(
        "quotes",
        "one that does not close",
        as_text(GOOD.replace("项目丙", '"项目丙')),
        "reject_file",
        ("open_quote",),
    ),
    Case(
        "quotes",
        "too many cells",
        as_text(GOOD.replace("项目丙,", "项目丙,多,")),
        "accept_partial",
        (("ragged_row", 4),),
        counts={"set_aside": 1, "used": 9},
    ),
    Case(
        "quotes",
        "too few cells",
        as_text(GOOD.replace("P003,项目丁,松陌镇,", "P003,")),
        "accept_partial",
        (("ragged_row", 5),),
    ),
    Case(
        "quotes",
        "separators behind the last cell",
        as_text("\n".join(f"{line},,," for line in GOOD.splitlines())),
        "accept",
        total_wan=TEN_WAN,
    ),
    Case(
        "quotes",
        "an amount cut by its comma",
        as_text(GOOD.replace(",3000,", ",3,000,")),
        "accept_partial",
        (("ragged_row", 4),),
    ),
    Case(
        "headings",
        "title lines above",
        as_text("澜汀项目台账\n\n" + GOOD),
        "accept",
        (("above_headings", 1),),
        total_wan=TEN_WAN,
        counts={"ignored": 1},
    ),
    Case(
        "headings",
        "English",
        as_csv(
            [[row[0], row[1], row[5]] for row in ten()],
            ("Project ID", "Project name", "Total investment (CNY 10k)"),
        ),
        "accept",
        total_wan=TEN_WAN,
    ),
    Case(
        "headings",
        "Thai",
        as_csv(
            [[row[0], row[1], row[5]] for row in ten()], ("รหัสโครงการ", "ชื่อโครงการ", "เงินลงทุนรวม (หมื่นหยวน)")
        ),
        "accept",
        total_wan=TEN_WAN,
    ),
    Case(
        "headings",
        "full-width and spaced",
        as_csv(ten(), swapped("项目编号", " 项 目 编 号 ＊")),
        "accept",
        total_wan=TEN_WAN,
    ),
    Case(
        "headings",
        "one column twice",
        as_csv([[*row, row[5]] for row in ten()], (*HEADINGS, "总投资(万元)")),
        "reject_file",
        ("repeated_column",),
    ),
    Case(
        "headings",
        "two words for one column",
        as_csv([[*row, row[5]] for row in ten()], (*HEADINGS, "投资额（万元）")),
        "reject_file",
        ("repeated_column",),
    ),
    Case("headings", "none", as_csv(ten()[1:], ten()[0]), "reject_file", ("no_headings",)),
    Case("headings", "only headings", as_text(",".join(HEADINGS) + "\n"), "reject_file", ("no_rows",)),
    Case(
        "headings",
        "an unknown column",
        as_csv([[*row, "x"] for row in ten()], (*HEADINGS, "颜色")),
        "accept",
        ("unused_column",),
        total_wan=TEN_WAN,
    ),
    Case(
        "headings",
        "repeated in the middle",
        as_text(GOOD.replace("P005", ",".join(HEADINGS) + "\nP005")),
        "accept",
        (("repeated_headings", 7),),
        total_wan=TEN_WAN,
    ),
    Case(
        "headings",
        "a row number beside the id",
        as_csv([[at, *row] for at, row in enumerate(ten(), 1)], ("序号", *HEADINGS)),
        "accept",
        total_wan=TEN_WAN,
    ),
    Case(
        "headings",
        "a row of totals",
        as_text(GOOD + "合计,,,,,55000,,,,,,\n"),
        "accept",
        (("total_row", 12),),
        never=("total_differs",),
        total_wan=TEN_WAN,
    ),
    Case(
        "headings",
        "a row of totals that differs",
        as_text(GOOD + "合计,,,,,54000,,,,,,\n"),
        "accept",
        (("total_differs", 12),),
        total_wan=TEN_WAN,
    ),
    Case(
        "headings",
        "subtotals",
        as_text(
            GOOD.replace("P005", "小计,,,,,15000,,,,,,\nP005")
            + "小计,,,,,40000,,,,,,\n总计,,,,,55000,,,,,,\n"
        ),
        "accept",
        never=("total_differs",),
        counts={"ignored": 3},
        total_wan=TEN_WAN,
    ),
    Case(
        "headings",
        "remarks below",
        as_text(GOOD + "注：本表由各镇填报,,,,,,,,,,,\n填表人：某,,,审核：某,,,,,,,,\n"),
        "accept",
        (("remark_row", 12), ("remark_row", 13)),
        total_wan=TEN_WAN,
    ),
    Case(
        "headings",
        "sections",
        as_text(GOOD.replace("P005", "一、在建项目,,,,,,,,,,,\nP005")),
        "accept",
        (("section_row", 7),),
        total_wan=TEN_WAN,
    ),
]
UNITS = [
    Case(
        "units",
        "亿元 in the heading",
        as_csv(ten(), swapped(MONEY, "总投资（亿元）")),
        "accept",
        total_wan=TEN_WAN * 10000,
    ),
    Case(
        "units",
        "a unit in the cell",
        money("1.2亿元"),
        "accept_fixed",
        (("repaired", 4),),
        total_wan=TEN_WAN - 3000 + 12000,
    ),
    Case("units", "the heading's unit in the cell", money("3000万元"), "accept", total_wan=TEN_WAN),
    Case(
        "units",
        "a unit line above",
        as_text("单位：万元\n" + GOOD.replace(MONEY, "总投资")),
        "accept",
        total_wan=TEN_WAN,
    ),
    Case(
        "units",
        "a unit row below",
        as_text(GOOD.replace(MONEY, "总投资", 1).replace("\n", "\n,,,,,（万元）,,,,,,\n", 1)),
        "accept",
        total_wan=TEN_WAN,
    ),
    Case("units", "none anywhere", as_csv(ten(), swapped(MONEY, "总投资")), "reject_file", ("no_unit",)),
    Case(
        "units",
        "in every cell only",
        as_csv([[*row[:5], f"{row[5]}万元", *row[6:]] for row in ten()], swapped(MONEY, "总投资")),
        "accept_fixed",
        total_wan=TEN_WAN,
    ),
    Case(
        "units",
        "in some cells only",
        as_csv(
            [[*row[:5], f"{row[5]}万元" if at else row[5], *row[6:]] for at, row in enumerate(ten())],
            swapped(MONEY, "总投资"),
        ),
        "accept_partial",
        (("no_unit_cell", 2),),
    ),
    Case(
        "units",
        "dollars in a yuan column",
        money("500万美元"),
        "accept_partial",
        (("other_currency", 4),),
        counts={"set_aside": 1},
    ),
    Case(
        "units",
        "a currency that is not converted",
        money("500万欧元"),
        "accept_partial",
        (("other_currency", 4),),
    ),
    Case(
        "units", "a dollar column", as_csv(ten(), swapped(MONEY, "总投资（万美元）")), "accept", total_wan=0
    ),
    Case("units", "an unknown unit", money("3000两"), "accept_partial", (("unknown_unit", 4),)),
    Case(
        "units",
        "a column of currencies that agrees",
        as_csv([[*row, "人民币"] for row in ten()], (*HEADINGS, "币种")),
        "accept",
        total_wan=TEN_WAN,
    ),
    Case(
        "units",
        "a column of currencies that does not",
        as_csv(
            [[*row, "美元" if at == 2 else "人民币"] for at, row in enumerate(ten())], (*HEADINGS, "币种")
        ),
        "accept_partial",
        (("other_currency", 4),),
    ),
    Case("units", "more than a trillion", money("200000000"), "accept_partial", (("amount_too_large", 4),)),
    Case("numbers", "thousands", money("3,000"), "accept", total_wan=TEN_WAN),
    Case(
        "numbers",
        "full-width digits",
        money("３０００"),
        "accept_fixed",
        (("repaired", 4),),
        total_wan=TEN_WAN,
    ),
    Case("numbers", "a comma in the wrong place", money("30,00"), "accept_partial", (("bad_number", 4),)),
    Case("numbers", "a letter O for a zero", money("3O00"), "accept_partial", counts={"set_aside": 1}),
    Case("numbers", "two points", money("3.000.5"), "accept_partial", (("bad_number", 4),)),
    Case("numbers", "words", money("三千"), "accept_partial", (("bad_number", 4),)),
    Case("numbers", "below zero", money("-3000"), "accept_partial", (("negative_amount", 4),)),
    Case(
        "numbers",
        "a negative correction of contracted capital",
        as_csv([[*row, "-20"] for row in ten()], (*HEADINGS, "合同外资（万美元）")),
        "accept",
    ),
    Case("numbers", "an exponent", money("3e3"), "accept_partial", counts={"set_aside": 1}),
    Case(
        "numbers",
        "about",
        money("约3000"),
        "accept",
        total_wan=TEN_WAN,
        rows=lambda rows: rows[2]["amounts"][0]["status"] == "estimated",
    ),
    Case(
        "numbers",
        "a range",
        money("2000-4000"),
        "accept",
        total_wan=TEN_WAN - 3000,
        rows=lambda rows: rows[2]["amounts"][0]["low"] == 20_000_000,
    ),
    Case("numbers", "a range backwards", money("4000-2000"), "accept_partial", (("bad_number", 4),)),
    Case(
        "numbers",
        "at least",
        money("≥3000"),
        "accept",
        total_wan=TEN_WAN - 3000,
        rows=lambda rows: rows[2]["amounts"][0]["high"] is None,
    ),
    Case("numbers", "a hundredth of a fen", money("0.0000001"), "accept"),
    Case(
        "unknowns",
        "to be confirmed",
        money("待定"),
        "accept",
        total_wan=TEN_WAN - 3000,
        rows=lambda rows: rows[2]["total_investment_cny"] is None,
    ),
    Case(
        "unknowns",
        "not disclosed",
        money("未披露"),
        "accept",
        total_wan=TEN_WAN - 3000,
        rows=lambda rows: rows[2]["amounts"][0]["status"] == "undisclosed",
    ),
    Case("unknowns", "a stroke", money("——"), "accept", total_wan=TEN_WAN - 3000),
    Case("unknowns", "n/a", money("n/a"), "accept", total_wan=TEN_WAN - 3000),
    Case("unknowns", "an empty cell", money(""), "accept", total_wan=TEN_WAN - 3000),
    Case(
        "unknowns",
        "zero for the total",
        money("0"),
        "accept",
        (("zero_amount", 4),),
        total_wan=TEN_WAN - 3000,
    ),
]
CASES = [*ENCODINGS, *SEPARATORS, *UNITS]
