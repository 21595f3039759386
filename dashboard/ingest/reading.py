"""Read a clerk's file in a process of its own, with limits of time and memory, and a way to stop it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pyogrio

from dashboard.ingest.ledger.findings import issue, refused
from dashboard.ingest.outcome import Intake, rejected
from dashboard.ingest.private_copy import copy_of
from dashboard.ingest.readers.limits import LIMITS, Limits
from dashboard.ingest.refusal import Refusal
from dashboard.ingest.row_store import rows_of_lines
from dashboard.ingest.wire import unpacked
from dashboard.settings import plain_environment

ROOT = Path(__file__).resolve().parents[2]
GDAL_LEFT = {"GeoJSON", "GPKG", "ESRI Shapefile", "KML"}


@dataclass(frozen=True)
class Asked:
    """How a file is to be read: against which park, on which day, with which agreements."""

    park: Path
    today: date
    system: str | None = None
    unit: str | None = None
    limits: Limits = LIMITS
    corrected: Path | None = None
    lang: str = "en"


@dataclass
class Watch:
    """Follow a reading and stop it: ``progress`` gets a share from 0 to 1; setting ``stopped`` ends it.

    ``part`` says which of how many files is read; ``share`` is how far all of them are.
    """

    progress: Callable[[float], None] = lambda share: None
    stopped: threading.Event = field(default_factory=threading.Event)
    part: tuple[int, int] = (0, 1)
    share: float = 0.0

    def tell(self, share: float) -> None:
        """Note how far the file being read is, and pass it on."""
        self.share = (self.part[0] + share) / self.part[1]
        self.progress(share)


def read_file(source: Path, asked: Asked, watch: Watch | None = None, *, name: str = "") -> Intake:
    """Return what a file holds. Never raises for what it holds, and never opens it in this process.

    Parameters
    ----------
    name : what the clerk calls the file; default: its name on disk.
    """
    watch, name = watch or Watch(), name or source.name
    folder = Path(tempfile.mkdtemp(prefix="park-intake-"))
    try:
        sent = copy_of(source, folder, asked.limits)
        seconds = asked.limits.seconds
        if sent.stat().st_size > asked.limits.large_bytes:
            seconds = asked.limits.seconds_large
        _write_job(folder, name, asked, seconds)
        return _run(folder, name, asked, (seconds, watch))
    except Refusal as problem:
        return rejected(name, refused(problem, name))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write_job(folder: Path, name: str, asked: Asked, seconds: int) -> None:
    job: dict[str, Any] = {
        "name": name,
        "park": str(asked.park.resolve()),
        "today": asked.today.isoformat(),
        "system": asked.system,
        "unit": asked.unit,
        "limits": asdict(asked.limits),
        "seconds": seconds,
        "corrected": asked.lang if asked.corrected else "",
    }
    (folder / "job.json").write_text(json.dumps(job), encoding="utf-8")


def _environment() -> dict[str, str]:
    """Return a short environment: no settings of the server, GDAL with four drivers, one thread."""
    skipped = ",".join(sorted(set(pyogrio.list_drivers()) - GDAL_LEFT))
    own = {
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONIOENCODING": "utf-8",
        "OGR_SKIP": skipped,
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    return {**plain_environment(), **own}


def _run(folder: Path, name: str, asked: Asked, following: tuple[int, Watch]) -> Intake:
    seconds, watch = following
    command = [sys.executable, "-m", "dashboard.ingest.child", str(folder)]
    with subprocess.Popen(
        command,
        cwd=folder,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        late = threading.Event()
        timer = threading.Timer(seconds, _end, (process, late))
        timer.daemon = True
        timer.start()
        errors = _follow(process, watch)
        timer.cancel()
    if watch.stopped.is_set():
        return rejected(name, issue("stopped", name))
    if late.is_set():
        return rejected(name, issue("too_slow", name, most=seconds))
    if process.returncode != 0:
        code = "too_much_memory" if "MemoryError" in errors or process.returncode == -9 else "reading_failed"
        return rejected(name, issue(code, name))
    if asked.corrected and (folder / "corrected.xlsx").is_file():
        shutil.copyfile(folder / "corrected.xlsx", asked.corrected)
    lines = (folder / "rows.jsonl").read_text(encoding="utf-8").splitlines()
    return unpacked(json.loads((folder / "result.json").read_text(encoding="utf-8")), rows_of_lines(lines))


def _end(process: subprocess.Popen[str], late: threading.Event) -> None:
    late.set()
    process.kill()


def _follow(process: subprocess.Popen[str], watch: Watch) -> str:
    """Pass progress on until the process ends; return what it wrote to its error output."""
    said: list[str] = []
    listener = threading.Thread(target=lambda: said.append(process.stderr.read() if process.stderr else ""))
    listener.start()
    stopper = threading.Thread(target=_stop_when_asked, args=(process, watch), daemon=True)
    stopper.start()
    for line in process.stdout or ():
        try:
            watch.tell(float(line))
        except ValueError:
            continue
    process.wait()
    listener.join()
    return "".join(said)


def _stop_when_asked(process: subprocess.Popen[str], watch: Watch) -> None:
    while process.poll() is None:
        if watch.stopped.wait(0.2):
            process.kill()
            return
