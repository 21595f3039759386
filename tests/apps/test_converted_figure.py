"""The sum in the currency a view turns amounts into: there when a further currency is asked for, else not."""

from __future__ import annotations

import json
from collections import defaultdict
from decimal import ROUND_HALF_EVEN, Decimal

import pytest

from dashboard.apps.parks import serve_parks
from dashboard.apps.public import make_app
from dashboard.i18n import LANGUAGES
from dashboard.i18n.translate import words
from dashboard.render.kpis import CONVERTED
from dashboard.views.kpis import CONVERTED as TITLE
from tests.questions.ledger_oracle import Ledger

KEY = "amount_jpy"
IN_YEN = "currency=JPY&rules=fx.fixed"


@pytest.fixture(scope="module")
def ask(demo_folder):
    client = make_app(serve_parks([demo_folder])).server.test_client()
    return lambda address: client.get(f"/view.json?{address}").json


def nodes(tree):
    if isinstance(tree, list) and len(tree) == 3 and isinstance(tree[1], dict):
        yield tree
    for child in tree if isinstance(tree, list) else tree.values() if isinstance(tree, dict) else ():
        yield from nodes(child)


def in_yen(folder):
    """Each counted project's published total in yen, from the files alone, at the newest rate."""
    ledger = Ledger(folder, "2026-11-20")
    rates = {"CNY": Decimal(1)}
    for row in sorted(ledger.table("fx_rates"), key=lambda row: row["period"]):
        rates[row["currency"]] = Decimal(row["rate_to_cny"])
    counted, found = set(ledger.counted()), defaultdict(int)
    for (key, measure, _), row in ledger.amounts.items():
        project, relation = ledger.projects[key], ledger.relation(key)
        if measure != "total_investment" or row["value_status"] not in ("exact", "rounded"):
            continue
        owner = project["parent_record_id"] if relation == "expansion of" else key
        if owner not in counted or project["withdrawn_on"] or relation == "upgrade of":
            continue
        yen = Decimal(row["amount"]) * rates[row["currency"]] / rates["JPY"]
        found[owner] += int(yen.quantize(Decimal(1), rounding=ROUND_HALF_EVEN))
    return found


def test_in_yen_the_headline_is_the_sum_of_every_amount_that_has_a_rate(ask, demo_folder):
    kpis, sums = ask(f"{IN_YEN}&fields=kpis")["kpis"], in_yen(demo_folder)
    assert (kpis[KEY]["value"], kpis[KEY]["rows"], kpis[KEY]["unit"]) == (
        sum(sums.values()),
        len(sums),
        "JPY",
    )
    assert kpis["amount_cny"]["value"] is None and kpis["amount_usd"]["value"] is None


@pytest.mark.parametrize(
    "address", ["", "currency=JPY", "rules=fx.fixed", "currency=USD&rules=fx.stage", "measure=amount"]
)
def test_no_other_view_has_a_sum_in_yen(ask, address):
    found = ask(f"{address}&fields=kpis,screen")
    assert KEY not in found["kpis"]
    assert KEY not in json.dumps(found["screen"])


def test_the_strip_shows_the_sum_first_and_it_opens_its_definition_and_its_rows(ask):
    found = ask(f"card=kpi.{KEY}&lang=en&fields=kpis,screen&{IN_YEN}")
    parts, kpi = found["screen"]["parts"], found["kpis"][KEY]
    figures = [
        node[1] for node in nodes(parts["kpis"]) if str(node[1].get("data-kpi", "")).startswith("amount_")
    ]
    assert figures[0]["data-kpi"] == KEY and figures[0]["data-value"] == str(kpi["value"])
    assert [one["class"] for one in figures[1:3]] == ["money visually-hidden"] * 2
    shown = json.dumps([part for key, part in parts.items() if "card" in key], ensure_ascii=False)
    assert CONVERTED in shown
    assert f"The {kpi['rows']} projects counted here" in shown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sum_has_its_words_in_every_language(ask, lang):
    found, speech = ask(f"lang={lang}&fields=kpis,screen&{IN_YEN}"), words(lang)
    assert found["kpis"][KEY]["definition"] == speech.text(CONVERTED)
    assert speech.text(TITLE) in json.dumps(found["screen"], ensure_ascii=False)
    assert lang == "en" or speech.text(CONVERTED) != CONVERTED


def test_its_card_is_left_out_of_a_view_without_it_and_that_is_said(ask):
    found = ask(f"card=kpi.{KEY}&lang=en&fields=address,notes,screen")
    assert "card" not in found["address"]
    assert [note for note in found["notes"] if f"kpi.{KEY}" in note]
    assert found["screen"]["data"]["card"] == "no"


def test_a_day_to_compare_with_puts_the_difference_in_yen_beside_it(ask):
    found = ask(f"lang=en&versus=2025-11-20&fields=kpis,screen&{IN_YEN}")
    kpi = found["kpis"][KEY]
    deltas = [
        node[1]["data-delta"] for node in nodes(found["screen"]["parts"]["kpis"]) if "data-delta" in node[1]
    ]
    assert str(kpi["value"] - kpi["before"]) == deltas[1] != "0"


def test_amounts_in_yen_are_drawn_with_and_without_an_exchange_rule(ask):
    plain, turned = (ask(f"measure=amount&lang=en&{rest}") for rest in ("currency=JPY", IN_YEN))
    known = [found["views"]["timeline"]["summary"].rpartition(";")[2] for found in (plain, turned)]
    assert all("published in" in text for text in known) and known[0] != known[1]


def test_beside_each_sector_the_converted_sum_stands_first(ask):
    for address, first in ((IN_YEN.replace("fixed", "stage"), "JPY"), ("", "CNY")):
        parts = ask(f"lang=en&fields=screen&{address}")["screen"]["parts"]
        twin = next(part for key, part in parts.items() if "twin" in key and "sectors" in key)
        asides = [node[2][0] for node in nodes(twin) if node[1].get("class") == "aside"]
        assert len(asides) == 6 and all(text.startswith(first) for text in asides)
