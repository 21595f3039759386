"""``template``: an Excel workbook for a park's ledger, with drop-downs, units, notes and an example."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.commands import BAD_DATA, FINE, WRONG_USE
from dashboard.commands.check import park_folder
from dashboard.i18n import LANGUAGES
from dashboard.i18n.translate import words
from dashboard.ingest.load import load_park
from dashboard.ingest.template import write_template


def add_arguments(verbs: Any) -> None:
    """Add the verb to the grammar."""
    verb = verbs.add_parser("template", help="write an Excel workbook to fill in")
    verb.add_argument("--lang", choices=LANGUAGES, default="zh-Hans")
    verb.add_argument("--park", type=Path, metavar="DIR")
    verb.add_argument("--out", type=Path, metavar="FILE.xlsx", help="default: <park>-<language>.xlsx here")
    verb.add_argument("--today", type=date.fromisoformat, metavar="DATE")


def run(asked: argparse.Namespace) -> int:
    """Write the workbook of a park in a language."""
    park = park_folder(asked)
    if park is None:
        print(f"{asked.park}: {words(asked.lang).text('no such file or folder')}", file=sys.stderr)
        return WRONG_USE
    result = load_park(park)
    if result.dataset is None:
        print(result.report.as_text(words(asked.lang)), file=sys.stderr)
        return BAD_DATA
    target = asked.out or Path(f"{result.dataset.park.key}-{asked.lang}.xlsx")
    write_template(result.dataset, asked.lang, asked.today or date.today(), target)
    print(target)
    return FINE
