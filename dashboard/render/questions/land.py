"""Questions about land: tax and output per mu, land that lies idle, plots that can be had."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.contract.codes import OPERATING
from dashboard.render.questions.drawing import scatter
from dashboard.render.questions.finding import Finding, Group, Plane, Row
from dashboard.render.questions.inquiry import Inquiry, plain

ROUND_MINOR = -5
MINOR_PER_WAN = 1_000_000
PER_MU = (
    "Annual tax and output divided by the mu granted to the project (1 mu = 666.67 m²); bars are the median "
    "of a sector in 10,000 yuan per mu. Leased floors have no land of their own and are left out."
)


def per_mu(ask: Inquiry) -> Finding:
    """Answer how much tax and output each operating project brings per mu of its own land."""
    year, rows = _operating(ask)
    own = rows[rows["land_mu"].notna() & rows["tax_paid"].notna()]
    own = own.assign(tax=own["tax_paid"] / own["land_mu"], out=own["output"] / own["land_mu"])
    own = own.sort_values(["tax", "project_id"], ascending=[False, True])
    leased = int(rows["land_mu"].isna().sum())
    return Finding(
        key="mu",
        sentence=ask.text(
            "{n} operating projects with own land and figures of {year}; {leased} on leased floors "
            "stand apart",
            n=ask.n(len(own)),
            year=str(year),
            leased=ask.n(leased),
        ),
        definition=ask.text(PER_MU),
        groups=_sector_medians(ask, own),
        dimension="sector",
        columns=("name", "sector", "land_mu", "tax_per_mu", "output_per_mu"),
        numeric=("land_mu", "tax_per_mu", "output_per_mu"),
        rows=tuple(_mu_row(ask, row) for row in own.itertuples()),
        counts={"projects": len(own), "leased": leased, "year": year},
        plane=_scatter(ask, own),
    )


def _operating(ask: Inquiry) -> tuple[int, pd.DataFrame]:
    """Return the newest year with figures, and the operating projects with output and tax of it."""
    values = ask.board.dataset.tables["operations"]
    year = int(values["year"].max())
    latest = values[values["year"] == year].drop_duplicates(["project_id", "measure"], keep="last")
    rows = ask.projects[ask.passing() & ask.projects["stage_code"].isin(OPERATING).to_numpy()]
    for measure in ("output", "tax_paid"):
        one = latest[latest["measure"] == measure].set_index("project_id")["amount_minor"]
        rows = rows.assign(**{measure: rows["project_id"].map(one).astype("Float64")})
    return year, rows


def _sector_medians(ask: Inquiry, own: pd.DataFrame) -> tuple[Group, ...]:
    groups = []
    for code, part in own.groupby("sector_code", sort=True):
        middle = float(part["tax"].median())
        label, money = ask.of("sector", str(code)), ask.money(round(middle, ROUND_MINOR), "CNY")
        groups.append(Group(str(code), label, round(middle / MINOR_PER_WAN), money))
    return tuple(sorted(groups, key=lambda group: -group.n))


def _scatter(ask: Inquiry, own: pd.DataFrame) -> Plane | None:
    """Return each project by its land and its tax per mu, with the quartiles of the tax per mu."""
    tax = own["tax"].astype(float)
    dots = [
        (float(row.land_mu), float(row.tax), row.project_id, ask.project(row.project_id))
        for row in own.itertuples()
    ]
    names = (
        (0.25, ask.text("lower quartile")),
        (0.5, ask.text("median")),
        (0.75, ask.text("upper quartile")),
    )
    rules = [(float(tax.quantile(share)), name) for share, name in names] if len(own) else []
    titles = (ask.words.label("column", "land_mu"), ask.words.label("column", "tax_per_mu"))
    return scatter(dots, titles, (ask.n, lambda minor: ask.money(round(minor), "CNY")), rules)


def _mu_row(ask: Inquiry, row: Any) -> Row:
    cells = {
        "name": ask.project(row.project_id),
        "sector": ask.of("sector", row.sector_code),
        "land_mu": ask.n(row.land_mu),
        "tax_per_mu": ask.money(round(row.tax, ROUND_MINOR), "CNY"),
        "output_per_mu": ask.money(round(row.out, ROUND_MINOR), "CNY"),
    }
    return Row(row.project_id, cells, {"land_mu": plain(row.land_mu), "tax_minor": plain(row.tax_paid)})


def idle_land(ask: Inquiry) -> Finding:
    """Answer which land was granted and lies idle, and which plots can be had."""
    stage = ask.projects["stage_code"]
    granted = (stage >= "45") & (stage < "50") & ask.projects["land_mu"].notna()
    mask = ask.passing("place") & granted.to_numpy()
    wide, inside = ask.projects[mask], ask.passing()[mask]
    rows, free = wide[inside].sort_values(["land_mu", "project_id"], ascending=[False, True]), _plots(ask)
    return Finding(
        key="land",
        sentence=ask.text(
            "{idle} mu granted and not built on, in {n} projects; {free} mu on {plots} plots available",
            idle=ask.n(rows["land_mu"].sum()),
            n=ask.n(len(rows)),
            free=ask.n(round(free["area_mu"].sum())),
            plots=ask.n(len(free)),
        ),
        definition=ask.text(
            "Idle: land secured, construction not started. Available: plots the park lists as free; "
            "their state is "
            "of the day the layer was made."
        ),
        groups=ask.groups(wide, inside),
        dimension="place",
        columns=("name", "town", "land_mu", "power_kva", "occupier"),
        numeric=("land_mu", "power_kva"),
        rows=(
            *(_idle_row(ask, row) for row in rows.itertuples()),
            *(_plot_row(ask, row) for row in free.itertuples()),
        ),
        counts={
            "idle_mu": float(rows["land_mu"].sum()),
            "projects": len(rows),
            "plots": len(free),
            "free_mu": float(free["area_mu"].sum()),
        },
    )


def _plots(ask: Inquiry) -> pd.DataFrame:
    """Return the plots the park lists as available, the largest first."""
    plots = ask.board.dataset.layers.get("plots")
    if plots is None:
        return pd.DataFrame({"area_mu": [], "power_kva": [], "plot_id": []})
    return plots[plots["status"] == "available"].sort_values("area_mu", ascending=False)


def _idle_row(ask: Inquiry, row: Any) -> Row:
    cells = {
        "name": ask.project(row.project_id),
        "town": ask.of("town", row.place_id),
        "land_mu": ask.n(row.land_mu),
        "occupier": ask.words.label("stage", row.stage_code),
    }
    return Row(row.project_id, cells, {"land_mu": plain(row.land_mu)})


def _plot_row(ask: Inquiry, row: Any) -> Row:
    cells = {
        "name": row.plot_id,
        "town": "",
        "land_mu": ask.n(row.area_mu),
        "power_kva": ask.n(row.power_kva),
        "occupier": ask.text("available"),
    }
    return Row("", cells, {"plot": row.plot_id, "land_mu": float(row.area_mu)})
