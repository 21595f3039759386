"""The fifteen standing questions on the demo: each figure equals one worked out from the files alone."""

from __future__ import annotations

import calendar
from collections import Counter
from datetime import date, timedelta
from urllib.parse import quote

import pytest

from dashboard.i18n.numbers import money
from dashboard.i18n.translate import words
from dashboard.render.answer import answer
from dashboard.render.contract import as_json
from dashboard.render.questions import QUESTIONS
from dashboard.state import from_search
from geo.measure import distance_km
from tests.questions.ledger_oracle import Ledger, read_table

TODAY = "2026-11-20"
FIFTEEN = (
    "start",
    "slip",
    "conversion",
    "changes",
    "origin",
    "bases",
    "undisclosed",
    "mu",
    "land",
    "pipeline",
    "near",
    "then",
    "top",
    "quality",
    "reconcile",
)


@pytest.fixture(scope="module")
def ledger(demo_folder):
    return Ledger(demo_folder, TODAY)


@pytest.fixture(scope="module")
def ask(demo_board):
    def asked(key, **rest):
        address = "&".join(f"{name}={value}" for name, value in {"ask": key, **rest}.items())
        found = answer(demo_board, from_search(address, demo_board.vocabulary))
        assert not found.state.notes
        return as_json(found, ("question", "kpis"))

    return asked


def last_day(iso, precision):
    day = date.fromisoformat(iso)
    months = {"day": 0, "month": 1, "quarter": 3, "year": 12}[precision]
    if not months:
        return day
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1) - timedelta(days=1)


def paused_days(ledger, key):
    total, begun = 0, None
    for row in ledger.table("statuses"):
        if row["project_id"] != key:
            continue
        since = date.fromisoformat(row["since"])
        if row["project_status"] == "suspended":
            begun = begun or since
        elif begun:
            total, begun = total + (since - begun).days, None
    return total + ((ledger.today - begun).days if begun else 0)


def test_the_fifteen_are_the_first_of_the_menu():
    assert tuple(QUESTIONS)[: len(FIFTEEN)] == FIFTEEN


@pytest.mark.parametrize("days", [90, 180, 365])
def test_signed_and_not_started(ledger, ask, days):
    found = Counter()
    late = Counter()
    for key in ledger.counted(stopped=True):
        if not "30" <= ledger.stage(key) < "50":
            continue
        status, signed = ledger.statuses.get(key, "active"), ledger.actual.get((key, "30"), "")
        if status == "suspended":
            found["suspended"] += 1
        elif not signed:
            found["date_unknown"] += 1
        else:
            waited = (ledger.today - last_day(signed, ledger.precision[key, "30"])).days - paused_days(
                ledger, key
            )
            found["overdue" if waited > days else "in_time"] += 1
            late[key] = waited > days
    question = ask("start", days=days)["question"]
    assert Counter(question["counts"]) == found
    assert sum(group["n"] for group in question["groups"] if not group["apart"]) == found["overdue"]
    assert {row["project_id"] for row in question["rows"] if row["delay"] == "overdue"} == {
        k for k, v in late.items() if v
    }


def test_behind_plan(ledger, ask):
    slips = {}
    for key in ledger.counted(stopped=True):
        stages = sorted(s for p, s in ledger.plans if p == key and (key, s) not in ledger.actual)
        if stages and stages[0] > "30":
            plans = ledger.plans[key, stages[0]]
            slips[key] = (date.fromisoformat(plans[-1]) - date.fromisoformat(plans[0])).days
    question = ask("slip")["question"]
    assert {row["project_id"]: row["slip_days"] for row in question["rows"]} == slips
    assert question["counts"]["serious"] == sum(days > 90 for days in slips.values())
    ordered = [row["slip_days"] for row in question["rows"]]
    assert ordered == sorted(ordered, reverse=True)


@pytest.mark.parametrize("period", [("2026-12", "2027-02"), ("2025-01", "2025-12")])
def test_a_period_of_the_next_step_takes_what_overlaps_it_in_every_view(ledger, ask, demo_board, period):
    start, end = date.fromisoformat(period[0] + "-01"), last_day(period[1] + "-01", "month")
    due = set()
    for key in ledger.counted():
        stages = sorted(s for p, s in ledger.plans if p == key and (key, s) not in ledger.actual)
        if stages and start <= date.fromisoformat(ledger.plans[key, stages[0]][-1]) <= end:
            due.add(key)
    found = answer(demo_board, from_search(f"due={period[0]}..{period[1]}", demo_board.vocabulary))
    assert {line.project_id for line in found.rows} <= due
    assert found.totals.projects == len(due) == found.kpis["projects"].value > 0
    shown = ask("slip", due=f"{period[0]}..{period[1]}")["question"]["rows"]
    assert due - {row["project_id"] for row in shown} <= {k for k in due if not in_building(ledger, k)}


