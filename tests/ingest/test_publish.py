"""Snapshots: immutable, named by content, pointed to in one step, ten kept, one publisher at a time."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.__main__ import main
from dashboard.errors import ParkError
from dashboard.ingest import keeping
from dashboard.ingest.intake import take_in
from dashboard.ingest.keeping import KEPT, LOCK, Keeper
from dashboard.ingest.ledger.situation import Situation
from dashboard.ingest.load import load_park
from dashboard.ingest.publish import Wanted, publish
from tests.ingest.corpus.making import as_bytes, as_csv, ten, with_cell

DAY = date(2026, 11, 27)
YES = Wanted("chief", DAY, confirmed=True)


@pytest.fixture
def keeper(tmp_path):
    return Keeper(tmp_path / "kept", "demo")


def intake(tmp_path, demo, rows, name="a.csv"):
    as_csv(rows)(tmp_path / name)
    return take_in(tmp_path / name, name, Situation(demo, DAY, unit="U01"), lambda share: None)


def amount(value):
    return with_cell(4, "总投资(万元)", str(value))


def published(keeper, tmp_path, demo, demo_folder, value):
    return publish(keeper, demo_folder, [intake(tmp_path, demo, amount(value))], YES).id


def test_a_snapshot_is_a_park_folder_named_by_its_content(keeper, tmp_path, demo, demo_folder):
    outcome = publish(keeper, demo_folder, [intake(tmp_path, demo, ten())], YES)
    folder = keeper.current()
    assert outcome.answer == "published" and folder.name == outcome.id == load_park(folder).dataset.id
    about = keeper.kept()[0].about
    assert (about["made_by"], about["as_of"], about["files"][0]["rows_in"]) == ("chief", "2026-11-27", 10)
    assert about["after"]["projects"] == about["before"]["projects"] + 10


def test_the_same_again_is_the_same_snapshot(keeper, tmp_path, demo, demo_folder):
    first = published(keeper, tmp_path, demo, demo_folder, 1)
    again = publish(keeper, demo_folder, [intake(tmp_path, demo, amount(1))], YES)
    assert (again.answer, again.id) == ("same", first) and len(keeper.kept()) == 1


def test_what_waits_or_is_rejected_changes_nothing(keeper, tmp_path, demo, demo_folder):
    waits = publish(keeper, demo_folder, [intake(tmp_path, demo, ten())], Wanted("x", DAY))
    as_bytes(b"")(tmp_path / "empty")
    bad = take_in(tmp_path / "empty", "b.csv", Situation(demo, DAY), lambda share: None)
    rejected = publish(keeper, demo_folder, [bad, intake(tmp_path, demo, ten())], YES)
    assert (waits.answer, rejected.answer) == ("waits", "rejected")
    assert keeper.current() is None and list(keeper.snapshots.iterdir()) == []


def test_ten_snapshots_stay_and_the_served_one_always(keeper, tmp_path, demo, demo_folder, monkeypatch):
    moments = iter(datetime(2026, 11, 27, tzinfo=UTC) + timedelta(minutes=at) for at in range(100))
    monkeypatch.setattr("dashboard.ingest.publish.now", lambda: next(moments).isoformat())
    made = [published(keeper, tmp_path, demo, demo_folder, at + 1) for at in range(KEPT + 2)]
    assert {one.id for one in keeper.kept()} == set(made[2:])
    assert keeper.roll_back(made[2], "chief") == made[2]
    published(keeper, tmp_path, demo, demo_folder, 99)
    assert len(keeper.kept()) == KEPT


def test_rolling_back_serves_the_one_before_and_is_logged(keeper, tmp_path, demo, demo_folder):
    first, second = (published(keeper, tmp_path, demo, demo_folder, value) for value in (1, 2))
    assert keeper.roll_back(None, "chief") == first and keeper.current_id() == first
    assert [(entry["what"], entry["id"]) for entry in keeper.log()][:2] == [
        ("rollback", first),
        ("publish", second),
    ]
    with pytest.raises(ParkError, match="no snapshot"):
        keeper.roll_back("0" * 16, "chief")


def test_there_is_nothing_before_the_first(keeper, tmp_path, demo, demo_folder):
    published(keeper, tmp_path, demo, demo_folder, 1)
    with pytest.raises(ParkError, match="no earlier"):
        keeper.roll_back(None, "chief")


def test_the_second_of_two_publishers_is_told_who_and_since_when(keeper, tmp_path, demo, demo_folder):
    with keeper.locked("first"), pytest.raises(ParkError, match="first is publishing since 20"):
        published(keeper, tmp_path, demo, demo_folder, 1)
    assert published(keeper, tmp_path, demo, demo_folder, 1)


@pytest.mark.parametrize(
    "left", ["", "{", json.dumps({"who": "x", "since": "2020-01-01T00:00:00+00:00", "process": 1})]
)
def test_a_lock_left_behind_does_not_stop_anybody(keeper, tmp_path, demo, demo_folder, left):
    keeper.root.mkdir(parents=True)
    (keeper.root / LOCK).write_text(left, encoding="utf-8")
    assert published(keeper, tmp_path, demo, demo_folder, 1)


def test_a_lock_of_a_process_that_died_does_not_stop_anybody(keeper, tmp_path, demo, demo_folder):
    dead = subprocess.Popen([sys.executable, "-c", "pass"])
    dead.wait()
    keeper.root.mkdir(parents=True)
    held = {"who": "x", "since": datetime.now(UTC).isoformat(), "process": dead.pid}
    (keeper.root / LOCK).write_text(json.dumps(held), encoding="utf-8")
    assert published(keeper, tmp_path, demo, demo_folder, 1)


@pytest.mark.parametrize("step", ["_flush_folder", "replace_text"])
def test_a_full_disk_leaves_the_last_snapshot_served_and_no_litter(
    keeper, tmp_path, demo, demo_folder, monkeypatch, step
):
    first = published(keeper, tmp_path, demo, demo_folder, 1)

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(keeping, step, full)
    with pytest.raises(OSError, match="No space"):
        published(keeper, tmp_path, demo, demo_folder, 2)
    assert keeper.current_id() == first and load_park(keeper.current()).dataset is not None
    assert not list(keeper.snapshots.glob(".making-*")) and not (keeper.root / LOCK).exists()


def test_an_importer_that_is_killed_leaves_the_last_snapshot_served(keeper, tmp_path, demo, demo_folder):
    first = published(keeper, tmp_path, demo, demo_folder, 1)
    as_csv(amount(2))(tmp_path / "b.csv")
    options = ["--unit", "U01", "--yes"]
    code = (
        "import os, dashboard.ingest.keeping as k\n"
        "k._flush_folder = lambda folder: os._exit(9)\n"
        "from dashboard.__main__ import main\n"
        f"main(['publish', {str(tmp_path / 'b.csv')!r}, '--park', {str(demo_folder)!r}, *{options!r}])"
    )
    environment = {**os.environ, "PARK_SNAPSHOT_DIR": str(tmp_path / "kept")}
    killed = subprocess.run([sys.executable, "-c", code], env=environment, check=False)
    assert killed.returncode == 9 and keeper.current_id() == first
    assert published(keeper, tmp_path, demo, demo_folder, 3) == keeper.current_id() != first


def test_readers_see_the_old_or_the_new_never_a_mix(keeper, tmp_path, demo, demo_folder):
    ids = {published(keeper, tmp_path, demo, demo_folder, value) for value in (1, 2)}
    seen, done = set(), threading.Event()

    def look():
        while not done.is_set():
            seen.add(keeper.current_id())

    reader = threading.Thread(target=look)
    reader.start()
    for _ in range(300):
        for name in ids:
            keeper.point_to(name, {"what": "rollback", "who": "x", "at": "now"})
    done.set()
    reader.join()
    assert seen <= ids


def run(capsys, *arguments):
    code = main(list(arguments))
    return code, capsys.readouterr().out


def test_the_command_line_publishes_lists_and_rolls_back(tmp_path, demo_folder, monkeypatch, capsys):
    monkeypatch.setenv("PARK_SNAPSHOT_DIR", str(tmp_path / "kept"))
    as_csv(ten())(tmp_path / "a.csv")
    as_csv(amount(7))(tmp_path / "b.csv")
    park = ("--park", str(demo_folder))
    common = (*park, "--unit", "U01", "--today", "2026-11-27", "--who", "chief", "--json")
    code, out = run(capsys, "publish", str(tmp_path / "a.csv"), *common)
    assert code == 1 and json.loads(out)["answer"] == "waits"
    ids = []
    for name in ("a.csv", "b.csv"):
        code, out = run(capsys, "publish", str(tmp_path / name), *common, "--yes")
        assert code == 0
        ids.append(json.loads(out)["id"])
    code, out = run(capsys, "snapshots", *park, "--json")
    assert code == 0 and json.loads(out)["current"] == ids[1]
    assert {one["id"] for one in json.loads(out)["snapshots"]} == set(ids)
    code, out = run(capsys, "rollback", *park, "--json")
    assert code == 0 and json.loads(out)["current"] == ids[0]
    assert run(capsys, "rollback", "nothing", *park)[0] == 1
    assert run(capsys, "publish", str(tmp_path / "none.csv"), *park)[0] == 2


def test_a_folder_is_published_as_it_is(tmp_path, demo_folder, monkeypatch, capsys):
    monkeypatch.setenv("PARK_SNAPSHOT_DIR", str(tmp_path / "kept"))
    code, out = run(capsys, "publish", "--park", str(demo_folder), "--today", "2026-11-20", "--json")
    assert code == 0 and json.loads(out)["answer"] == "published"


def test_check_has_the_exit_codes_of_the_contract(tmp_path, demo_folder, capsys):
    as_csv(ten())(tmp_path / "good.csv")
    as_csv(amount("１２"))(tmp_path / "fixed.csv")
    as_csv(amount("x"))(tmp_path / "partial.csv")
    as_csv([], ())(tmp_path / "rejected.csv")
    park = ("--park", str(demo_folder), "--json", "--rows-out", str(tmp_path / "rows.json"))
    for name, verdict, wanted in (
        ("good", "accept", 0),
        ("fixed", "accept_fixed", 0),
        ("partial", "accept_partial", 1),
        ("rejected", "reject_file", 1),
    ):
        path = str(tmp_path / f"{name}.csv")
        code, out = run(capsys, "check", path, *park)
        found = json.loads(out)[path]
        assert (code, found["verdict"]) == (wanted, verdict)
        assert found["rows_in"] == sum(found[key] for key in ("used", "fixed", "set_aside", "ignored"))
    assert run(capsys, "check", str(tmp_path / "none.csv"), *park)[0] == 2
    assert json.loads((tmp_path / "rows.json").read_text("utf-8"))["rows"] == []


def test_check_reads_a_shapefile_folder_and_a_park_folder(tmp_path, demo_folder, capsys):
    import geopandas as gpd

    (tmp_path / "layer").mkdir()
    gpd.read_file(demo_folder / "boundary/towns.geojson").to_file(
        tmp_path / "layer/towns.shp", encoding="UTF-8"
    )
    park = ("--park", str(demo_folder), "--json", "--rows-out", str(tmp_path / "rows.json"))
    assert run(capsys, "check", str(tmp_path / "layer"), *park)[0] == 0
    features = json.loads((tmp_path / "rows.json").read_text("utf-8"))["features"]
    assert len(features) == 11 and features[0]["wkt"].startswith("POLYGON") and features[0]["area_km2"] > 40
    assert run(capsys, "check", str(demo_folder), *park)[0] == 0
    shutil.rmtree(Path(tmp_path / "layer"))


def test_a_layer_is_replaced_by_name_and_keeps_its_attributes(tmp_path, demo_folder, monkeypatch, capsys):
    monkeypatch.setenv("PARK_SNAPSHOT_DIR", str(tmp_path / "kept"))
    common = ("--park", str(demo_folder), "--today", "2026-11-27", "--json")
    towns = str(demo_folder / "boundary/towns.geojson")
    code, out = run(capsys, "publish", towns, *common)
    assert code == 1 and json.loads(out)["answer"] == "rejected"
    assert [one["code"] for one in json.loads(out)["merge"]] == ["layer_not_named"]
    code, out = run(capsys, "publish", towns, *common, "--layer", "towns")
    assert code == 0
    made = load_park(tmp_path / "kept/demo/snapshots" / json.loads(out)["id"])
    old = load_park(demo_folder).dataset.layers["towns"]
    new = made.dataset.layers["towns"]
    assert new["code"].tolist() == old["code"].tolist() and new["name_th"].tolist() == old["name_th"].tolist()
    assert new.geometry.geom_equals_exact(old.geometry, 1e-6).all()
    assert not made.report.warnings
