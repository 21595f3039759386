"""Each counting rule on a ledger with one record of each kind: known counts, known sums."""

from __future__ import annotations

import pytest

from dashboard.query.basis import Basis, standing_on
from dashboard.query.register import register_facts
from tests.ledgers import amount, project, reached, read_ledger

# One record per case; the sum of all amounts is 1 + 2 + 4 + ... so that a set of records has one sum.
RECORDS = {
    "PLAIN": (project("PLAIN"), 1),
    "AGAIN": (project("AGAIN", relation="re-signing of", parent_record_id="PLAIN"), 2),
    "BIGGER": (project("BIGGER", relation="expansion of", parent_record_id="PLAIN"), 4),
    "BETTER": (project("BETTER", relation="upgrade of", parent_record_id="PLAIN"), 8),
    "OLD": (project("OLD"), 16),
    "NEW": (project("NEW", relation="successor of", parent_record_id="OLD"), 32),
    "BUNDLE": (project("BUNDLE"), 192),
    "M1": (project("M1", relation="member of bundle", parent_record_id="BUNDLE"), 64),
    "M2": (project("M2", relation="member of bundle", parent_record_id="BUNDLE"), 128),
    "MOVED": (project("MOVED", relation="relocation of", parent_record_id="PLAIN"), 256),
    "PAPER": (project("PAPER", "25"), 512),
    "HALTED": (project("HALTED"), 1024),
    "SILENT": (project("SILENT"), None),
    "GUESS": (project("GUESS"), 2048),
    "TALK": (project("TALK", "20"), 4096),
}
STANDARD = {"PLAIN", "BETTER", "NEW", "M1", "M2", "SILENT", "GUESS"}
STANDARD_SUM = 1 + 4 + 32 + 64 + 128

CASES = {
    "": (STANDARD, STANDARD_SUM),
    "r1": (STANDARD | {"PAPER", "TALK"}, STANDARD_SUM + 512 + 4096),
    "r2": (STANDARD | {"AGAIN"}, STANDARD_SUM + 2),
    "r3": (STANDARD | {"BIGGER"}, STANDARD_SUM),
    "r4": (STANDARD, STANDARD_SUM + 8),
    "r5": (STANDARD | {"OLD"}, STANDARD_SUM + 16),
    "r6": (STANDARD - {"M1", "M2"} | {"BUNDLE"}, STANDARD_SUM),
    "r8": (STANDARD | {"MOVED"}, STANDARD_SUM + 256),
    "r9": (STANDARD | {"HALTED"}, STANDARD_SUM + 1024),
    "r10": (STANDARD - {"SILENT"}, STANDARD_SUM),
    "r11": (STANDARD, STANDARD_SUM + 2048),
}
OTHER = {"r6": "collapse", "r11": "in"}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    status = {
        "project_id": "HALTED",
        "project_status": "suspended",
        "since": "2022-01-01",
        "reported_on": "2022-01-07",
    }
    return read_ledger(
        tmp_path_factory.mktemp("rules") / "park",
        projects=[row for row, _ in RECORDS.values()],
        milestones=[reached(key, row["stage_code"], "2021-03-05") for key, (row, _) in RECORDS.items()],
        amounts=[
            amount(key, value, **({"value_status": "estimated"} if key == "GUESS" else {}))
            for key, (_, value) in RECORDS.items()
        ],
        statuses=[status],
    )


@pytest.mark.parametrize("rule", CASES)
def test_each_rule_switched_gives_the_known_records_and_sum(ledger, rule):
    ids, total = CASES[rule]
    deviation = ((rule, OTHER.get(rule, "off")),) if rule else ()
    then = standing_on(ledger, Basis(rules=deviation))
    assert set(then.counted["project_id"]) == ids
    facts = register_facts(then)
    assert int(facts.values["amount_cny"].sum()) == total * 100


def test_every_record_left_out_names_the_rule(ledger):
    then = standing_on(ledger, Basis())
    kinds = dict(
        zip(then.tables["projects"]["project_id"], then.tables["projects"]["record_kind"], strict=True)
    )
    left_out = {key: kind for key, kind in kinds.items() if kind != "project"}
    assert left_out == {
        "AGAIN": "r2_signed_again",
        "BIGGER": "r3_expansion",
        "OLD": "r5_replaced",
        "BUNDLE": "r6_bundle",
        "MOVED": "r8_moved",
        "PAPER": "r1_framework",
        "HALTED": "r9_stopped",
        "TALK": "r1_in_talks",
    }


@pytest.mark.parametrize(
    ("decision", "record", "counted"),
    [("keep", "AGAIN", True), ("merge", "PLAIN", False), ("expansion", "SILENT", False)],
)
def test_a_decision_goes_before_what_the_ledger_says(ledger, tmp_path, decision, record, counted):
    row = {
        "project_id": record,
        "decision": decision,
        "decided_on": "2022-02-01",
        "decided_by": "A",
        "reason": "b",
    }
    other = read_ledger(
        tmp_path / "park",
        projects=[row for row, _ in RECORDS.values()],
        milestones=[reached(key, facts["stage_code"], "2021-03-05") for key, (facts, _) in RECORDS.items()],
        decisions=[row],
    )
    assert (record in set(standing_on(other, Basis()).counted["project_id"])) is counted
    before = standing_on(other, Basis(asof="2022-01-31"))
    assert (record in set(before.counted["project_id"])) is (record in STANDARD)
