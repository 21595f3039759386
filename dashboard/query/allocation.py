"""Money of a project that lies in several towns: to the lead town, by land share or by amount share.

Law: whatever the rule, the parts of a project add up to the project, to the smallest unit.
"""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

import pandas as pd

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


def by_town(money: dict[str, int], places: pd.DataFrame, leads: dict[str, str], rule: str) -> dict[str, int]:
    """Return the sum of each town.

    Parameters
    ----------
    money : minor units by project.
    places : ``project_places``: a project without rows belongs to its lead town.
    leads : lead town of every project.
    rule : ``lead``, ``land`` or ``amount``.
    """
    shares: dict[str, list[tuple[str, float]]] = {}
    if rule in SHARE:
        for key, place, share in zip(
            places["project_id"], places["place_id"], places[SHARE[rule]], strict=True
        ):
            shares.setdefault(key, []).append((place, share))
    found: dict[str, int] = {}
    for key, minor in money.items():
        towns = shares.get(key) or [(leads.get(key, ""), 1.0)]
        for (place, _), part in zip(towns, split(minor, [share for _, share in towns]), strict=True):
            found[place] = found.get(place, 0) + part
    return found
