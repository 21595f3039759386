"""The key figures: value, unit, what is counted, and what is left out and why.

Law: unknown is None, never 0. A sum of money is None when no amount behind it is known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard.contract.codes import CURRENCY_DECIMALS
from dashboard.figures.canvas import present
from dashboard.query.query import Query

if TYPE_CHECKING:
    from dashboard.render.board import Board

KPI_KEYS = (
    "projects",
    "projects_with_act",
    "amount_cny",
    "amount_usd",
    "amount_estimated_cny",
    "japanese_projects",
    "operating",
    "area_stated_km2",
    "zone_signed",
    "gdp_cny",
)
MONEY = ("amount_cny", "amount_usd", "amount_estimated_cny")
GRAND = "grand"
COUNTED = (
    "projects",
    "with_act",
    "focus_home",
    "operating",
    "stage_known",
    "undisclosed",
    "has_amount",
    "home_known",
)


@dataclass(frozen=True)
class Kpi:
    """One key figure. ``total`` is the same figure of the whole register, None when it never filters."""

    key: str
    value: float | int | None
    unit: str
    definition: str
    rows: int
    excluded: dict[str, int] = field(default_factory=dict)
    total: float | int | None = None
    filters: bool = True
    as_of: tuple[str, str] = ("", "")
    source: str = ""


DEFINITIONS = {
    "projects": "Distinct project records that pass the filters. Institutions, visits, aggregates and the "
    "planner are not projects.",
    "projects_with_act": "Projects for which a source reports an act: a signing, a start or an opening. "
    "The others are only named as present.",
    "amount_cny": "Sum of published total investment in yuan, stated as exact or rounded. Plan estimates "
    "and other currencies stand apart; undisclosed amounts are counted, not added.",
    "amount_usd": "Sum of published total investment in US dollars, never converted and never added to yuan.",
    "amount_estimated_cny": "Sum of amounts in yuan that the source calls a plan or an estimate. They are "
    "not part of the published sum.",
    "japanese_projects": "Projects whose stated home country is, or includes, the country the park works "
    "with. Joint projects count.",
    "operating": "Projects whose last reported stage is operating or later. The stage is that of the "
    "report’s date, not of today.",
    "area_stated_km2": "The area as stated by the zone. The boundary file is measured apart and never "
    "rescaled.",
    "zone_signed": "Signed projects as counted and published by the zone itself, newest count found. It is "
    "another count than the register’s.",
    "gdp_cny": "Gross domestic product of the district, newest full year published as actual, at current "
    "prices.",
}


CONVERTED = (
    "Sum of published total investment, every amount that has a rate turned into one currency by the "
    "exchange rule of the view. An amount without a rate stays in its own currency and stands apart; "
    "undisclosed amounts are counted, not added."
)


def converted_key(board: Board) -> str:
    """Return the sum that only a view in a further currency has; empty in yuan, dollars or unconverted."""
    key, rates = f"amount_{board.basis.currency.lower()}", board.raw.tables["fx_rates"]["currency"]
    turned = board.basis.currency in set(rates) and key in board.facts.values
    return key if turned and key not in MONEY else ""


def kpi_keys(board: Board) -> tuple[str, ...]:
    """Return the key figures of a board in the order of the answer."""
    return tuple(filter(None, (*KPI_KEYS, converted_key(board))))


def grand_of(board: Board) -> Query:
    """Return what the key figures ask for: counts and the sums of every currency, without a split."""
    columns = (f"amount_{code.lower()}" for code in board.currencies)
    money = dict.fromkeys((*MONEY, *(name for name in columns if name in board.facts.values)))
    return Query(
        GRAND, by=(), measures=(*COUNTED, *(name for key in money for name in (key, f"{key}_known")))
    )


def kpis_of(board: Board, row: Any) -> dict[str, Kpi]:
    """Return every key figure for the row of the grand total (measures, and ``_all`` without selection)."""
    made = {
        **_counts(board, row),
        **{key: _money(row, key) for key in kpi_keys(board) if key.startswith("amount_")},
        **board.still_kpis,
    }
    compiled = (board.dataset.park.compiled.isoformat(), "")
    dated = {key: kpi if kpi.as_of[0] else replace(kpi, as_of=compiled) for key, kpi in made.items()}
    return {key: dated[key] for key in kpi_keys(board)}


def still_kpis(board: Board) -> dict[str, Kpi]:
    """Return the key figures that no filter changes."""
    return {
        "area_stated_km2": _area(board),
        "zone_signed": _newest(board, "zone_signed", whole_year=False),
        "gdp_cny": _newest(board, "gdp_cny", whole_year=True),
    }


def _counts(board: Board, row: Any) -> dict[str, Kpi]:
    others = board.uncounted
    n, n_all = int(row.projects), int(row.projects_all)
    unplaced = {"stage.unknown": n - int(row.stage_known)}
    return {
        "projects": _count("projects", n, n_all, others),
        "projects_with_act": _count(
            "projects_with_act",
            row.with_act,
            row.with_act_all,
            {"named_as_present": n - int(row.with_act)},
        ),
        "japanese_projects": _count(
            "japanese_projects",
            row.focus_home,
            row.focus_home_all,
            {
                "home.none": n - int(row.home_known),
                "home.other": int(row.home_known) - int(row.focus_home),
            },
        ),
        "operating": _count("operating", row.operating, row.operating_all, unplaced),
    }


def _count(key: str, n: Any, total: Any, excluded: dict[str, int]) -> Kpi:
    return Kpi(key, int(n), "projects", DEFINITIONS[key], int(n), excluded, int(total))


def major_units(minor: int | None, currency: str) -> float | int | None:
    """Return an amount in single currency units, as int when it has no fraction.

    Examples
    --------
    >>> major_units(2980341000000, "CNY"), major_units(150, "USD"), major_units(None, "CNY")
    (29803410000, 1.5, None)
    """
    if minor is None:
        return None
    scale = 10 ** CURRENCY_DECIMALS[currency]
    return minor // scale if minor % scale == 0 else minor / scale


def minor_units(value: float | int, currency: str) -> int:
    """Return an amount in single currency units as minor units: fen, cents; yen have none.

    Examples
    --------
    >>> minor_units(1.5, "USD"), minor_units(700, "JPY")
    (150, 700)
    """
    return round(value * 10 ** CURRENCY_DECIMALS[currency])


def _money(row: Any, key: str) -> Kpi:
    currency = key[-3:].upper()
    known, known_all = int(getattr(row, f"{key}_known")), int(getattr(row, f"{key}_known_all"))
    value = major_units(present(getattr(row, key)), currency) if known else None
    total = major_units(present(getattr(row, f"{key}_all")), currency) if known_all else None
    n, hidden = int(row.projects), int(row.undisclosed)
    excluded = {"undisclosed": hidden, "other_basis_or_currency": n - hidden - known}
    return Kpi(key, value, currency, DEFINITIONS.get(key, CONVERTED), known, excluded, total)


def _area(board: Board) -> Kpi:
    area = board.dataset.park.area
    return Kpi(
        "area_stated_km2",
        area.stated_km2,
        "km2",
        DEFINITIONS["area_stated_km2"],
        1,
        filters=False,
        source=area.stated_source,
    )


def newest_statistic(statistics: pd.DataFrame, code: str, *, whole_year: bool) -> pd.Series | None:
    """Return the newest actual row of an indicator, district-wide or of the zone; None when there is none."""
    rows = statistics[(statistics["indicator_code"] == code) & (statistics["status"] == "actual")]
    rows = rows[rows["territory_level"].isin(("district", "zone"))]
    if whole_year:
        rows = rows[rows["period_type"] == "full_year"]
    if rows.empty:
        return None
    order = rows["period"] if not whole_year else rows["year"].astype(str)
    return rows.loc[order.sort_values(kind="stable").index[-1]]


def _newest(board: Board, key: str, *, whole_year: bool) -> Kpi:
    code = board.dataset.park.series.get(key, "")
    statistics = board.dataset.tables["statistics"]
    row = newest_statistic(statistics, code, whole_year=whole_year)
    unit = "CNY" if key == "gdp_cny" else "projects"
    if row is None:
        return Kpi(key, None, unit, DEFINITIONS[key], 0, filters=False)
    same = statistics[statistics["indicator_code"] == code]
    excluded = {
        f"stat_status.{name}": int(n) for name, n in same["status"].value_counts().items() if name != "actual"
    }
    minor = present(row["amount_minor"])
    value = major_units(minor, "CNY") if minor is not None else _plain(row["value"])
    period = str(row["year"]) if whole_year else str(row["period"])
    return Kpi(
        key,
        value,
        unit,
        DEFINITIONS[key],
        1,
        excluded,
        filters=False,
        as_of=(period, ""),
        source=row["source_name"],
    )


def _plain(value: Any) -> float | int:
    number = float(value)
    return int(number) if number.is_integer() else number


def kpi_answer(kpi: Kpi, text: Callable[..., str], reason: Callable[[str], str]) -> dict[str, Any]:
    """Return a key figure as the answer writes it."""
    return {
        "value": kpi.value,
        "unit": kpi.unit,
        "definition": text(kpi.definition),
        "rows": kpi.rows,
        "excluded": {reason(key): n for key, n in kpi.excluded.items() if n},
        "total": kpi.total,
        "filters": kpi.filters,
        "as_of": kpi.as_of[0],
        "source": kpi.source,
    }
