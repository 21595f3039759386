"""The counting rules R1 to R12: which records count as projects, and with which money.

Law: a record that does not count keeps its row; its ``record_kind`` names the rule that took it out,
so every figure can say what it leaves out and why. A rule is part of the address.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from dashboard.contract.dataset import Dataset
from dashboard.query.asof import looked_up

ON_OFF = ("on", "off")
CHOICES: dict[str, tuple[str, ...]] = {
    "r1": ON_OFF,
    "r2": ON_OFF,
    "r3": ON_OFF,
    "r4": ON_OFF,
    "r5": ON_OFF,
    "r6": ("expand", "collapse"),
    "r7": ("lead", "land", "amount"),
    "r8": ON_OFF,
    "r9": ON_OFF,
    "r10": ON_OFF,
    "r11": ("out", "in"),
    "r12": ON_OFF,
    "fx": ("none", "stage", "period", "fixed"),
}
FORMAL, FRAMEWORK, TALKS = "30", "25", ("10", "20", "unknown")
STOPPED = ("suspended", "cancelled", "exited")
Rules = Mapping[str, str]


def counted_by(dataset: Dataset, rules: Rules) -> Dataset:
    """Return the Dataset with each record marked as counted or left out, and its money adjusted."""
    projects, amounts = decided(dataset), dataset.tables["amounts"]
    if rules.get("r11") == "in":
        amounts = amounts.assign(value_status=amounts["value_status"].replace("estimated", "rounded"))
    kinds = projects["record_kind"].copy()
    for reason, found in _left_out(projects, amounts, rules):
        kinds = kinds.mask((kinds == "project") & found, reason)
    if rules.get("r3") == "on":
        amounts = _increments_to_parents(projects, amounts)
    if rules.get("r4") == "on":
        upgrades = set(projects.loc[projects["relation"] == "upgrade of", "project_id"])
        amounts = amounts[
            ~(amounts["project_id"].isin(upgrades) & (amounts["measure"] == "total_investment"))
        ]
    tables = {**dataset.tables, "projects": projects.assign(record_kind=kinds), "amounts": amounts}
    return replace(dataset, tables=tables)


def decided(dataset: Dataset) -> pd.DataFrame:
    """Return the projects with what people decided of them: kept apart, merged, or an expansion."""
    projects, decisions = dataset.tables["projects"], dataset.tables["decisions"]
    if decisions.empty:
        return projects
    last = decisions[decisions["decision"].isin(AS_RELATION)].drop_duplicates("project_id", keep="last")
    wanted = dict(zip(last["project_id"], last["decision"].map(AS_RELATION), strict=True))
    known = {**dict(zip(projects["project_id"], projects["relation"], strict=True)), **wanted}
    return projects.assign(relation=looked_up(projects["project_id"], known, ""))


AS_RELATION = {"merge": "re-signing of", "keep": "", "expansion": "expansion of"}


def _left_out(projects: pd.DataFrame, amounts: pd.DataFrame, rules: Rules) -> list[tuple[str, pd.Series]]:
    """Return each rule that is on, with the records it takes out; the first one that fits names them."""
    relation, ids = projects["relation"], projects["project_id"]
    parents = projects["parent_record_id"]
    replaced = ids.isin(set(parents[relation == "successor of"]))
    bundles = ids.isin(set(parents[relation == "member of bundle"]))
    hidden = set(
        amounts.loc[
            (amounts["measure"] == "total_investment") & (amounts["value_status"] == "undisclosed"),
            "project_id",
        ]
    )
    stage = projects["stage_code"]
    tests = (
        ("r2_signed_again", rules.get("r2") == "on", relation == "re-signing of"),
        ("r3_expansion", rules.get("r3") == "on", relation == "expansion of"),
        ("r5_replaced", rules.get("r5") == "on", replaced),
        ("r6_bundle", rules.get("r6") == "expand", bundles),
        ("r6_member", rules.get("r6") == "collapse", relation == "member of bundle"),
        ("r8_moved", rules.get("r8") == "on", relation == "relocation of"),
        ("r9_stopped", rules.get("r9") == "on", projects["project_status"].isin(STOPPED)),
        ("r1_framework", rules.get("r1") == "on", stage == FRAMEWORK),
        ("r1_in_talks", rules.get("r1") == "on", stage.isin(TALKS)),
        ("r10_undisclosed", rules.get("r10") == "off", ids.isin(hidden)),
    )
    return [(reason, found) for reason, active, found in tests if active]


def _increments_to_parents(projects: pd.DataFrame, amounts: pd.DataFrame) -> pd.DataFrame:
    """Return the amounts with those of an expansion standing at the project it enlarges."""
    rows = projects[projects["relation"] == "expansion of"]
    parent = dict(zip(rows["project_id"], rows["parent_record_id"], strict=True))
    known = amounts["amount_minor"].notna() | ~amounts["project_id"].isin(parent)
    moved = pd.Series(
        [parent.get(key, key) for key in amounts["project_id"]], index=amounts.index, dtype="str"
    )
    return amounts.assign(project_id=moved)[known]
