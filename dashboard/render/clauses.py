"""The clauses a state stands for."""

from __future__ import annotations

from dashboard.figures.time_axis import month_bounds
from dashboard.query.selection import Area, Clause, Interval, Match, Point, Selection
from dashboard.state import ViewState


def selection_of(state: ViewState) -> Selection:
    """Return the selection of a state; a clause belongs to its dimension.

    The area belongs to ``place``: map and place list both skip it.
    """
    clauses: list[Clause] = [Point(key, key, codes) for key, codes in state.picks]
    if any(state.signed):
        start, end = month_bounds(*state.signed)
        clauses.append(Interval("signed", "signed", start, end, keep_undated=state.undated == "keep"))
    if any(state.due):
        clauses.append(Interval("due", "due", *month_bounds(*state.due)))
    if state.area:
        clauses.append(Area("area", "place", state.area))
    if state.q:
        clauses.append(Match("q", "q", state.q))
    return Selection(tuple(clauses))
