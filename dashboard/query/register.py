"""From the tables of a Dataset to Facts: which rows count, and what is known of each.

Law: only records of the kind ``project`` count. An amount enters a sum only when its status is
published (exact or rounded); estimates have sums of their own; a memorandum is no signing.
"""

from __future__ import annotations

import unicodedata
from datetime import date

import numpy as np
import pandas as pd

from dashboard.contract.codes import OPERATING, PUBLISHED_STATUSES, STAGES
from dashboard.contract.dataset import Dataset
from dashboard.query.facts import UNDATED, Dimension, Facts, several, single
from dashboard.query.periods import period_dimensions
from dashboard.query.tracks import tracks_of

SIGNATURES = ("30", "25")
NAME_COLUMNS = ("name_zh", "name_en", "name_ja", "name_th", "short_zh", "short_en", "short_ja", "short_th")
TEXT_COLUMNS = (
    "project_id",
    "home_country_iso3",
    "home_country_reported",
    "sector_reported",
    "stage_reported",
    "source_name",
    "note",
)
EPOCH = date(1970, 1, 1)


def register_facts(dataset: Dataset) -> Facts:
    """Return the facts of a Dataset's counted projects, in the order of its table."""
    projects = dataset.counted.reset_index(drop=True)
    signed = _signatures(dataset, projects)
    money = _money(dataset, projects)
    lon, lat = _points(dataset, projects)
    periods = period_dimensions("signed", signed["start"], signed["end"])
    dimensions = {**_dimensions(dataset, projects), **{period.name: period for period in periods}}
    values = {name: amounts for name, (amounts, _) in money.items()}
    known = {name: mask for name, (_, mask) in money.items()}
    facts = Facts(
        n=len(projects),
        ids=tuple(projects["project_id"]),
        dimensions=dimensions,
        intervals={"signed": (signed["start"], signed["end"]), "due": _next_steps(dataset, projects)},
        lon=lon,
        lat=lat,
        text=tuple(_texts(dataset, projects)),
        values=values,
        known=known,
        flags=_flags(dataset, projects, signed, known, lon),
    )
    return Facts(**{**vars(facts), "sort_keys": _sort_keys(projects, facts)})


def _dimensions(dataset: Dataset, projects: pd.DataFrame) -> dict[str, Dimension]:
    sectors = dataset.codes["sectors"]
    families = tuple(dataset.codes["sector_families"]["code"])
    family_of = dict(zip(sectors["code"], sectors["family"], strict=True))
    codes = projects["sector_code"].tolist()
    homes = [tuple(filter(None, text.split(";"))) or ("none",) for text in projects["home_country_iso3"]]
    found = (
        single("sector", codes, tuple(sectors["code"])),
        single("family", [family_of.get(code) or code for code in codes], families, "sector"),
        single("stage", projects["stage_code"].tolist(), STAGES),
        single("place", [code or "none" for code in projects["place_id"]], ()),
        several("home", homes),
        single("unit", [code or "none" for code in projects["reporting_unit"]], ()),
        single("evidence", projects["evidence"].tolist(), ()),
    )
    return {dimension.name: dimension for dimension in found}


def _days(moments: pd.Series) -> np.ndarray:
    days = (moments - pd.Timestamp(EPOCH)).dt.days
    return days.fillna(UNDATED).to_numpy().astype(np.int32)


def _signatures(dataset: Dataset, projects: pd.DataFrame) -> dict[str, np.ndarray]:
    table = dataset.tables["milestones"]
    rows = table[table["stage_code"].isin(SIGNATURES) & table["date_actual_start"].notna()]
    rows = rows.sort_values("stage_code", ascending=False, kind="stable").drop_duplicates("project_id")
    by_id = rows.set_index("project_id").reindex(projects["project_id"])
    return {
        "start": _days(by_id["date_actual_start"]),
        "end": _days(by_id["date_actual_end"]),
        "memorandum": (by_id["stage_code"] == "25").fillna(False).to_numpy(dtype=bool),
    }


