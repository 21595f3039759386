"""A small invented park: four towns, six projects, sums that can be done in the head.

| id | sector | stage | place | home    | amount          | signed       |
|----|--------|-------|-------|---------|-----------------|--------------|
| P1 | tools  | 30    | T1    | JPN     | CNY 100         | 2020-02-10   |
| P2 | tools  | 70    | T1    | CHN     | CNY 50          | 2020 (year)  |
| P3 | cars   | 30    | T2    | JPN;CHN | undisclosed     | 2021-05      |
| P4 | cars   | 25    | T2    | CHN     | plan CNY 1000   | 2021-06-01 * |
| P5 | drugs  | 50    | T3    | unknown | USD 7           | unknown      |
| P6 | drugs  | ?     | whole | JPN     | undisclosed     | unknown      |

``*`` a memorandum. P7 is an institution and never counts.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

from dashboard.contract.tables import CODE_TABLES, OPTIONAL, TABLES

LANGUAGES = ("zh-Hans", "en", "ja", "th")


def texts(name: str) -> str:
    return "\n".join(f'{lang} = "{name} {lang}"' for lang in LANGUAGES)


def park_toml(key: str = "small") -> str:
    """Return the small park's own file."""
    named = "".join(f"[{name}]\n{texts(name)}\n" for name in ("title", "territory", "short_name"))
    on_map = "".join(f"[map.{name}]\n{texts(name)}\n" for name in ("home", "far", "credit"))
    return (
        f'key = "{key}"\ndefault_language = "en"\nsynthetic = true\ncompiled = 2022-06-30\n'
        f'currency = "CNY"\nfocus_country = "JPN"\n{named}'
        '[area]\nstated_km2 = 400\nstated_source = "invented"\n'
        f"[map]\nhome_lon = 10.0\nhome_lat = 50.0\nfar_lon = 20.0\nfar_lat = 55.0\n{on_map}"
    )


PROJECTS = [
    ("P1", "project", "tools", "T1", "JPN", "30", "project act"),
    ("P2", "project", "tools", "T1", "CHN", "70", "project act"),
    ("P3", "project", "cars", "T2", "JPN;CHN", "30", "project act"),
    ("P4", "project", "cars", "T2", "CHN", "25", "project act"),
    ("P5", "project", "drugs", "T3", "", "50", "named as present"),
    ("P6", "project", "drugs", "T0", "JPN", "unknown", "named as present"),
    ("P7", "institution", "drugs", "T3", "JPN", "30", "not a project"),
]
AMOUNTS = [
    ("P1", "100", "CNY", "exact"),
    ("P2", "50", "CNY", "rounded"),
    ("P3", "", "", "undisclosed"),
    ("P4", "1000", "CNY", "estimated"),
    ("P5", "7", "USD", "exact"),
    ("P6", "", "", "undisclosed"),
]
SIGNED = [
    ("P1", "30", "2020-02-10", "day"),
    ("P2", "30", "2020-01-01", "year"),
    ("P3", "30", "2021-05-01", "month"),
    ("P4", "25", "2021-06-01", "day"),
]
SQUARES = {"T1": (10.0, 50.0), "T2": (10.1, 50.0), "T3": (10.0, 50.1)}
EXTENT = (9.95, 49.95, 10.25, 50.15)


