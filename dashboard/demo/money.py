"""The invented money of a project: totals with their status, yearly work, foreign capital, operation.

Law: values come from the project's total in yuan, which re-signings and bundles share exactly.
"""

from __future__ import annotations

from datetime import date, timedelta

from dashboard.demo.life import COMPILED, Life, friday

RATES = {"USD": 7.0, "JPY": 0.05}
STATUSES = ("exact", "rounded", "undisclosed", "range", "estimated")
STATUS_WEIGHTS = (60, 20, 12, 4, 4)


def amount(life: Life, told: date, measure: str, value: int | None, **cells: object) -> None:
    """Report an amount in single units of its currency; an undisclosed one has none."""
    row = {"currency": "CNY", "value_status": "exact", "qualifier": ""} | cells
    life.report("amounts", told, measure=measure, value=value, unit=row["currency"], amount=value, **row)


def run_money(life: Life) -> None:
    """Report every amount of a project."""
    rng, told = life.rng, friday(life.signed + timedelta(days=7))
    related = life.facts["relation"] in ("re-signing of", "member of bundle", "relocation of", "successor of")
    bundle = life.facts["relation"] == "" and life.at % 80 == 40
    status = "exact" if related or bundle else rng.choices(STATUSES, STATUS_WEIGHTS)[0]
    currency = "CNY" if related or bundle else _currency(life)
    value = _in(life.total_yuan, currency)
    _total(life, min(told, COMPILED), currency, value, status)
    if life.dates.get("50"):
        _work(life)
    if life.facts["home_country_iso3"] != "CHN" and "30" in life.dates:
        _foreign(life)
    if "30" in life.dates:
        amount(life, told, "expected_output", round(life.total_yuan * 1.3), value_status="estimated")
        amount(life, told, "expected_tax", round(life.total_yuan * 0.06), value_status="estimated")
    if life.dates.get("70"):
        _operation(life)


def _currency(life: Life) -> str:
    draw = life.rng.random()
    if life.facts["home_country_iso3"] == "CHN":
        return "CNY"
    if life.facts["home_country_iso3"] == "JPN" and draw < 0.25:
        return "JPY"
    return "USD" if draw > 0.55 else "CNY"


def _in(yuan: int, currency: str) -> int:
    return yuan if currency == "CNY" else int(round(yuan / RATES[currency], -4))


def _total(life: Life, told: date, currency: str, value: int, status: str) -> None:
    if status == "undisclosed":
        amount(life, told, "total_investment", None, currency="", value_status=status)
        return
    ends = {"amount_low": round(value * 0.8), "amount_high": round(value * 1.2)} if status == "range" else {}
    who = {"estimated_by": "park office"} if status == "estimated" else {}
    amount(life, told, "total_investment", value, currency=currency, value_status=status, **ends, **who)
    if life.rng.random() < 0.06 and status in ("exact", "rounded") and not life.facts["relation"]:
        later = friday(told + timedelta(days=life.rng.randint(60, 700)))
        revised = round(value * life.rng.choice((0.8, 0.9, 1.1, 1.25)))
        amount(life, later, "total_investment", revised, currency=currency, value_status=status)


def _work(life: Life) -> None:
    begun, done = life.dates["50"], life.dates.get("60", COMPILED)
    years = range(begun.year, done.year + 1)
    for year in years:
        share = round(life.total_yuan * 0.6 / max(len(years), 1))
        plan = friday(date(year, 1, 9))
        amount(life, max(plan, friday(begun)), "annual_plan", share, period=str(year))
        worked = round(share * life.rng.uniform(0.6, 1.1))
        amount(life, min(friday(date(year + 1, 1, 9)), COMPILED), "fai_done_period", worked, period=str(year))


def _foreign(life: Life) -> None:
    usd = {"currency": "USD"}
    told, signed = friday(life.signed + timedelta(days=14)), life.signed
    contracted = int(round(life.total_yuan * 0.35 / RATES["USD"], -3))
    amount(life, told, "contracted_fdi", contracted, period=signed.strftime("%Y-%m"), **usd)
    for part in range(life.rng.randint(0, 3)):
        paid = friday(signed + timedelta(days=120 + 200 * part + life.rng.randint(0, 60)))
        value = int(round(contracted * life.rng.uniform(0.15, 0.33), -3))
        amount(life, paid, "utilised_fdi", value, period=paid.strftime("%Y-%m"), **usd)


def _operation(life: Life) -> None:
    for year in range(life.dates["70"].year + 1, COMPILED.year):
        told = friday(date(year + 1, 2, 20))
        output = round(life.total_yuan * life.rng.uniform(0.3, 1.4), -4)
        for measure, value in (
            ("output", output),
            ("tax_paid", round(output * life.rng.uniform(0.01, 0.07), -3)),
        ):
            life.report("operations", told, year=year, measure=measure, currency="CNY", amount=value)
