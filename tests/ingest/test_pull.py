"""A park from its database: the same data as from files, read only, published when new and sound."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from pandas.testing import assert_frame_equal
from pg8000.exceptions import DatabaseError

from dashboard.__main__ import main
from dashboard.errors import ParkError
from dashboard.ingest import pull as pulling
from dashboard.ingest.database import read_described
from dashboard.ingest.keeping import Keeper
from dashboard.ingest.load import load_park
from dashboard.ingest.pull import Clocks, Puller, Wishes
from dashboard.ingest.pulled import read_state
from dashboard.ingest.readers import postgres
from dashboard.ingest.readers.access import access_of
from dashboard.ingest.readers.postgres import pull, session, watermark
from dashboard.ingest.readers.trouble import DatabaseTrouble
from tests.databases import PASSWORD, READER, fill, park_without_files
from tests.parks import write_small_park

LAYERS = ("boundary", "towns")
FEW = ("projects", "amounts")
FAILS = "language plpgsql as 'begin raise exception $$no$$; end'"


@pytest.fixture
def small(tmp_path, database):
    """The small park, its tables and its boundary in the database only."""
    source = write_small_park(tmp_path / "source")
    fill(database, source, ("boundary",))
    return park_without_files(source, tmp_path / "small", ("boundary",))


class Hands:
    """Clocks that a test moves."""

    def __init__(self, start=datetime(2026, 11, 20, 4, tzinfo=UTC)) -> None:
        self.moment, self.slept = start, []

    def clocks(self) -> Clocks:
        return Clocks(lambda: self.moment, time.monotonic, self.sleep, lambda: 1.0)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += timedelta(seconds=seconds)


def puller(folder, database, tmp_path, hands=None, wishes=None, key="small"):
    keeper = Keeper(tmp_path / "kept", key)
    return Puller(folder, access_of(database.url()), keeper, wishes, (hands or Hands()).clocks())


@pytest.fixture
def one(small, database, tmp_path):
    """A puller of the small park that has published once."""
    made = puller(small, database, tmp_path)
    assert made.attempt().answer == "published"
    return made


def rows_of(frame):
    """Return a typed table in an order of its content, amounts as numbers: texts of it may differ."""
    plain = frame.assign(**{name: frame[name].astype("str") for name in frame})
    for name in ("amount", "amount_low", "amount_high"):
        if name in plain:
            plain[name] = plain[name].map(lambda text: f"{float(text):.4f}" if text else "")
    return plain.sort_values(list(plain.columns)).reset_index(drop=True)


def test_the_demo_park_is_the_same_from_a_database_as_from_files(demo, demo_folder, database, tmp_path):
    fill(database, demo_folder, LAYERS)
    folder = park_without_files(demo_folder, tmp_path / "demo", LAYERS)
    assert {issue.code for issue in load_park(folder).report.errors} >= {"not_pulled"}
    attempt = puller(folder, database, tmp_path, key="demo").attempt()
    assert attempt.answer == "published", attempt.state
    pulled = load_park(Keeper(tmp_path / "kept", "demo").current()).dataset
    assert pulled.id == attempt.state.id and pulled.park == demo.park
    for name, frame in demo.tables.items():
        assert_frame_equal(rows_of(pulled.tables[name]), rows_of(frame))
    for name in LAYERS:
        found, wanted = (
            sorted((shape.wkt, tuple(sorted(row.items()))) for shape, row in pairs)
            for pairs in (shapes_of(pulled.layers[name]), shapes_of(demo.layers[name]))
        )
        assert found == wanted
    produced = {source.file: source.producer for source in pulled.sources}
    assert produced["tables/projects.csv"] == produced["boundary/towns.geojson"] != ""
    assert produced["boundary/lakes.geojson"] == "park-dashboard demo"


def shapes_of(frame):
    rows = frame.drop(columns="geometry").astype("str").to_dict("records")
    return list(zip(frame.geometry, rows, strict=True))


def test_the_same_data_read_twice_are_the_same_snapshot(one, small, database, tmp_path):
    first = one.keeper.current_id()
    (one.keeper.root / "pull.json").unlink()
    database.run("vacuum full")
    again = puller(small, database, tmp_path).attempt()
    assert (again.answer, again.state.id) == ("same", first) and len(one.keeper.kept()) == 1


@pytest.mark.parametrize(("user", "password"), [(READER, PASSWORD), ("owner", "owner")])
def test_nobody_writes_through_it_not_even_an_owner(small, database, user, password):
    access = access_of(database.url(user, password))
    with pytest.raises(DatabaseTrouble) as caught, session(access, 5) as asked:
        asked.ask("delete from park.projects")
    assert caught.value.state == "25006"
    assert database.run("select count(*) from park.projects")[0][0] == 7


def test_the_role_that_reads_may_not_write_by_itself_either(small, database):
    with pytest.raises(DatabaseError, match="42501"):
        database.run("delete from park.projects", user=READER, password=PASSWORD)


def test_a_changed_row_is_published_and_an_unchanged_watermark_reads_nothing(one, database, monkeypatch):
    first = one.keeper.current_id()
    with monkeypatch.context() as patched:
        patched.setattr(pulling, "pull", lambda *asked: pytest.fail("read though nothing changed"))
        assert one.attempt().answer == "unchanged"
    database.run("update park.projects set name_en = 'Renamed' where project_id = 'P1'")
    attempt = one.attempt()
    assert attempt.answer == "published" and attempt.state.id != first
    names = load_park(one.keeper.current()).dataset.tables["projects"]["name_en"]
    assert "Renamed" in set(names) and one.attempt().answer == "unchanged"


def test_rolling_back_stays_until_the_data_change(one, database):
    first = one.keeper.current_id()
    database.run("update park.projects set name_en = 'Renamed' where project_id = 'P1'")
    one.attempt()
    one.keeper.roll_back(first, "chief")
    assert one.attempt().answer == "unchanged" and one.keeper.current_id() == first


def test_a_change_of_the_park_s_own_files_is_published_too(one):
    path = one.folder / "codes/sectors.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("tools en", "Tools"), encoding="utf-8")
    assert one.attempt().answer == "published"


def test_a_change_that_is_committed_late_and_dated_early_is_seen(one, database):
    with database.connect() as slow:
        slow.run("begin")
        slow.run("update park.amounts set qualifier = 'late' where project_id = 'P1'")
        database.run("update park.projects set source_note = 'quick' where project_id = 'P2'")
        assert one.attempt().answer == "published"
        slow.run("commit")
    assert one.attempt().answer == "published"


def test_the_watermark_can_be_a_small_table(small, database, tmp_path):
    database.run(
        "create table park.watermark (n int)",
        "insert into park.watermark values (1)",
        "create view park.sent as select 1",
        f"grant select on park.watermark to {READER}",
    )
    text = (small / "sources.toml").read_text(encoding="utf-8")
    named = text.replace('schema = "park"', 'schema = "park"\nwatermark = "watermark"')
    (small / "sources.toml").write_text(named, encoding="utf-8")
    made = puller(small, database, tmp_path)
    made.attempt()
    database.run("update park.projects set source_note = 'x'")
    assert made.attempt().answer == "unchanged"
    database.run("update park.watermark set n = n + 1")
    assert made.attempt().answer == "published"


def test_a_row_that_breaks_the_contract_keeps_what_is_shown_and_is_named(one, database, monkeypatch):
    first = one.keeper.current_id()
    database.run("update park.amounts set value_status = 'guessed' where project_id = 'P3'")
    attempt = one.attempt()
    assert (attempt.answer, attempt.state.reason) == ("failed", "data")
    assert one.keeper.current_id() == first and attempt.state.problem_count == 1
    (told,) = attempt.state.problems
    assert (told["table"], told["key"], told["column"], told["value"]) == (
        "amounts",
        "P3",
        "value_status",
        "guessed",
    )
    with monkeypatch.context() as patched:
        patched.setattr(pulling, "pull", lambda *asked: pytest.fail("read again though nothing changed"))
        again = one.attempt()
    assert (again.answer, again.state.problems) == ("failed", attempt.state.problems)
    database.run("update park.amounts set value_status = 'undisclosed' where project_id = 'P3'")
    assert one.attempt().answer in ("published", "same") and one.attempt().state.reason == ""


def test_a_sudden_loss_of_rows_waits_for_a_person(demo_folder, database, tmp_path):
    fill(database, demo_folder)
    folder = park_without_files(demo_folder, tmp_path / "demo")
    made = puller(folder, database, tmp_path, key="demo")
    first = made.attempt().state.id
    database.run("delete from park.issues where project_id > 'D0001'")
    attempt = made.attempt()
    assert (attempt.answer, attempt.state.reason, attempt.state.table) == ("failed", "loss", "issues")
    assert made.keeper.current_id() == first and made.attempt().state.reason == "loss"
    agreed = puller(folder, database, tmp_path, wishes=Wishes(None, confirmed=True), key="demo")
    assert agreed.attempt().answer == "published"


@pytest.mark.parametrize("type_", ["projects", "boundary"])
def test_hostile_columns_change_nothing(one, database, type_):
    before = one.keeper.current_id()
    database.run(
        f'alter table park.{type_} add "x""; drop table park.projects; --" text default \'$(id)\'',
        f"create function public.count() returns bigint {FAILS}",
        f"create function public.concat(xid, text, tid) returns text {FAILS}",
    )
    assert one.attempt().answer in ("published", "same", "unchanged")
    assert database.run("select count(*) from park.projects")[0][0] == 7
    if type_ == "projects":
        assert one.keeper.current_id() == before


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"projects", ', '"projects\\"; drop table x; --", ', "unknown_table"),
        ('schema = "park"', 'schema = "park\\"; drop schema park; --"', "not_plain"),
        ("boundary = ", '"b; --" = ', "not_plain"),
        ("boundary/boundary.geojson", "../../outside.geojson", "bad_layer_file"),
        ('licence = "MIT"', 'licence = ""', "missing_key"),
    ],
)
def test_a_hostile_or_incomplete_description_is_told_and_nothing_is_asked(small, old, new, code):
    path = small / "sources.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    described, issues = read_described(small)
    assert described is None and [issue.code for issue in issues] == [code]
    assert code in {issue.code for issue in load_park(small).report.errors}


def test_a_locked_table_is_not_waited_for(one, database, monkeypatch):
    monkeypatch.setattr(postgres, "STATEMENT_SECONDS", 1.0)
    with database.connect() as holder:
        holder.run("begin")
        holder.run("lock table park.projects in access exclusive mode")
        started = time.monotonic()
        attempt = one.attempt()
        assert (attempt.state.reason, time.monotonic() - started < 10) == ("hangs", True)
    assert one.attempt().answer == "unchanged"


def test_a_frozen_server_is_not_waited_for_and_its_return_is_noticed(one, database):
    database.freeze()
    try:
        started = time.monotonic()
        attempt = one.attempt()
        assert (attempt.state.reason, time.monotonic() - started < 12) == ("hangs", True)
    finally:
        database.thaw()
    assert one.attempt().answer == "unchanged"


def test_a_server_that_freezes_in_the_middle_is_not_waited_for(small, database):
    access = access_of(database.url())
    started = time.monotonic()
    with pytest.raises(DatabaseTrouble, match="hangs"), session(access, 1.5) as asked:
        asked.ask("select 1")
        database.freeze()
        try:
            asked.ask("select 2")
        finally:
            database.thaw()
    assert time.monotonic() - started < 12


def test_a_database_that_is_down_is_asked_ever_less_and_its_return_is_noticed(one, database):
    hands = Hands()
    made = Puller(one.folder, one.access, one.keeper, Wishes(7.0), hands.clocks())
    first = one.keeper.current_id()
    ok_at = read_state(one.keeper.root).ok_at
    database.stop()
    try:
        attempts = [attempt for attempt, _ in zip(made.run(), range(7), strict=False)]
    finally:
        database.start()
    assert [attempt.wait for attempt in attempts] == [1, 2, 4, 8, 16, 30, 30]
    assert [attempt.state.circuit for attempt in attempts][:4] == ["closed", "closed", "open", "open"]
    last = attempts[-1].state
    assert (last.reason, last.ok_at, last.failures) == ("down", ok_at, 7)
    assert last.failed_since == attempts[0].state.failed_since and one.keeper.current_id() == first
    back = made.attempt()
    assert (back.answer, back.state.reason, back.state.circuit, back.wait) == ("unchanged", "", "closed", 7.0)


@pytest.fixture(params=["login", "name", "tls"])
def refused(request, database):
    """An address that the database refuses, and the reason it should be told."""
    url = database.url()
    return {
        "login": (url.replace(READER, "stranger"), "login"),
        "name": (url.removesuffix("park") + "elsewhere", "login"),
        "tls": (f"{url}?sslmode=require", "tls"),
    }[request.param]


def test_why_a_database_refuses_is_told_without_how_to_log_in(one, refused, monkeypatch, capsys):
    address, reason = refused
    monkeypatch.setenv("PARK_DATABASE_URL", address)
    monkeypatch.setenv("PARK_SNAPSHOT_DIR", str(one.keeper.root.parent))
    assert main(["pull", "--park", str(one.folder), "--once", "--json"]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["reason"] == reason
    written = told.out + told.err + (one.keeper.root / "pull.json").read_text(encoding="utf-8")
    assert "kept" not in written and "127.0.0.1" not in written and "postgresql:" not in written
    assert PASSWORD not in repr(one.access)


def test_a_table_that_may_not_be_read_or_is_not_there_is_named(one, database):
    database.run(f"revoke select on park.amounts from {READER}")
    assert one.attempt().state.reason == "denied"
    database.run("drop table park.amounts")
    assert one.attempt().state.reason == "schema"


def test_what_answers_but_is_no_database_is_told(one):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        def answer():
            wire, _ = listener.accept()
            wire.recv(100)
            wire.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n" * 50)
            wire.close()

        threading.Thread(target=answer, daemon=True).start()
        access = access_of(f"postgresql://x:y@127.0.0.1:{port}/park?sslmode=disable")
        with pytest.raises(DatabaseTrouble) as caught, session(access, 5):
            pass
    assert caught.value.reason in ("no_postgres", "down", "hangs")


@pytest.mark.parametrize("url", ["park", "mysql://a:b@c/d", "postgresql://h/", "postgresql://u:secret@h:x/d"])
def test_an_address_that_is_none_is_refused_and_not_repeated(url):
    with pytest.raises(ParkError) as caught:
        access_of(url)
    assert "secret" not in str(caught.value)


def test_the_command_publishes_says_so_and_refuses_wrong_use(small, database, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PARK_SNAPSHOT_DIR", str(tmp_path / "kept"))
    monkeypatch.delenv("PARK_DATABASE_URL", raising=False)
    assert main(["pull", "--park", str(small), "--once"]) == 2
    monkeypatch.setenv("PARK_DATABASE_URL", "nonsense")
    assert main(["pull", "--park", str(small), "--once"]) == 2
    monkeypatch.setenv("PARK_DATABASE_URL", database.url())
    assert main(["pull", "--park", str(tmp_path / "source"), "--once"]) == 2
    assert main(["pull", "--park", str(tmp_path / "nowhere"), "--once"]) == 2
    capsys.readouterr()
    assert main(["pull", "--park", str(small), "--once"]) == 0
    assert main(["pull", "--park", str(small), "--once", "--lang", "ja"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("Published: ") and second.startswith("変化なし")
    database.run("update park.places set anchor_lon = 181 where place_id = 'T1'")
    assert main(["pull", "--park", str(small), "--once"]) == 1
    told = capsys.readouterr().out
    assert "places, T1, anchor_lon" in told


def test_times_booleans_lists_and_numbers_are_written_as_in_files(small, database):
    database.run(
        "alter table park.amounts alter currency type char(9)",
        "alter table park.amounts alter amount type double precision",
        "update park.amounts set amount = 1e17 where project_id = 'P4'",
        "alter table park.projects alter home_country_iso3 type text[] "
        "using string_to_array(home_country_iso3, ';')",
        "alter table park.projects add reported_on timestamptz default '2021-01-01 00:30+08'",
    )
    described, _ = read_described(small)
    held = pull(access_of(database.url()), described, 20)
    projects, amounts = (held.tables[name].set_index("project_id") for name in FEW)
    assert (
        projects.loc["P3", "home_country_iso3"] == "JPN;CHN" and projects.loc["P5", "home_country_iso3"] == ""
    )
    assert set(projects["reported_on"]) == {"2021-01-01"}
    assert amounts.loc["P4", "amount"] == "100000000000000000" and amounts.loc["P1", "currency"] == "CNY"
    places = held.tables["places"].set_index("place_id")
    assert places.loc["T0", "covers_park"] == "yes" and places.loc["T1", "anchor_lon"] == "10.02"


def test_the_watermark_of_a_view_is_refused_with_a_reason(small, database):
    database.run(
        "alter table park.names rename to names_table",
        "create view park.names as select * from park.names_table",
        f"grant select on park.names to {READER}",
    )
    described, _ = read_described(small)
    with pytest.raises(DatabaseTrouble) as caught, session(access_of(database.url()), 5) as asked:
        watermark(asked, described)
    assert caught.value.reason == "schema"


def test_the_serving_path_never_loads_the_driver():
    code = (
        "import sys, dashboard.__main__, dashboard.apps.admin, dashboard.apps.watching;"
        "sys.exit('pg8000' in sys.modules or 'dashboard.ingest.readers.postgres' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
