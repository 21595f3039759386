"""The template: read back as it is, filled in, in every language, for any park; safe and complete."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import load_workbook

from dashboard.__main__ import main
from dashboard.i18n.translate import words
from dashboard.ingest.intake import take_in
from dashboard.ingest.ledger.headings import Headings
from dashboard.ingest.ledger.situation import Situation
from dashboard.ingest.template import COLUMNS, write_template

TODAY = date(2026, 11, 27)
LANGUAGES = ("zh-Hans", "en", "ja", "th")


def checked(path, dataset):
    return take_in(path, path.name, Situation(dataset, TODAY), lambda share: None)


@pytest.fixture(params=["demo", "xiangcheng"])
def dataset(request):
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_template_as_it_is_is_accepted_and_only_asks_whether_the_example_is_meant(
    lang, dataset, tmp_path
):
    write_template(dataset, lang, TODAY, tmp_path / "t.xlsx")
    found = checked(tmp_path / "t.xlsx", dataset)
    assert (found.verdict, found.counts["used"]) == ("accept", 3)
    assert [issue.code for issue in found.waits] == ["example_sheet"]
    rows = list(found.rows)
    assert [row["stage"] for row in rows] == ["20", "30", "50"]
    assert [row["total_investment_wan"] for row in rows] == [12000, 24000, 36000]
    assert rows[2]["lon"] is not None and all(row["sector"] and row["unit"] for row in rows)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_filled_sheet_is_read_and_the_example_is_not(lang, dataset, tmp_path):
    write_template(dataset, lang, TODAY, tmp_path / "t.xlsx")
    book = load_workbook(tmp_path / "t.xlsx")
    page, example = book.worksheets[0], book[words(lang).text("Example")]
    for column in range(1, len(COLUMNS) + 1):
        page.cell(row=2, column=column).value = example.cell(row=4, column=column).value
    page["A2"] = "OWN-1"
    book.save(tmp_path / "t.xlsx")
    found = checked(tmp_path / "t.xlsx", dataset)
    assert found.verdict == "accept" and [row["id"] for row in found.rows] == ["OWN-1"]
    assert found.waits == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_heading_is_one_the_reader_knows_and_has_a_note(lang, dataset, tmp_path):
    write_template(dataset, lang, TODAY, tmp_path / "t.xlsx")
    page = load_workbook(tmp_path / "t.xlsx").worksheets[0]
    known = Headings()
    found = [known.of(cell.value) for cell in page[1]]
    keys = [
        heading.key.split("_")[0] if key == "name" else heading.key
        for heading, key in zip(found, COLUMNS, strict=True)
    ]
    assert keys == list(COLUMNS)
    assert all(cell.comment and cell.comment.text for cell in page[1])
    money = {
        heading.key: heading.unit for heading in found if heading.key in ("total_investment", "utilised_fdi")
    }
    assert (money["total_investment"].factor, money["total_investment"].currency) == (10000, "CNY")
    assert (money["utilised_fdi"].factor, money["utilised_fdi"].currency) == (10000, "USD")


def test_the_lists_hold_the_parks_own_words_and_feed_drop_downs(demo, tmp_path):
    write_template(demo, "zh-Hans", TODAY, tmp_path / "t.xlsx")
    book = load_workbook(tmp_path / "t.xlsx")
    page = book.worksheets[0]
    assert len(page.data_validations.dataValidation) == 4
    assert "青澜镇" in [cell.value for cell in book["选项"]["B"]]
    assert all(rule.formula1.startswith("='选项'!$") for rule in page.data_validations.dataValidation)


def test_the_command_writes_it(tmp_path, demo_folder, capsys):
    target = tmp_path / "t.xlsx"
    assert main(["template", "--lang", "ja", "--park", str(demo_folder), "--out", str(target)]) == 0
    assert capsys.readouterr().out.strip() == str(target) and target.is_file()
    assert main(["template", "--park", str(tmp_path / "none")]) == 2
