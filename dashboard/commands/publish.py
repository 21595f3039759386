"""``publish``, ``snapshots``, ``rollback``: files to a snapshot that is served, and back to another."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.commands import BAD_DATA, FINE, WRONG_USE
from dashboard.commands.check import add_file_arguments, asked_of, park_folder
from dashboard.errors import ParkError
from dashboard.i18n.translate import Words, words
from dashboard.ingest.keeping import Keeper
from dashboard.ingest.layer_merge import LAYERS
from dashboard.ingest.outcome import Intake
from dashboard.ingest.publish import Outcome, Wanted, base_folder, publish
from dashboard.ingest.reading import Watch, read_file
from dashboard.ingest.sources import read_park
from dashboard.ingest.wire import as_text, told, told_issue
from dashboard.settings import read_settings, snapshot_folder

BAR = 30


def add_arguments(verbs: Any) -> None:
    """Add ``publish`` to the grammar."""
    verb = verbs.add_parser("publish", help="merge files into what is served and publish the whole")
    verb.add_argument(
        "paths", nargs="*", type=Path, metavar="FILE", help="none: publish the park folder as it is"
    )
    add_file_arguments(verb)
    verb.add_argument("--who", default="", help="who publishes; default: the user of this machine")
    verb.add_argument(
        "--layer", choices=LAYERS, default="", help="which layer of the park a file of areas is"
    )
    verb.add_argument("--withdrawn", default="", metavar="ID,ID", help="projects their unit has withdrawn")
    verb.add_argument("--reason", default="", help="why they were withdrawn")
    verb.add_argument("--json", action="store_true", help="print the outcome as JSON")


def add_snapshots(verbs: Any) -> None:
    """Add ``snapshots`` to the grammar."""
    verb = verbs.add_parser("snapshots", help="list the snapshots that are kept, the newest first")
    _add_store(verb)


def add_rollback(verbs: Any) -> None:
    """Add ``rollback`` to the grammar."""
    verb = verbs.add_parser("rollback", help="serve an earlier snapshot again")
    verb.add_argument("snapshot", nargs="?", metavar="ID", help="default: the one served before")
    verb.add_argument("--who", default="")
    _add_store(verb)


def _add_store(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--park", type=Path, metavar="DIR")
    verb.add_argument("--lang", choices=("zh-Hans", "en", "ja", "th"), default="en")
    verb.add_argument("--json", action="store_true")


def store_of(park: Path) -> Keeper:
    """Return the store of a park, by the park's key."""
    found, _ = read_park(park)
    return Keeper(snapshot_folder(read_settings()), found.key if found else park.name)


def run(asked: argparse.Namespace) -> int:
    """Check the files, merge them, publish: 0 published, 1 something stands in the way, 2 wrong use."""
    speech = words(asked.lang)
    park = park_folder(asked)
    missing = [path for path in asked.paths if not path.exists()]
    if park is None or missing:
        print(f"{(missing or [asked.park])[0]}: {speech.text('no such file or folder')}", file=sys.stderr)
        return WRONG_USE
    store = store_of(park)
    base = base_folder(park, store)
    intakes = [read_file(path, asked_of(asked, base), Watch(progress_bar(path.name))) for path in asked.paths]
    wanted = Wanted(
        who=asked.who or getpass.getuser(),
        day=asked.today or date.today(),
        confirmed=asked.yes,
        withdrawn=tuple(part for part in asked.withdrawn.split(",") if part),
        reason=asked.reason,
        layer=asked.layer,
    )
    try:
        outcome = publish(store, park, intakes, wanted)
    except ParkError as problem:
        return _failed(problem, asked.json, speech)
    _print(outcome, intakes, asked.json, speech)
    return FINE if outcome.answer in ("published", "same") else BAD_DATA


def progress_bar(name: str) -> Callable[[float], None]:
    """Return what draws a bar of progress on a terminal's error output, and nothing elsewhere."""
    if not sys.stderr.isatty():
        return lambda share: None

    def draw(share: float) -> None:
        done = round(share * BAR)
        end = "\n" if share >= 1 else ""
        print(
            f"\r{name} [{'#' * done}{'.' * (BAR - done)}] {share:.0%}", end=end, file=sys.stderr, flush=True
        )

    return draw


def _failed(problem: ParkError, as_json: bool, speech: Words) -> int:
    text = speech.text(problem.key, **problem.facts)
    print(json.dumps({"answer": "failed", "message": text}, ensure_ascii=False) if as_json else text)
    return BAD_DATA


def _print(outcome: Outcome, intakes: list[Intake], as_json: bool, speech: Words) -> None:
    if as_json:
        print(json.dumps(outcome_json(outcome, intakes, speech), ensure_ascii=False, indent=2))
        return
    for intake in intakes:
        print(as_text(intake, speech))
    for issue in outcome.waits:
        print(f"  {issue.message(speech)} {issue.remedy(speech)}")
    if outcome.answer == "not_sound" and outcome.report is not None:
        print(outcome.report.as_text(speech))
    print(f"{speech.label('publish_answer', outcome.answer)}{f': {outcome.id}' if outcome.id else ''}")
    for name, before in outcome.before.items():
        print(f"  {speech.label('total', name)}: {before:,} → {outcome.after[name]:,}")


def outcome_json(outcome: Outcome, intakes: list[Intake], speech: Words) -> dict[str, Any]:
    """Return an outcome of publishing as plain values."""
    return {
        "answer": outcome.answer,
        "id": outcome.id if outcome.answer in ("published", "same") else None,
        "files": [told(intake, speech) for intake in intakes],
        "waits": [told_issue(issue, speech) for issue in outcome.waits],
        "merge": [
            told_issue(issue, speech) for issue in outcome.issues[sum(len(one.issues) for one in intakes) :]
        ],
        "report": outcome.report.as_json(speech) if outcome.report else None,
        "before": outcome.before,
        "after": outcome.after,
    }


def run_snapshots(asked: argparse.Namespace) -> int:
    """List the kept snapshots; the one that is served is marked."""
    park = park_folder(asked)
    if park is None:
        return WRONG_USE
    store = store_of(park)
    current = store.current_id()
    kept = [{**one.about, "current": one.id == current} for one in store.kept()]
    if asked.json:
        print(
            json.dumps(
                {"current": current, "snapshots": kept, "log": store.log()}, ensure_ascii=False, indent=2
            )
        )
        return FINE
    for one in kept:
        mark = "*" if one["current"] else " "
        files = ", ".join(file["file"] for file in one["files"])
        print(f"{mark} {one['id']}  {one['made_at']}  {one['as_of']}  {one['made_by']}  {files}")
    return FINE


def run_rollback(asked: argparse.Namespace) -> int:
    """Serve an earlier snapshot again."""
    park = park_folder(asked)
    if park is None:
        return WRONG_USE
    speech = words(asked.lang)
    try:
        name = store_of(park).roll_back(asked.snapshot, asked.who or getpass.getuser())
    except ParkError as problem:
        return _failed(problem, asked.json, speech)
    print(json.dumps({"current": name}) if asked.json else name)
    return FINE
