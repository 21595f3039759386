"""A full interaction on 100,000 generated projects: the engine against pandas group-bys, same answers."""

from __future__ import annotations

import statistics
import time

import numpy as np
import pandas as pd

from dashboard.query.engines.memory import MemoryEngine
from dashboard.query.facts import Dimension, Facts
from dashboard.query.query import Query
from dashboard.query.selection import Interval, Point, Selection

N, ROUNDS = 100_000, 15
SIZES = {"sector": 12, "family": 7, "stage": 11, "place": 40, "home": 25, "year": 12}
MEASURES = ("projects", "amount_cny", "amount_cny_known")
QUERIES = (*(Query(name, (name,), MEASURES) for name in SIZES), Query("grand", (), MEASURES))
SELECTION = Selection(
    (
        Point("sector", "sector", ("c1", "c2", "c5")),
        Point("stage", "stage", ("c3", "c4")),
        Interval("signed", "signed", 18_000, 19_500),
    )
)


def generated_facts(seed: int = 489) -> Facts:
    """Return facts of N projects, lognormal amounts, a third of them unknown."""
    random = np.random.default_rng(seed)
    rows = np.arange(N, dtype=np.int32)
    dimensions = {
        name: Dimension(
            name,
            name,
            tuple(f"c{at}" for at in range(size)),
            rows,
            random.integers(0, size, N).astype(np.int32),
        )
        for name, size in SIZES.items()
    }
    start = random.integers(17_000, 21_000, N).astype(np.int32)
    known = random.random(N) > 0.33
    values = (random.lognormal(18, 1.5, N).astype(np.int64)) * known
    return Facts(
        n=N,
        ids=tuple(map(str, range(N))),
        dimensions=dimensions,
        intervals={"signed": (start, start + 30)},
        lon=np.full(N, np.nan),
        lat=np.full(N, np.nan),
        text=("",) * N,
        values={"amount_cny": values},
        known={"amount_cny": known},
        flags={},
        sort_keys={"amount_cny": np.where(known, values, np.nan).astype(float)},
    )


def as_frame(facts: Facts) -> pd.DataFrame:
    """Return the same rows as a pandas frame of categoricals."""
    columns = {
        name: pd.Categorical.from_codes(one.codes, list(one.categories))
        for name, one in facts.dimensions.items()
    }
    start, end = facts.intervals["signed"]
    amounts = pd.array(facts.values["amount_cny"], dtype="Int64")
    amounts[~facts.known["amount_cny"]] = pd.NA
    return pd.DataFrame({**columns, "start": start, "end": end, "amount_cny": amounts})


def with_engine(engine: MemoryEngine) -> tuple[dict[str, pd.DataFrame], np.ndarray]:
    """Return the six views, the totals and the fifty largest projects."""
    frames = engine.run(SELECTION, QUERIES).frames
    found = {query.key: frames[query.key] for query in QUERIES}
    return found, engine.rows(SELECTION, order=(("amount_cny", True),), limit=50)


def with_pandas(frame: pd.DataFrame) -> tuple[dict[str, pd.DataFrame], np.ndarray]:
    """Return the same with plain group-bys; each view leaves its own clause out."""
    masks = {
        "sector": frame["sector"].isin(["c1", "c2", "c5"]),
        "stage": frame["stage"].isin(["c3", "c4"]),
        "signed": (frame["end"] >= 18_000) & (frame["start"] <= 19_500),
    }
    found = {}
    for name in SIZES:
        kept = frame[np.logical_and.reduce([mask for key, mask in masks.items() if key != name])]
        groups = kept.groupby(name, observed=True)["amount_cny"]
        found[name] = pd.DataFrame(
            {"projects": groups.size(), "amount_cny": groups.sum(min_count=1), "known": groups.count()}
        )
    passing = frame[np.logical_and.reduce(list(masks.values()))]
    found["grand"] = pd.DataFrame({"projects": [len(passing)], "amount_cny": [passing["amount_cny"].sum()]})
    return found, passing["amount_cny"].astype("float64").sort_values(ascending=False, kind="stable").index[
        :50
    ].to_numpy()


def check_equal(ours: dict[str, pd.DataFrame], theirs: dict[str, pd.DataFrame]) -> None:
    """Raise when the two ways do not give the same numbers."""
    for name in SIZES:
        mine = ours[name].set_index(name).loc[list(theirs[name].index)]
        if not (mine["projects"].to_numpy() == theirs[name]["projects"].to_numpy()).all():
            raise AssertionError(name)
        if not (mine["amount_cny"].astype("Int64") == theirs[name]["amount_cny"]).all():
            raise AssertionError(name)
    if int(ours["grand"]["projects"].iloc[0]) != int(theirs["grand"]["projects"].iloc[0]):
        raise AssertionError("grand")


def run() -> list[str]:
    """Return the lines to print: medians of interleaved rounds, and their ratio."""
    facts = generated_facts()
    engine, frame = MemoryEngine(facts), as_frame(facts)
    ours, top = with_engine(engine)
    theirs, top_too = with_pandas(frame)
    check_equal(ours, theirs)
    if not (facts.values["amount_cny"][top] == facts.values["amount_cny"][top_too]).all():
        raise AssertionError("top fifty")
    times: dict[str, list[float]] = {"engine": [], "pandas": []}
    for _ in range(ROUNDS):
        for name, act in (("engine", lambda: with_engine(engine)), ("pandas", lambda: with_pandas(frame))):
            begin = time.perf_counter()
            act()
            times[name].append((time.perf_counter() - begin) * 1000)
    mine, other = (statistics.median(times[name]) for name in ("engine", "pandas"))
    return [
        f"full interaction, {N:,} projects, six views, totals, top 50 (same answers, same run)",
        f"  engine {mine:.1f} ms, pandas group-bys {other:.1f} ms: {other / mine:.1f} times faster (goal 4)",
    ]
