"""How long a reader waits while the database of a served park is frozen, against the same when it is well."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from dashboard.ingest.keeping import Keeper
from dashboard.ingest.pull import Puller, Wishes
from dashboard.ingest.readers.access import access_of
from dashboard.ingest.sources import read_park
from tests.apps.test_faults import Worker, get, until
from tests.apps.test_pull_faults import Follower
from tests.databases import Server, fill, find_programs, park_without_files

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ("boundary", "towns")
WARM, ASKED, PATIENCE = 10, 60, 30.0
HEADING = "an answer of a served park whose database is frozen (the follower is a process of its own)"


def reason(worker: Worker, key: str) -> str | None:
    """Return why the database cannot be read, as the server tells it."""
    told = get(worker.port, "/health")["pull"].get(key) or {"reason": "unknown"}
    return told["reason"]


def timed(worker: Worker, word: str, n: int) -> list[float]:
    """Return the milliseconds of answers to addresses that were never asked before."""
    found = []
    for at in range(n):
        begin = time.perf_counter()
        get(worker.port, f"/view.json?lang=en&q={word}{at}")
        found.append((time.perf_counter() - begin) * 1000)
    return found


def measured(database: Server, place: Path) -> tuple[list[float], list[float]]:
    """Return the answers' times with the database well and frozen."""
    demo = ROOT / "data" / "demo"
    fill(database, demo, LAYERS)
    folder, kept = park_without_files(demo, place / "demo", LAYERS), place / "kept"
    park, _ = read_park(folder)
    if park is None:
        raise AssertionError(folder)
    first = Puller(folder, access_of(database.url()), Keeper(kept, park.key), Wishes(0.5)).attempt()
    if first.answer != "published":
        raise AssertionError(first.state)
    worker = Worker(folder, kept)
    try:
        with Follower(folder, kept, database.url()):
            until(lambda: reason(worker, park.key) is None, PATIENCE)
            timed(worker, "warm", WARM)
            well = timed(worker, "well", ASKED)
            database.freeze()
            until(lambda: reason(worker, park.key) == "hangs", PATIENCE)
            return well, timed(worker, "ill", ASKED)
    finally:
        worker.stop()


def run() -> list[str]:
    """Return the lines to print; without PostgreSQL only that it was left out."""
    if find_programs() is None:
        return [HEADING, "  left out: no PostgreSQL with PostGIS on this machine"]
    database = Server()
    try:
        database.start()
        with tempfile.TemporaryDirectory() as place:
            well, ill = measured(database, Path(place))
    finally:
        database.remove()
    middle, other = statistics.median(ill), statistics.median(well)
    return [
        HEADING,
        f"  frozen: {middle:.0f} ms median, {max(ill):.0f} ms most of {ASKED} (goal 500); "
        f"well: {other:.0f} ms median, {max(well):.0f} ms most",
        f"  ratio of the medians, frozen to well: {middle / other:.2f}",
    ]
