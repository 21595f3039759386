"""The life of one invented project: what is reported of it, and on which Friday.

Law: each project has its own random stream, so a larger park keeps the projects of a smaller one,
and a related record (a re-signing, an expansion) finds its parent without remembering the others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from dashboard.demo.invented import (
    COUNTRIES,
    COUNTRY_WEIGHTS,
    SECTOR_WEIGHTS,
    TOWN_WEIGHTS,
    TOWNS,
    TRADES,
    UNITS,
    chosen,
)

COMPILED = date(2026, 11, 20)
START = date(2019, 7, 2)
LAST_SIGNED = COMPILED - timedelta(days=3)
CEREMONY_MONTHS = (3, 7, 10, 11)
SECTORS = tuple(TRADES)
KINDS = (
    ("", 855),
    ("re-signing of", 30),
    ("expansion of", 40),
    ("upgrade of", 20),
    ("successor of", 15),
    ("relocation of", 20),
    ("phase of", 20),
)
BUNDLE_EVERY, BUNDLE_AT, MEMBERS = 80, 40, (41, 42, 43)
TYPES = {
    "expansion of": "expansion",
    "upgrade of": "upgrade",
    "relocation of": "relocation",
}
Row = dict[str, str]


def friday(day: date) -> date:
    """Return the first Friday on or after a day.

    Examples
    --------
    >>> friday(date(2026, 11, 17))
    datetime.date(2026, 11, 20)
    """
    return day + timedelta(days=(4 - day.weekday()) % 7)


@dataclass
class Life:
    """One project: its fixed facts, and everything reported of it as (table, row), with the day."""

    at: int
    rng: Random
    facts: Row
    signed: date
    first: date
    total_yuan: int
    reached: list[tuple[str, date]] = field(default_factory=list)
    statuses: list[tuple[str, date]] = field(default_factory=list)
    rows: list[tuple[str, date, Row]] = field(default_factory=list)
    talks: str = "20"
    withdrawn: date | None = None
    dates: dict[str, date] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Return the project's id."""
        return self.facts["project_id"]

    def report(self, table: str, day: date, **cells: object) -> None:
        """Keep a row of a table as reported on a day, unless that day lies after the last one."""
        if day <= COMPILED:
            row = {name: "" if value is None else str(value) for name, value in cells.items()}
            self.rows.append((table, day, {"project_id": self.key, **row, "reported_on": day.isoformat()}))

    def stage_on(self, day: date) -> str:
        """Return the highest stage reported by a day."""
        return max((stage for stage, told in self.reached if told <= day), default=self.talks)

    def status_on(self, day: date) -> str:
        """Return the status reported by a day."""
        known = [status for status, told in self.statuses if told <= day]
        return known[-1] if known else "active"

    def updated_on(self, day: date) -> date:
        """Return the newest report by a day."""
        return max((told for _, told, _ in self.rows if told <= day), default=self.first)


def relation_of(seed: int, at: int) -> str:
    """Return what record ``at`` is to another one; empty for a project of its own."""
    place = at % BUNDLE_EVERY
    if place in MEMBERS and at >= BUNDLE_AT:
        return "member of bundle"
    if place == BUNDLE_AT or at < 20:
        return ""
    rng = Random(f"{seed}:{at}:kind")
    return rng.choices([name for name, _ in KINDS], [weight for _, weight in KINDS])[0]


def in_talks(at: int) -> bool:
    """Say whether a record may still be in talks; such a record has no others beside it."""
    return at % 9 == 8 and at % BUNDLE_EVERY != BUNDLE_AT


def parent_of(seed: int, at: int) -> int | None:
    """Return the record a related one belongs to."""
    relation = relation_of(seed, at)
    if not relation:
        return None
    if relation == "member of bundle":
        return at - at % BUNDLE_EVERY + BUNDLE_AT
    rng = Random(f"{seed}:{at}:parent")
    for _ in range(100):
        other = rng.randrange(0, at)
        if not relation_of(seed, other) and other % BUNDLE_EVERY != BUNDLE_AT and not in_talks(other):
            return other
    return 0


def yuan_of(seed: int, at: int) -> int:
    """Return the planned total in yuan; a bundle is the sum of its members, a re-signing its parent's."""
    if at % BUNDLE_EVERY == BUNDLE_AT:
        return sum(yuan_of(seed, at - BUNDLE_AT + member) for member in MEMBERS)
    parent = parent_of(seed, at)
    if parent is not None and relation_of(seed, at) in ("re-signing of", "relocation of", "successor of"):
        return yuan_of(seed, parent)
    rng = Random(f"{seed}:{at}:money")
    return max(20, round(rng.lognormvariate(4.9, 1.1))) * 1_000_000


def signed_day(seed: int, at: int) -> date:
    """Return the day of signing: more in the months of ceremonies; related records come later."""
    rng = Random(f"{seed}:{at}:day")
    parent = parent_of(seed, at)
    span = (LAST_SIGNED - START).days
    if parent is not None and relation_of(seed, at) != "member of bundle":
        early = signed_day(seed, parent)
        return min(early + timedelta(days=rng.randint(60, 600)), LAST_SIGNED)
    if parent is not None:
        return signed_day(seed, parent)
    for _ in range(6):
        day = START + timedelta(days=int(span * rng.random() ** 0.8))
        if day.month in CEREMONY_MONTHS or rng.random() < 0.45:
            return day
    return day


def begin(seed: int, at: int) -> Life:
    """Return a project with its fixed facts; nothing has been reported yet."""
    rng = Random(f"{seed}:{at}:life")
    parent = parent_of(seed, at)
    relation = relation_of(seed, at)
    root = at if parent is None else parent
    core = Random(f"{seed}:{root}:core")
    town = core.choices(range(len(TOWNS)), TOWN_WEIGHTS)[0]
    if relation == "relocation of":
        town = (town + 3) % len(TOWNS)
    sector = core.choices(SECTORS, SECTOR_WEIGHTS)[0]
    unit = town % len(UNITS) if core.random() < 0.75 else core.randrange(len(UNITS))
    home = chosen(core, COUNTRIES, COUNTRY_WEIGHTS)
    template = "build" if core.random() < 0.62 else ("lease" if core.random() < 0.75 else "service")
    signed = signed_day(seed, at)
    facts = {
        "project_id": f"D{at + 1:06}",
        "record_kind": "project",
        "parent_record_id": "" if parent is None else f"D{parent + 1:06}",
        "relation": relation,
        "project_type": TYPES.get(relation, "new"),
        "home_country_iso3": home,
        "sector_code": sector,
        "place_id": f"T{town + 1:02}",
        "reporting_unit": f"U{unit + 1:02}",
        "template": template,
        "company": str(core.randrange(2000)),
        "owner_dept": UNITS[unit][1],
        "owner_person": f"Officer {core.randrange(24) + 1:02}",
        "town": str(town),
    }
    first = friday(signed - timedelta(days=rng.randint(5, 240)))
    if parent is not None:
        first = max(first, begin(seed, parent).first)
    return Life(at, rng, facts, signed, first, yuan_of(seed, at))
