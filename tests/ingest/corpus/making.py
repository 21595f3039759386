"""Cases and the few ways of making their files; every name and figure is invented."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook

HEADINGS = (
    "项目编号",
    "项目名称",
    "所属镇街道",
    "产业",
    "阶段",
    "总投资(万元)",
    "签约日期",
    "开工日期",
    "竣工日期",
    "经度",
    "纬度",
    "备注",
)
TOWNS = ("青澜镇", "望穗镇", "鹭汀镇", "松陌镇")
CENTRES = {
    "青澜镇": (149.99, 29.99),
    "望穗镇": (150.09, 30.0),
    "鹭汀镇": (150.085, 30.07),
    "松陌镇": (150.02, 30.07),
}
SECTORS = ("智能装备与机器人", "电子信息与元器件", "材料与塑料")
RANDOM = random.Random(489)


@dataclass(frozen=True)
class Case:
    """A file and what must come of it.

    ``codes`` are findings that must be told, each a code, or a code and the row it is told at.
    ``never`` are codes that must not be told. ``total_wan`` is the sum of total investment used.
    """

    klass: str
    name: str
    make: Callable[[Path], None]
    verdict: str
    codes: tuple[Any, ...] = ()
    file: str = "ledger.csv"
    counts: dict[str, int] = field(default_factory=dict)
    never: tuple[str, ...] = ()
    total_wan: float | None = None
    rows: Callable[[list[dict[str, Any]]], bool] | None = None
    system: str | None = None
    park: str = "demo"

    @property
    def id(self) -> str:
        """Return the name a failing test is known by."""
        return f"{self.klass}: {self.name}"


def ten() -> list[list[Any]]:
    """Return ten good rows; row n of the list stands on line n + 2."""
    rows = []
    for at in range(10):
        town = TOWNS[at % 4]
        lon, lat = CENTRES[town]
        rows.append(
            [
                f"P{at:03d}",
                f"项目{'甲乙丙丁戊己庚辛壬癸'[at]}",
                town,
                SECTORS[at % 3],
                ("洽谈", "签约", "在建", "投产")[at % 4],
                str(1000 * (at + 1)),
                "" if at % 4 == 0 else "2024-03-05",
                "2024-09-01" if at % 4 > 1 else "",
                "2025-10-01" if at % 4 > 2 else "",
                f"{lon + at / 10000:.4f}",
                f"{lat:.4f}",
                "",
            ]
        )
    return rows


TEN_WAN = float(sum(1000 * (at + 1) for at in range(10)))


def with_cell(row: int, heading: str, value: Any) -> list[list[Any]]:
    """Return ten good rows with one cell changed; ``row`` is the line in the file."""
    rows = ten()
    rows[row - 2][HEADINGS.index(heading)] = value
    return rows


def csv_text(rows: Sequence[Sequence[Any]], headings: Sequence[str] = HEADINGS, separator: str = ",") -> str:
    """Return rows as separated text below their headings."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return text.getvalue()


def as_csv(
    rows: Sequence[Sequence[Any]], headings: Sequence[str] = HEADINGS, encoding: str = "utf-8"
) -> Callable[[Path], None]:
    """Return what writes rows as CSV."""
    return lambda path: path.write_bytes(csv_text(rows, headings).encode(encoding)) and None


def as_bytes(body: bytes) -> Callable[[Path], None]:
    """Return what writes bytes."""
    return lambda path: path.write_bytes(body) and None


def as_text(text: str, encoding: str = "utf-8") -> Callable[[Path], None]:
    """Return what writes a text."""
    return as_bytes(text.encode(encoding))


def numbers(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Return rows with the cells that look like numbers as numbers, as Excel holds them."""
    return [[_number(cell) for cell in row] for row in rows]


def _number(cell: Any) -> Any:
    try:
        return float(cell) if isinstance(cell, str) and cell and "-" not in cell else cell or None
    except ValueError:
        return cell


def as_book(
    change: Callable[[Any], None], rows: Sequence[Sequence[Any]] | None = None
) -> Callable[[Path], None]:
    """Return what writes a workbook of ten good rows, changed by ``change(sheet)``."""

    def make(path: Path) -> None:
        book = Workbook()
        page = book.worksheets[0]
        page.title = "台账"
        page.append(HEADINGS)
        for row in numbers(ten() if rows is None else rows):
            page.append(row)
        change(page)
        book.save(path)

    return make


def nothing(page: Any) -> None:
    """Change nothing."""
