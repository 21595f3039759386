"""The address contract: reading, the canonical form, what is dropped and noted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.state import ViewState, Vocabulary, canonical, from_search, to_search

WORDS = Vocabulary(
    park="small",
    parks=("small", "other"),
    lang="zh-Hans",
    codes={
        "sector": frozenset({"equipment", "mobility"}),
        "stage": frozenset({"30", "40"}),
        "place": frozenset({"L1", "none"}),
        "home": frozenset({"JPN", "CHN", "none"}),
    },
    currencies=("CNY", "USD"),
    cards=frozenset({"P1", "kpi.projects"}),
    columns=("name", "signed"),
    tabs=("codes", "totals"),
    dataset_id="abc",
)


@pytest.mark.parametrize(
    ("written", "canonical_form"),
    [
        ("", ""),
        ("lang=zh-Hans&theme=light&scale=park", ""),
        ("theme=dark&lang=ja", "lang=ja&theme=dark"),
        ("sector=mobility,equipment", "sector=equipment,mobility"),
        ("sector=mobility,mobility", "sector=mobility"),
        ("signed=2019-01..2024-12&undated=keep", "signed=2019-01..2024-12&undated=keep"),
        ("signed=..2020-05", "signed=..2020-05"),
        ("q=日产", "q=%E6%97%A5%E4%BA%A7"),
        (
            "area=120.1,31.2;120.3,31.2;120.2,31.44444",
            "area=120.1000,31.2000;120.3000,31.2000;120.2000,31.4444",
        ),
        ("tab=totals,codes", "tab=codes,totals"),
        ("cols=signed,name", "cols=signed,name"),
        ("measure=amount&currency=USD", "currency=USD&measure=amount"),
        ("park=small", ""),
    ],
)
def test_an_address_has_one_canonical_form(written, canonical_form):
    assert canonical(written, WORDS) == canonical_form


@pytest.mark.parametrize(
    "bad",
    [
        "sector=nothing",
        "lang=fr",
        "signed=2020-13..2021-01",
        "signed=2021-01..2020-01",
        "signed=..",
        "area=1,2;3,4",
        "area=999,2;3,4;5,6",
        "area=a,b;c,d;e,f",
        "card=P999",
        "sort=--name",
        "colour=red",
        "asof=2020-01-01",
        "pin=zzz",
        "stage=30&stage=40&extra=1",
        "%ff=%fe",
    ],
)
def test_a_bad_part_is_dropped_with_a_note_and_breaks_nothing(bad):
    state = from_search(bad, WORDS)
    assert state.notes
    assert all(note.key for note in state.notes)


def test_good_codes_beside_a_bad_one_are_kept():
    state = from_search("sector=mobility,nothing", WORDS)
    assert state.picked("sector") == ("mobility",)
    assert len(state.notes) == 1


def test_a_shared_link_always_writes_language_and_theme():
    assert (
        to_search(ViewState(park="small", lang="zh-Hans", currency="CNY"), WORDS, shared=True)
        == "lang=zh-Hans&theme=light"
    )


def test_removing_a_period_forgets_the_rule_for_the_undated():
    state = from_search("signed=2019-01..2020-01&undated=keep&sector=mobility", WORDS)
    assert to_search(state.without("signed"), WORDS) == "sector=mobility"
    assert to_search(state.cleared(), WORDS) == ""


PARTS = st.sampled_from(
    [
        "lang=ja",
        "theme=dark",
        "sector=mobility",
        "sector=x",
        "stage=30,40",
        "home=none",
        "q=a+b",
        "q=%25",
        "signed=2019-01..",
        "undated=keep",
    ]
)


@given(st.lists(PARTS, max_size=6))
def test_the_canonical_form_of_a_canonical_form_is_itself(parts):
    once = canonical("&".join(parts), WORDS)
    assert canonical(once, WORDS) == once
    assert from_search(once, WORDS).notes == ()


@given(st.text(max_size=80))
def test_no_text_at_all_breaks_the_reader_of_addresses(text):
    assert canonical(canonical(text, WORDS), WORDS) == canonical(text, WORDS)
