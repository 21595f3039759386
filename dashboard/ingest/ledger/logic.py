"""What a row says as a whole: stages, dates in order, money that agrees, rows that repeat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from dashboard.ingest.convert import day_range
from dashboard.ingest.ledger.amounts import Amount, read_amount
from dashboard.ingest.ledger.columns import MONEY, NAMES, STAGE_OF
from dashboard.ingest.ledger.dates import Day
from dashboard.ingest.ledger.findings import IGNORED, SET_ASIDE
from dashboard.ingest.ledger.grid import as_text
from dashboard.ingest.ledger.part import Record, SheetPart
from dashboard.ingest.ledger.situation import Situation

TWO_YEARS = 730
LOOSE = ("framework", "LOI", "MoU")
BOOKKEEPING = ("line", "sheet")


def check_rows(parts: Sequence[SheetPart], situation: Situation) -> None:
    """Check every record alone, then against each other."""
    for part in parts:
        keys = {column.key for column in part.layout.columns}
        for line, record in part.records.items():
            _check_names(part, line, record, keys)
            _check_money(part, line, record, situation.dataset.park.currency)
            _check_total(part, line, record, keys)
            _check_dates(part, line, record, situation.today)
            _check_stage(part, line, record, keys)
        _check_shares(part)
        if "project_id" not in keys:
            part.findings.tell("no_id_column")
    check_ids(parts)
    _check_signed_twice(parts)


def title_of(part: SheetPart, key: str) -> str:
    """Return a column's heading as the clerk wrote it."""
    return next((column.title for column in part.layout.columns if column.key == key), key)


def _check_names(part: SheetPart, line: int, record: Record, keys: set[str]) -> None:
    if "project_id" in keys and not record.get("project_id") and part.findings.of(line) != SET_ASIDE:
        part.findings.tell("no_id", line, column=title_of(part, "project_id"))
    if not any(record.get(key) for key in NAMES):
        part.findings.tell(
            "no_name", line, column=title_of(part, next((k for k in NAMES if k in keys), "name_zh"))
        )


def _check_money(part: SheetPart, line: int, record: Record, own: str) -> None:
    for key in (key for key in MONEY if key in record):
        amount: Amount = record[key]
        said = record.get("currency")
        if said and amount.currency and said != amount.currency and _has_value(amount):
            written = f"{as_text(record[f'{key}_written'])} {said}"
            part.findings.tell("other_currency", line, column=title_of(part, key), value=written)
        record[key] = replace(amount, currency=amount.currency or said or own)
    _compare(part, line, record, ("fai_done_cum", "total_investment", "done_above_total"))
    _compare(part, line, record, ("utilised_fdi", "contracted_fdi", "used_above_contracted"))


def _check_total(part: SheetPart, line: int, record: Record, keys: set[str]) -> None:
    """Tell a total that is not known; one written as 0 counts as not disclosed."""
    if "total_investment" not in keys or part.findings.of(line) == SET_ASIDE:
        return
    total: Amount | None = record.get("total_investment")
    if total is not None and total.value == 0:
        part.findings.tell("zero_amount", line, column=title_of(part, "total_investment"), value="0")
        record["total_investment"] = replace(total, value=None, status="undisclosed")
    elif total is None or not (_has_value(total) or total.status == "undisclosed"):
        part.findings.tell("no_amount", line, column=title_of(part, "total_investment"))


def _has_value(amount: Amount) -> bool:
    return any(part is not None for part in (amount.value, amount.low, amount.high))


def _compare(part: SheetPart, line: int, record: Record, rule: tuple[str, str, str]) -> None:
    less, more, code = rule
    small, large = record.get(less), record.get(more)
    if not small or not large or small.value is None or not large.value or small.currency != large.currency:
        return
    if small.value > large.value:
        part.findings.tell(code, line, column=title_of(part, less), value=as_text(record[f"{less}_written"]))


def _check_dates(part: SheetPart, line: int, record: Record, today: date) -> None:
    for name in STAGE_OF:
        _settle_tense(part, line, record, (name, today))
    for tense in ("actual", "planned"):
        dated = [(name, record[f"{name}_{tense}"]) for name in STAGE_OF if f"{name}_{tense}" in record]
        for (first, early), (second, late) in zip(dated, dated[1:], strict=False):
            if _ends_before(late, early):
                part.findings.tell(
                    "date_order",
                    line,
                    column=_dated_title(part, second, tense),
                    value=late.iso,
                    other=_dated_title(part, first, tense),
                    other_value=early.iso,
                )


def _dated_title(part: SheetPart, name: str, tense: str) -> str:
    keys = {column.key for column in part.layout.columns}
    return title_of(part, f"{name}_{tense}" if f"{name}_{tense}" in keys else name)


def _settle_tense(part: SheetPart, line: int, record: Record, asked: tuple[str, date]) -> None:
    """Decide whether a plain date was reached or is planned: one ahead of today is planned.

    A date ahead of today that the heading or the stage says was reached is an error.
    """
    name, today = asked
    plain: Day | None = record.pop(name, None)
    if plain is not None:
        ahead = _lies_ahead(plain, name, today)
        stage = str(record.get("stage", ""))
        reached = stage.isdigit() and STAGE_OF[name] <= stage < "90"
        if plain.tense == "planned" or (ahead and not reached):
            record.setdefault(f"{name}_planned", plain)
        else:
            record.setdefault(f"{name}_actual", plain)
    actual: Day | None = record.get(f"{name}_actual")
    if actual is not None and actual.iso > today.isoformat():
        part.findings.tell("future_date", line, column=_dated_title(part, name, "actual"), value=actual.iso)


