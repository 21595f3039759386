"""The fictional park: the same seed gives the same bytes, its weekly folders are what the day shows."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter

import pytest
import shapely

from dashboard.demo.write import WEEKLY, fridays, write_demo
from dashboard.ingest.load import load_park
from dashboard.query.asof import as_of
from dashboard.render.answer import answer
from dashboard.render.board import Board
from dashboard.render.contract import as_json
from dashboard.state import from_search
from geo.measure import area_km2

STATED_KM2 = 489


def bytes_of(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def table(folder, name):
    with (folder / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_the_park_that_ships_is_what_the_command_makes(demo_folder, tmp_path):
    write_demo(tmp_path / "demo", 489, 640)
    assert bytes_of(tmp_path / "demo") == bytes_of(demo_folder)


def test_another_seed_is_another_park_and_a_larger_one_keeps_its_projects(tmp_path):
    for name, seed, projects in (("a", 7, 60), ("b", 8, 60), ("c", 7, 90)):
        write_demo(tmp_path / name, seed, projects, weeks=False)
    small, other, large = (table(tmp_path / name, "projects") for name in "abc")
    assert small != other
    assert large[: len(small)] == small


def test_the_ground_is_whole(demo):
    (boundary,) = demo.layers["boundary"].geometry
    towns = demo.layers["towns"].geometry
    assert area_km2(boundary) == pytest.approx(STATED_KM2, rel=0.001)
    assert sum(area_km2(town) for town in towns) == pytest.approx(area_km2(boundary), rel=0.0005)
    assert all(shapely.intersection(a, b).area < 1e-7 for a in towns for b in towns if a is not b)


def test_the_ledger_has_what_a_real_one_has(demo):
    projects, amounts = demo.tables["projects"], demo.tables["amounts"]
    relations, statuses = set(projects["relation"]), set(demo.tables["statuses"]["project_status"])
    assert relations == {
        "",
        "re-signing of",
        "expansion of",
        "upgrade of",
        "successor of",
        "member of bundle",
        "relocation of",
        "phase of",
    }
    assert statuses == {"active", "suspended", "cancelled", "exited"}
    assert set(projects["agreement_type"]) >= {"contract", "framework", "MoU", "LOI"}
    assert set(amounts["value_status"]) == {"exact", "rounded", "undisclosed", "range", "estimated"}
    assert set(amounts["currency"]) == {"", "CNY", "USD", "JPY"}
    assert set(demo.tables["milestones"]["date_precision"]) == {"day", "month", "quarter", "year"}
    assert all(len(frame) for name, frame in demo.tables.items() if name != "names")
    differs = demo.tables["investors"]
    assert (differs["country_iso3"] != differs["uhq_country_iso3"]).any()


@pytest.mark.parametrize("day", fridays(), ids=str)
def test_a_weekly_folder_is_the_ledger_as_of_its_friday(demo, demo_folder, day):
    then = as_of(demo, day)
    written = {row["project_id"]: row for row in table(demo_folder / "weeks" / day.isoformat(), "projects")}
    shown = then.tables["projects"].set_index("project_id")
    assert set(shown.index) == set(written)
    for column in ("stage_code", "project_status", "updated_at", "relation", "place_id"):
        assert shown[column].to_dict() == {key: row[column] for key, row in written.items()}, column
    for name in WEEKLY[3:]:
        rows = table(demo_folder / "weeks" / day.isoformat(), name)
        assert len(rows) == len(then.tables[name]), name


@pytest.mark.parametrize("day", (fridays()[0], fridays()[6], fridays()[-2]), ids=str)
@pytest.mark.parametrize(
    "address", ["", "rules=r1.off,r6.collapse", "ask=start", "sector=equipment&ask=units"]
)
def test_the_board_as_of_a_friday_is_the_board_of_its_folder(demo, demo_folder, day, address):
    found = load_park(demo_folder / "weeks" / day.isoformat())
    assert found.dataset is not None, found.report.issues
    folder, whole = Board(found.dataset), Board(demo)
    one = as_json(answer(folder, from_search(address, folder.vocabulary)))
    other = as_json(answer(whole, from_search(f"{address}&asof={day.isoformat()}", whole.vocabulary)))
    for part in ("kpis", "totals", "table"):
        assert one[part] == other[part], part
    assert {key: view["rows"] for key, view in one["views"].items()} == {
        key: view["rows"] for key, view in other["views"].items()
    }
    assert (one["question"] or {}).get("rows") == (other["question"] or {}).get("rows")


def test_ceremonies_have_their_season(demo):
    rows = demo.tables["milestones"]
    signed = rows[
        (rows["stage_code"] == "30") & (rows["date_actual"] != "") & (rows["date_precision"] == "day")
    ]
    months = Counter(signed["date_actual"].str[5:7])
    season = [months[f"{month:02}"] for month in (3, 7, 10)]
    assert sum(season) / 3 > 1.3 * (len(signed) - sum(season)) / 9


def test_everything_synthetic_says_so(demo_board):
    state = from_search("", demo_board.vocabulary)
    found = as_json(answer(demo_board, state))
    assert found["dataset"]["synthetic"] is True
    assert set(demo_board.dataset.tables["projects"]["source_name"]) == {"synthetic"}
