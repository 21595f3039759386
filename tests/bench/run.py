"""``make bench``: print ratios and costs measured in this one run; names of sections choose among them."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

SECTIONS = ("engine", "clicks", "imports", "following", "frozen", "playing")


def main() -> int:
    """Print every section, or those that are named."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    names = sys.argv[1:] or SECTIONS
    unknown = sorted(set(names) - set(SECTIONS))
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there are: {', '.join(SECTIONS)}", file=sys.stderr)
        return 2
    for name in names:
        print("\n".join(import_module(f"tests.bench.{name}").run()), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
