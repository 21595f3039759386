"""Every bad or odd file gets its verdict, its findings where they are, and nothing is lost or invented."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from dashboard.ingest.intake import take_in
from dashboard.ingest.ledger.situation import Situation
from tests.ingest.corpus import hostile_cases, layer_cases, row_cases, text_cases, workbook_cases

TODAY = date(2026, 11, 27)
MODULES = (text_cases, row_cases, workbook_cases, hostile_cases, layer_cases)
CASES = [case for module in MODULES for case in module.CASES]


def taken(case, folder: Path, dataset):
    path = folder / "sent"
    case.make(path)
    situation = Situation(dataset, TODAY, system=case.system)
    return take_in(path, case.file, situation, lambda share: None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_file_gets_its_verdict_and_its_findings(case, tmp_path, request):
    found = taken(case, tmp_path, request.getfixturevalue(case.park))
    told = {(issue.code, issue.row) for issue in (*found.issues, *found.waits)}
    codes = {code for code, _ in told}
    assert found.verdict == case.verdict, sorted(told, key=str)
    for wanted in case.codes:
        assert wanted in told if isinstance(wanted, tuple) else wanted in codes, (
            wanted,
            sorted(told, key=str),
        )
    assert not codes & set(case.never)
    assert {name: found.counts[name] for name in case.counts} == case.counts
    rows = list(found.rows)
    if case.total_wan is not None:
        assert sum(row.get("total_investment_wan") or 0 for row in rows) == pytest.approx(
            case.total_wan, abs=0
        )
    assert case.rows is None or case.rows(rows)
    assert_nothing_is_lost(found, rows)


def assert_nothing_is_lost(found, rows):
    assert found.rows_in == sum(found.counts.values())
    if found.verdict != "reject_file":
        beside = found.facts["beside"] if found.kind == "ledger" else 0
        assert len(rows) == found.counts["used"] + found.counts["fixed"] - beside
        assert found.issues or found.rows_in == found.counts["used"]
    json.dumps(rows, allow_nan=False)
    for issue in found.issues:
        assert issue.key and issue.fix and issue.severity in ("error", "warning", "note")
        assert issue.value is None or len(issue.value) <= 60


def test_there_are_files_of_every_class():
    assert len(CASES) >= 150
    assert len({case.id for case in CASES}) == len(CASES)
