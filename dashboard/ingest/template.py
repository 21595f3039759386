"""The workbook a unit fills in: headings with units, drop-downs of the park's words, an example."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.contract.codes import STAGES
from dashboard.contract.dataset import Dataset
from dashboard.i18n.translate import Words, words
from dashboard.ingest.ledger.lexicon import TOWNS

COLUMNS = (
    "project_id",
    "name",
    "reporting_unit",
    "town",
    "sector",
    "stage",
    "investor",
    "home_country",
    "total_investment",
    "fai_done_cum",
    "utilised_fdi",
    "signed",
    "started_planned",
    "started_actual",
    "completed_planned",
    "completed_actual",
    "operating_planned",
    "operating_actual",
    "land_mu",
    "expected_jobs",
    "lon",
    "lat",
    "owner_dept",
    "note",
)
NAME_OF = {"zh-Hans": "name_zh", "en": "name_en", "ja": "name_ja", "th": "name_th"}
LISTED = ("reporting_unit", "town", "sector", "stage")
DATED = ("signed", "started_planned", "started_actual", "completed_planned", "completed_actual")
FILLED_ROWS, WIDE, NARROW = 1000, 24, 14
HEAD = PatternFill("solid", fgColor="FF123A5C")


@dataclass(frozen=True)
class Paper:
    """What a template is written from: the park, the language, the day of the example."""

    dataset: Dataset
    speech: Words
    today: date

    @property
    def lang(self) -> str:
        """Return the language."""
        return self.speech.lang

    def heading(self, key: str) -> str:
        """Return a column's heading, with its unit."""
        return self.speech.label("ledger_column", key)


def write_template(dataset: Dataset, lang: str, today: date, target: Path) -> None:
    """Write a park's template in a language: a sheet to fill in, the lists, an example, notes."""
    paper = Paper(dataset, words(lang), today)
    book = Workbook()
    ledger = book.worksheets[0]
    ledger.title = paper.speech.text("Ledger")
    lists = book.create_sheet(paper.speech.text("Lists"))
    ranges = _write_lists(lists, paper)
    _write_head(ledger, paper)
    _add_choices(ledger, ranges)
    example = book.create_sheet(paper.speech.text("Example"))
    _write_head(example, paper)
    for row in example_rows(paper):
        example.append(row)
    _write_notes(book.create_sheet(paper.speech.text("How to fill in")), paper)
    book.save(target)


def _choices(paper: Paper) -> dict[str, list[str]]:
    """Return the words a reader may choose from, as ``check`` knows them."""
    places, sectors = paper.dataset.tables["places"], paper.dataset.codes["sectors"]
    name = NAME_OF[paper.lang]
    shown = places.assign(shown=[_shown(row, name) for row in places.to_dict("records")])
    units = shown[shown["place_type"].isin(("reporting unit", "development_zone", "new_town", "zone"))]
    return {
        "reporting_unit": units["shown"].tolist(),
        "town": shown[shown["place_type"].isin(TOWNS)]["shown"].tolist(),
        "sector": sectors[paper.lang].tolist(),
        "stage": [paper.speech.label("stage", code) for code in STAGES if code.isdigit()],
    }


def _shown(place: dict[str, Any], name: str) -> str:
    return str(place.get(name) or place["name_en"] or place["name_zh"])


def _write_lists(page: Worksheet, paper: Paper) -> dict[str, str]:
    """Write the lists and return the range of each, for the drop-downs."""
    ranges = {}
    for at, (key, choices) in enumerate(_choices(paper).items(), start=1):
        letter = get_column_letter(at)
        page.column_dimensions[letter].width = WIDE
        for row, text in enumerate(choices, start=1):
            page.cell(row=row, column=at, value=text)
        if choices:
            ranges[key] = f"'{page.title}'!${letter}$1:${letter}${len(choices)}"
    return ranges


def _write_head(page: Worksheet, paper: Paper) -> None:
    for at, key in enumerate(COLUMNS, start=1):
        cell = page.cell(row=1, column=at, value=paper.heading(key))
        cell.font, cell.fill = Font(bold=True, color="FFFFFFFF"), HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.comment = Comment(paper.speech.label("ledger_note", _note_of(key)), "park-dashboard", width=280)
        page.column_dimensions[get_column_letter(at)].width = (
            WIDE if key in ("name", "note", "investor") else NARROW
        )
    page.freeze_panes = "C2"
    page.row_dimensions[1].height = 44


def _note_of(key: str) -> str:
    if key in LISTED:
        return "listed"
    if key.split("_")[0] in ("signed", "started", "completed", "operating"):
        return "date"
    if key in ("total_investment", "fai_done_cum", "utilised_fdi"):
        return "money"
    return {"project_id": "id", "lon": "degrees", "lat": "degrees"}.get(key, "free")


def _add_choices(page: Worksheet, ranges: dict[str, str]) -> None:
    for key, where in ranges.items():
        letter = get_column_letter(COLUMNS.index(key) + 1)
        choice = DataValidation(type="list", formula1=f"={where}", allow_blank=True, showErrorMessage=True)
        choice.add(f"{letter}2:{letter}{FILLED_ROWS}")
        page.add_data_validation(choice)


def example_rows(paper: Paper) -> list[list[Any]]:
    """Return three example projects, invented and marked so, in the park's own words."""
    choices = _choices(paper)
    point = paper.dataset.layers["boundary"].geometry.union_all().representative_point()
    signed = paper.today - timedelta(days=400)
    rows = []
    for at, stage in enumerate(("20", "30", "50"), start=1):
        made: dict[str, Any] = {
            "project_id": f"EXAMPLE-{at}",
            "name": f"{paper.speech.text('Example')} {at}",
            "stage": paper.speech.label("stage", stage),
            "total_investment": 12000 * at,
            "note": paper.speech.text("invented, only to show the form"),
            **{
                key: choices[key][(at - 1) % len(choices[key])]
                for key in ("reporting_unit", "sector")
                if choices[key]
            },
        }
        if stage != "20":
            made |= {"signed": signed, "started_planned": signed + timedelta(days=200)}
        if stage == "50":
            made |= {"started_actual": signed + timedelta(days=180), "fai_done_cum": 8000}
            made |= {"lon": round(point.x, 5), "lat": round(point.y, 5)}
        rows.append([made.get(key) for key in COLUMNS])
    return rows


def _write_notes(page: Worksheet, paper: Paper) -> None:
    page.column_dimensions["A"].width = 100
    lines: Sequence[str] = (
        paper.speech.text("One row is one project. Fill in the first sheet; the example shows the form."),
        paper.speech.text("The id of a project stays the same from report to report."),
        paper.speech.text(
            "Leave a cell empty when something is not known; write undisclosed when it may not be told."
        ),
        paper.speech.text(
            "Amounts are in the unit of the heading. Dates may be a day, a month, a quarter or a year."
        ),
        paper.speech.text(
            "Coordinates are WGS-84 degrees; say so to the park’s office if yours come from another map."
        ),
    )
    for row, text in enumerate(lines, start=1):
        page.cell(row=row, column=1, value=text).alignment = Alignment(wrap_text=True)
