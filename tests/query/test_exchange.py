"""Money in several currencies under each exchange rule, to the cent, as worked out by hand."""

from __future__ import annotations

import pytest

from dashboard.query.basis import Basis, standing_on
from tests.ledgers import amount, project, reached, read_ledger

USD = {"currency": "USD", "unit": "USD"}
JPY = {"currency": "JPY", "unit": "JPY"}
RATES = [
    {
        "currency": code,
        "period": month,
        "kind": "month average",
        "rate_to_cny": rate,
        "source_name": "invented",
    }
    for code, month, rate in (
        ("USD", "2021-03", "6.50"),
        ("USD", "2021-04", "6.60"),
        ("USD", "2022-01", "6.3333"),
        ("JPY", "2021-03", "0.06"),
        ("JPY", "2022-01", "0.055"),
    )
]
# A 100.01 USD signed 2021-03; B 1,001 JPY signed 2021-03; C 10 CNY; D 3 USD signed 2020-12 (no rate).
#   stage:  A 100.01 × 6.50   = 650.065  → 650.06 (half to even)   B 1001 × 0.06 = 60.06
#   period: A 100.01 × 6.55   = 655.0655 → 655.07                  B 60.06
#   fixed:  A 100.01 × 6.3333 = 633.393333 → 633.39                B 1001 × 0.055 = 55.055 → 55.06 (even)
#   D has no rate of its month or year and stays in dollars; fixed: 3 × 6.3333 = 18.9999 → 19.00
IN_CNY = {
    "stage": {"A": 65006, "B": 6006, "C": 1000},
    "period": {"A": 65507, "B": 6006, "C": 1000},
    "fixed": {"A": 63339, "B": 5506, "C": 1000, "D": 1900},
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    return read_ledger(
        tmp_path_factory.mktemp("fx") / "park",
        projects=[project(key) for key in "ABCD"],
        milestones=[
            *(reached(key, "30", "2021-03-15") for key in "ABC"),
            reached("D", "30", "2020-12-01"),
        ],
        amounts=[
            amount("A", "100.01", **USD),
            amount("B", 1001, **JPY),
            amount("C", 10),
            amount("D", 3, **USD),
        ],
        fx_rates=RATES,
    )


@pytest.mark.parametrize("kind", IN_CNY)
def test_each_exchange_rule_is_exact_to_the_cent(ledger, kind):
    then = standing_on(ledger, Basis(rules=(("fx", kind),), currency="CNY"))
    rows = then.tables["amounts"]
    turned = rows[rows["currency"] == "CNY"]
    assert dict(zip(turned["project_id"], turned["amount_minor"].astype(int), strict=True)) == IN_CNY[kind]


def test_the_original_stands_beside_what_was_converted(ledger):
    rows = standing_on(ledger, Basis(rules=(("fx", "stage"),), currency="CNY")).tables["amounts"]
    assert rows["original_currency"].tolist() == ["USD", "JPY", "CNY", "USD"]
    assert rows["original_minor"].astype(int).tolist() == [10001, 1001, 1000, 300]


def test_into_yen_there_are_no_fractions(ledger):
    rows = standing_on(ledger, Basis(rules=(("fx", "stage"),), currency="JPY")).tables["amounts"]
    turned = rows[rows["currency"] == "JPY"].set_index("project_id")["amount_minor"]
    # C: 10 / 0.06 = 166.67 → 167; A: 650.065 / 0.06 = 10834.4 → 10834
    assert {key: int(turned[key]) for key in "ABC"} == {"A": 10834, "B": 1001, "C": 167}


def test_a_park_without_rates_offers_no_exchange_and_says_so(small_board):
    from dashboard.state import from_search

    state = from_search("rules=fx.fixed", small_board.vocabulary)
    assert state.rules == ()
    assert [note.key for note in state.notes] == [
        "The address part “{key}” needs data this park does not have; it was left out."
    ]
