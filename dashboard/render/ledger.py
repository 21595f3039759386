"""The projects as a reader's table: every cell as text in one language, made once per Dataset."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dashboard.contract.codes import CURRENCY_DECIMALS
from dashboard.contract.dataset import Dataset
from dashboard.contract.naming import Name, Names
from dashboard.i18n import dates, numbers
from dashboard.i18n.translate import Words

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Line:
    """One project: cells by column key as text, and what the screen needs beside them."""

    project_id: str
    name: Name
    cells: dict[str, str]
    family: str
    stage: str
    amount_status: str


def read_ledger(dataset: Dataset, names: Names) -> dict[str, Line]:
    """Return a line per counted project, by project id."""
    projects = dataset.counted
    amounts = _totals(dataset)
    signed = _signatures(dataset)
    families = dict(zip(dataset.codes["sectors"]["code"], dataset.codes["sectors"]["family"], strict=True))
    lines = {}
    for row in projects.to_dict("records"):
        key = row["project_id"]
        lines[key] = _line(row, amounts.get(key, []), signed.get(key, ("", "")), names, families)
    return lines


def _totals(dataset: Dataset) -> dict[str, list[dict[str, Any]]]:
    """Return the planned totals of each project: one row per currency and status, those of one added up."""
    table = dataset.tables["amounts"]
    found: dict[str, dict[tuple[str, str], dict[str, Any]]] = {}
    for row in table[table["measure"] == "total_investment"].to_dict("records"):
        rows = found.setdefault(row["project_id"], {})
        kind = row["currency"], row["value_status"]
        rows[kind] = (
            row | {"amount_minor": row["amount_minor"] + rows[kind]["amount_minor"]} if kind in rows else row
        )
    return {key: list(rows.values()) for key, rows in found.items()}


def _signatures(dataset: Dataset) -> dict[str, tuple[str, str]]:
    table = dataset.tables["milestones"]
    rows = table[table["stage_code"].isin(("30", "25")) & (table["date_actual"] != "")]
    return {
        key: (iso, precision)
        for key, iso, precision in zip(
            rows["project_id"], rows["date_actual"], rows["date_precision"], strict=True
        )
    }


def _line(
    row: dict[str, Any],
    amounts: list[dict[str, Any]],
    signed: tuple[str, str],
    names: Names,
    families: dict[str, str],
) -> Line:
    words = names.words
    key, homes = row["project_id"], [code for code in row["home_country_iso3"].split(";") if code]
    cells = {
        "project_id": key,
        "name": names.projects[key].text,
        "home": " · ".join(names.of("home", code) for code in homes) or "–",
        "place": names.of("place", row["place_id"]) if row["place_id"] else "–",
        "sector": names.of("sector", row["sector_code"]),
        "stage": words.label("stage_short", row["stage_code"]),
        "stage_as_of": date_cell(row["stage_as_of"], row["stage_as_of_precision"], words),
        "amount": amounts_cell(amounts, words),
        "signed": date_cell(*signed, words),
        "evidence": words.label("evidence", row["evidence"]),
        "source_name": row["source_name"],
    }
    return Line(
        project_id=key,
        name=names.projects[key],
        cells=cells,
        family=families.get(row["sector_code"], row["sector_code"]),
        stage=row["stage_code"],
        amount_status=str(amounts[0]["value_status"]) if amounts else "undisclosed",
    )


def date_cell(iso: str, precision: str, words: Words) -> str:
    """Return a date with its precision, a dash when unknown."""
    return dates.date_text(iso, precision, words) if iso else "–"


def amounts_cell(amounts: list[dict[str, Any]], words: Words) -> str:
    """Return the known amounts of a project side by side, else that none is disclosed."""
    known = [
        row
        for row in amounts
        if row["amount_minor"] is not None and row["amount_minor"] == row["amount_minor"]
    ]
    return " + ".join(amount_cell(row, words) for row in known) if known else words.text("not disclosed")


def amount_cell(amount: dict[str, Any], words: Words) -> str:
    """Return the amount with its qualifier: exact, "more than", plan, or not disclosed."""
    minor = amount.get("amount_minor")
    if minor is None or minor != minor or not amount.get("currency"):
        return words.text("not disclosed")
    text = numbers.money(int(minor), amount["currency"], words)
    if amount["value_status"] == "range" and amount.get("amount_low") and amount.get("amount_high"):
        ends = [_minor(amount[end], amount["currency"]) for end in ("amount_low", "amount_high")]
        low, high = (numbers.money(end, amount["currency"], words) for end in ends)
        return words.text("{low} to {high}", low=low, high=high)
    if amount["value_status"] == "estimated":
        return words.text("plan {amount}", amount=text)
    if amount["qualifier"] == "more than":
        return words.text("over {amount}", amount=text)
    return words.text("about {amount}", amount=text) if amount["qualifier"] == "about" else text


def _minor(text: str, currency: str) -> int:
    return int(Decimal(text).scaleb(CURRENCY_DECIMALS[currency]))


def safe_cell(text: str) -> str:
    """Return a cell that no spreadsheet runs as a formula.

    Examples
    --------
    >>> safe_cell("=1+1"), safe_cell("Nissan")
    ("'=1+1", 'Nissan')
    """
    return "'" + text if text.startswith(FORMULA_STARTS) else text


def csv_bytes(
    lines: Iterable[Line], columns: Sequence[str], words: Words, *, synthetic: bool = False
) -> bytes:
    """Return the lines as CSV; the cells are exactly those of the screen."""
    return cells_csv([line.cells for line in lines], columns, words, synthetic=synthetic)


def cells_csv(
    rows: Iterable[Mapping[str, str]],
    columns: Sequence[str],
    words: Words,
    *,
    synthetic: bool = False,
    labels: Mapping[str, str] | None = None,
) -> bytes:
    """Return rows of cells as CSV (UTF-8 with a mark, so that spreadsheets read Chinese right).

    Synthetic data say so in a column of their own, in every row.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    mark = [words.text("synthetic")] if synthetic else []
    named = labels or {}
    head = [named.get(key) or words.label("column", key) for key in columns if key != "track"]
    writer.writerow([*head, *([words.text("Data")] if synthetic else [])])
    for cells in rows:
        writer.writerow([*(safe_cell(cells.get(key, "")) for key in columns if key != "track"), *mark])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")
