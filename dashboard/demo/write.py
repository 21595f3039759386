"""Write the fictional park: one folder with the whole ledger, and a folder for each weekly state.

Law: a weekly folder holds exactly the rows reported by its Friday; stage and status of its projects
are worked out here, apart from the code that later shows any past day.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dashboard.contract.tables import TABLES
from dashboard.demo.course import run_course
from dashboard.demo.ground import Ground, make_ground, point_in
from dashboard.demo.invented import LANGUAGES, company_names
from dashboard.demo.life import BUNDLE_AT, BUNDLE_EVERY, COMPILED, TOWNS, UNITS, Life, begin
from dashboard.demo.money import run_money
from dashboard.demo.papers import park_toml, sources_toml, still_tables, week_toml

WEEKLY = (
    "projects",
    "milestones",
    "amounts",
    "statuses",
    "project_investors",
    "project_places",
    "operations",
    "issues",
    "unit_reports",
)
WEEKS = 12
TOUR, CASE = (Path(__file__).with_name(name) for name in ("tour.toml", "case.svg"))
EVIDENCE = {
    "reported_on": "",
    "source_name": "synthetic",
    "evidence": "project act",
    "confidence": "computed",
}
NO_PARENT = ("phase of", "upgrade of", "re-signing of")
Rows = list[dict[str, str]]


def fridays() -> list[date]:
    """Return the days of the weekly states, oldest first."""
    return [COMPILED - timedelta(days=7 * back) for back in range(WEEKS - 1, -1, -1)]


def lives(seed: int, projects: int, ground: Ground) -> Iterator[Life]:
    """Yield each project with everything reported of it."""
    for at in range(projects):
        life = begin(seed, at)
        run_course(life)
        run_money(life)
        _place(life, ground)
        _investors(life)
        if life.facts["relation"] in NO_PARENT and life.rng.random() < 0.12:
            life.withdrawn = COMPILED - timedelta(days=7 * life.rng.randint(0, 20))
        if life.first <= COMPILED and (life.withdrawn is None or life.withdrawn > life.first):
            yield life


def _place(life: Life, ground: Ground) -> None:
    rng, town = life.rng, int(life.facts["town"])
    if rng.random() < 0.92:
        astray = rng.random() < 0.03
        lon, lat = point_in(rng, ground.towns[(town + 1) % len(TOWNS) if astray else town])
        life.facts |= {"lon": f"{lon:.5f}", "lat": f"{lat:.5f}", "location_precision": "own point"}
    if life.facts["template"] == "build":
        life.facts["land_mu"] = str(max(5, round(life.total_yuan / 3_000_000)))
    life.facts["expected_jobs"] = str(max(5, round(life.total_yuan / 1_500_000)))
    shares: tuple[tuple[int, float, float], ...] = ((town, 1.0, 1.0),)
    if rng.random() < 0.06:
        land, money = rng.randint(50, 80), rng.randint(30, 70)
        other = (town + 1) % len(TOWNS)
        shares = ((town, land / 100, money / 100), (other, (100 - land) / 100, (100 - money) / 100))
    for at, (place, land_share, money_share) in enumerate(shares):
        life.report(
            "project_places",
            life.first,
            place_id=f"T{place + 1:02}",
            alloc_share_land=f"{land_share:g}",
            alloc_share_amount=f"{money_share:g}",
            is_lead="yes" if at == 0 else "no",
        )


def _investors(life: Life) -> None:
    share = 100 if life.rng.random() < 0.8 else life.rng.choice((51, 60, 75))
    life.report("project_investors", life.first, investor_id=investor_id(life), share_pct=share, role="lead")


def investor_id(life: Life) -> str:
    """Return the id of a project's lead investor."""
    return "-".join(("V" + life.facts["company"], life.facts["sector_code"], life.facts["home_country_iso3"]))


def investor_row(life: Life) -> dict[str, str]:
    """Return the investor of a project: some Japanese capital comes through another country."""
    ultimate = life.facts["home_country_iso3"]
    company = int(life.facts["company"])
    routed = ultimate != "CHN" and company % 6 == 0
    names = company_names(company, life.facts["sector_code"])
    return {
        "investor_id": investor_id(life),
        "country_iso3": ("HKG" if company % 12 else "SGP") if routed else ultimate,
        "uhq_country_iso3": ultimate,
        **{f"name_{lang}": name for lang, name in zip(LANGUAGES, names, strict=True)},
    }


