"""``pull``: follow a park's database in a process of its own, and publish what is new and sound."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.commands import BAD_DATA, FINE, WRONG_USE
from dashboard.commands.check import park_folder
from dashboard.commands.publish import store_of
from dashboard.errors import ParkError
from dashboard.i18n import LANGUAGES
from dashboard.i18n.translate import Words, words
from dashboard.ingest.database import read_described
from dashboard.settings import database_url

if TYPE_CHECKING:
    from dashboard.ingest.pull import Attempt, Puller

NO_DRIVER = "The driver of PostgreSQL is not installed: pip install 'park-dashboard[postgres]'."
NO_URL = "PARK_DATABASE_URL is not set."
NO_BLOCK = "sources.toml has no block database."


def add_arguments(verbs: Any) -> None:
    """Add the verb to the grammar."""
    verb = verbs.add_parser("pull", help="follow a park's database and publish what is new and sound")
    verb.add_argument("--park", type=Path, metavar="DIR", help="the park folder; default: the first")
    verb.add_argument("--once", action="store_true", help="look once instead of again and again")
    verb.add_argument("--every", type=_seconds, default=5.0, metavar="SECONDS", help="default: 5")
    verb.add_argument(
        "--timeout", type=_seconds, default=60.0, metavar="SECONDS", help="most of a full read; default: 60"
    )
    verb.add_argument("--yes", action="store_true", help="a person agrees to a loss of rows; with --once")
    verb.add_argument("--lang", choices=LANGUAGES, default="en")
    verb.add_argument("--json", action="store_true", help="print what every look came to, one line each")


def _seconds(text: str) -> float:
    found = float(text)
    if not 0.1 <= found <= 86_400:
        raise argparse.ArgumentTypeError("not from 0.1 to 86400")
    return found


def run(asked: argparse.Namespace) -> int:
    """Pull once or until stopped: 0 fine, 1 the database or its data stand in the way, 2 wrong use."""
    speech = words(asked.lang)
    try:
        puller = _puller(asked, speech)
    except ParkError as problem:
        print(speech.text(problem.key, **problem.facts), file=sys.stderr)
        return WRONG_USE
    if puller is None:
        return WRONG_USE
    if asked.once:
        attempt = puller.attempt()
        _print(attempt, asked.json, speech)
        return BAD_DATA if attempt.answer == "failed" else FINE
    try:
        _follow(puller.run(), asked.json, speech)
    except KeyboardInterrupt:
        return FINE
    return FINE


def _puller(asked: argparse.Namespace, speech: Words) -> Puller | None:
    """Return what pulls the park, None after saying what the park folder lacks. Raises ParkError."""
    park = park_folder(asked)
    if park is None:
        print(f"{asked.park}: {speech.text('no such file or folder')}", file=sys.stderr)
        return None
    described, issues = read_described(park)
    for issue in issues:
        print(f"{issue.message(speech)} {issue.remedy(speech)}", file=sys.stderr)
    if issues:
        return None
    if described is None:
        raise ParkError(NO_BLOCK)
    if not database_url():
        raise ParkError(NO_URL)
    return _made(asked, park)


def _made(asked: argparse.Namespace, park: Path) -> Puller:
    try:
        from dashboard.ingest.pull import Puller, Wishes
        from dashboard.ingest.readers.access import access_of
    except ImportError:
        raise ParkError(NO_DRIVER) from None
    wishes = Wishes(None if asked.once else asked.every, asked.timeout, asked.once and asked.yes)
    return Puller(park, access_of(database_url()), store_of(park), wishes)


def _follow(attempts: Iterable[Attempt], as_json: bool, speech: Words) -> None:
    for attempt in _told_apart(attempts) if not as_json else attempts:
        _print(attempt, as_json, speech)


def _told_apart(attempts: Iterable[Attempt]) -> Iterator[Attempt]:
    """Leave out what says the same as the one before."""
    before = ("", "", "")
    for attempt in attempts:
        said = (attempt.answer, attempt.state.reason, attempt.state.mark)
        if said != before and not (attempt.answer == "unchanged" and before[0] in ("published", "same")):
            yield attempt
        before = said


def _print(attempt: Attempt, as_json: bool, speech: Words) -> None:
    if as_json:
        told = {"answer": attempt.answer, "wait_s": round(attempt.wait, 1), **asdict(attempt.state)}
        print(json.dumps(told, ensure_ascii=False), flush=True)
        return
    state = attempt.state
    first = speech.label("pull_answer", attempt.answer)
    more = speech.label("pull_reason", state.reason) if state.reason else state.id or ""
    place = f" ({state.table})" if state.table else ""
    print(f"{first}: {more}{place}" if more else first, flush=True)
    for one in state.problems:
        where = ", ".join(str(one[name]) for name in ("table", "key", "column") if one[name])
        print(f"  {where}: {speech.text(one['says'], **one['facts'])}", flush=True)
