"""What stands beside the ledger of the fictional park: its own description, places, codes, rates, targets."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from random import Random

from dashboard.contract.tables import CODE_TABLES, TABLES
from dashboard.demo.ground import AREA_KM2, CENTRE, CORE_KM2, Ground
from dashboard.demo.invented import (
    CREDIT,
    EVENTS,
    FAR,
    LANGUAGES,
    PARK,
    SHORT,
    TERRITORY,
    TOWNS,
    UNITS,
    WHOLE,
)
from dashboard.demo.life import COMPILED, START
from dashboard.settings import bundled_codes

LOCALES = ("zh-Hans", "en", "ja", "th")
SYNTHETIC = "synthetic"
LICENCE = "MIT"
UNIT = "single currency units (column amount); mu; degrees"
Rows = list[dict[str, str]]
Tables = dict[str, tuple[tuple[str, ...], Rows]]


def _named(prefix: str, texts: tuple[str, ...]) -> dict[str, str]:
    return {f"{prefix}_{lang}": text for lang, text in zip(LANGUAGES, texts, strict=True)}


def _section(name: str, texts: tuple[str, ...]) -> str:
    lines = (f'{locale} = "{text}"' for locale, text in zip(LOCALES, texts, strict=True))
    return f"[{name}]\n" + "\n".join(lines) + "\n"


def park_toml() -> str:
    """Return the park's own file."""
    head = (
        "# A fictional park; every figure in it is synthetic. Written by `park-dashboard demo`.\n"
        f'key = "demo"\ndefault_language = "en"\nsynthetic = true\ncompiled = {COMPILED.isoformat()}\n'
        'currency = "CNY"\nfocus_country = "JPN"\n\n'
    )
    places = {"title": PARK, "territory": TERRITORY, "short_name": SHORT}
    parts = f"stated_km2 = {sum(CORE_KM2)}\nparts_km2 = {list(CORE_KM2)}\n"
    core = f'[area.core]\n{parts}stated_source = "invented"\n'
    area = f'[area]\nstated_km2 = {AREA_KM2:g}\nstated_source = "invented"\n{core}'
    lon, lat = CENTRE
    ends = f"home_lon = {lon}\nhome_lat = {lat}\nfar_lon = 139.6917\nfar_lat = 35.6895\n"
    land = f'[map]\n{ends}review_number = ""\n'
    on_map = {"map.home": SHORT, "map.far": FAR, "map.credit": CREDIT}
    contact = "[contact]\n" + "".join(
        f'name_{locale} = "{text}"\n' for locale, text in zip(LOCALES, PARK, strict=True)
    )
    rules = '[rules]\nr1 = "on"\nr2 = "on"\nr3 = "on"\nr4 = "on"\nr5 = "on"\nr6 = "expand"\nr7 = "lead"\n'
    rules += 'r8 = "on"\nr9 = "on"\nr10 = "on"\nr11 = "out"\nr12 = "on"\n'
    series = '[series]\ngdp_cny = "gdp"\n'
    sections = "\n".join(_section(name, texts) for name, texts in places.items())
    mapped = "\n".join(_section(name, texts) for name, texts in on_map.items())
    return "\n".join((head + sections, area, contact, land, mapped, rules, series))


def week_toml(day: date) -> str:
    """Return the file of a weekly state: everything else comes from the park it extends."""
    return (
        f'# The ledger as it stood on a Friday. Synthetic.\nkey = "demo-{day.isoformat()}"\n'
        f'extends = "../.."\ncompiled = {day.isoformat()}\n'
    )


def sources_toml(hashes: dict[str, str]) -> str:
    """Return where each file comes from."""
    blocks = [_source(file, sha256) for file, sha256 in hashes.items()]
    return "# Synthetic data, written by `park-dashboard demo`.\n\n" + "\n".join(blocks)


def _source(file: str, sha256: str) -> str:
    room, name = file.rpartition(".")[0].split("/")
    role = {
        "boundary": f'layer = "{name}"\ncrs = "EPSG:4326"\n',
        "tables": f'table = "{name}"\nunit = "{UNIT}"\n',
        "codes": f'table = "{name}"\n',
        "stories": "",
    }[room]
    return (
        f'[[source]]\nfile = "{file}"\n{role}as_of = {COMPILED.isoformat()}\n'
        f'producer = "park-dashboard demo"\nlicence = "{LICENCE}"\nnote = "synthetic"\nsha256 = "{sha256}"\n'
    )


def still_tables(ground: Ground, investors: dict[str, dict[str, str]], projects: int) -> Tables:
    """Return the tables that no weekly state repeats, by file."""
    rows = {
        "places": _places(ground),
        "events": _events(),
        "statistics": _statistics(),
        "published_totals": [_bureau(projects)],
        "names": [],
        "investors": [investors[key] for key in sorted(investors)],
        "targets": _targets(projects),
        "fx_rates": _rates(),
        "decisions": _decisions(),
    }
    tables = {f"tables/{name}.csv": (TABLES[name].columns, made) for name, made in rows.items()}
    codes = {
        "sectors": _codes("sectors"),
        "sector_families": _codes("sector_families"),
        "indicators": _codes("indicators"),
    }
    return tables | {f"codes/{name}.csv": (CODE_TABLES[name].columns, made) for name, made in codes.items()}


