"""The course of an invented project: plans, revised plans, dates reached, trouble, suspension, exit."""

from __future__ import annotations

from datetime import date, timedelta

from dashboard.demo.life import COMPILED, Life, friday, in_talks

STEPS = {
    "build": (
        ("40", 20, 90),
        ("45", 60, 150),
        ("50", 30, 90),
        ("60", 300, 620),
        ("70", 50, 140),
        ("80", 300, 500),
    ),
    "lease": (("40", 20, 70), ("70", 100, 260), ("80", 200, 400)),
    "service": (("40", 15, 60), ("70", 60, 180)),
}
PRECISIONS = ("day", "month", "quarter", "year")
PRECISION_WEIGHTS = (80, 14, 4, 2)
TROUBLES = ("land", "planning", "EIA", "energy", "power", "funding", "approval", "company")
DEPARTMENTS = ("Project service", "Land office", "Planning office", "Power supply", "Approval office")
MOST_REPLANS = 4


def first_of(day: date, precision: str) -> date:
    """Return the day a date of some precision is written as.

    Examples
    --------
    >>> first_of(date(2026, 5, 17), "quarter")
    datetime.date(2026, 4, 1)
    """
    if precision == "day":
        return day
    month = {"month": day.month, "quarter": (day.month - 1) // 3 * 3 + 1, "year": 1}[precision]
    return date(day.year, month, 1)


def milestone(life: Life, told: date, stage: str, **cells: object) -> None:
    """Report one milestone: a plan or a date reached."""
    row = {"date_planned": None, "date_actual": None, "date_precision": "day", "date_kind": "planned"} | cells
    life.report("milestones", told, stage_code=stage, **row)


def reach(life: Life, stage: str, day: date) -> None:
    """Report that a stage was reached on a day; three in a hundred signatures come without a date."""
    told = friday(day + timedelta(days=life.rng.randint(0, 13)))
    if told > COMPILED:
        return
    precision = life.rng.choices(PRECISIONS, PRECISION_WEIGHTS)[0]
    written = first_of(day, precision).isoformat()
    if stage == "30" and life.rng.random() < 0.03:
        written, precision = "", "day"
    elif stage != "80" and stage != "30" and life.rng.random() < 0.04:
        return
    life.reached.append((stage, told))
    life.dates[stage] = day
    milestone(life, told, stage, date_actual=written, date_precision=precision, date_kind="actual")


def run_course(life: Life) -> None:
    """Report the talks, the agreement and every stage that is planned or reached."""
    rng = life.rng
    life.talks = rng.choice(("10", "20", "20"))
    pipeline = (
        in_talks(life.at) and not life.facts["relation"] and life.signed > COMPILED - timedelta(days=500)
    )
    if pipeline:
        life.first = friday(COMPILED - timedelta(days=rng.randint(0, 400)))
    milestone(life, life.first, life.talks, date_actual=life.first, date_kind="actual")
    if pipeline:
        milestone(life, life.first, "30", date_planned=COMPILED + timedelta(days=rng.randint(10, 300)))
        return
    kind = rng.choices(("contract", "framework", "MoU", "LOI"), (86, 8, 4, 2))[0]
    life.facts["agreement_type"] = kind
    day = life.signed
    if kind != "contract":
        reach(life, "25", day)
        if rng.random() > 0.4:
            return
        day += timedelta(days=rng.randint(60, 400))
        life.facts["agreement_type"] = "contract"
    if day > COMPILED:
        return
    life.signed = day
    reach(life, "30", day)
    _walk(life, day)


def _walk(life: Life, signed: date) -> None:
    rng = life.rng
    stop = _status(life, signed)
    stuck = life.facts["template"] == "build" and rng.random() < 0.13
    trouble = rng.choices((rng.randint(-10, 15), rng.randint(15, 100), rng.randint(100, 420)), (52, 33, 15))[
        0
    ]
    plan, actual, told = signed, signed, friday(signed + timedelta(days=7))
    never, halted = False, plan
    for stage, low, high in STEPS[life.facts["template"]]:
        plan += timedelta(days=rng.randint(low, high))
        milestone(life, told, stage, date_planned=plan)
        late = max(0, round(trouble * rng.uniform(0.3, 1.0))) if trouble > 0 else rng.randint(-8, 5)
        actual = max(actual + timedelta(days=5), plan + timedelta(days=late))
        never = never or (stuck and stage >= "50") or actual > stop
        _replan(life, stage, plan, COMPILED + timedelta(days=999) if never else actual)
        if not never:
            halted = plan
            reach(life, stage, actual)
    if stuck or trouble > 90:
        _problems(life, halted, stuck)


def _replan(life: Life, stage: str, plan: date, actual: date) -> None:
    """Report later plans while the stage is not reached; every earlier one stays in the ledger."""
    for _ in range(MOST_REPLANS):
        told = friday(plan + timedelta(days=life.rng.randint(-30, 25)))
        if told >= actual or plan >= actual:
            return
        plan += timedelta(days=life.rng.randint(30, 170))
        milestone(life, told, stage, date_planned=plan)


def _status(life: Life, signed: date) -> date:
    """Report suspensions and exits; return the day after which nothing more is reached."""
    draw, rng = life.rng.random(), life.rng
    day = signed + timedelta(days=rng.randint(40, 700))
    if draw > 0.11 or friday(day) > COMPILED:
        return COMPILED
    status = "suspended" if draw < 0.05 else ("cancelled" if draw < 0.09 else "exited")
    _say(life, status, day)
    if status == "suspended" and rng.random() < 0.4:
        again = day + timedelta(days=rng.randint(60, 300))
        _say(life, "active", again)
        return COMPILED
    return day


def _say(life: Life, status: str, day: date) -> None:
    told = friday(day)
    if told <= COMPILED:
        life.statuses.append((status, told))
        life.report("statuses", told, project_status=status, since=day.isoformat())


def _problems(life: Life, plan: date, stuck: bool) -> None:
    rng = life.rng
    for at in range(rng.randint(1, 2)):
        opened = friday(plan - timedelta(days=rng.randint(-40, 60)))
        closed = None if stuck else friday(opened + timedelta(days=rng.randint(30, 200)))
        owner = "" if rng.random() < 0.1 else rng.choice(DEPARTMENTS)
        life.report(
            "issues",
            opened,
            issue_id=f"{life.key}-{at + 1}",
            opened_on=opened,
            category=rng.choice(TROUBLES),
            owner_dept=owner,
            due=opened + timedelta(days=60),
            closed_on=closed if closed and closed <= COMPILED else None,
        )