def _next_steps(dataset: Dataset, projects: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return the day of the next step each project has planned and not reached; UNDATED without one."""
    tracks = tracks_of(dataset.tables["milestones"])
    ahead = tracks[~tracks["reached"] & tracks["plan_now"].notna()].drop_duplicates("project_id")
    days = _days(ahead.set_index("project_id")["plan_now"].reindex(projects["project_id"]))
    return days, days


def _money(dataset: Dataset, projects: pd.DataFrame) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    amounts = dataset.tables["amounts"]
    amounts = amounts[(amounts["measure"] == "total_investment") & amounts["amount_minor"].notna()]
    place = {key: at for at, key in enumerate(projects["project_id"])}
    found = {}
    currencies = {dataset.park.currency, *amounts["currency"], "USD", "CNY"} - {""}
    for currency in sorted(currencies):
        for prefix, statuses in (("amount_", PUBLISHED_STATUSES), ("amount_estimated_", ("estimated",))):
            rows = amounts[(amounts["currency"] == currency) & amounts["value_status"].isin(statuses)]
            found[prefix + currency.lower()] = _column(rows, place, len(projects))
    return found


def _column(rows: pd.DataFrame, place: dict[str, int], n: int) -> tuple[np.ndarray, np.ndarray]:
    values, known = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=bool)
    for key, minor in zip(rows["project_id"], rows["amount_minor"], strict=True):
        if key in place:
            values[place[key]] += int(minor)
            known[place[key]] = True
    return values, known


def _points(dataset: Dataset, projects: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    places = dataset.tables["places"].set_index("place_id")
    anchors = places.loc[~places["covers_park"], ["anchor_lon", "anchor_lat"]].reindex(projects["place_id"])
    own_lon, own_lat = projects["lon"].to_numpy(dtype=float), projects["lat"].to_numpy(dtype=float)
    lon = np.where(np.isnan(own_lon), anchors["anchor_lon"].to_numpy(dtype=float), own_lon)
    lat = np.where(np.isnan(own_lat), anchors["anchor_lat"].to_numpy(dtype=float), own_lat)
    return lon, lat


def folded(text: str) -> str:
    """Return a text as it is searched: width and case do not matter.

    Examples
    --------
    >>> folded("ＮＥＣ Suzhou")
    'nec suzhou'
    """
    return unicodedata.normalize("NFKC", text).casefold()


def _texts(dataset: Dataset, projects: pd.DataFrame) -> list[str]:
    places = _joined(dataset.tables["places"], "place_id", NAME_COLUMNS)
    labels = ("zh-Hans", "en", "ja", "th", "code")
    sectors = _joined(dataset.codes["sectors"], "code", labels)
    own = [column for column in (*NAME_COLUMNS, *TEXT_COLUMNS) if column in projects]
    texts = []
    for row in projects.to_dict("records"):
        parts = [row[column] for column in own]
        parts += [places.get(row["place_id"], ""), sectors.get(row["sector_code"], "")]
        texts.append(folded(" ".join(parts)))
    return texts


def _joined(frame: pd.DataFrame, key: str, columns: tuple[str, ...]) -> dict[str, str]:
    present = [column for column in columns if column in frame]
    return {row[key]: " ".join(row[column] for column in present) for row in frame.to_dict("records")}


def _flags(
    dataset: Dataset,
    projects: pd.DataFrame,
    signed: dict[str, np.ndarray],
    known: dict[str, np.ndarray],
    lon: np.ndarray,
) -> dict[str, np.ndarray]:
    published = [mask for name, mask in known.items() if "estimated" not in name]
    estimated = [mask for name, mask in known.items() if "estimated" in name]
    has_amount, has_plan = np.logical_or.reduce(published), np.logical_or.reduce(estimated)
    homes = projects["home_country_iso3"].str.split(";")
    stage = projects["stage_code"]
    return {
        "with_act": (projects["evidence"] == "project act").to_numpy(dtype=bool),
        "focus_home": homes.map(lambda codes: dataset.park.focus_country in codes).to_numpy(dtype=bool),
        "home_known": (projects["home_country_iso3"] != "").to_numpy(dtype=bool),
        "operating": stage.isin(OPERATING).to_numpy(dtype=bool),
        "stage_known": (~stage.isin(("unknown", ""))).to_numpy(dtype=bool),
        "memorandum": signed["memorandum"],
        "signed_dated": signed["start"] != UNDATED,
        "has_amount": has_amount,
        "undisclosed": ~has_amount & ~has_plan,
        "located": ~np.isnan(lon),
        "precise": projects["lon"].notna().to_numpy(dtype=bool),
    }


def _sort_keys(projects: pd.DataFrame, facts: Facts) -> dict[str, np.ndarray]:
    """Return numbers to sort by; NaN is unknown and always comes last."""
    order = {name: facts.dimensions[name] for name in ("stage", "place", "sector")}
    codes = {name: dimension.codes.astype(float) for name, dimension in order.items()}
    unknown = facts.dimensions["stage"].categories.index("unknown") if "unknown" in STAGES else -1
    codes["stage"][codes["stage"] == unknown] = np.nan
    start = facts.intervals["signed"][0].astype(float)
    start[start == UNDATED] = np.nan
    amounts = np.where(facts.known["amount_cny"], facts.values["amount_cny"], np.nan).astype(float)
    plan = np.where(facts.known["amount_estimated_cny"], facts.values["amount_estimated_cny"], np.nan)
    ranked = {
        name: _ranks(projects[column])
        for name, column in (
            ("home", "home_country_iso3"),
            ("evidence", "evidence"),
            ("source_name", "source_name"),
            ("stage_as_of", "stage_as_of"),
            ("name", "name_en"),
            ("id", "project_id"),
        )
    }
    return {**codes, **ranked, "signed": start, "amount_cny": np.where(np.isnan(amounts), plan, amounts)}


def _ranks(column: pd.Series) -> np.ndarray:
    texts = column.tolist()
    place = {text: at for at, text in enumerate(sorted(set(texts)))}
    return np.array([np.nan if not text else place[text] for text in texts], dtype=float)
