"""``make bench``: print ratios and costs measured in this one run."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Print every section."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from tests.bench import clicks, engine, imports

    for section in (engine, clicks, imports):
        print("\n".join(section.run()), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
