"""The card of one project, event or key figure: every field, its precision, its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard.contract.naming import Names
from dashboard.query.asof import is_ledger
from dashboard.render.ledger import amount_cell, date_cell

if TYPE_CHECKING:
    from dashboard.render.board import Board

LINKED = ("official", "press")


@dataclass(frozen=True)
class Field:
    """One line of a card: label, text, the language of the text when it is data, a link."""

    label: str
    text: str
    lang: str = ""
    link: str = ""


@dataclass(frozen=True)
class Card:
    """A card: what it is about, its title, its fields and, for a key figure, the rows behind it."""

    key: str
    kind: str
    title: str
    lang: str
    fields: tuple[Field, ...]
    rows: tuple[str, ...] = ()


def card_of(board: Board, key: str, names: Names) -> Card | None:
    """Return the card of a project or an event; None for any other key."""
    if key in names.projects:
        return project_card(board, key, names)
    if key in names.events:
        return event_card(board, key, names)
    return None


def _record(board: Board, table: str, column: str, key: str) -> dict[str, Any]:
    frame = board.dataset.tables[table]
    return frame[frame[column] == key].to_dict("records")[0]


def project_card(board: Board, key: str, names: Names) -> Card:
    """Return every field of a project that is known, and "not disclosed" or "not stated" for the rest."""
    row = _record(board, "projects", "project_id", key)
    fields = [
        *_names(row, names),
        *_facts(row, names),
        *_ledger(board, row, names),
        *_stage(row, names),
        *_milestones(board, key, names),
        *_amounts(board, key, names),
        *_source(row, names),
    ]
    return Card(key, "project", names.projects[key].text, names.projects[key].lang, tuple(fields))


def _names(row: dict[str, Any], names: Names) -> list[Field]:
    words = names.words
    found = (("name_zh", "zh-Hans"), ("name_en", "en"), ("name_ja", "ja"))
    fields = []
    for column, lang in found:
        if row[column]:
            basis = row.get(f"{column}_basis", "")
            text = row[column] if basis in ("", "in source") else f"{row[column]} ({words.text(basis)})"
            fields.append(Field(words.label("column", column), text, lang))
    return fields


def _facts(row: dict[str, Any], names: Names) -> list[Field]:
    words = names.words
    homes = [names.of("home", code) for code in row["home_country_iso3"].split(";") if code]
    place = names.places.get(row["place_id"])
    texts = {
        "record_kind": words.label("record_kind", row["record_kind"]),
        "home": " · ".join(homes) or words.text("Not stated"),
        "sector_code": names.of("sector", row["sector_code"]),
        "place": place.text if place else words.text("Not stated"),
        "location_precision": words.label("location_precision", row["location_precision"]),
        "agreement_type": words.label("agreement", row["agreement_type"]),
        "evidence": words.label("evidence", row["evidence"]),
    }
    fields = [Field(words.label("column", key), text) for key, text in texts.items() if text]
    reported = (("sector_text", row["sector_reported"]),)
    return fields + [Field(words.label("column", key), text, "en") for key, text in reported if text]


def _stage(row: dict[str, Any], names: Names) -> list[Field]:
    words = names.words
    stage = words.label("stage", row["stage_code"])
    if row["stage_as_of"]:
        when = date_cell(row["stage_as_of"], row["stage_as_of_precision"], words)
        stage = words.text("{stage}, as reported {date}", stage=stage, date=when)
    fields = [Field(words.label("column", "stage_code"), stage)]
    if row["stage_basis"] in ("stated", "implied"):
        fields.append(
            Field(words.label("column", "stage_basis"), words.label("stage_basis", row["stage_basis"]))
        )
    if row["stage_reported"]:
        fields.append(Field(words.label("column", "stage_text"), row["stage_reported"], "en"))
    return fields


def _milestones(board: Board, key: str, names: Names) -> list[Field]:
    words, table = names.words, board.dataset.tables["milestones"]
    rows = table[table["project_id"] == key]
    if is_ledger(board.raw):
        return _tracks(rows, names)
    fields = []
    for row in rows.to_dict("records"):
        iso, planned = row["date_actual"] or row["date_planned"], not row["date_actual"]
        text = date_cell(iso, row["date_precision"], words)
        kind = words.label("date_kind", row["date_kind"])
        fields.append(
            Field(
                words.label("stage", row["stage_code"]),
                f"{text} ({kind})" if planned or row["date_kind"] != "actual" else text,
            )
        )
    return fields


def _tracks(rows: pd.DataFrame, names: Names) -> list[Field]:
    """Return a line per stage: every plan in the order it was reported, and the day reached."""
    words, fields = names.words, []
    highest = max(rows.loc[rows["date_kind"] == "actual", "stage_code"], default="")
    for stage, part in rows.groupby("stage_code", sort=True):
        plans = [date_cell(iso, "day", words) for iso in part["date_planned"] if iso]
        done = part[part["date_kind"] == "actual"].to_dict("records")
        reached = [date_cell(row["date_actual"], row["date_precision"], words) for row in done[-1:]]
        told = [words.text("planned {dates}", dates=" → ".join(plans))] if plans else []
        told += [
            words.text("reached {date}", date=when if when != "–" else words.text("unknown"))
            for when in reached
        ]
        if not reached and str(stage) < highest:
            told.append(words.text("reached, implied by a later stage; date unknown"))
        fields.append(Field(words.label("stage", str(stage)), "; ".join(told)))
    return fields


def _ledger(board: Board, row: dict[str, Any], names: Names) -> list[Field]:
    """Return what only a ledger knows: unit, status, who is in charge, open problems."""
    words = names.words
    if not is_ledger(board.raw):
        return []
    issues = board.dataset.tables["issues"]
    opened = issues[(issues["project_id"] == row["project_id"]) & (issues["closed_on"] == "")]
    kinds = [words.label("issue_category", kind) for kind in opened["category"]]
    texts = {
        "unit": names.of("unit", row["reporting_unit"]),
        "project_status": words.label("project_status", row["project_status"]),
        "owner_dept": row["owner_dept"],
        "owner_person": row["owner_person"],
        "problem": " · ".join(kinds),
    }
    return [Field(words.label("column", key), text) for key, text in texts.items() if text]


def _amounts(board: Board, key: str, names: Names) -> list[Field]:
    words, table = names.words, board.dataset.tables["amounts"]
    fields = []
    for row in table[table["project_id"] == key].to_dict("records"):
        status = words.label("amount_status", row["value_status"])
        text = amount_cell(row, words)
        shown = text if row["value_status"] == "undisclosed" else f"{text} ({status})"
        fields.append(Field(words.label("measure", row["measure"]), shown))
    return fields


def _source(row: dict[str, Any], names: Names) -> list[Field]:
    words = names.words
    confidence = words.label("confidence", row["confidence"])
    link = row["source_url"] if row["confidence"] in LINKED else ""
    fields = [Field(words.label("column", "source_name"), f"{row['source_name']} ({confidence})", "", link)]
    for column in ("source_note", "conflict_note", "note"):
        if row.get(column):
            fields.append(Field(words.label("column", column), row[column], "en"))
    return fields


def event_card(board: Board, key: str, names: Names) -> Card:
    """Return the card of an event: date with precision, place, what happened, source."""
    words, row = names.words, _record(board, "events", "event_id", key)
    when = date_cell(row["event_date"], row["date_precision"], words)
    fields = [Field(words.text("Date"), when)]
    for label, column, lang in (
        ("Place", "place_reported", "en"),
        ("What happened", "description", "en"),
        ("Organisations", "organisations", "en"),
        ("Why it is labelled", "headline_reason", "en"),
    ):
        if row[column]:
            fields.append(Field(words.text(label), row[column], lang))
    fields += _source(row, names)
    title = names.events[key]
    return Card(key, "event", title.text, title.lang, tuple(fields))
