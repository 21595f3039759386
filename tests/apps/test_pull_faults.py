"""A database that is down or hangs, beside a board that is served: nobody waits, and readers are told."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest

from dashboard.apps.parks import serve_parks
from dashboard.apps.public import make_app
from dashboard.apps.watching import Watcher
from dashboard.i18n import LANGUAGES
from dashboard.ingest.keeping import Keeper, replace_text
from dashboard.ingest.pull import Puller, Wishes
from dashboard.ingest.pulled import PullState
from dashboard.ingest.readers.access import access_of
from tests.apps.test_faults import get, until, workers
from tests.databases import fill, park_without_files
from tests.parks import write_small_park

NOW = datetime(2026, 11, 27, 10, tzinfo=UTC)


@pytest.fixture
def pulled(tmp_path, database):
    """A park of a database, published once: its folder, its store, and how to reach its database."""
    source = write_small_park(tmp_path / "source")
    fill(database, source, ("boundary",))
    folder = park_without_files(source, tmp_path / "small", ("boundary",))
    keeper = Keeper(tmp_path / "kept", "small")
    assert Puller(folder, access_of(database.url()), keeper, Wishes(0.5)).attempt().answer == "published"
    return folder, keeper


class Follower:
    """``pull`` in a process of its own, as it is run beside a board."""

    def __init__(self, folder, kept, url: str) -> None:
        words = [sys.executable, "-m", "dashboard", "pull", "--park", str(folder), "--every", "0.5", "--json"]
        environment = {**os.environ, "PARK_SNAPSHOT_DIR": str(kept), "PARK_DATABASE_URL": url}
        self.process = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL)

    def __enter__(self):
        return self

    def __exit__(self, *problem) -> None:
        self.process.kill()
        self.process.wait()


def pull_of(worker):
    return worker.health()["pull"]["small"]


def test_with_the_database_down_at_start_the_last_snapshot_serves_and_says_how_old_it_is(
    pulled, database, tmp_path
):
    folder, keeper = pulled
    database.stop()
    try:
        with (
            workers(folder, tmp_path / "kept") as (worker,),
            Follower(folder, tmp_path / "kept", database.url()),
        ):
            until(lambda: pull_of(worker)["reason"] == "down", 15)
            told = pull_of(worker)
            assert told["ok_at"] and told["failed_since"] >= told["ok_at"] and told["age_s"] >= 0
            assert worker.health()["parks"] == {"small": keeper.current_id()}
            assert get(worker.port, "/view.json")["kpis"]["projects"]["value"] == 6
            database.start()
            until(lambda: pull_of(worker)["reason"] is None, 15)
            database.run("update park.projects set name_en = 'Back' where project_id = 'P1'")
            before = worker.health()["parks"]["small"]
            until(lambda: worker.health()["parks"]["small"] != before, 10)
        assert worker.failed == []
    finally:
        database.stop()
        database.start()


def test_while_the_database_hangs_no_reader_waits_and_its_return_is_noticed(pulled, database, tmp_path):
    folder, keeper = pulled
    with workers(folder, tmp_path / "kept") as (worker,), Follower(folder, tmp_path / "kept", database.url()):
        until(lambda: pull_of(worker)["reason"] is None and len(worker.seen) > 20, 15)
        database.freeze()
        try:
            until(lambda: pull_of(worker)["reason"] == "hangs", 15)
            took = sorted(one_reading(worker.port, n) for n in range(100))
            until(lambda: pull_of(worker)["circuit"] == "open", 40)
        finally:
            database.thaw()
        assert took[94] <= 2, took[-10:]
        until(lambda: pull_of(worker)["reason"] is None, 40)
    assert worker.failed == [] and set(worker.seen) == {keeper.current_id()}


def one_reading(port: int, n: int) -> float:
    started = time.monotonic()
    get(port, f"/view.json?lang=en&q=x{n}")
    return time.monotonic() - started


def state_of(**told) -> PullState:
    return PullState(ok_at="2026-11-27T08:00:00+00:00", failed_since="2026-11-27T09:00:00+00:00", **told)


def notes_of(pulled, state: PullState, lang: str, *, internal: bool = True) -> list[str]:
    import json
    from dataclasses import asdict

    folder, keeper = pulled
    replace_text(keeper.root / "pull.json", json.dumps(asdict(state)))
    parks = serve_parks([folder], internal=internal, root=keeper.root.parent)
    with make_app(parks).server.test_client() as client:
        return client.get(f"/view.json?lang={lang}").json["notes"]


PROBLEM = {"table": "amounts", "key": "P3", "column": "value_status"}
REASONS = [
    state_of(reason="down"),
    state_of(reason="denied"),
    state_of(reason="loss", table="amounts"),
    state_of(reason="data", problems=(PROBLEM,)),
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("state", REASONS, ids=lambda state: state.reason)
def test_officials_read_why_and_how_old_in_their_language_and_the_public_does_not(pulled, state, lang):
    (note,) = notes_of(pulled, state, lang)
    assert "2026-11-27" in note and "{" not in note
    assert ("amounts" in note) == (state.reason in ("loss", "data"))
    assert ("P3" in note) == (state.reason == "data")
    assert lang == "en" or "database" not in note
    assert notes_of(pulled, state, lang, internal=False) == []


def test_all_is_well_says_nothing_and_never_read_says_so(pulled):
    assert notes_of(pulled, PullState(ok_at="2026-11-27T08:00:00+00:00"), "en") == []
    never = PullState(failed_since="2026-11-27T09:00:00+00:00", reason="hangs")
    (note,) = notes_of(pulled, never, "en")
    assert note.endswith("What you see is of the park’s own files.")


def test_a_process_that_asks_no_more_is_noticed(pulled):
    old = PullState(ok_at="2026-11-27T08:00:00+00:00", attempted_at="2026-11-27T08:00:00+00:00", every_s=5.0)
    assert old.now_is(NOW).reason == "stopped"
    assert old.now_is(NOW - timedelta(hours=2, seconds=-30)).reason == ""
    assert old.now_is(NOW - timedelta(days=9)).reason == ""


def test_a_state_that_cannot_be_read_stops_nothing(pulled):
    folder, keeper = pulled
    for text in ("", "[]", '{"ok_at": 3, "attempted_at": 4, "every_s": 1}', '{"problems": 5}'):
        replace_text(keeper.root / "pull.json", text)
        parks = serve_parks([folder], root=keeper.root.parent)
        Watcher(parks).look()
        assert make_app(parks).server.test_client().get("/health").status_code == 200
