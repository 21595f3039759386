"""The answer as JSON: the parts of the contract and how each is written. Unknown is null."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from dashboard.contract.naming import Names
from dashboard.query.basis import write_rules
from dashboard.render.answer import Answer, ChartAnswer, frame_of
from dashboard.render.columns import STANDARD
from dashboard.render.kpis import kpi_answer


def dataset_part(found: Answer) -> dict[str, Any]:
    """Return which data these are."""
    dataset = found.board.dataset
    return {
        "id": dataset.id,
        "park": dataset.park.key,
        "compiled": dataset.park.compiled.isoformat(),
        "newest": dataset.newest,
        "synthetic": dataset.park.synthetic,
        "area": found.board.areas,
    }


def state_part(found: Answer) -> dict[str, Any]:
    """Return the state in the words of the address."""
    state = found.state
    return {
        "park": state.park,
        "lang": state.lang,
        "theme": state.theme,
        "scale": state.scale,
        "measure": state.measure,
        "currency": state.currency,
        "grain": state.grain,
        "sort": state.sort,
        "tab": list(state.tab),
        "undated": state.undated,
        "asof": state.asof or None,
        "versus": state.versus or None,
        "rules": write_rules(state.rules) or None,
        "ask": state.ask or None,
        "days": int(state.days) if state.days else None,
        "by": state.by or None,
        **{key: list(values) for key, values in state.picks},
        "signed": list(state.signed) if any(state.signed) else None,
        "due": list(state.due) if any(state.due) else None,
        "area": [list(pair) for pair in state.area] or None,
        "q": state.q or None,
    }


def notes_part(found: Answer) -> list[str]:
    """Return what was dropped from the address, and why."""
    return [found.canvas.words.text(note.key, **dict(note.facts)) for note in found.state.notes]


def chips_part(found: Answer) -> list[dict[str, Any]]:
    """Return the clauses of the filter sentence."""
    return [
        {"key": chip.key, "text": chip.text, "note": chip.note, "remove": chip.remove, "back": chip.back}
        for chip in found.chips
    ]


def excluded_reason(key: str, names: Names) -> str:
    """Return why rows are left out of a figure, in the reader's language."""
    kind, _, code = key.partition(".")
    if code in ("none", "unknown"):
        return names.words.text("not stated")
    if kind in ("record_kind", "stat_status"):
        return names.words.label(kind, code)
    reasons = {
        "undisclosed": "undisclosed",
        "other_basis_or_currency": "other basis or currency",
        "named_as_present": "only named as present",
        "home": "other home country",
    }
    return names.words.text(reasons[kind])


def kpis_part(found: Answer) -> dict[str, Any]:
    """Return the key figures."""
    text = found.canvas.words.text
    return {
        key: kpi_answer(kpi, text, lambda reason: excluded_reason(reason, found.names))
        | ({"before": found.before[key].value} if found.before and key in found.before else {})
        | {"territory": found.board.dataset.park.territory[found.state.lang]}
        for key, kpi in found.kpis.items()
    }


def views_part(found: Answer) -> dict[str, Any]:
    """Return each chart's frame, arrays and sentence."""
    return {key: _view(found, chart) for key, chart in found.charts.items()}


def _view(found: Answer, chart: ChartAnswer) -> dict[str, Any]:
    totals = found.totals
    return {
        **frame_json(frame_of(found, chart.chart)),
        "bind": chart.bind,
        "summary": chart.summary,
        "total": {"projects": totals.projects, "of": totals.projects_all},
    }


def frame_json(frame: pd.DataFrame) -> dict[str, Any]:
    """Return a frame as columns and rows with plain values; unknown becomes null."""
    rows = [[_plain(value) for value in row] for row in frame.itertuples(index=False, name=None)]
    return {"columns": list(frame.columns), "rows": rows}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value
    if value is None or value is pd.NA or value != value:
        return None
    if hasattr(value, "item"):
        return value.item()
    return value


def bind_part(found: Answer) -> dict[str, Any]:
    """Return only the arrays, as the screen needs them."""
    return {key: chart.bind for key, chart in found.charts.items()}


def table_part(found: Answer) -> dict[str, Any]:
    """Return the first rows of the project table."""
    columns = found.state.cols or STANDARD[found.canvas.form.name]
    return {
        "total": found.totals.projects,
        "columns": list(columns),
        "ids": [line.project_id for line in found.rows],
        "rows": [[line.cells[key] for key in columns] for line in found.rows],
    }


def totals_part(found: Answer) -> dict[str, Any]:
    """Return how many projects pass, of how many, and what removing each clause brings back."""
    totals = found.totals
    return {"projects": totals.projects, "of": totals.projects_all, "removing": dict(totals.removing)}


def question_part(found: Answer) -> dict[str, Any] | None:
    """Return the question of the address with its answer; None when none is asked."""
    answer = found.finding
    if answer is None:
        return None
    groups = [
        {
            "code": group.code,
            "label": group.label,
            "n": group.n,
            "amount_minor": group.amount_minor,
            "apart": group.apart,
        }
        for group in answer.groups
    ]
    return {
        "key": answer.key,
        "sentence": answer.sentence,
        "definition": answer.definition,
        "counts": answer.counts,
        "groups": groups,
        "columns": list(answer.columns),
        "rows": [{"project_id": row.project_id, "cells": row.cells, **row.raw} for row in answer.rows],
    }


PARTS: dict[str, Callable[[Answer], Any]] = {
    "dataset": dataset_part,
    "address": lambda found: found.address,
    "state": state_part,
    "notes": notes_part,
    "chips": chips_part,
    "kpis": kpis_part,
    "views": views_part,
    "table": table_part,
    "totals": totals_part,
    "question": question_part,
}


def as_json(found: Answer, fields: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the answer as the contract writes it; ``fields`` keeps only those parts.

    Errors
    ------
    None: names that are no part are ignored.
    """
    wanted = [name for name in PARTS if name in fields] or list(PARTS)
    return {name: PARTS[name](found) for name in wanted}
