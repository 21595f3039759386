"""The official's week, step by step, for readers inside and outside the office.

Each step asks the served board what its reader looks at and compares it with the files. Whatever is
asked, an answer for outside names nobody in charge and nobody who decided.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from dashboard.apps.parks import serve_parks
from dashboard.apps.public import make_app
from dashboard.i18n.dates import date_text
from dashboard.i18n.translate import words
from tests.questions.ledger_oracle import Ledger
from tests.questions.test_standing_questions import last_day, paused_days

TODAY, LAST_WEEK = "2026-11-20", "2026-11-13"


class Office:
    """A board served to one audience. What it says to the outside is searched for internal values."""

    def __init__(self, folder, *, internal, secrets):
        self.internal, self.secrets = internal, secrets
        self.client = make_app(serve_parks([folder], internal=internal)).server.test_client()

    def text(self, address):
        found = self.client.get("/" + address).get_data(as_text=True)
        named = sorted(name for name in self.secrets if name in found)
        assert self.internal or not named, (address, named)
        return found

    def ask(self, address=""):
        fields = "dataset,address,notes,kpis,table,totals,question,screen"
        return json.loads(self.text(f"view.json?lang=en&{address}&fields={fields}"))

    def rows(self, address):
        return list(csv.DictReader(io.StringIO(self.text(address).removeprefix("\ufeff"))))


@pytest.fixture(scope="module")
def ledger(demo_folder):
    return Ledger(demo_folder, TODAY)


@pytest.fixture(scope="module")
def secrets(ledger):
    people = {row["owner_person"] for row in ledger.projects.values()}
    return (people | {row["decided_by"] for row in ledger.table("decisions")}) - {""}


@pytest.fixture(scope="module", params=[False, True], ids=["public", "internal"])
def office(request, demo_folder, secrets):
    return Office(demo_folder, internal=request.param, secrets=secrets)


def in_town(ledger, keys, town):
    return [key for key in keys if ledger.projects[key]["place_id"] == town]


def test_a1_which_units_reported_last_friday(office, ledger):
    question = office.ask("ask=quality")["question"]
    reported = {row["reporting_unit"] for row in ledger.table("unit_reports") if row["reported_on"] == TODAY}
    units = {ledger.projects[key]["reporting_unit"] for key in ledger.counted()}
    assert question["counts"]["late"] == len(units - reported) > 0
    rows = {row["reporting_unit"]: row for row in question["rows"] if "weeks" in row}
    assert {unit for unit, row in rows.items() if not row["weeks"][-1]} == units - reported


def test_a2_what_changed_since_last_week_is_the_difference_of_the_figures(office):
    now, then = office.ask(f"ask=changes&versus={LAST_WEEK}"), office.ask(f"asof={LAST_WEEK}")
    for key in ("projects", "amount_cny", "operating", "japanese_projects"):
        assert now["kpis"][key]["before"] == then["kpis"][key]["value"], key
    counts = now["question"]["counts"]
    assert counts["delta_projects"] == now["kpis"]["projects"]["value"] - then["kpis"]["projects"]["value"]
    assert counts["delta_minor"] == sum(row["delta_minor"] for row in now["question"]["rows"]) != 0


def test_a3_where_we_stand_against_the_plan(office, ledger):
    found = office.ask("ask=targets")
    rows = {row["kpi"]: row for row in found["question"]["rows"]}
    signed = [key for key in ledger.counted() if ledger.actual.get((key, "30"), "")[:4] == TODAY[:4]]
    assert rows["projects_signed"]["result"] == len(signed)
    assert rows["amount_signed"]["result"] == sum(v for v in map(ledger.minor, signed) if v)
    assert rows["amount_signed"]["known"] == sum(ledger.minor(key) is not None for key in signed)
    assert found["kpis"]["projects"]["value"] == len(ledger.counted())


@pytest.mark.parametrize("days", [90, 180, 365])
def test_a4_who_has_signed_and_not_started_in_one_town(office, ledger, days):
    late = set()
    for key in in_town(ledger, ledger.counted(stopped=True), "T01"):
        signed, status = ledger.actual.get((key, "30"), ""), ledger.statuses.get(key, "active")
        if "30" <= ledger.stage(key) < "50" and signed and status != "suspended":
            waited = (ledger.today - last_day(signed, ledger.precision[key, "30"])).days
            late |= {key} if waited - paused_days(ledger, key) > days else set()
    question = office.ask(f"ask=start&days={days}&place=T01")["question"]
    rows = [row for row in question["rows"] if row["delay"] == "overdue"]
    assert {row["project_id"] for row in rows} == late != set()
    shown = {row["project_id"]: row["cells"].get("owner_person") for row in rows}
    people = {key: ledger.projects[key]["owner_person"] for key in late}
    assert shown == (people if office.internal else dict.fromkeys(late))
    assert ("owner_person" in question["columns"]) is office.internal
    assert len(office.rows(f"question.csv?ask=start&days={days}&place=T01")) == len(question["rows"])


def test_a4_only_inside_the_bars_can_stand_for_officers(office, ledger):
    found = office.ask("ask=start&by=officer")
    labels = {group["label"] for group in found["question"]["groups"] if not group["apart"]}
    assert bool(found["notes"]) is not office.internal
    assert labels <= office.secrets if office.internal else not labels & office.secrets


def test_a5_why_they_are_stuck(office, ledger):
    mine = set(in_town(ledger, ledger.counted(stopped=True), "T01"))
    issues = [row for row in ledger.table("issues") if row["project_id"] in mine and not row["closed_on"]]
    question = office.ask("ask=problems&place=T01")["question"]
    assert {row["issue_id"] for row in question["rows"]} == {row["issue_id"] for row in issues} != set()
    assert question["counts"]["unowned"] == sum(not row["owner_dept"] for row in issues)
    assert sum(group["n"] for group in question["groups"]) == len(issues)


def test_a6_how_many_japanese_projects_and_how_much(office, ledger):
    mine = [key for key in ledger.counted() if ledger.projects[key]["home_country_iso3"] == "JPN"]
    kpis = office.ask("home=JPN")["kpis"]
    assert kpis["projects"]["value"] == kpis["japanese_projects"]["value"] == len(mine)
    for key, currency in (("amount_cny", "CNY"), ("amount_usd", "USD")):
        known = [minor for one in mine if (minor := ledger.minor(one, currency)) is not None]
        assert (kpis[key]["rows"], kpis[key]["value"]) == (len(known), sum(known) / 100), key
    ultimate, immediate = (
        office.ask(f"ask=origin&by={by}")["question"]["counts"] for by in ("ultimate", "immediate")
    )
    assert ultimate["projects"] == len(mine) > immediate["projects"] > 0


def test_a7_the_figures_of_a_brief_carry_definition_day_and_territory_and_equal_their_rows(office):
    found = office.ask("stage=50,60")
    for key, kpi in found["kpis"].items():
        assert kpi["definition"] and kpi["territory"], key
        assert not kpi["filters"] or kpi["as_of"] == TODAY, key
    assert found["dataset"]["synthetic"] is True
    rows = office.rows("rows.csv?stage=50,60&lang=en")
    assert len(rows) == found["kpis"]["projects"]["value"] == found["table"]["total"] > 50


def test_a8_a_company_is_found_and_every_plan_of_it_is_kept(office, ledger):
    (key, stage), plans = max(ledger.plans.items(), key=lambda item: len(item[1]))
    project, speech = ledger.projects[key], words("en")
    for name in ("name_zh", "name_en", "name_ja", "name_th"):
        assert key in office.ask(f"q={project[name]}&rules=r9.off")["table"]["ids"], name
    card = office.text(f"view.json?card={key}&lang=en&fields=screen")
    assert len(plans) > 3
    assert " → ".join(date_text(iso, "day", speech) for iso in plans) in card
    assert (project["owner_person"] in card) is office.internal


def test_a9_what_looks_signed_twice_and_who_decided(office, ledger):
    question = office.ask("ask=quality")["question"]
    pairs = [row for row in question["rows"] if "second" in row]
    assert len(pairs) == question["counts"]["pairs"] > 0
    for row in pairs:
        one, other = (ledger.projects[row[end]] for end in ("first", "second"))
        assert one["name_en"] == other["name_en"], row
    screen = office.text("view.json?ask=quality&lang=en&fields=screen")
    decision = next(row for row in ledger.table("decisions") if row["decision"] == "keep")
    assert decision["project_id"] in screen and decision["reason"] in screen
    assert (decision["decided_by"] in screen) is office.internal


@pytest.mark.parametrize(("by", "column"), [("unit", "reporting_unit"), ("town", "place_id")])
def test_a10_towns_and_units_are_ranked_apart_and_each_adds_up(office, ledger, by, column):
    found = office.ask(f"ask=units&by={by}")
    signed = [row["n_signed"] for row in found["question"]["rows"]]
    assert all(one >= other for one, other in pairwise(signed))
    assert sum(signed) == found["kpis"]["projects"]["value"] == len(ledger.counted())
    if by == "unit":
        units = Counter(ledger.projects[key][column] for key in ledger.counted())
        assert {row["code"]: row["n_signed"] for row in found["question"]["rows"]} == units


def test_a11_another_rule_for_projects_in_two_towns_moves_bars_and_not_the_total(office, ledger):
    sums = {}
    for rule in ("lead", "land", "amount"):
        found = office.ask("ask=units" + ("" if rule == "lead" else f"&rules=r7.{rule}"))
        towns = {row["code"]: row["amount_minor"] or 0 for row in found["question"]["rows"]}
        assert sum(towns.values()) == round(100 * found["kpis"]["amount_cny"]["value"])
        sums[rule] = towns
    assert len({sum(towns.values()) for towns in sums.values()}) == 1
    assert sums["lead"] != sums["land"] != sums["amount"]
    shares = Counter()
    for row in ledger.table("project_places"):
        shares[row["project_id"]] += float(row["alloc_share_land"])
    assert all(total == pytest.approx(1) for total in shares.values())


def test_a12_what_is_due_in_ninety_days_and_what_has_slipped(office, ledger):
    until, counted = (ledger.today + timedelta(days=90)).isoformat(), set(ledger.counted())
    ahead = {pair: plans for pair, plans in ledger.plans.items() if pair not in ledger.actual}
    due = {p for p, plans in ahead.items() if p[0] in counted and p[1] > "30" and TODAY <= plans[-1] <= until}
    rows = office.ask("ask=next")["question"]["rows"]
    assert {(row["project_id"], row["stage"]) for row in rows} == due
    for row in office.ask("ask=slip&due=2026-12..2027-02")["question"]["rows"]:
        plans = [date.fromisoformat(iso) for iso in ledger.plans[row["project_id"], row["stage"]]]
        assert row["slip_days"] == (plans[-1] - plans[0]).days
        assert "2026-12-01" <= row["plan_now"] <= "2027-02-28"


def test_a13_which_sectors_bring_tax_and_where_land_is_idle(office, ledger):
    matrix = office.ask("ask=matrix")["question"]
    assert {row["sector"]: sum(row["towns"].values()) for row in matrix["rows"]} == Counter(
        ledger.projects[key]["sector_code"] for key in ledger.counted()
    )
    running = [key for key in ledger.counted() if ledger.stage(key) in ("70", "80", "85")]
    leased = sum(not ledger.projects[key]["land_mu"] for key in running)
    assert office.ask("ask=mu")["question"]["counts"]["leased"] == leased > 0
    idle = [ledger.projects[key]["land_mu"] for key in ledger.counted() if ledger.stage(key) == "45"]
    assert office.ask("ask=land")["question"]["counts"]["idle_mu"] == sum(float(mu) for mu in idle if mu)


def test_a14_the_steps_from_our_figure_to_another_add_up(office, ledger):
    steps = [r for r in office.ask("ask=reconcile&figure=80000000000")["question"]["rows"] if "minor" in r]
    assert steps[0]["minor"] == sum(v for v in map(ledger.minor, ledger.counted()) if v)
    assert sum(step["minor"] for step in steps[:-1]) == steps[-1]["minor"] == 8_000_000_000_000


def test_a15_a_day_that_was_handed_over_opens_the_same_after_later_reports(office, demo_folder):
    week = Office(demo_folder / "weeks" / LAST_WEEK, internal=office.internal, secrets=office.secrets)
    then, now = week.ask("home=JPN"), office.ask(f"asof={LAST_WEEK}&home=JPN")
    assert (now["kpis"], now["table"], now["totals"]) == (then["kpis"], then["table"], then["totals"])
    pinned = office.ask(f"pin={now['dataset']['id']}")
    assert pinned["notes"] == []
    assert office.ask("pin=gone")["notes"]
