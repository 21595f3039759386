"""``demo``: write the fictional park with its synthetic ledger."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from dashboard.commands import FINE, WRONG_USE
from dashboard.settings import data_folder, read_settings

MOST_PROJECTS = 1_000_000


def add_arguments(verbs: Any) -> None:
    """Add the verb to the grammar."""
    demo = verbs.add_parser("demo", help="write the fictional park with its synthetic ledger")
    demo.add_argument("--seed", type=int, default=489)
    demo.add_argument("--projects", type=int, default=640, help="from 20 to 1,000,000")
    demo.add_argument("--out", type=Path, metavar="DIR", help="default: the bundled data/demo")
    demo.add_argument("--no-weeks", action="store_true", help="leave out the twelve weekly states")
    demo.add_argument("--json", action="store_true", help="print the rows written as JSON")


def run(asked: argparse.Namespace) -> int:
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
