"""What a ledger costs from file to verdict: ten thousand rows and two hundred thousand."""

from __future__ import annotations

import random
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook

from dashboard.ingest.reading import Asked, Watch, read_file
from tests.ingest.corpus.making import HEADINGS, SECTORS, TOWNS

ROOT = Path(__file__).resolve().parents[2]
SIZES = ((10_000, 5), (200_000, 60))


def write_ledger(path: Path, rows: int) -> None:
    """Write a workbook of invented projects."""
    lot = random.Random(489)
    book = Workbook(write_only=True)
    page = book.create_sheet("台账")
    page.append(HEADINGS)
    for at in range(rows):
        signed = date(2020, 1, 1) + timedelta(days=lot.randrange(1500))
        amount = round(lot.lognormvariate(8, 1), 2)
        place = (149.97 + lot.random() * 0.04, 29.97 + lot.random() * 0.04)
        page.append(
            [
                f"P{at:06d}",
                f"项目{at}",
                TOWNS[at % 4],
                SECTORS[at % 3],
                "在建",
                amount,
                signed,
                "2025年3月",
                "2027-05",
                *place,
                "说明",
            ]
        )
    book.save(path)


def run() -> list[str]:
    """Return the lines to print."""
    lines = ["a ledger from file to verdict, in a process of its own (workbook of twelve columns)"]
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        for rows, goal in SIZES:
            path = Path(folder) / f"{rows}.xlsx"
            write_ledger(path, rows)
            shares: list[float] = []
            begin = time.monotonic()
            found = read_file(path, Asked(ROOT / "data/demo", date(2026, 11, 27)), Watch(shares.append))
            taken.append(time.monotonic() - begin)
            lines.append(
                f"  {rows:,} rows: {taken[-1]:.1f} s (goal {goal}), {found.verdict}, "
                f"{len(found.rows):,} usable, progress told {len(shares)} times"
            )
    lines.append(f"  twenty times the rows take {taken[1] / taken[0]:.1f} times as long")
    return lines
