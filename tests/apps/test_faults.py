"""Faults under load: whatever happens to files, workers and importers, readers get whole answers."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from datetime import date

import pytest

from dashboard.ingest.keeping import Keeper
from dashboard.ingest.load import load_park
from dashboard.ingest.publish import Wanted, publish
from tests.parks import write_small_park

DAY = date(2026, 11, 22)
SOON = 20.0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def get(port: int, path: str):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as reply:
        return json.load(reply)


class Worker:
    """A served process with readers asking it without a break."""

    def __init__(self, folder, kept, *more: str) -> None:
        self.port, self.folder, self.kept, self.more = free_port(), folder, kept, more
        self.seen: list[str | None] = []
        self.failed: list[str] = []
        self.done = threading.Event()
        self.start()

    def start(self) -> None:
        command = [
            sys.executable,
            "-m",
            "dashboard",
            "serve",
            "--park",
            str(self.folder),
            "--port",
            str(self.port),
        ]
        environment = {**os.environ, "PARK_SNAPSHOT_DIR": str(self.kept)}
        self.process = subprocess.Popen([*command, *self.more], env=environment, stdout=subprocess.DEVNULL)
        until(lambda: self.health() is not None, 20)

    def health(self):
        try:
            return get(self.port, "/health")
        except (OSError, ValueError):
            return None

    def ask(self) -> None:
        n = 0
        while not self.done.is_set():
            n += 1
            try:
                reply = get(self.port, f"/view.json?lang=en&q={n % 7}")
                self.seen.append(reply["dataset"]["id"])
            except urllib.error.HTTPError as problem:
                self.failed.append(f"{problem.code}")
            except (OSError, http.client.HTTPException) as problem:
                self.failed.append(str(problem))
                time.sleep(0.05)

    def stop(self) -> None:
        self.done.set()
        self.process.kill()
        self.process.wait()


def until(true, seconds: float = SOON) -> float:
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        if true():
            return time.monotonic() - started
        time.sleep(0.05)
    raise AssertionError("did not come true")


@contextmanager
def workers(folder, kept, n: int = 1, *more: str):
    made = [Worker(folder, kept, *more) for _ in range(n)]
    readers = [threading.Thread(target=one.ask) for one in made for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        yield made
    finally:
        for one in made:
            one.done.set()
        for reader in readers:
            reader.join()
        for one in made:
            one.stop()


@pytest.fixture
def folder(tmp_path):
    return write_small_park(tmp_path / "small")


def changed(folder, old: str = "Alpha", new: str = "Alpha changed") -> str:
    """Return the projects table with a name changed."""
    text = (folder / "tables/projects.csv").read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new)


def name_in(folder) -> str:
    return load_park(folder).dataset.tables["projects"]["name_en"].iloc[0]


def served(worker) -> str:
    return next(iter(worker.health()["parks"].values()))


def test_a_good_file_in_place_of_another_is_shown_soon_and_no_reader_fails(folder, tmp_path):
    first = load_park(folder).dataset.id
    with workers(folder, tmp_path / "kept", 1, "--watch") as (worker,):
        new = folder / "tables/.new"
        new.write_text(changed(folder, name_in(folder), "Renamed"), encoding="utf-8")
        os.replace(new, folder / "tables/projects.csv")
        until(lambda: served(worker) != first)
        second = served(worker)
        time.sleep(0.3)
    assert worker.failed == [] and set(worker.seen) == {first, second}
    assert load_park(folder).dataset.id == second


def break_half(path) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2])


def break_slowly(path) -> None:
    raw = path.read_bytes()
    with path.open("wb") as stream:
        for at in range(0, len(raw) // 2, 50):
            stream.write(raw[at : at + 50])
            stream.flush()
            time.sleep(0.02)


def empty(path) -> None:
    path.write_bytes(b"")


def delete(path) -> None:
    path.unlink()


def pipe(path) -> None:
    path.unlink()
    os.mkfifo(path)


def device(path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def directory(path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.skipif(os.name == "nt", reason="pipes and devices are of other systems")
@pytest.mark.parametrize(
    "fault", [break_half, break_slowly, empty, delete, pipe, device, directory], ids=lambda one: one.__name__
)
def test_a_broken_file_changes_nothing_shown_is_said_and_can_be_mended(folder, tmp_path, fault):
    path, first = folder / "tables/projects.csv", load_park(folder).dataset.id
    good = path.read_bytes()
    with workers(folder, tmp_path / "kept", 1, "--watch") as (worker,):
        fault(path)
        until(lambda: worker.health()["trouble"])
        told = next(iter(worker.health()["trouble"].values()))
        assert told[0]["file"] == "tables/projects.csv" and told[0]["code"]
        assert served(worker) == first
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        path.write_bytes(good)
        until(lambda: not worker.health()["trouble"])
    assert worker.failed == [] and set(worker.seen) == {first}


def test_a_change_with_the_same_size_and_an_older_time_is_seen(folder, tmp_path):
    path, first = folder / "tables/projects.csv", load_park(folder).dataset.id
    name = name_in(folder)
    with workers(folder, tmp_path / "kept", 1, "--watch") as (worker,):
        path.write_text(changed(folder, name, name[:-1] + "Z"), encoding="utf-8")
        os.utime(path, (1_000_000_000, 1_000_000_000))
        until(lambda: served(worker) != first)
    assert worker.failed == []


def test_two_workers_show_what_is_published_within_two_seconds_and_mix_nothing(folder, tmp_path):
    keeper = Keeper(tmp_path / "kept", load_park(folder).park.key)
    first = load_park(folder).dataset.id
    with workers(folder, tmp_path / "kept", 2) as both:
        name = name_in(folder)
        ids = [first]
        for new in ("Second", "Third"):
            (folder / "tables/projects.csv").write_text(changed(folder, name, new), encoding="utf-8")
            name = new
            source = tmp_path / new
            shutil.copytree(folder, source)
            ids.append(published_folder(keeper, source))
            took = max(until(lambda one=one: served(one) == ids[-1]) for one in both)
            assert took < 5
        keeper.roll_back(None, "chief")
        until(lambda: all(served(one) == ids[1] for one in both))
    for one in both:
        assert one.failed == [] and set(one.seen) <= set(ids)


def published_folder(keeper, source) -> str:
    """Publish a folder over whatever is served."""
    outcome = publish(keeper, source, [], Wanted("chief", DAY, confirmed=True))
    assert outcome.answer == "published", outcome.report
    return outcome.id


def test_a_worker_that_is_killed_takes_down_only_its_own_requests(folder, tmp_path):
    with workers(folder, tmp_path / "kept", 2) as (one, other):
        until(lambda: len(one.seen) > 5 and len(other.seen) > 5)
        one.process.kill()
        one.process.wait()
        count = len(other.seen)
        until(lambda: len(other.seen) > count + 20)
        one.start()
        count = len(one.seen)
        until(lambda: len(one.seen) > count + 5, 20)
    assert other.failed == [] and one.failed


def test_a_folder_that_is_broken_at_the_first_start_is_shown_when_it_is_mended(folder, tmp_path):
    path = folder / "tables/projects.csv"
    good = path.read_bytes()
    path.write_bytes(b"")
    worker = Worker(folder, tmp_path / "kept", "--watch")
    try:
        with pytest.raises(urllib.error.HTTPError, match="503"):
            get(worker.port, "/view.json")
        path.write_bytes(good)
        until(lambda: served(worker) is not None)
        assert get(worker.port, "/view.json")["kpis"]
    finally:
        worker.stop()
