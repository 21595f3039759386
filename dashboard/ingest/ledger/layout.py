"""Where a sheet's table is: heading rows, columns with units, and the rows that hold no project."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.ingest.ledger.columns import LEDGER, NAMES, QUANTITIES
from dashboard.ingest.ledger.grid import Grid, as_text, is_blank
from dashboard.ingest.ledger.headings import UNIT_LEAD, Heading, Headings
from dashboard.ingest.ledger.units import Unit, unit_of
from dashboard.ingest.ledger.words import marked, marks

SEARCHED = 40
INSIDE = re.compile(r"[(（\[【]([^)）\]】]+)[)）\]】]")
SECTION = re.compile(
    r"^([一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[)）]|\d+[、.．]\s*\D|part\s)",
    re.IGNORECASE,
)
UNIT_LINE = re.compile(
    r"(?:单位|金额单位|unit|単位|หน่วย)\s*[:：]?\s*([^\s，,;；)）]+(?: [a-z]+)?)", re.IGNORECASE
)


@dataclass(frozen=True)
class Column:
    """A column of the sheet: which one, its key, its heading as written, its unit."""

    key: str
    index: int
    title: str
    unit: Unit | None


@dataclass(frozen=True)
class Layout:
    """A table in a sheet. ``ignored`` says of each row that holds no project why."""

    columns: tuple[Column, ...]
    unused: tuple[str, ...]
    repeated: tuple[str, ...]
    heading_rows: tuple[int, ...]
    ignored: dict[int, str] = field(default_factory=dict)
    totals: tuple[int, ...] = ()

    @property
    def first(self) -> int:
        """Return the index of the first row below the headings."""
        return self.heading_rows[-1] + 1


def heading_score(headings: Headings, texts: Sequence[Any]) -> int:
    """Return how many different columns a row of texts names."""
    found = {heading.key for text in texts if (heading := headings.of(as_text(text)))}
    return len(found - {"note", "row_number"})


def find_layout(grid: Grid, headings: Headings) -> Layout | None:
    """Return where the table of a sheet is, None when no row names two columns of a ledger."""
    found = _heading_rows(grid, headings)
    if found is None:
        return None
    rows, titles = found
    columns, unused, repeated = _columns(grid, rows, titles, headings)
    if not {column.key for column in columns} & {"project_id", *NAMES, "area_stated"}:
        return None
    rows, columns = _with_unit_row(grid, rows, columns)
    columns = _with_default_unit(grid, rows, _with_units_above(grid, rows, columns))
    ignored, totals = _rows_without_project(grid, rows, columns)
    return Layout(columns, unused, repeated, rows, ignored, totals)


def _heading_rows(grid: Grid, headings: Headings) -> tuple[tuple[int, ...], list[tuple[str, ...]]] | None:
    """Return the row, or the two rows, that name the most columns; the first and the fewest win a tie."""
    best, found = (1, 0), None
    for at in range(min(len(grid.rows), SEARCHED)):
        for rows in ((at,), (at, at + 1)):
            if len(rows) == 2 and not (rows[1] < len(grid.rows) and _may_pair(grid, rows, headings)):
                continue
            titles = _titles(grid, rows)
            score = heading_score(headings, [_best_title(title, headings) for title in titles])
            if (score, -len(rows)) > best:
                best, found = (score, -len(rows)), (rows, titles)
    return found


def _may_pair(grid: Grid, rows: tuple[int, ...], headings: Headings) -> bool:
    """Say whether the second row may be part of the headings: it holds words, not values."""
    cells = [value for value in grid.rows[rows[1]] if not is_blank(value)]
    words = [value for value in cells if isinstance(value, str) and len(value) < 30]
    named = [value for value in words if headings.of(value) or marked(value) in _tenses()]
    spread = any(merge[0] == rows[0] and merge[3] > merge[1] for merge in grid.merged) or any(
        is_blank(value) for value in grid.rows[rows[0]]
    )
    return bool(cells) and len(words) == len(cells) and spread and len(named) * 2 >= len(cells)


def _tenses() -> frozenset[str]:
    return marks("date_planned") | marks("date_actual")


def _titles(grid: Grid, rows: tuple[int, ...]) -> list[tuple[str, ...]]:
    """Return for each column the heading texts above each other, merged ones spread to the right."""
    width = max(len(grid.rows[row]) for row in rows)
    texts = [[as_text(grid.cell(row, column)) for column in range(width)] for row in rows]
    for top, left, bottom, right in grid.merged:
        for level, row in enumerate(rows):
            if top <= row <= bottom:
                value = as_text(grid.cell(top, left))
                for column in range(left, min(right + 1, width)):
                    texts[level][column] = value if row == top or level == 0 else ""
    if len(rows) == 2 and not any(merge[0] <= rows[0] <= merge[2] for merge in grid.merged):
        texts[0] = _carried(texts[0], texts[1])
    return [tuple(level[column] for level in texts) for column in range(width)]


def _carried(upper: list[str], lower: list[str]) -> list[str]:
    """Return the upper headings with each gap above a lower heading filled from its left."""
    made: list[str] = []
    for text, below in zip(upper, lower, strict=True):
        made.append(text or (made[-1] if made and below else ""))
    return made


def _best_title(title: tuple[str, ...], headings: Headings) -> str:
    """Return the reading of a column's headings that is known: both, the lower, the upper."""
    parts = [part for part in title if part]
    if not parts:
        return ""
    tries = [parts[-1], parts[0]]
    if len(parts) == 2 and parts[0] != parts[1]:
        tries = [parts[0] + parts[1], parts[1] + parts[0], parts[1], parts[0]]
    return next((text for text in tries if headings.of(text)), " ".join(parts))


