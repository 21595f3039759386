"""A Dataset as it stood on a day: what had been reported by then, and nothing later.

Law: a row counts from the day it was reported; a later report about the same thing replaces an
earlier one from its own day on. The stage is the highest one reported as reached; a park whose
tables have no reporting days is shown by the dates of its milestones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pandas as pd

from dashboard.contract.dataset import Dataset

SAME_AMOUNT = ["project_id", "measure", "period"]
UNREPORTED = (
    "places",
    "events",
    "statistics",
    "published_totals",
    "names",
    "investors",
    "targets",
    "fx_rates",
    "decisions",
)


def is_ledger(dataset: Dataset) -> bool:
    """Say whether the tables carry the days their rows were reported."""
    return bool((dataset.tables["projects"]["reported_on"] != "").any())


def as_of(dataset: Dataset, day: date | None, *, stage_then: bool = True) -> Dataset:
    """Return the Dataset of a day; None is the day it was compiled.

    Parameters
    ----------
    stage_then : with False the stages are those of the newest report, whatever the day (rule R12 off).
    """
    if not is_ledger(dataset):
        return dataset if day is None else _by_milestones(dataset, day, stage_then)
    on = (day or dataset.park.compiled).isoformat()
    tables = {
        name: frame if name in UNREPORTED else _told(frame, on) for name, frame in dataset.tables.items()
    }
    tables["amounts"] = tables["amounts"].drop_duplicates(SAME_AMOUNT, keep="last")
    projects = tables["projects"]
    gone = (projects["withdrawn_on"] != "") & (projects["withdrawn_on"] <= on)
    projects = projects[~gone]
    tables = {
        name: _of_projects(frame, projects) if name != "projects" else projects
        for name, frame in tables.items()
    }
    ids = projects["project_id"]
    if stage_then:
        stages = looked_up(ids, stages_reached(tables["milestones"], on), "unknown")
        stated = (projects["reported_on"] == "") & (projects["stage_as_of"] <= on)
        projects = projects.assign(stage_code=projects["stage_code"].where(stated, stages), stage_as_of=on)
    newest_told = {**dict(zip(ids, projects["reported_on"], strict=True)), **_newest_report(tables)}
    tables["projects"] = projects.assign(
        project_status=looked_up(ids, _last_status(tables["statuses"]), "active"),
        updated_at=looked_up(ids, newest_told, ""),
    )
    tables |= _published(tables, date.fromisoformat(on))
    return replace(
        dataset, tables=tables, park=replace(dataset.park, compiled=date.fromisoformat(on)), newest=on
    )


def looked_up(keys: pd.Series, found: Mapping[str, str], otherwise: str) -> pd.Series:
    """Return the text of each key, in the order of the keys."""
    return pd.Series([found.get(key, otherwise) for key in keys], index=keys.index, dtype="str")


def _published(tables: Mapping[str, pd.DataFrame], day: date) -> dict[str, pd.DataFrame]:
    """Return what was decided or could be published by a day; a year's figure comes after its year."""
    statistics, decisions, on = tables["statistics"], tables["decisions"], day.isoformat()
    whole = statistics["period_type"] == "full_year"
    latest = whole.map({True: day.year - 1, False: day.year})
    return {
        "statistics": statistics[(statistics["year"] <= latest).fillna(True).astype(bool)],
        "decisions": decisions[decisions["decided_on"] <= on],
        "events": tables["events"][tables["events"]["event_date"] <= on],
    }


def _of_projects(frame: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    if "project_id" not in frame:
        return frame
    return frame[frame["project_id"].isin(projects["project_id"]) | (frame["project_id"] == "")]


def _told(frame: pd.DataFrame, on: str) -> pd.DataFrame:
    return frame[frame["reported_on"] <= on] if "reported_on" in frame else frame


def stages_reached(milestones: pd.DataFrame, on: str) -> dict[str, str]:
    """Return the highest stage of each project that is reported as reached by a day."""
    reached = milestones[(milestones["date_kind"] == "actual") & (milestones["date_actual"] <= on)]
    found: dict[str, str] = reached.groupby("project_id")["stage_code"].max().to_dict()
    return found


def _last_status(statuses: pd.DataFrame) -> dict[str, str]:
    last = statuses.sort_values("reported_on", kind="stable").drop_duplicates("project_id", keep="last")
    return dict(zip(last["project_id"], last["project_status"], strict=True))


def _newest_report(tables: dict[str, pd.DataFrame]) -> dict[str, str]:
    rows = [
        tables[name][["project_id", "reported_on"]]
        for name in (
            "milestones",
            "amounts",
            "statuses",
            "issues",
            "operations",
            "project_places",
            "project_investors",
        )
    ]
    found: dict[str, str] = pd.concat(rows).groupby("project_id")["reported_on"].max().to_dict()
    return found


def _by_milestones(dataset: Dataset, day: date, stage_then: bool) -> Dataset:
    """Return a register without reporting days as of a day: by the dates its sources give."""
    on = day.isoformat()
    milestones, projects = dataset.tables["milestones"], dataset.tables["projects"]
    dated = milestones[(milestones["date_actual"] != "") & (milestones["date_actual"] <= on)]
    reached = dated.groupby("project_id")["stage_code"].max()
    reported = (projects["stage_as_of"] != "") & (projects["stage_as_of"] <= on)
    there = reported | projects["project_id"].isin(reached.index)
    stages = looked_up(projects["project_id"], reached.to_dict(), "unknown")
    shown = projects["stage_code"] if not stage_then else projects["stage_code"].where(reported, stages)
    kept = projects.assign(stage_code=shown)[there]
    ids = set(kept["project_id"])
    tables = dict(dataset.tables) | {"projects": kept, "milestones": dated}
    tables["amounts"] = tables["amounts"][tables["amounts"]["project_id"].isin(ids)]
    tables |= _published(tables, day)
    return replace(dataset, tables=tables, park=replace(dataset.park, compiled=day))