def _lies_ahead(day: Day, name: str, today: date) -> bool:
    """Say whether a plain date is ahead of today; a coarse one counts by its end, but for a signing."""
    days = day_range(day.iso, day.precision)
    coarse = day.precision in ("quarter", "half-year", "year") and name != "signed"
    return bool(days) and (days[1] if coarse and days else date.fromisoformat(day.iso)) > today


def _ends_before(late: Day, early: Day) -> bool:
    ends, starts = day_range(late.iso, late.precision), day_range(early.iso, early.precision)
    return bool(ends and starts and ends[1] < starts[0])


def _check_stage(part: SheetPart, line: int, record: Record, keys: set[str]) -> None:
    if "stage" not in keys:
        reached = [code for name, code in STAGE_OF.items() if f"{name}_actual" in record]
        record |= {"stage": max(reached), "stage_basis": "implied"} if reached else {}
    stage = str(record.setdefault("stage", "unknown"))
    if not stage.isdigit():
        return
    if record.get("agreement_type") in LOOSE and 30 <= int(stage) < 40:
        part.findings.tell(
            "framework_as_signed", line, column=title_of(part, "stage"), value=record.get("stage_reported")
        )
    if 30 <= int(stage) < 90 and "signed" in keys and not {"signed_actual", "signed_unread"} & set(record):
        part.findings.tell("missing_signing", line, column=title_of(part, "signed"))
    began = {"started_actual", "completed_actual"} & set(record)
    if 70 <= int(stage) < 90 and {"started", "started_actual"} & keys and not began:
        part.findings.tell("implied_start", line, column=title_of(part, "started"))


def _check_shares(part: SheetPart) -> None:
    """Read a column of shares by one rule: all up to 1 mean 1 = 100 %, otherwise per cent."""
    shares = {line: record["share_pct"] for line, record in part.records.items() if "share_pct" in record}
    fractions = [line for line, share in shares.items() if 0 < share <= 1]
    if fractions and len(fractions) < len([share for share in shares.values() if share]):
        part.findings.tell("long_share", column=title_of(part, "share_pct"))
        for line in fractions:
            part.records[line].pop("share_pct")
    elif fractions:
        for line in fractions:
            part.records[line]["share_pct"] = part.records[line]["share_pct"] * 100


def check_ids(parts: Iterable[SheetPart]) -> None:
    """Set aside rows that share an id and differ; a word-for-word copy is used once."""
    by_id: dict[str, list[tuple[SheetPart, int, Record]]] = defaultdict(list)
    for part in parts:
        for line, record in part.records.items():
            if record.get("project_id"):
                by_id[record["project_id"]].append((part, line, record))
    for found in (rows for rows in by_id.values() if len(rows) > 1):
        first = _content(found[0][2])
        if all(_content(record) == first for _, _, record in found):
            for part, line, _ in found[1:]:
                part.findings.tell("copied_row", line, row_of=found[0][1])
                part.findings.mark(line, IGNORED)
            continue
        rows = ", ".join(_where(part, line) for part, line, _ in found)
        for part, line, record in found:
            part.findings.tell(
                "duplicate_id",
                line,
                column=title_of(part, "project_id"),
                value=record["project_id"],
                rows=rows,
            )


def _where(part: SheetPart, line: int) -> str:
    return f"{part.grid.sheet}!{line}" if part.grid.sheet else str(line)


def _content(record: Record) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in BOOKKEEPING}


def _check_signed_twice(parts: Iterable[SheetPart]) -> None:
    """Point out rows of one name and investor that were signed within two years of each other."""
    seen: dict[tuple[str, str], list[tuple[date, int, str]]] = defaultdict(list)
    for part in parts:
        for line, record in part.records.items():
            name, signed = record.get("name_zh") or record.get("name_en"), record.get("signed_actual")
            if not name or signed is None:
                continue
            day = date.fromisoformat(signed.iso)
            known = seen[(name, record.get("investor", ""))]
            near = next(
                (
                    row
                    for other, row, key in known[-5:]
                    if abs((day - other).days) <= TWO_YEARS and key != record.get("project_id")
                ),
                None,
            )
            if near is not None:
                part.findings.tell(
                    "signed_twice", line, column=title_of(part, "name_zh"), value=name, row_of=near
                )
            known.append((day, line, record.get("project_id", "")))


def check_totals(part: SheetPart) -> None:
    """Compare each row of totals with the sum of the rows above it, back to the total before."""
    start, everything = part.layout.first, part.layout.first
    for at in part.layout.totals:
        for column in (column for column in part.layout.columns if column.key in MONEY):
            cell = part.grid.cell(at, column.index)
            said = read_amount(cell, column.unit)
            if said.value is None:
                continue
            sums = {_sum(part, column.key, first, at) for first in (start, everything)}
            if said.value not in sums:
                part.findings.tell(
                    "total_differs",
                    part.grid.lines[at],
                    column=column.title,
                    value=f"{said.value:f}",
                    other=f"{max(sums):f}",
                )
        start = at + 1


def _sum(part: SheetPart, key: str, first: int, last: int) -> Decimal:
    lines = part.grid.lines[first:last]
    amounts = (part.records.get(line, {}).get(key) for line in lines)
    return sum((amount.value for amount in amounts if amount and amount.value is not None), Decimal(0))
