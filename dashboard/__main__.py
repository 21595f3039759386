"""The command line of the board. Exit codes: 0 fine, 1 the data have problems, 2 wrong use."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from dashboard.commands import check, demo, publish, pull, rehearse, serve, template

VERBS = {
    "serve": (serve.add_arguments, serve.run),
    "check": (check.add_arguments, check.run),
    "publish": (publish.add_arguments, publish.run),
    "snapshots": (publish.add_snapshots, publish.run_snapshots),
    "rollback": (publish.add_rollback, publish.run_rollback),
    "pull": (pull.add_arguments, pull.run),
    "template": (template.add_arguments, template.run),
    "rehearse": (rehearse.add_arguments, rehearse.run),
    "demo": (demo.add_arguments, demo.run),
}


def parser() -> argparse.ArgumentParser:
    """Return the grammar of the command line."""
    top = argparse.ArgumentParser(prog="park-dashboard", description="The board of an industrial park.")
    verbs = top.add_subparsers(dest="verb", required=True)
    for add_arguments, _ in VERBS.values():
        add_arguments(verbs)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a verb and return its exit code."""
    asked = parser().parse_args(arguments)
    return VERBS[asked.verb][1](asked)


if __name__ == "__main__":
    sys.exit(main())