def _columns(
    grid: Grid, rows: tuple[int, ...], titles: list[tuple[str, ...]], headings: Headings
) -> tuple[tuple[Column, ...], tuple[str, ...], tuple[str, ...]]:
    found: list[Column] = []
    unused, seen = [], Counter[str]()
    for index, title in enumerate(titles):
        text = _best_title(title, headings)
        heading = headings.of(text)
        if heading is None:
            unused += [text] if text else []
            continue
        seen[heading.key] += 1
        if seen[heading.key] == 1:
            unit = heading.unit or _upper_unit(title, heading, headings)
            found.append(Column(heading.key, index, " ".join(dict.fromkeys(filter(None, title))), unit))
    repeated = tuple(key for key, n in seen.items() if n > 1 and key not in ("note", "row_number"))
    return tuple(found), tuple(unused), repeated


def _upper_unit(title: tuple[str, ...], heading: Heading, headings: Headings) -> Unit | None:
    """Return the unit that the heading above names: 投资（万元） over 总投资."""
    kind = QUANTITIES.get(LEDGER[heading.key].kind, "")
    if not kind or len(title) < 2:
        return None
    upper = headings.of(title[0])
    if upper and upper.unit:
        return upper.unit
    inside = INSIDE.findall(title[0])
    return next((unit for text in inside if (unit := unit_of(text, kind))), None)


def _with_unit_row(
    grid: Grid, rows: tuple[int, ...], columns: tuple[Column, ...]
) -> tuple[tuple[int, ...], tuple[Column, ...]]:
    """Read a row of units below the headings, such as （万元） under 总投资."""
    below = rows[-1] + 1
    if below >= len(grid.rows):
        return rows, columns
    cells = [as_text(value).strip("()（）[]【】 ") for value in grid.rows[below]]
    filled = [text for text in cells if text]
    kinds = set(QUANTITIES.values())
    if not filled or not all(any(unit_of(text, kind) for kind in kinds) for text in filled):
        return rows, columns
    made = []
    for column in columns:
        kind = QUANTITIES.get(LEDGER[column.key].kind, "")
        text = cells[column.index] if column.index < len(cells) else ""
        unit = unit_of(text, kind) if kind and text else None
        made.append(Column(column.key, column.index, column.title, unit or column.unit))
    return (*rows, below), tuple(made)


