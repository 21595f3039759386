"""What a click on the real park costs: server CPU and compressed bytes; and the first view."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from dashboard.apps.parks import serve_parks
from dashboard.apps.public import make_app

ROOT = Path(__file__).resolve().parents[2]
CLICKS = (
    "sector=equipment",
    "home=JPN",
    "stage=30",
    "signed=2019-01..2020-02",
    "place=L029",
    "home=CHN&sector=mobility",
    "q=nissan",
    "measure=amount&sector=electronics",
)


def run() -> list[str]:
    """Return the lines to print. Every click is a new address, so nothing comes from memory."""
    client = make_app(serve_parks([ROOT / "data" / "xiangcheng"])).server.test_client()
    headers = {"Accept-Encoding": "gzip"}
    look = "lang=en&form=desk&fields=screen,bind,address"
    for address in ("", "measure=amount"):
        client.get(f"/view.json?{look},templates&{address}", headers=headers)
    costs, sizes = [], []
    for extra in ("", "&evidence=1", "&sort=name", "&sort=-amount", "&sort=place"):
        for address in CLICKS:
            begin = time.process_time()
            reply = client.get(f"/view.json?{look}&{address}{extra}", headers=headers)
            costs.append((time.process_time() - begin) * 1000)
            sizes.append(len(reply.data))
    first = client.get(f"/view.json?{look},templates", headers=headers)
    return [
        "a click on the real park (words, tables and arrays of every view in one answer)",
        f"  server CPU {statistics.median(costs):.1f} ms median, {max(costs):.1f} ms most (goal 5)",
        f"  compressed {statistics.median(sizes) / 1000:.1f} kB median, {max(sizes) / 1000:.1f} kB most"
        " (goal 10)",
        f"  the first answer with every template: {len(first.data) / 1000:.1f} kB compressed",
    ]