def in_building(ledger, key):
    stages = sorted(s for p, s in ledger.plans if p == key and (key, s) not in ledger.actual)
    return stages[0] > "30"


def test_conversion_by_quarter_of_signing(ledger, ask):
    signed, operating = Counter(), Counter()
    for key in ledger.counted(stopped=True):
        iso = ledger.actual.get((key, "30"), "")
        quarter = f"{iso[:4]}-Q{(int(iso[5:7]) + 2) // 3}" if iso else "none"
        signed[quarter] += 1
        operating[quarter] += ledger.stage(key) >= "70"
    rows = ask("conversion")["question"]["rows"]
    assert {row["quarter"]: row["signed"] for row in rows} == signed
    assert {row["quarter"]: row["n_operating"] for row in rows if row["n_operating"]} == +operating


def test_what_changed_in_a_week_explains_the_change_of_the_figures(demo_folder, ask):
    before, after = (ask("changes", asof=day)["kpis"] for day in ("2026-11-13", TODAY))
    counts = ask("changes")["question"]["counts"]
    assert counts["delta_projects"] == after["projects"]["value"] - before["projects"]["value"]
    assert counts["delta_minor"] == 100 * (after["amount_cny"]["value"] - before["amount_cny"]["value"])
    old, new = (
        {row["project_id"]: row for row in read_table(folder, "projects")}
        for folder in (demo_folder / "weeks" / "2026-11-13", demo_folder / "weeks" / TODAY)
    )
    moved = [key for key in old.keys() & new.keys() if old[key]["stage_code"] != new[key]["stage_code"]]
    assert counts["new"] == len(new.keys() - old.keys())
    assert counts["vanished"] == len(old.keys() - new.keys())
    assert counts["advanced"] == len(moved) > 0


@pytest.mark.parametrize(
    ("basis", "column"), [("ultimate", "uhq_country_iso3"), ("immediate", "country_iso3")]
)
def test_capital_by_country(ledger, ask, basis, column):
    investors = {row["investor_id"]: row[column] for row in ledger.table("investors")}
    counted = set(ledger.counted())
    links = [row for row in ledger.table("project_investors") if row["project_id"] in counted]
    mine = [row for row in links if investors[row["investor_id"]] == "JPN"]
    question = ask("origin", by=basis)["question"]
    assert question["counts"]["projects"] == len({row["project_id"] for row in mine})
    assert question["counts"]["firms"] == len({row["investor_id"] for row in mine})
    years = Counter(ledger.actual.get((row["project_id"], "30"), "")[:4] for row in mine)
    assert {g["label"]: g["n"] for g in question["groups"] if not g["apart"]} == {
        y: n for y, n in years.items() if y
    }
    assert question["counts"]["undated"] == years[""]


def test_bases_stand_side_by_side(ledger, ask):
    counted = set(ledger.counted())
    counted |= {
        key
        for key, row in ledger.projects.items()
        if grows(ledger, key) and row["parent_record_id"] in counted
    }
    for measure, name in (("contracted_fdi", "contracted_minor"), ("utilised_fdi", "paid_minor")):
        total = sum(
            int(float(row["amount"]) * 100)
            for (key, found, _), row in ledger.amounts.items()
            if found == measure and key in counted
        )
        assert ask("bases")["question"]["counts"][name] == total


def grows(ledger, key):
    return ledger.relation(key) == "expansion of" and not ledger.projects[key]["withdrawn_on"]


def test_sectors_by_town(ledger, ask):
    rows = ask("matrix")["question"]["rows"]
    shown = Counter({(row["sector"], town): n for row in rows for town, n in row["towns"].items()})
    sectors, towns = Counter(), Counter()
    for (sector, town), n in shown.items():
        sectors[sector] += n
        towns[town] += n
    assert sectors == Counter(ledger.projects[key]["sector_code"] for key in ledger.counted())
    without_point = Counter(ledger.projects[key]["place_id"] for key in ledger.counted())
    assert sum(towns.values()) == sum(without_point.values())
    assert sum(abs(towns[town] - without_point[town]) for town in towns) < 0.1 * sum(towns.values())


def test_amount_unknown(ledger, ask):
    hidden = [
        key
        for key in ledger.counted()
        if all(ledger.minor(key, currency) is None for currency in ("CNY", "USD", "JPY"))
        and not (ledger.relation(key) != "upgrade of" and estimated(ledger, key))
    ]
    question = ask("undisclosed")["question"]
    assert {row["project_id"] for row in question["rows"]} == set(hidden)


def estimated(ledger, key):
    row = ledger.amounts.get((key, "total_investment", ""))
    return bool(row) and row["value_status"] == "estimated"


