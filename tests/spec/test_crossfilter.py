"""The spec tables of linking, run through addresses on every engine."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dashboard.query.engines import ENGINES
from dashboard.query.query import Query
from dashboard.state import from_search

RULES = tomllib.loads((Path(__file__).parent / "crossfilter.toml").read_text(encoding="utf-8"))["rule"]
DIMENSIONS = ("sector", "stage", "home", "place")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("rule", RULES, ids=[rule["says"] for rule in RULES])
def test_the_rules_of_linking(small_board, engine, rule):
    state = from_search(rule["address"], small_board.vocabulary)
    assert state.notes == ()
    queries = [Query(name, (name,), ("projects", "amount_cny")) for name in DIMENSIONS]
    answer = engine(small_board.facts).run(
        small_board.selection(state), (*queries, Query("grand", (), ("projects", "amount_cny")))
    )
    assert answer.totals.projects == rule["projects"]
    for name in set(DIMENSIONS) & set(rule):
        frame = answer.frames[name]
        counts = dict(zip(frame[name], frame["projects"], strict=True))
        assert {code: n for code, n in counts.items() if n} == rule[name]
    if "undated" in rule:
        assert answer.totals.undated_left_out["signed"] == rule["undated"]
    if rule.get("amount_cny") == "unknown":
        assert answer.frames["grand"]["amount_cny"].isna().all()


def test_the_small_park_adds_up_by_hand(small_board):
    frame = (
        small_board.engine.run(
            small_board.selection(from_search("", small_board.vocabulary)),
            (
                Query(
                    "grand",
                    (),
                    (
                        "amount_cny",
                        "amount_usd",
                        "amount_estimated_cny",
                        "amount_cny_known",
                        "operating",
                        "focus_home",
                        "memorandum",
                    ),
                ),
            ),
        )
        .frames["grand"]
        .iloc[0]
    )
    assert (frame["amount_cny"], frame["amount_usd"], frame["amount_estimated_cny"]) == (15_000, 700, 100_000)
    assert (frame["amount_cny_known"], frame["operating"], frame["focus_home"], frame["memorandum"]) == (
        2,
        1,
        3,
        1,
    )


def test_picked_marks_are_those_of_the_clause(small_board):
    state = from_search("sector=tools", small_board.vocabulary)
    frames = small_board.engine.run(
        small_board.selection(state),
        (Query("sector", ("sector",), ("projects",)), Query("family", ("family",), ("projects",))),
    ).frames
    assert dict(zip(frames["sector"]["sector"], frames["sector"]["picked"], strict=True)) == {
        "tools": True,
        "cars": False,
        "drugs": False,
    }
    assert dict(zip(frames["family"]["family"], frames["family"]["picked"], strict=True)) == {
        "making": True,
        "health": False,
    }