def project_row(life: Life, day: date) -> dict[str, str] | None:
    """Return a project as the ledger shows it on a day; None when it is not in it."""
    if life.first > day or (life.withdrawn is not None and life.withdrawn <= day):
        return None
    names = company_names(int(life.facts["company"]), life.facts["sector_code"])
    tail = "" if life.at % BUNDLE_EVERY != BUNDLE_AT else " ×3"
    named = {f"name_{lang}": name + tail for lang, name in zip(LANGUAGES, names, strict=True)}
    return {
        **life.facts,
        **EVIDENCE,
        **named,
        "stage_code": life.stage_on(day),
        "stage_as_of": day.isoformat(),
        "stage_as_of_precision": "day",
        "project_status": life.status_on(day),
        "reported_on": life.first.isoformat(),
        "updated_at": life.updated_on(day).isoformat(),
    }


class Folder:
    """One park folder while it is written: an open file per table."""

    def __init__(self, root: Path, day: date, names: tuple[str, ...], stack: ExitStack) -> None:
        self.root, self.day = root, day
        self._writers: dict[str, Any] = {}
        (root / "tables").mkdir(parents=True, exist_ok=True)
        for name in names:
            out = stack.enter_context(
                (root / "tables" / f"{name}.csv").open("w", encoding="utf-8", newline="")
            )
            columns = TABLES[name].columns
            writer = csv.DictWriter(out, columns, restval="", lineterminator="\n", extrasaction="ignore")
            writer.writeheader()
            self._writers[name] = writer

    def add(self, name: str, rows: Rows) -> None:
        """Write rows of a table."""
        self._writers[name].writerows(rows)


def write_demo(folder: Path, seed: int, projects: int, *, weeks: bool = True) -> dict[str, int]:
    """Write the park and its weekly states; return how many rows each table has."""
    ground, counts = make_ground(seed), Counter[str]()
    with ExitStack() as stack:
        main = Folder(folder, COMPILED, WEEKLY, stack)
        states = (
            [Folder(folder / "weeks" / day.isoformat(), day, WEEKLY, stack) for day in fridays()]
            if weeks
            else []
        )
        investors: dict[str, dict[str, str]] = {}
        for life in lives(seed, projects, ground):
            row = investor_row(life)
            investors.setdefault(row["investor_id"], row)
            for state in (main, *states):
                _write_life(state, life, counts if state is main else None)
        for state in (main, *states):
            state.add("unit_reports", unit_reports(seed, state.day))
    _write_still(folder, still_tables(ground, investors, projects), ground)
    for state in states:
        _finish_week(state)
    return dict(counts)


def _write_life(state: Folder, life: Life, counts: Counter[str] | None) -> None:
    row = project_row(life, state.day)
    if counts is not None and row is None and life.withdrawn is not None:
        row = project_row(life, life.withdrawn - timedelta(days=1))
        row = None if row is None else row | {"withdrawn_on": life.withdrawn.isoformat()}
    if row is None:
        return
    state.add("projects", [row])
    for table, told, cells in life.rows:
        if told <= state.day:
            state.add(table, [cells])
            if counts is not None:
                counts[table] += 1
    if counts is not None:
        counts["projects"] += 1


def unit_reports(seed: int, day: date) -> Rows:
    """Return which units reported in each of the twenty weeks before a day; one is late in the last."""
    made = []
    for back in range(31, -1, -1):
        friday = COMPILED - timedelta(days=7 * back)
        for at in range(len(UNITS)):
            missing = (friday == COMPILED and at == 3) or (back * 7 + at * 5 + seed) % 19 == 0
            if friday <= day and not missing:
                rows = {"reporting_unit": f"U{at + 1:02}", "reported_on": friday.isoformat()}
                made.append(rows | {"rows_in": str(20 + (back * 3 + at * 11) % 60)})
    return made


def _write_still(folder: Path, tables: dict[str, tuple[tuple[str, ...], Rows]], ground: Ground) -> None:
    for file, (columns, rows) in tables.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, columns, restval="", lineterminator="\n", extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)
    (folder / "boundary").mkdir(exist_ok=True)
    for layer, made in ground.layers.items():
        text = json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"
        (folder / "boundary" / f"{layer}.geojson").write_bytes(text.encode("utf-8"))
    (folder / "park.toml").write_bytes(park_toml().encode("utf-8"))
    (folder / "stories").mkdir(exist_ok=True)
    for told in (TOUR, CASE):
        (folder / "stories" / told.name).write_bytes(told.read_bytes())
    _describe(folder)


def _finish_week(state: Folder) -> None:
    (state.root / "park.toml").write_bytes(week_toml(state.day).encode("utf-8"))
    _describe(state.root)


def _describe(folder: Path) -> None:
    files = sorted(
        path
        for pattern in (
            "tables/*.csv",
            "codes/*.csv",
            "boundary/*.geojson",
            "stories/*.toml",
            "stories/*.svg",
        )
        for path in folder.glob(pattern)
    )
    hashes = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }
    (folder / "sources.toml").write_bytes(sources_toml(hashes).encode("utf-8"))
