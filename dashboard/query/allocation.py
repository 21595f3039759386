"""Money of a project that lies in several towns: to the lead town, by land share or by amount share.

Law: whatever the rule, the parts of a project add up to the project, to the smallest unit.
"""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

import pandas as pd

DECIDED = {"by lead town": "lead", "by land": "land", "by amount": "amount"}
SHARE = {"land": "alloc_share_land", "amount": "alloc_share_amount"}


def split(minor: int, shares: list[float]) -> list[int]:
    """Return an amount in parts; what rounding leaves goes to the largest remainders.

    Examples
    --------
    >>> split(100, [0.335, 0.335, 0.33]), split(-7, [0.5, 0.5])
    ([34, 33, 33], [-3, -4])
    """
    weights = [Decimal(str(share)) for share in shares]
    whole = sum(weights)
    exact = [Decimal(minor) * weight / whole for weight in weights]
    parts = [int(value.to_integral_value(ROUND_FLOOR)) for value in exact]
    order = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in order[: minor - sum(parts)]:
        parts[at] += 1
    return parts


def decided_rules(decisions: pd.DataFrame) -> dict[str, str]:
    """Return the rule of each project whose parts people decided on, the last decision of each."""
    rows = decisions[decisions["decision"].isin(DECIDED)]
    return {key: DECIDED[what] for key, what in zip(rows["project_id"], rows["decision"], strict=True)}


def by_town(
    money: dict[str, int],
    places: pd.DataFrame,
    leads: dict[str, str],
    rule: str,
    decided: dict[str, str] | None = None,
) -> dict[str, int]:
    """Return the sum of each town.

    Parameters
    ----------
    money : minor units by project.
    places : ``project_places``: a project without rows belongs to its lead town.
    leads : lead town of every project.
    rule : ``lead``, ``land`` or ``amount``.
    decided : projects with a rule of their own, which goes before.
    """
    own = decided or {}
    shares: dict[str, list[tuple[str, float]]] = {}
    for row in places[["project_id", "place_id", *SHARE.values()]].to_dict("records"):
        column = SHARE.get(own.get(row["project_id"], rule))
        if column:
            shares.setdefault(row["project_id"], []).append((row["place_id"], row[column]))
    found: dict[str, int] = {}
    for key, minor in money.items():
        towns = shares.get(key) or [(leads.get(key, ""), 1.0)]
        for (place, _), part in zip(towns, split(minor, [share for _, share in towns]), strict=True):
            found[place] = found.get(place, 0) + part
    return found
