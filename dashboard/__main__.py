"""The command line: ``serve`` the parks, ``check`` a folder, make the ``demo`` park."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from dashboard.i18n import LANGUAGES
from dashboard.i18n.translate import words
from dashboard.ingest.load import load_park
from dashboard.settings import bundled_parks, data_folder, read_settings

FINE, BAD_DATA, WRONG_USE = 0, 1, 2
DEFAULT_PORT = 8050
LOOPBACK = ("127.0.0.1", "localhost", "::1")
MOST_PROJECTS = 1_000_000


def parser() -> argparse.ArgumentParser:
    """Return the grammar of the command line."""
    top = argparse.ArgumentParser(prog="park-dashboard", description="The board of an industrial park.")
    verbs = top.add_subparsers(dest="verb", required=True)
    serve = verbs.add_parser("serve", help="serve the board in a browser")
    serve.add_argument(
        "--park", action="append", type=Path, metavar="DIR", help="a park folder; may be repeated"
    )
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, help="default: $PORT, else 8050")
    serve.add_argument("--json", action="store_true", help="say where it serves as JSON")
    serve.add_argument(
        "--audience",
        choices=("public", "internal"),
        default="public",
        help="internal also shows who is in charge; it serves on this machine only",
    )
    check = verbs.add_parser("check", help="check park folders and print every problem")
    check.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    check.add_argument("--lang", choices=LANGUAGES, default="en")
    check.add_argument("--json", action="store_true", help="print the report as JSON")
    demo = verbs.add_parser("demo", help="write the fictional park with its synthetic ledger")
    demo.add_argument("--seed", type=int, default=489)
    demo.add_argument("--projects", type=int, default=640, help="from 20 to 1,000,000")
    demo.add_argument("--out", type=Path, metavar="DIR", help="default: the bundled data/demo")
    demo.add_argument("--no-weeks", action="store_true", help="leave out the twelve weekly states")
    demo.add_argument("--json", action="store_true", help="print the rows written as JSON")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a verb. Exit codes: 0 fine, 1 the data have problems, 2 wrong use."""
    asked = parser().parse_args(arguments)
    return {"serve": run_serve, "check": run_check, "demo": run_demo}[asked.verb](asked)


def run_demo(asked: argparse.Namespace) -> int:
    """Write the fictional park into a folder."""
    from dashboard.demo.write import write_demo

    if not 20 <= asked.projects <= MOST_PROJECTS:
        print(f"--projects: {asked.projects} is not from 20 to {MOST_PROJECTS}", file=sys.stderr)
        return WRONG_USE
    folder = asked.out or data_folder(read_settings()) / "demo"
    rows = write_demo(folder, asked.seed, asked.projects, weeks=not asked.no_weeks)
    told = ", ".join(f"{name} {n}" for name, n in rows.items())
    print(json.dumps({"folder": str(folder), "rows": rows}) if asked.json else f"{folder}: {told}")
    return FINE


def run_check(asked: argparse.Namespace) -> int:
    """Print the report of each folder."""
    speech, good, reports = words(asked.lang), True, {}
    for folder in asked.folders:
        if not folder.is_dir():
            print(f"{folder}: {speech.text('no such folder')}", file=sys.stderr)
            return WRONG_USE
        result = load_park(folder)
        good = good and result.report.ok
        reports[str(folder)] = result.report.as_json(speech)
        if not asked.json:
            print(result.report.as_text(speech))
    if asked.json:
        print(json.dumps(reports, ensure_ascii=False, indent=2))
    return FINE if good else BAD_DATA


def run_serve(asked: argparse.Namespace) -> int:
    """Serve the parks; a folder that does not validate is told here and on its page."""
    from dashboard.apps.parks import serve_parks
    from dashboard.apps.public import make_app
    from dashboard.apps.serving import serve

    settings = read_settings()
    folders = asked.park or bundled_parks(settings)
    missing = [folder for folder in folders if not folder.is_dir()]
    if missing or not folders:
        print(
            "no such park folder: " + ", ".join(str(folder) for folder in missing or ["(none bundled)"]),
            file=sys.stderr,
        )
        return WRONG_USE
    internal = asked.audience == "internal"
    if internal and asked.host not in LOOPBACK:
        print(f"--audience internal serves on this machine only, not on {asked.host}", file=sys.stderr)
        return WRONG_USE
    parks = serve_parks(folders, internal=internal)
    for park in parks:
        if park.board is None:
            print(park.report.as_text(words("en")), file=sys.stderr)
    port = asked.port or settings.port or DEFAULT_PORT
    address = f"http://{asked.host}:{port}"
    told = {"address": address, "parks": [park.key for park in parks]}
    print(json.dumps(told) if asked.json else f"Serving {', '.join(told['parks'])} at {address}", flush=True)
    serve(make_app(parks), host=asked.host, port=port)
    return FINE


if __name__ == "__main__":
    sys.exit(main())
