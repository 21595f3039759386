"""Any damage to any file is a verdict, never a crash: bytes flipped, cut, doubled and put in, by seed."""

from __future__ import annotations

import random
from datetime import date

import pytest

from dashboard.ingest.intake import take_in
from dashboard.ingest.ledger.situation import Situation
from tests.ingest.corpus import layer_cases, row_cases, text_cases, workbook_cases

TODAY = date(2026, 11, 27)
LARGE = ("far", "last cell")
CASES = [
    case
    for module in (text_cases, row_cases, workbook_cases, layer_cases)
    for case in module.CASES
    if not any(word in case.name for word in LARGE)
]
PIECES = (b"\0", b'"', b",", b"\n", b"<", b"9" * 30, "亿".encode(), b"\xff\xfe", b"{", b"]")
ROUNDS = 400


def damaged(raw: bytearray, lot: random.Random) -> bytes:
    for _ in range(lot.randrange(1, 6)):
        at, kind = lot.randrange(len(raw)), lot.randrange(4)
        if kind == 0:
            raw[at] = lot.randrange(256)
        elif kind == 1:
            raw[at : at + lot.randrange(1, 30)] = b""
        elif kind == 2:
            raw[at:at] = lot.choice(PIECES)
        else:
            other = lot.randrange(len(raw))
            raw[at:at] = raw[other : other + 50]
        if not raw:
            break
    return bytes(raw)


@pytest.mark.filterwarnings("ignore:.*:RuntimeWarning")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_damaged_file_is_judged_and_never_crashes(seed, tmp_path, demo):
    lot, situation = random.Random(seed), Situation(demo, TODAY)
    for _ in range(ROUNDS):
        case = lot.choice(CASES)
        path = tmp_path / "sent"
        case.make(path)
        raw = bytearray(path.read_bytes())
        path.write_bytes(damaged(raw, lot) if raw else b"")
        found = take_in(path, case.file, situation, lambda share: None)
        assert found.rows_in == sum(found.counts.values()), case.id
        assert found.verdict != "reject_file" or len(found.rows) == 0
