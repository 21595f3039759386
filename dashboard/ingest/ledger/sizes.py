"""Amounts against what is known: the last report of the same project, the middle of the same sector.

Law: nothing is corrected here. A slip of the unit is ten thousandfold and shows in every row; a slip
of a key shows in one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from statistics import median

from dashboard.ingest.ledger.logic import title_of
from dashboard.ingest.ledger.part import Record, SheetPart
from dashboard.ingest.ledger.situation import Situation

FEWEST, MANYFOLD, UNIT_FOLD = 5, 100, 1000
TOTAL, DONE = "total_investment", "fai_done_cum"


def check_sizes(parts: Sequence[SheetPart], situation: Situation) -> None:
    """Tell amounts far from those known, and sums done that have become less."""
    for part in parts:
        _check_last_report(part, situation)
    by_sector: dict[str, list[float]] = defaultdict(
        list, {key: [*values] for key, values in situation.sizes.items()}
    )
    for part in parts:
        for record in part.records.values():
            value = _value(record, TOTAL)
            if value and record.get("sector"):
                by_sector[record["sector"]].append(value)
    middles = {sector: median(values) for sector, values in by_sector.items() if len(values) > FEWEST}
    for part in parts:
        _check_sector(part, middles)


def _value(record: Record, key: str) -> float | None:
    amount = record.get(key)
    known = amount is not None and amount.value is not None and amount.currency == "CNY"
    return float(amount.value) if amount is not None and known else None


def _check_last_report(part: SheetPart, situation: Situation) -> None:
    folds = []
    for line, record in part.records.items():
        key = record.get("project_id", "")
        value, last = _value(record, TOTAL), situation.last_amounts.get((key, TOTAL))
        if value and last:
            folds.append(value / last)
        done, before = _value(record, DONE), situation.last_amounts.get((key, DONE))
        if done is not None and before and done < before:
            part.findings.tell(
                "done_fell", line, column=title_of(part, DONE), value=f"{done:,.0f}", before=f"{before:,.0f}"
            )
    if len(folds) >= 3 and not 1 / UNIT_FOLD < median(folds) < UNIT_FOLD:
        part.findings.tell("size_differs", column=title_of(part, TOTAL), times=f"{median(folds):g}")


def _check_sector(part: SheetPart, middles: dict[str, float]) -> None:
    for line, record in part.records.items():
        value, middle = _value(record, TOTAL), middles.get(record.get("sector", ""))
        if value and middle and not 1 / MANYFOLD < value / middle < MANYFOLD:
            part.findings.tell(
                "size_of_sector",
                line,
                column=title_of(part, TOTAL),
                value=f"{value:,.0f}",
                times=f"{value / middle:.3g}",
            )
