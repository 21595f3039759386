"""``check``: judge park folders and clerks' files, print every finding, write the rows that would be used."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.commands import BAD_DATA, FINE, WRONG_USE
from dashboard.contract.issues import ValidationReport
from dashboard.i18n import LANGUAGES
from dashboard.i18n.translate import Words, words
from dashboard.ingest.load import load_park
from dashboard.ingest.outcome import FINE as FINE_VERDICTS
from dashboard.ingest.outcome import Intake
from dashboard.ingest.reading import Asked, read_file
from dashboard.ingest.row_store import Rows
from dashboard.ingest.wire import as_text, told
from dashboard.render.board import Board
from dashboard.render.stories import story_issues
from dashboard.settings import bundled_parks, read_settings, story_folder
from geo.datum import SYSTEMS


def add_arguments(verbs: Any) -> None:
    """Add the verb to the grammar."""
    check = verbs.add_parser("check", help="check park folders or files of a ledger and print every finding")
    check.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="a file, or a park folder")
    add_file_arguments(check)
    check.add_argument(
        "--rows-out", type=Path, metavar="FILE", help="write the rows that would be used as JSON"
    )
    check.add_argument("--corrected", type=Path, metavar="FILE.xlsx", help="write the workbook with comments")
    check.add_argument("--json", action="store_true", help="print the report as JSON")


def add_file_arguments(verb: argparse.ArgumentParser) -> None:
    """Add what says how a clerk's file is to be read."""
    verb.add_argument("--park", type=Path, metavar="DIR", help="the park it belongs to; default: the first")
    verb.add_argument("--unit", metavar="ID", help="the reporting unit that sent it")
    verb.add_argument("--coordinates", choices=SYSTEMS, help="the system its coordinates are in, as agreed")
    verb.add_argument("--today", type=date.fromisoformat, metavar="DATE", help="default: today")
    verb.add_argument("--lang", choices=LANGUAGES, default="en")
    verb.add_argument("--yes", action="store_true", help="a person has looked at what waits")


def run(asked: argparse.Namespace) -> int:
    """Judge each path; 0 when all are fine, 1 when one is not, 2 when one is not there."""
    missing = [path for path in asked.paths if not path.exists() and not path.is_symlink()]
    park = park_folder(asked)
    if missing or park is None:
        print(
            f"{(missing or [asked.park])[0]}: {words(asked.lang).text('no such file or folder')}",
            file=sys.stderr,
        )
        return WRONG_USE
    speech = words(asked.lang)
    reports: dict[str, Any] = {}
    rows: list[Rows] = []
    good = True
    for path in asked.paths:
        fine, report = _one(path, asked, (park, speech), rows)
        good = good and fine
        reports[str(path)] = report
    if asked.rows_out:
        write_rows(rows, asked.rows_out)
    if asked.json:
        print(json.dumps(reports, ensure_ascii=False, indent=2))
    return FINE if good else BAD_DATA


def park_folder(asked: argparse.Namespace) -> Path | None:
    """Return the park's folder, the first bundled one when none is named, None when it is not there."""
    if asked.park is not None:
        return asked.park if asked.park.is_dir() else None
    return next(iter(bundled_parks(read_settings())), None)


def _one(
    path: Path, asked: argparse.Namespace, place: tuple[Path, Words], rows: list[Rows]
) -> tuple[bool, dict[str, Any]]:
    park, speech = place
    if (path / "park.toml").is_file() or (path.is_dir() and not any(path.glob("*.shp"))):
        report = _park_report(path)
        if not asked.json:
            print(report.as_text(speech))
        return report.ok, report.as_json(speech)
    found = read_file(path, asked_of(asked, park))
    rows.append(found.rows)
    if not asked.json:
        print(as_text(found, speech))
    return is_fine(found), told(found, speech)


def _park_report(path: Path) -> ValidationReport:
    """Return every problem of a park folder, the addresses of its stories among them."""
    result = load_park(path, story_folder(read_settings()))
    if result.dataset is None:
        return result.report
    told = story_issues(Board(result.dataset))
    return replace(result.report, issues=(*result.report.issues, *told))


def asked_of(asked: argparse.Namespace, park: Path) -> Asked:
    """Return how the command line wants a file read."""
    return Asked(
        park,
        asked.today or date.today(),
        system=asked.coordinates,
        unit=asked.unit,
        corrected=getattr(asked, "corrected", None),
        lang=asked.lang,
    )


def is_fine(found: Intake) -> bool:
    """Say whether every row can be used."""
    return found.verdict in FINE_VERDICTS


def write_rows(parts: list[Rows], target: Path) -> None:
    """Write the rows and, apart from them, the areas, one a line."""
    with target.open("w", encoding="utf-8") as stream:
        for name, areas in (("rows", False), ("features", True)):
            lines = (
                line
                for part in parts
                for row, line in zip(part, part.lines(), strict=True)
                if _is_area(row) == areas
            )
            stream.write(f'{{"{name}": [' if name == "rows" else f'],\n"{name}": [')
            for at, line in enumerate(lines):
                stream.write(f"{',' if at else ''}\n{line}")
        stream.write("]}\n")


def _is_area(row: dict[str, Any]) -> bool:
    return bool(row["table"] == "areas")
