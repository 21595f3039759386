"""What every Query means, said slowly: loops over rows, no shared code with any engine."""

from __future__ import annotations

import unicodedata

from shapely.geometry import Point as ShapelyPoint
from shapely.geometry import Polygon

from dashboard.query.facts import UNDATED, Facts
from dashboard.query.query import Query
from dashboard.query.selection import Area, Clause, Interval, Match, Point, Selection


def codes_of(facts: Facts, row: int, name: str) -> set[str]:
    dimension = facts.dimensions[name]
    pairs = zip(dimension.rows.tolist(), dimension.codes.tolist(), strict=True)
    return {dimension.categories[code] for at, code in pairs if at == row}


def passes(facts: Facts, row: int, clause: Clause) -> bool:
    if isinstance(clause, Point):
        return bool(codes_of(facts, row, clause.dimension) & set(clause.codes))
    if isinstance(clause, Interval):
        start, end = (int(column[row]) for column in facts.intervals[clause.dimension])
        if start == UNDATED:
            return clause.keep_undated
        after = clause.start is None or end >= clause.start
        return after and (clause.end is None or start <= clause.end)
    if isinstance(clause, Area):
        lon, lat = float(facts.lon[row]), float(facts.lat[row])
        return lon == lon and Polygon(clause.ring).contains(ShapelyPoint(lon, lat))
    words = unicodedata.normalize("NFKC", clause.text).casefold().split()
    return isinstance(clause, Match) and all(word in facts.text[row] for word in words)


def passing_rows(facts: Facts, selection: Selection, skip: str | None = None) -> list[int]:
    clauses = [clause for clause in selection.clauses if clause.dimension != skip]
    return [row for row in range(facts.n) if all(passes(facts, row, clause) for clause in clauses)]


def value(facts: Facts, rows: list[int], measure: str, query: Query) -> object:
    if measure == "projects":
        return len(rows)
    if measure == "density_per_km2":
        return len(rows) / query.denominator[1]
    if measure.startswith("distinct_"):
        return len({code for row in rows for code in codes_of(facts, row, measure.removeprefix("distinct_"))})
    if measure in facts.values:
        known = [int(facts.values[measure][row]) for row in rows if facts.known[measure][row]]
        return sum(known) if known else None
    if measure.endswith("_known"):
        return sum(bool(facts.known[measure.removesuffix("_known")][row]) for row in rows)
    return sum(bool(facts.flags[measure][row]) for row in rows)


def frame(facts: Facts, selection: Selection, query: Query) -> list[dict[str, object]]:
    """Return the rows of a one-dimensional query, or the single row of a grand total."""
    if not query.by:
        return [_measures(facts, passing_rows(facts, selection), list(range(facts.n)), query)]
    (name,) = query.by
    owner = facts.dimensions[name].owner
    now, every = passing_rows(facts, selection, owner), list(range(facts.n))
    found = []
    for code in facts.dimensions[name].categories:
        mine = [row for row in every if code in codes_of(facts, row, name)]
        found.append({name: code, **_measures(facts, [row for row in now if row in mine], mine, query)})
    return found


def _measures(facts: Facts, now: list[int], every: list[int], query: Query) -> dict[str, object]:
    made: dict[str, object] = {}
    for measure in query.measures:
        made[measure] = value(facts, now, measure, query)
        made[f"{measure}_all"] = value(facts, every, measure, query)
    return made


def totals(facts: Facts, selection: Selection) -> tuple[int, dict[str, int], dict[str, int]]:
    """Return how many pass, what removing each clause gives, and what only a missing date left out."""
    removing = {one.key: len(passing_rows(facts, selection.without(one.key))) for one in selection.clauses}
    left_out = {}
    for one in selection.clauses:
        if isinstance(one, Interval):
            rows = passing_rows(facts, selection.without(one.key))
            undated = [row for row in rows if int(facts.intervals[one.dimension][0][row]) == UNDATED]
            left_out[one.dimension] = 0 if one.keep_undated else len(undated)
    return len(passing_rows(facts, selection)), removing, left_out
