"""What changed between two states of a Dataset: every project that moved, and by how much the totals did.

Law: the changes listed explain the totals. The difference of projects and of money between the two
states is the sum over the rows here, for every row carries what it added or took.
"""

from __future__ import annotations

import pandas as pd

from dashboard.contract.dataset import Dataset
from dashboard.query.totals import counted_money
from dashboard.query.tracks import tracks_of

KINDS = ("new", "advanced", "slipped", "amount", "stopped", "resumed", "vanished", "recounted")
COLUMNS = ("project_id", "kind", "before", "after", "days", "delta_projects", "delta_minor")


def changes_between(before: Dataset, after: Dataset, currency: str) -> pd.DataFrame:
    """Return a row for each change of each project.

    Returns
    -------
    Columns COLUMNS, by kind and project. ``before`` and ``after`` are codes of a stage or status, or ISO
    days of a plan; ``days`` only for a slip. A project's part in the totals stands at its first change.
    """
    old, new = (
        frame.set_index("project_id") for frame in (before.tables["projects"], after.tables["projects"])
    )
    rows = [*_came_and_went(old, new), *_moved(old, new), *_slipped(before, after, old, new)]
    return _with_totals(rows, (before, after), currency)


def reached_between(before: Dataset, after: Dataset) -> pd.DataFrame:
    """Return the milestones that are reported as reached in the later state and not in the earlier one.

    Returns
    -------
    Columns ``project_id``, ``stage_code``, ``actual``, ``actual_end`` (NaT when the date is unknown) and
    ``precision``, by date, of the projects that count in the later state.
    """
    earlier, later = sorted((before, after), key=lambda dataset: dataset.park.compiled)
    old, new = (tracks_of(dataset.tables["milestones"]) for dataset in (earlier, later))
    keys = ["project_id", "stage_code"]
    known = old.loc[old["reached"], keys].assign(known=True)
    rows = new[new["reached"] & new["project_id"].isin(later.counted["project_id"])]
    rows = rows.merge(known, how="left", on=keys)
    found = rows.loc[rows["known"].isna(), [*keys, "actual", "actual_end", "precision"]]
    return found.sort_values(["actual", *keys], kind="stable").reset_index(drop=True)


def _came_and_went(old: pd.DataFrame, new: pd.DataFrame) -> list[tuple[str, str, str, str, int | None]]:
    came = [(key, "new", "", new.loc[key, "stage_code"], None) for key in new.index.difference(old.index)]
    went = [
        (key, "vanished", old.loc[key, "stage_code"], "", None) for key in old.index.difference(new.index)
    ]
    return [*came, *went]


def _moved(old: pd.DataFrame, new: pd.DataFrame) -> list[tuple[str, str, str, str, int | None]]:
    both = old.merge(new, how="inner", left_index=True, right_index=True, suffixes=("", "_new"))
    moved = both[both["stage_code"] != both["stage_code_new"]]
    rows: list[tuple[str, str, str, str, int | None]] = [
        (row.Index, "advanced", row.stage_code, row.stage_code_new, None) for row in moved.itertuples()
    ]
    turned = both[both["project_status"] != both["project_status_new"]]
    for row in turned.itertuples():
        kind = "resumed" if row.project_status_new == "active" else "stopped"
        rows.append((row.Index, kind, row.project_status, row.project_status_new, None))
    return rows


def _slipped(
    before: Dataset, after: Dataset, old: pd.DataFrame, new: pd.DataFrame
) -> list[tuple[str, str, str, str, int | None]]:
    keys = ["project_id", "stage_code"]
    plans = [
        tracks_of(dataset.tables["milestones"]).set_index(keys)["plan_now"] for dataset in (before, after)
    ]
    both = pd.concat(plans, axis=1, keys=["was", "now"]).dropna()
    both = both[(both["was"] != both["now"])].reset_index()
    both = both[both["project_id"].isin(old.index.intersection(new.index))]
    both["days"] = (both["now"] - both["was"]).dt.days
    worst = both.sort_values(["days", "stage_code"], ascending=[False, True], kind="stable")
    worst = worst.drop_duplicates("project_id")
    return [
        (row.project_id, "slipped", row.was.date().isoformat(), row.now.date().isoformat(), int(row.days))
        for row in worst.itertuples()
    ]


def _with_totals(
    rows: list[tuple[str, str, str, str, int | None]], states: tuple[Dataset, Dataset], currency: str
) -> pd.DataFrame:
    money = [counted_money(dataset, currency) for dataset in states]
    counted = [set(dataset.counted["project_id"]) for dataset in states]
    named = {key for key, *_ in rows}
    for key in sorted((money[0].keys() | money[1].keys()) | counted[0] | counted[1]):
        differs = money[0].get(key, 0) != money[1].get(key, 0)
        if differs and key in counted[0] & counted[1]:
            rows.append((key, "amount", "", "", None))
        elif key not in named and (differs or (key in counted[0]) != (key in counted[1])):
            rows.append((key, "recounted", "", "", None))
    frame = pd.DataFrame(rows, columns=list(COLUMNS[:5]))
    frame["kind"] = pd.Categorical(frame["kind"], KINDS)
    amount_last = frame["kind"].map({"amount": 0, "slipped": 2}).astype(float).fillna(1)
    frame = frame.assign(rank=amount_last).sort_values(["project_id", "rank", "kind"], kind="stable")
    first = ~frame["project_id"].duplicated()
    ids = frame["project_id"]
    frame["delta_projects"] = [
        (int(key in counted[1]) - int(key in counted[0])) if lead else 0
        for key, lead in zip(ids, first, strict=True)
    ]
    frame["delta_minor"] = [
        (money[1].get(key, 0) - money[0].get(key, 0)) if lead else 0
        for key, lead in zip(ids, first, strict=True)
    ]
    frame["days"] = frame["days"].astype("Int64")
    return (
        frame.sort_values(["kind", "project_id"], kind="stable").drop(columns="rank").reset_index(drop=True)
    )
