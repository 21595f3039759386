"""How soon a running server shows what was published, on a copy of the fictional park."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path

from dashboard.ingest.keeping import Keeper
from dashboard.ingest.publish import Outcome, Wanted, publish
from dashboard.ingest.sources import read_park
from tests.apps.test_faults import Worker, get, until

ROOT = Path(__file__).resolve().parents[2]
ROUNDS, PATIENCE = 5, 60.0


def published(folder: Path, keeper: Keeper, n: int) -> tuple[Outcome, float]:
    """Publish the folder with the first project renamed; return the outcome and the seconds it took."""
    table = folder / "tables" / "projects.csv"
    head, first, *rest = table.read_text(encoding="utf-8").splitlines()
    at = head.split(",").index("name_en")
    cells = first.split(",")
    cells[at] = f"Renamed {n}"
    table.write_text("\n".join([head, ",".join(cells), *rest, ""]), encoding="utf-8")
    begin = time.monotonic()
    outcome = publish(keeper, folder, (), Wanted("bench", date(2026, 11, 27)))
    if outcome.answer != "published":
        raise AssertionError(outcome.answer)
    return outcome, time.monotonic() - begin


def shown(worker: Worker) -> str:
    """Return the snapshot that an answer is made of."""
    return str(get(worker.port, "/view.json?lang=en&fields=dataset")["dataset"]["id"])


def run() -> list[str]:
    """Return the lines to print."""
    making, following = [], []
    with tempfile.TemporaryDirectory() as place:
        folder, kept = Path(place) / "demo", Path(place) / "kept"
        shutil.copytree(ROOT / "data" / "demo", folder)
        park, _ = read_park(folder)
        if park is None:
            raise AssertionError(folder)
        keeper = Keeper(kept, park.key)
        worker = Worker(folder, kept)
        try:
            shown(worker)
            for n in range(ROUNDS):
                outcome, took = published(folder, keeper, n)
                making.append(took)
                begin = time.monotonic()
                until(lambda wanted=outcome.id: shown(worker) == wanted, PATIENCE)
                following.append(time.monotonic() - begin)
        finally:
            worker.stop()
    return [
        f"a publication of the fictional park beside a running server, {ROUNDS} times",
        f"  the server shows it {statistics.median(following):.2f} s later at the median, "
        f"{max(following):.2f} s at most (goal 2)",
        f"  to check the whole and write the snapshot took {statistics.median(making):.2f} s before that",
    ]
