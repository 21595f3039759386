"""The process that opens a clerk's file: confined, with its own copy, gone when it is done.

Run as ``python -m dashboard.ingest.child FOLDER``. The folder holds ``job.json`` and ``sent``; the
outcome is written to ``result.json`` there. Progress goes to standard output, one number a line.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.ingest.confine import confine
from dashboard.ingest.corrected import write_corrected
from dashboard.ingest.intake import take_in
from dashboard.ingest.ledger.findings import issue
from dashboard.ingest.ledger.situation import Situation
from dashboard.ingest.load import load_park
from dashboard.ingest.outcome import Intake, rejected
from dashboard.ingest.readers.limits import Limits
from dashboard.ingest.wire import packed


def main(folder: Path) -> None:
    """Do the job of a folder."""
    job = json.loads((folder / "job.json").read_text(encoding="utf-8"))
    limits = Limits(**job["limits"])
    result = load_park(Path(job["park"]))
    confine(folder, limits.memory_bytes, job["seconds"])
    if result.dataset is None:
        found = rejected(job["name"], issue("park_not_ready", job["name"]))
    else:
        agreed = {"system": job["system"], "unit": job["unit"]}
        situation = Situation(result.dataset, date.fromisoformat(job["today"]), limits, **agreed)
        found = _taken(folder, job, situation)
    body = json.dumps(packed(found), ensure_ascii=False)
    with (folder / "rows.jsonl").open("w", encoding="utf-8") as stream:
        stream.writelines(f"{line}\n" for line in found.rows.lines())
    (folder / "result.json").write_text(body, encoding="utf-8")


def _taken(folder: Path, job: dict[str, Any], situation: Situation) -> Intake:
    found = take_in(folder / "sent", job["name"], situation, _say)
    if job.get("corrected"):
        write_corrected(folder / "sent", folder / "corrected.xlsx", found, job["corrected"])
    return found


def _say(share: float) -> None:
    print(f"{share:.2f}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
