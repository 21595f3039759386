"""Targets are judged in the currency they were set in."""

from __future__ import annotations

import pytest

from dashboard.render.questions.targets import results_of, targets_met
from dashboard.state import from_search


@pytest.mark.parametrize("address", ["rules=fx.fixed&currency=JPY", "rules=fx.stage&currency=USD"])
def test_turning_amounts_into_another_currency_moves_no_target(demo_board, address):
    state = from_search(f"park=demo&{address}", demo_board.vocabulary)
    turned = demo_board.at(state)
    assert turned is not demo_board and results_of(demo_board)
    assert results_of(turned) == results_of(demo_board)
    assert targets_met(turned) == targets_met(demo_board)