def rows_of() -> dict[str, list[dict[str, str]]]:
    """Return the rows of every table."""
    projects = [
        {
            "project_id": key,
            "record_kind": kind,
            "name_zh": f"项目{key}",
            "name_en": f"Project {key}",
            "home_country_iso3": home,
            "sector_code": sector,
            "place_id": place,
            "stage_code": stage,
            "evidence": evidence,
            "source_name": "invented",
            "confidence": "press",
            "stage_as_of": "2021-12-01",
            "stage_as_of_precision": "month",
        }
        for key, kind, sector, place, home, stage, evidence in PROJECTS
    ]
    amounts = [
        {
            "project_id": key,
            "measure": "total_investment",
            "value": value,
            "currency": currency,
            "amount": value,
            "value_status": status,
        }
        for key, value, currency, status in AMOUNTS
    ]
    milestones = [
        {
            "project_id": key,
            "stage_code": stage,
            "date_actual": iso,
            "date_precision": precision,
            "date_kind": "actual",
        }
        for key, stage, iso, precision in SIGNED
    ]
    return {
        "projects": projects,
        "amounts": amounts,
        "milestones": milestones,
        "places": _places(),
        "events": [
            {
                "event_id": "E1",
                "event_date": "2020-02-10",
                "date_precision": "day",
                "title_en": "First signing",
                "title_zh": "首次签约",
                "headline": "yes",
                "headline_reason": "the first",
                "short_en": "First",
                "source_name": "invented",
                "confidence": "press",
            }
        ],
        "statistics": [
            {
                "statistic_id": f"S{year}",
                "year": str(year),
                "period": "full year",
                "period_type": "full_year",
                "indicator_code": "gdp",
                "value": str(value),
                "unit": "CNY",
                "currency": "CNY",
                "amount": str(value),
                "territory": "all",
                "territory_level": "district",
                "status": "actual",
                "source_name": "invented",
            }
            for year, value in ((2019, 10), (2020, 11), (2021, 12))
        ],
        "published_totals": [],
        "names": [],
        "sectors": [_code("tools", "making"), _code("cars", "making"), _code("drugs", "health")],
        "sector_families": [_code("making"), _code("health")],
        "indicators": [_code("gdp")],
    }


def _places() -> list[dict[str, str]]:
    whole = {
        "place_id": "T0",
        "name_en": "The whole park",
        "name_zh": "全域",
        "covers_park": "yes",
        "anchor_lon": "10.1",
        "anchor_lat": "50.05",
        "anchor_basis": "published",
        "source_name": "invented",
    }
    towns = [
        {
            "place_id": key,
            "name_en": f"Town {key}",
            "name_zh": f"{key}镇",
            "anchor_lon": str(lon + 0.02),
            "anchor_lat": str(lat + 0.02),
            "anchor_basis": "approximate",
            "source_name": "invented",
        }
        for key, (lon, lat) in SQUARES.items()
    ]
    return [whole, *towns]


def _code(code: str, family: str = "") -> dict[str, str]:
    named = {lang: f"{code} {lang}" for lang in LANGUAGES}
    return {"code": code, "sort_order": "1", **named} | ({"family": family} if family else {})


def write_table(path: Path, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, restval="", lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def polygon(ring: list[tuple[float, float]]) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": {"name_en": "park"},
        "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
    }


def boundary_json() -> dict[str, object]:
    west, south, east, north = EXTENT
    ring = [(west, south), (east, south), (east, north), (west, north)]
    return {"type": "FeatureCollection", "features": [polygon(ring)]}


SOURCES = """[[source]]
file = "boundary/boundary.geojson"
layer = "boundary"
crs = "EPSG:4326"
as_of = 2022-06-30
producer = "invented"
licence = "MIT"
"""


def write_small_park(folder: Path, key: str = "small") -> Path:
    """Write the small park's folder and return it."""
    folder.mkdir(parents=True)
    (folder / "park.toml").write_text(park_toml(key), encoding="utf-8")
    tables = rows_of()
    described = SOURCES
    for name, table in {**TABLES, **CODE_TABLES}.items():
        if name in OPTIONAL and name not in tables:
            continue
        file = f"{'tables' if name in TABLES else 'codes'}/{name}.csv"
        write_table(folder / file, table.required, tables[name])
        described += f'[[source]]\nfile = "{file}"\nproducer = "invented"\nlicence = "MIT"\n'
    (folder / "sources.toml").write_text(described, encoding="utf-8")
    (folder / "boundary").mkdir()
    (folder / "boundary" / "boundary.geojson").write_text(json.dumps(boundary_json()), encoding="utf-8")
    return folder
