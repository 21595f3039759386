"""Neighbours: who lies within a few kilometres of a project."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.render.questions.amounts import plain_cells
from dashboard.render.questions.finding import Finding, Group, Row
from dashboard.render.questions.inquiry import Inquiry
from geo.measure import distance_km

RINGS_KM = (1, 3, 5, 10)
STRAIGHT = (
    "Straight distance on the globe, not by road. The centre is the project whose card was opened "
    "last in the "
    "address (hl or card), else the one with the largest amount."
)


def neighbours(ask: Inquiry) -> Finding:
    """Answer who lies within ten kilometres of a project: the one marked, else the largest."""
    rows = ask.projects[ask.passing()]
    placed = rows[rows["lon"].notna()]
    middle = _centre(ask, placed)
    if middle is None:
        return Finding("near", ask.text("No project with a point passes the filters"), ask.text(STRAIGHT))
    around, hidden = _around(placed, middle), len(rows) - len(placed)
    return Finding(
        key="near",
        sentence=ask.text(
            "{n} projects within {km} km of {name}; {hidden} without a point are not on the map",
            n=ask.n(len(around)),
            km=RINGS_KM[-1],
            name=ask.project(middle["project_id"]),
            hidden=ask.n(hidden),
        ),
        definition=ask.text(STRAIGHT),
        groups=_rings(ask, around["far"]),
        columns=("name", "sector", "stage", "distance"),
        numeric=("distance",),
        rows=tuple(_near_row(ask, row) for row in around.itertuples()),
        counts={"within": len(around), "unplaced": hidden},
        ring=(float(middle["lon"]), float(middle["lat"]), float(RINGS_KM[-1])),
    )


def _centre(ask: Inquiry, placed: pd.DataFrame) -> pd.Series | None:
    """Return the project marked in the address, else the one with the largest amount; None without any."""
    marked = placed[placed["project_id"].isin((ask.state.hl, ask.state.card))]
    ranked = placed.sort_values(["minor", "project_id"], ascending=[False, True])
    found = marked if len(marked) else ranked
    return found.iloc[0] if len(found) else None


def _around(placed: pd.DataFrame, middle: pd.Series) -> pd.DataFrame:
    spots = zip(placed["lon"], placed["lat"], strict=True)
    far = [distance_km(middle["lon"], middle["lat"], lon, lat) for lon, lat in spots]
    rows = placed.assign(far=far)
    other = rows["project_id"] != middle["project_id"]
    return rows[other & (rows["far"] <= RINGS_KM[-1])].sort_values(["far", "project_id"])


def _rings(ask: Inquiry, far: pd.Series) -> tuple[Group, ...]:
    groups, inner = [], -1
    for ring in RINGS_KM:
        hit = int(((far > inner) & (far <= ring)).sum())
        groups.append(Group("", ask.text("{a}–{b} km", a=max(inner, 0), b=ring), hit))
        inner = ring
    return tuple(groups)


def _near_row(ask: Inquiry, row: Any) -> Row:
    cells = plain_cells(ask, row) | {"distance": f"{row.far:.1f}"}
    return Row(row.project_id, cells, {"distance_km": round(row.far, 3)})