def _with_units_above(grid: Grid, rows: tuple[int, ...], columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Give columns without a unit the one that a heading over several of them names: 投资（亿元）."""
    if rows[0] == 0:
        return columns
    above = _titles(grid, (rows[0] - 1,))
    made = []
    for column in columns:
        kind = QUANTITIES.get(LEDGER[column.key].kind, "")
        text = above[column.index][0] if column.index < len(above) else ""
        inside = INSIDE.findall(text) if kind and column.unit is None else []
        unit = next((found for part in inside if (found := unit_of(part, kind))), column.unit)
        made.append(Column(column.key, column.index, column.title, unit))
    return tuple(made)


def _with_default_unit(grid: Grid, rows: tuple[int, ...], columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Give columns of money without a unit the one that a line above the headings names."""
    named = None
    for row in range(rows[0]):
        for value in grid.rows[row]:
            for text in UNIT_LINE.findall(as_text(value)) if isinstance(value, str) else ():
                named = unit_of(UNIT_LEAD.sub("", text).strip("()（）"), "money") or named
    if named is None:
        return columns
    return tuple(
        Column(one.key, one.index, one.title, named)
        if LEDGER[one.key].kind == "money" and one.unit is None
        else one
        for one in columns
    )


def _rows_without_project(
    grid: Grid, heading_rows: tuple[int, ...], columns: tuple[Column, ...]
) -> tuple[dict[int, str], tuple[int, ...]]:
    ignored, totals = {}, []
    first = heading_rows[-1] + 1
    titles = frozenset(text for row in heading_rows for cell in grid.rows[row] if (text := as_text(cell)))
    titles |= frozenset(column.title for column in columns)
    for row, cells in enumerate(grid.rows):
        filled = [value for value in cells if not is_blank(value)]
        if not filled or row in heading_rows:
            continue
        reason = "above_headings" if row < first else _reason(cells, filled, columns, titles)
        if reason:
            ignored[row] = reason
            totals += [row] if reason == "total_row" else []
    return ignored, tuple(totals)


def _reason(
    cells: Sequence[Any], filled: Sequence[Any], columns: tuple[Column, ...], titles: frozenset[str]
) -> str | None:
    lead = as_text(filled[0])
    if _is_total(cells, lead, columns):
        return "total_row"
    if len(filled) == 1 and isinstance(filled[0], str):
        return _alone(lead)
    if len(filled) <= 3 and _is_remark(lead):
        return "remark_row"
    if lead in titles and len(titles.intersection(map(as_text, filled))) * 2 > len(filled):
        return "repeated_headings"
    return None


def _is_total(cells: Sequence[Any], lead: str, columns: tuple[Column, ...]) -> bool:
    """Say whether a row adds others up: its first cell says so, or its name does and it has no id."""
    words = marks("total")
    if _bare(lead) in words:
        return True
    at = {column.key: column.index for column in columns}
    names = [as_text(cells[at[key]]) for key in NAMES if key in at and at[key] < len(cells)]
    id_at = at.get("project_id")
    has_id = id_at is not None and id_at < len(cells) and not is_blank(cells[id_at])
    return not has_id and any(_bare(name) in words for name in names)


def _bare(text: str) -> str:
    return re.sub(r"[\s:：()（）]|\d+个?项?$", "", marked(text))


def _alone(text: str) -> str | None:
    if _is_remark(text):
        return "remark_row"
    if SECTION.match(text):
        return "section_row"
    return "remark_row" if len(text) > 40 else None


def _is_remark(text: str) -> bool:
    start = re.split(r"[:：\d（(\s]", marked(text), maxsplit=1)[0]
    return start in marks("remark") or marked(text).startswith("※")