def test_tax_per_mu(ledger, ask):
    tax = {
        row["project_id"]: float(row["amount"])
        for row in ledger.table("operations")
        if row["measure"] == "tax_paid" and row["year"] == "2025"
    }
    land = {
        key: ledger.projects[key]["land_mu"]
        for key in ledger.counted()
        if ledger.stage(key) in ("70", "80", "85")
    }
    rows = ask("mu")["question"]["rows"]
    assert {row["project_id"] for row in rows} == {key for key, mu in land.items() if mu and key in tax}
    ratios = [tax[row["project_id"]] / float(land[row["project_id"]]) for row in rows]
    assert ratios == sorted(ratios, reverse=True)
    assert ask("mu")["question"]["counts"]["leased"] == sum(not mu for mu in land.values())


def test_idle_land(ledger, ask):
    idle = {
        key: float(ledger.projects[key]["land_mu"])
        for key in ledger.counted()
        if ledger.stage(key) == "45" and ledger.projects[key]["land_mu"]
    }
    counts = ask("land")["question"]["counts"]
    assert (counts["projects"], counts["idle_mu"]) == (len(idle), sum(idle.values()))


def test_pipeline(ledger, ask):
    to_come = {
        key
        for key in ledger.counted(talks=True)
        if ledger.plans.get((key, "70")) and (key, "70") not in ledger.actual
    }
    question = ask("pipeline")["question"]
    assert {row["project_id"] for row in question["rows"]} == to_come
    assert question["counts"]["jobs"] == sum(int(ledger.projects[key]["expected_jobs"]) for key in to_come)


def test_neighbours(ledger, ask):
    centre = next(key for key in ledger.counted() if ledger.projects[key]["lon"])
    spot = {key: (float(row["lon"]), float(row["lat"])) for key, row in ledger.projects.items() if row["lon"]}
    near = [
        key
        for key in ledger.counted()
        if key in spot and key != centre and distance_km(*spot[centre], *spot[key]) <= 10
    ]
    question = ask("near", hl=centre)["question"]
    assert {row["project_id"] for row in question["rows"]} == set(near)
    assert sum(group["n"] for group in question["groups"]) == len(near)
    assert question["counts"]["unplaced"] == sum(key not in spot for key in ledger.counted())


def test_last_years_end_and_now(ledger, ask, demo_folder):
    question = ask("then")["question"]
    now = Counter(ledger.stage(key) for key in ledger.counted())
    assert {row["stage"]: row["now"] for row in question["rows"] if row["now"]} == now
    assert sum(row["planned"] for row in question["rows"]) == sum(now.values())


def test_who_makes_eighty_per_cent(ledger, ask):
    values = sorted((v for v in map(ledger.minor, ledger.counted()) if v is not None), reverse=True)
    total, running, most = sum(values), 0, 0
    while running < 0.8 * total:
        running, most = running + values[most], most + 1
    counts = ask("top")["question"]["counts"]
    assert (counts["total_minor"], counts["most"], counts["top_minor"]) == (total, most, sum(values[:10]))


def test_quality_by_unit(ledger, ask):
    question = ask("quality")["question"]
    units = Counter(ledger.projects[key]["reporting_unit"] for key in ledger.counted())
    rows = {row["reporting_unit"]: row for row in question["rows"] if "reporting_unit" in row}
    assert {unit: row["projects"] for unit, row in rows.items()} == units
    for unit, row in rows.items():
        mine = [key for key in ledger.counted() if ledger.projects[key]["reporting_unit"] == unit]
        located = sum(bool(ledger.projects[key]["lon"]) for key in mine)
        fresh = sum(
            (ledger.today - date.fromisoformat(ledger.projects[key]["updated_at"])).days <= 30 for key in mine
        )
        assert row["located"] == pytest.approx(located / len(mine))
        assert row["fresh"] == pytest.approx(fresh / len(mine))
    reported = {row["reporting_unit"] for row in ledger.table("unit_reports") if row["reported_on"] == TODAY}
    assert question["counts"]["late"] == len(units.keys() - reported)


def test_the_gap_to_another_figure_is_the_sum_of_its_steps(ledger, ask):
    found = ask("reconcile", figure=50_000_000_000)
    every = found["question"]["rows"]
    steps, behind = ([row for row in every if name in row] for name in ("minor", "behind"))
    for step in steps:
        if step["records"] and step["step"] != "register":
            mine = [row["record_minor"] for row in behind if row["behind"] == step["step"]]
            assert (len(mine), sum(mine)) == (step["records"], step["minor"])
    assert steps[0]["minor"] == sum(v for v in map(ledger.minor, ledger.counted()) if v)
    assert steps[0]["minor"] == 100 * found["kpis"]["amount_cny"]["value"]
    assert sum(step["minor"] for step in steps[:-1]) == steps[-1]["minor"] == 5_000_000_000_000
    framework = [
        key
        for key, row in ledger.projects.items()
        if not row["withdrawn_on"] and steps_of(ledger, key) == "r1_framework"
    ]
    known = [v for v in (plain_minor(ledger, key) for key in framework) if v]
    step = next(step for step in steps if step["step"] == "r1_framework")
    assert (step["records"], step["minor"]) == (len(known), sum(known))


