"""Every engine gives what the oracle says, on any facts and any selection."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.query.engines import ENGINES
from dashboard.query.facts import UNDATED, Facts, several, single
from dashboard.query.query import Query
from dashboard.query.selection import Area, Interval, Match, Point, Selection
from tests import oracle

SECTORS, STAGES, HOMES, PLACES = ("a", "b", "c"), ("10", "20"), ("JPN", "CHN", "none"), ("p", "q")
MEASURES = ("projects", "operating", "amount_cny", "amount_cny_known", "distinct_place", "density_per_km2")
AREA = ("stated_area_km2", 489.0)
QUERIES = (
    *(Query(name, (name,), MEASURES, AREA) for name in ("sector", "family", "stage", "home", "place")),
    Query("grand", (), MEASURES, AREA),
)
BIG = 2**55


@st.composite
def facts(draw) -> Facts:
    n = draw(st.integers(0, 12))
    pick = lambda options: [draw(st.sampled_from(options)) for _ in range(n)]  # noqa: E731
    sectors = pick(SECTORS)
    homes = [tuple(sorted(draw(st.sets(st.sampled_from(HOMES), min_size=1, max_size=2)))) for _ in range(n)]
    starts = [draw(st.one_of(st.none(), st.integers(0, 50))) for _ in range(n)]
    start = np.array([UNDATED if day is None else day for day in starts], dtype=np.int32)
    end = np.array(
        [UNDATED if day is None else day + draw(st.integers(0, 9)) for day in starts], dtype=np.int32
    )
    known = np.array([draw(st.booleans()) for _ in range(n)], dtype=bool)
    values = np.array([draw(st.integers(0, BIG)) for _ in range(n)], dtype=np.int64) * known
    points = [draw(st.one_of(st.none(), st.tuples(st.integers(0, 9), st.integers(0, 9)))) for _ in range(n)]
    lon = np.array([np.nan if one is None else one[0] + 0.5 for one in points], dtype=float)
    lat = np.array([np.nan if one is None else one[1] + 0.25 for one in points], dtype=float)
    family = ["ab" if code in "ab" else "c" for code in sectors]
    dimensions = (
        single("sector", sectors, SECTORS),
        single("family", family, ("ab", "c"), "sector"),
        single("stage", pick(STAGES), STAGES),
        single("place", pick(PLACES), PLACES),
        several("home", homes),
    )
    return Facts(
        n=n,
        ids=tuple(f"P{at}" for at in range(n)),
        dimensions={one.name: one for one in dimensions},
        intervals={"signed": (start, end)},
        lon=lon,
        lat=lat,
        text=tuple(f"p{at} {code}" for at, code in enumerate(sectors)),
        values={"amount_cny": values},
        known={"amount_cny": known},
        flags={"operating": np.array([draw(st.booleans()) for _ in range(n)], dtype=bool)},
        sort_keys={"signed": np.where(start == UNDATED, np.nan, start).astype(float)},
    )


@st.composite
def selections(draw) -> Selection:
    clauses = []
    for name, codes in (("sector", SECTORS), ("stage", STAGES), ("home", HOMES), ("place", PLACES)):
        if draw(st.booleans()):
            clauses.append(
                Point(name, name, tuple(sorted(draw(st.sets(st.sampled_from(codes), min_size=1)))))
            )
    if draw(st.booleans()):
        first, last = sorted((draw(st.integers(0, 60)), draw(st.integers(0, 60))))
        ends = draw(st.sampled_from([(first, last), (None, last), (first, None)]))
        clauses.append(Interval("signed", "signed", *ends, keep_undated=draw(st.booleans())))
    if draw(st.booleans()):
        west, south = draw(st.integers(0, 5)), draw(st.integers(0, 5))
        ring = ((west, south), (west + 4, south), (west + 4, south + 4), (west, south + 4))
        clauses.append(Area("area", "place", ring))
    if draw(st.booleans()):
        clauses.append(Match("q", "q", draw(st.sampled_from(["a", "P1", "zzz", "ｐ1 a"]))))
    return Selection(tuple(clauses))


def plain(frame: pd.DataFrame) -> list[dict[str, object]]:
    rows = frame.drop(columns="picked", errors="ignore").to_dict("records")
    return [{key: None if found is pd.NA else found for key, found in row.items()} for row in rows]


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=150, deadline=None)
@given(facts=facts(), selection=selections())
def test_an_engine_says_what_the_oracle_says(engine, facts, selection):
    answer = engine(facts).run(selection, QUERIES)
    for query in QUERIES:
        assert plain(answer.frames[query.key]) == oracle.frame(facts, selection, query), query.key
    passing, removing, left_out = oracle.totals(facts, selection)
    assert (answer.totals.projects, answer.totals.projects_all) == (passing, facts.n)
    assert dict(answer.totals.removing) == removing
    assert dict(answer.totals.undated_left_out) == left_out


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=80, deadline=None)
@given(facts=facts(), selection=selections(), descending=st.booleans())
def test_rows_are_the_passing_ones_and_unknown_dates_come_last(engine, facts, selection, descending):
    made = engine(facts)
    rows = made.rows(selection, order=(("signed", descending),), limit=100).tolist()
    assert sorted(rows) == oracle.passing_rows(facts, selection)
    days = [int(facts.intervals["signed"][0][row]) for row in rows]
    dated = [day for day in days if day != UNDATED]
    assert days[: len(dated)] == sorted(dated, reverse=descending)
    assert made.rows(selection, order=(("signed", descending),), limit=2, offset=1).tolist() == rows[1:3]


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=80, deadline=None)
@given(facts=facts(), selection=selections())
def test_a_cross_of_two_dimensions_adds_up_to_each_of_them(engine, facts, selection):
    crossed = Query("crossed", ("sector", "stage"), ("projects",))
    frame = engine(facts).run(selection, (crossed,)).frames["crossed"]
    assert int(frame["projects"].sum()) == len(oracle.passing_rows(facts, selection))
    assert int(frame["projects_all"].sum()) == facts.n
    assert (frame["projects_all"] > 0).all()
