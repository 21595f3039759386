"""Bad park folders: each gives its located issue, in every language, and nothing else breaks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.apps.parks import serve_parks
from dashboard.apps.public import make_app
from dashboard.i18n import LANGUAGES
from dashboard.i18n.translate import words
from dashboard.ingest.load import load_park
from tests.parks import boundary_json, polygon

PROJECTS, AMOUNTS, MILESTONES = "tables/projects.csv", "tables/amounts.csv", "tables/milestones.csv"
BOUNDARY = "boundary/boundary.geojson"


def swap(file: str, old: str, new: str) -> Callable[[Path], None]:
    def act(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return act


def drop_column(file: str, name: str) -> Callable[[Path], None]:
    def act(folder: Path) -> None:
        lines = [line.split(",") for line in (folder / file).read_text(encoding="utf-8").splitlines()]
        at = lines[0].index(name)
        text = "\n".join(",".join(line[:at] + line[at + 1 :]) for line in lines)
        (folder / file).write_text(text + "\n", encoding="utf-8")

    return act


def put(file: str, content: bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / file).write_bytes(content) and None


def shape(*rings: list[tuple[float, float]], **extra: object) -> bytes:
    found = {"type": "FeatureCollection", "features": [polygon(ring) for ring in rings], **extra}
    return json.dumps(found).encode()


BOW = [(9.95, 49.95), (10.25, 50.15), (10.25, 49.95), (9.95, 50.15)]
SQUARE = [(9.95, 49.95), (10.25, 49.95), (10.25, 50.15), (9.95, 50.15)]
METRES = [
    (500_000.0, 5_500_000.0),
    (520_000.0, 5_500_000.0),
    (520_000.0, 5_520_000.0),
    (500_000.0, 5_520_000.0),
]
BROKEN = {**boundary_json()["features"][0], "geometry": {"type": "Polygon", "coordinates": [[[1, 2], [3]]]}}
FEW = {**boundary_json()["features"][0], "geometry": {"type": "Polygon", "coordinates": [[[1, 2], [3, 4]]]}}
UTM = {"crs": {"type": "name", "properties": {"name": "EPSG:32651"}}}

CASES: dict[str, tuple[Callable[[Path], None], set[tuple[object, ...]]]] = {
    "missing column": (drop_column(PROJECTS, "stage_code"), {("missing_column", PROJECTS, 1, "stage_code")}),
    "unknown stage": (swap(PROJECTS, ",70,", ",77,"), {("unknown_code", PROJECTS, 3, "stage_code")}),
    "unknown sector": (swap(PROJECTS, ",cars,", ",boats,"), {("unknown_code", PROJECTS, 4, "sector_code")}),
    "unknown place": (swap(PROJECTS, ",T3,", ",T9,"), {("not_found", PROJECTS, 6, "place_id")}),
    "duplicate id": (
        swap(PROJECTS, "P2,project", "P1,project"),
        {
            ("duplicate_id", PROJECTS, 3, "project_id"),
            ("not_found", AMOUNTS, 3, "project_id"),
            ("not_found", MILESTONES, 3, "project_id"),
        },
    ),
    "impossible date": (
        swap(MILESTONES, "2020-02-10", "2020-02-30"),
        {("impossible_date", MILESTONES, 2, "date_actual")},
    ),
    "date in words": (
        swap(MILESTONES, "2020-02-10", "Feb 2020"),
        {("bad_date", MILESTONES, 2, "date_actual")},
    ),
    "date in the future": (
        swap(MILESTONES, "2021-05-01", "2031-05-01"),
        {("future_date", MILESTONES, 4, "date_actual")},
    ),
    "n/a as a number": (
        swap(AMOUNTS, ",50,,CNY,50,", ",n/a,,CNY,n/a,"),
        {("bad_number", AMOUNTS, 3, "value"), ("bad_number", AMOUNTS, 3, "amount")},
    ),
    "undisclosed with an amount": (
        swap(AMOUNTS, "total_investment,,,,,undisclosed", "total_investment,5,,CNY,5,undisclosed"),
        {("hidden_amount", AMOUNTS, 4, "amount")},
    ),
    "published without an amount": (
        swap(AMOUNTS, ",50,,CNY,50,", ",,,,,"),
        {("no_amount", AMOUNTS, 3, "value_status")},
    ),
    "value and amount disagree": (
        swap(AMOUNTS, ",50,,CNY,50,", ",50,m,CNY,50,"),
        {("unequal_amount", AMOUNTS, 3, "amount")},
    ),
    "amount without a currency": (
        swap(AMOUNTS, ",50,,CNY,50,", ",50,,,50,"),
        {("no_currency", AMOUNTS, 3, "currency")},
    ),
    "spaces around a code": (
        swap(PROJECTS, ",70,", ", 70 ,"),
        {("padded", PROJECTS, 3, "stage_code"), ("unknown_code", PROJECTS, 3, "stage_code")},
    ),
    "ragged row": (
        swap(PROJECTS, "Project P2", "Project, P2"),
        {
            ("ragged_row", PROJECTS, 3, None),
            ("not_found", AMOUNTS, 3, "project_id"),
            ("not_found", MILESTONES, 3, "project_id"),
        },
    ),
    "not UTF-8": (put(PROJECTS, "project_id,名\n".encode("gb18030")), {("not_utf8", PROJECTS, 1, None)}),
    "empty file": (put("tables/events.csv", b""), {("empty_file", "tables/events.csv", 1, None)}),
    "file gone": (lambda folder: (folder / AMOUNTS).unlink(), {("missing_file", AMOUNTS, None, None)}),
    "ring crossing itself": (put(BOUNDARY, shape(BOW)), {("self_crossing", BOUNDARY, 1, None)}),
    "broken polygon": (
        put(BOUNDARY, json.dumps({"type": "FeatureCollection", "features": [BROKEN]}).encode()),
        {("broken_geometry", BOUNDARY, 1, None)},
    ),
    "polygon of two points": (
        put(BOUNDARY, json.dumps({"type": "FeatureCollection", "features": [FEW]}).encode()),
        {("broken_geometry", BOUNDARY, 1, None)},
    ),
    "another CRS than declared": (put(BOUNDARY, shape(SQUARE, **UTM)), {("wrong_crs", BOUNDARY, None, None)}),
    "metres for degrees": (put(BOUNDARY, shape(METRES)), {("wrong_crs", BOUNDARY, 1, None)}),
    "layer that is no JSON": (put(BOUNDARY, b"<kml/>"), {("unreadable_layer", BOUNDARY, None, None)}),
    "broken TOML": (put("park.toml", b"key = small"), {("bad_toml", "park.toml", None, None)}),
    "no licence": (
        swap("sources.toml", 'licence = "MIT"', 'licence = ""'),
        {("missing_key", "sources.toml", None, "licence")},
    ),
    "no stated area": (
        swap("park.toml", "stated_km2 = 400\n", ""),
        {("missing_key", "park.toml", None, "area.stated_km2")},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_bad_folder_gives_its_located_issues_and_no_others(small_folder, case):
    spoil, expected = CASES[case]
    spoil(small_folder)
    found = load_park(small_folder)
    assert found.dataset is None
    assert {(one.code, one.file, one.row, one.column) for one in found.report.errors} == expected


@pytest.mark.parametrize("case", CASES)
def test_every_issue_is_told_in_every_language_with_a_remedy(small_folder, case):
    CASES[case][0](small_folder)
    issue = load_park(small_folder).report.errors[0]
    told = {lang: (issue.message(words(lang)), issue.remedy(words(lang))) for lang in LANGUAGES}
    assert len({message for message, _ in told.values()}) == len(LANGUAGES)
    assert all(message and remedy and "{" not in message + remedy for message, remedy in told.values())


@pytest.mark.parametrize(
    "case", ["missing column", "unknown stage", "broken polygon", "another CRS than declared", "not UTF-8"]
)
def test_the_server_of_a_bad_folder_stays_up_and_answers_503(small_folder, case):
    CASES[case][0](small_folder)
    client = make_app(serve_parks([small_folder])).server.test_client()
    assert client.get("/").status_code == 200
    for lang in LANGUAGES:
        reply = client.get(f"/view.json?lang={lang}")
        assert reply.status_code == 503 and reply.json["issues"][0]["message"]
        assert reply.json["screen"]["lang"] == words(lang).rules["html_lang"]


def test_all_problems_are_told_at_once(small_folder):
    for case in ("unknown stage", "impossible date", "value and amount disagree", "ring crossing itself"):
        CASES[case][0](small_folder)
    codes = {issue.code for issue in load_park(small_folder).report.errors}
    assert codes == {"unknown_code", "impossible_date", "unequal_amount", "self_crossing"}


def test_the_small_park_itself_has_no_errors(small_folder):
    found = load_park(small_folder)
    assert found.dataset is not None and found.report.errors == ()


def test_the_real_park_has_no_errors(real_folder):
    report = load_park(real_folder).report
    assert report.errors == ()
    assert [issue.code for issue in report.issues if issue.severity == "note"] == ["area"]


def test_equal_bytes_give_equal_ids_and_one_changed_cell_another(small_folder):
    first = load_park(small_folder).dataset
    again = load_park(small_folder).dataset
    swap(PROJECTS, "Project P2", "Project 2")(small_folder)
    assert first.id == again.id != load_park(small_folder).dataset.id


def test_a_point_of_a_project_is_kept_and_unknown_stays_unknown(small_folder):
    path = small_folder / PROJECTS
    lines = path.read_text(encoding="utf-8").splitlines()
    points = ["lon,lat", "10.01,50.02"] + [","] * (len(lines) - 2)
    path.write_text(
        "\n".join(f"{line},{point}" for line, point in zip(lines, points, strict=True)) + "\n",
        encoding="utf-8",
    )
    projects = load_park(small_folder).dataset.tables["projects"]
    assert projects["lon"].iloc[0] == 10.01 and projects["lon"].iloc[1:].isna().all()


@pytest.mark.parametrize(
    "file", ["tables/projects.csv", "boundary/boundary.geojson", "park.toml", "sources.toml"]
)
def test_a_file_that_may_not_be_read_is_an_issue_with_its_name(small_folder, monkeypatch, file):
    real = Path.read_bytes

    def read_bytes(path):
        if path == small_folder / file:
            raise PermissionError(path)
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    found = load_park(small_folder)
    assert found.dataset is None
    assert ("unreadable_file", file) in {(issue.code, issue.file) for issue in found.report.errors}