@pytest.mark.parametrize(
    "rules", ["fx.fixed", "fx.stage,r1.off", "r11.in", "r2.off,r3.off,r4.off,r6.collapse"]
)
def test_the_steps_add_up_under_any_rules(ask, rules):
    found = ask("reconcile", figure=70_000_000_000, rules=rules)
    steps = [row for row in found["question"]["rows"] if "minor" in row]
    assert sum(step["minor"] for step in steps[:-1]) == steps[-1]["minor"] == 7_000_000_000_000
    assert steps[0]["minor"] == round(100 * found["kpis"]["amount_cny"]["value"])


def steps_of(ledger, key):
    others = ledger.counted(stopped=True, talks=True)
    stopped = ledger.statuses.get(key, "active") in ("suspended", "cancelled", "exited")
    return "r1_framework" if key in others and not stopped and ledger.stage(key) == "25" else ""


def plain_minor(ledger, key):
    row = ledger.amounts.get((key, "total_investment", ""))
    known = row and row["currency"] == "CNY" and row["value_status"] in ("exact", "rounded")
    return round(float(row["amount"]) * 100) if known else None


def test_targets_of_the_year(ledger, ask):
    rows = {row["kpi"]: row for row in ask("targets")["question"]["rows"]}
    this_year = [key for key in ledger.counted() if ledger.actual.get((key, "30"), "")[:4] == "2026"]
    assert rows["projects_signed"]["result"] == len(this_year)
    assert rows["amount_signed"]["result"] == sum(v for v in map(ledger.minor, this_year) if v)
    share = date(2026, 11, 20).timetuple().tm_yday / (366 if calendar.isleap(2026) else 365)
    target = rows["projects_signed"]["target"]
    assert rows["projects_signed"]["cells"]["plan_to_date"] == str(round(target * share))


def test_the_amount_in_a_row_is_the_planned_total_with_its_increments(ledger, demo_board):
    lines, seen = demo_board.ledger("en"), 0
    for key in ledger.counted():
        minor, row = ledger.minor(key), ledger.amounts.get((key, "total_investment", ""))
        shown = lines[key].cells["amount"]
        if minor is not None and row["value_status"] in ("exact", "rounded") and "+" not in shown:
            assert shown == money(minor, "CNY", words("en")), key
            seen += 1
    assert seen > 150


@pytest.mark.parametrize("column", ["name_zh", "name_en", "name_ja", "name_th", "project_id"])
def test_a_project_is_found_by_its_name_in_any_language(ledger, demo_board, column):
    row = ledger.projects[ledger.counted()[3]]
    found = answer(demo_board, from_search("q=" + quote(row[column]), demo_board.vocabulary))
    assert row["project_id"] in {line.project_id for line in found.rows}
    assert found.totals.projects < 20


def test_the_problems_that_are_open(ledger, ask):
    counted = set(ledger.counted(stopped=True))
    rows = [row for row in ledger.table("issues") if row["project_id"] in counted and not row["closed_on"]]
    counts = ask("problems")["question"]["counts"]
    assert counts == {
        "open": len(rows),
        "overdue": sum(row["due"] < TODAY for row in rows),
        "unowned": sum(not row["owner_dept"] for row in rows),
    }


def test_the_next_ninety_days(ledger, ask):
    until = (ledger.today + timedelta(days=90)).isoformat()
    counted = set(ledger.counted())
    due = {
        (key, stage)
        for (key, stage), plans in ledger.plans.items()
        if key in counted
        and stage > "30"
        and (key, stage) not in ledger.actual
        and TODAY <= plans[-1] <= until
    }
    question = ask("next")["question"]
    assert {(row["project_id"], row["stage"]) for row in question["rows"]} == due


@pytest.mark.parametrize("key", [key for key in QUESTIONS])
@pytest.mark.parametrize("lang", ["zh-Hans", "en", "ja", "th"])
def test_every_question_is_answered_in_every_language_and_obeys_the_filters(ask, key, lang):
    whole, part = ask(key, lang=lang)["question"], ask(key, lang=lang, sector="equipment")["question"]
    assert whole["sentence"] and whole["definition"]
    assert len(part["rows"]) <= len(whole["rows"])