def _codes(name: str) -> Rows:
    with bundled_codes(name).open(encoding="utf-8", newline="") as text:
        return [dict(row) for row in csv.DictReader(text)]


def _places(ground: Ground) -> Rows:
    common = {"source_name": SYNTHETIC, "anchor_basis": "published", "confidence": "computed"}
    whole = {
        "place_id": "D00",
        "place_type": "district",
        "covers_park": "yes",
        **_named("name", WHOLE),
        **common,
    }
    lon, lat = ground.anchors[0]
    made = [whole | {"anchor_lon": f"{lon:.5f}", "anchor_lat": f"{lat:.5f}", **_named("short", WHOLE)}]
    for at, texts in enumerate(TOWNS):
        lon, lat = ground.anchors[at]
        kind = "town" if at < 4 else "subdistrict"
        point = {"anchor_lon": f"{lon:.5f}", "anchor_lat": f"{lat:.5f}"}
        names = _named("name", texts) | _named("short", texts)
        made.append({"place_id": f"T{at + 1:02}", "place_type": kind, **point, **names, **common})
    for at, texts in enumerate(UNITS):
        names = _named("name", texts) | _named("short", texts)
        made.append(
            {
                "place_id": f"U{at + 1:02}",
                "place_type": "reporting unit",
                **names,
                **common,
                "anchor_basis": "",
            }
        )
    return made


def _events() -> Rows:
    made = []
    for at, (iso, *texts) in enumerate(EVENTS):
        facts = {"event_id": f"E{at + 1}", "event_date": iso, "date_precision": "day", "headline": "yes"}
        names = _named("title", tuple(texts)) | _named("short", tuple(texts))
        made.append(
            facts
            | names
            | {"headline_reason": "invented", "source_name": SYNTHETIC, "confidence": "computed"}
        )
    return made


def _statistics() -> Rows:
    made = []
    for at, year in enumerate(range(2019, 2026)):
        value = 700 + 45 * at
        made.append(
            {
                "statistic_id": f"S{year}",
                "year": str(year),
                "period": "full year",
                "period_type": "full_year",
                "indicator_code": "gdp",
                "value": str(value),
                "unit": "CNY 100m",
                "currency": "CNY",
                "amount": str(value * 10**8),
                "territory": "fictional park",
                "territory_level": "district",
                "status": "actual",
                "source_name": SYNTHETIC,
            }
        )
    return made


def _bureau(projects: int) -> dict[str, str]:
    value = round(projects * 1.31) * 10**8
    return {
        "total_id": "B2026",
        "origin": "bureau",
        "origin_id": "B2026",
        "period": "2026-10-31",
        "period_type": "point_in_time",
        "title_en": "Commerce bureau (invented): total investment of signed projects",
        "title_zh": "商务局（虚构）：签约项目计划总投资",
        "basis": "total_investment",
        "value": str(value // 10**8),
        "unit": "CNY 100m",
        "currency": "CNY",
        "amount": str(value),
        "scope": "fictional park",
        "status": "stated",
        "source_name": SYNTHETIC,
    }


def _targets(projects: int) -> Rows:
    pace = projects / 7.4
    kpis = (
        ("projects_signed", round(pace * 0.9), ""),
        ("amount_signed", round(pace * 1.0) * 10**8, "CNY"),
        ("starts", round(pace * 0.5), ""),
        ("operating", round(pace * 0.55), ""),
        ("utilised_fdi", round(pace * 3.2) * 10**6, "USD"),
    )
    made = []
    for year, factor in ((2025, 0.95), (2026, 1.0)):
        for kpi, value, currency in kpis:
            facts = {"target_id": f"{kpi}-{year}", "territory": "all", "kpi": kpi, "year": str(year)}
            made.append(facts | {"value": str(round(value * factor)), "currency": currency})
    return made


def _decisions() -> Rows:
    facts = {"decided_on": "2026-11-13", "decided_by": "Officer 01"}
    return [
        {
            "project_id": "D000015",
            "decision": "by land",
            "reason": "agreed between the two towns (invented)",
            **facts,
        },
        {
            "project_id": "",
            "decision": "note",
            "reason": "the bureau counts frameworks and projects in talks (invented)",
            **facts,
        },
        {
            "project_id": "D000034",
            "decision": "keep",
            "reason": "another building, another purpose (invented)",
            **facts,
        },
    ]


def _rates() -> Rows:
    rng, made = Random("rates"), []
    level = {"USD": 6.9, "JPY": 0.055}
    day = START.replace(day=1)
    while day <= COMPILED:
        for currency, value in level.items():
            level[currency] = value * (1 + rng.uniform(-0.012, 0.012))
            made.append(
                {
                    "currency": currency,
                    "period": day.strftime("%Y-%m"),
                    "kind": "month average",
                    "rate_to_cny": f"{level[currency]:.6f}",
                    "source_name": SYNTHETIC,
                }
            )
        day = (day + timedelta(days=32)).replace(day=1)
    return made
