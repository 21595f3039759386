"""Capital by country: by the ultimate parent or the immediate investor, never both at once."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.render.questions.finding import Finding, Group, Row, Switch
from dashboard.render.questions.inquiry import Inquiry, plain

BASES = {"ultimate": "uhq_country_iso3", "immediate": "country_iso3"}
BY_PARENT = (
    "By the country of the ultimate parent, as registers of foreign investment do; the other basis gives "
    "{n}, because some capital is routed through another country."
)
BY_INVESTOR = "By the country the investor is registered in; by the ultimate parent it is {n}."


def investors_of(ask: Inquiry) -> pd.DataFrame:
    """Return the investors of each project that passes: project, names, both countries."""
    tables = ask.board.dataset.tables
    shares = tables["project_investors"].merge(tables["investors"], on="investor_id", how="left")
    return shares[shares["project_id"].isin(ask.projects["project_id"][ask.passing("home")])]


def origin(ask: Inquiry) -> Finding:
    """Answer how many projects and firms come from the park's partner country, and since when."""
    basis = ask.state.by if ask.state.by in BASES else "ultimate"
    focus, links = ask.board.dataset.park.focus_country, investors_of(ask)
    mine = links[links[BASES[basis]] == focus]
    elsewhere = BASES["immediate" if basis == "ultimate" else "ultimate"]
    other = int(links.loc[links[elsewhere] == focus, "project_id"].nunique())
    rows = ask.projects[ask.projects["project_id"].isin(set(mine["project_id"]))].set_index("project_id")
    rows = rows.assign(signed=ask.track("30").set_index("project_id")["actual"].reindex(rows.index))
    firms, known = int(mine["investor_id"].nunique()), rows["minor"].dropna()
    return Finding(
        key="origin",
        sentence=ask.text(
            "{home}: {n} projects of {firms} firms, {money} disclosed (+{hidden} without amount in "
            "this currency)",
            home=ask.names.of("home", focus),
            n=ask.n(len(rows)),
            firms=ask.n(firms),
            money=ask.money(int(known.sum()) if len(known) else None),
            hidden=ask.n(len(rows) - len(known)),
        ),
        definition=ask.text(BY_PARENT if basis == "ultimate" else BY_INVESTOR, n=ask.n(other)),
        groups=_years(ask, rows["signed"]),
        columns=("name", "investor", "immediate", "ultimate", "signed", "amount"),
        numeric=("amount",),
        rows=tuple(_origin_row(ask, row, rows.loc[row.project_id]) for row in mine.itertuples()),
        switches=(_basis_switch(ask, basis),),
        counts={
            "projects": len(rows),
            "firms": firms,
            "other_basis": other,
            "undated": int(rows["signed"].isna().sum()),
        },
    )


def _years(ask: Inquiry, signed: pd.Series) -> tuple[Group, ...]:
    counts = signed.dt.year.dropna().astype(int).value_counts().sort_index()
    undated = Group("", ask.text("Signing date unknown"), int(signed.isna().sum()), apart=True)
    return (*(Group("", str(year), int(n)) for year, n in counts.items()), undated)


def _basis_switch(ask: Inquiry, basis: str) -> Switch:
    choices = (("ultimate", ask.text("ultimate parent")), ("immediate", ask.text("immediate investor")))
    return Switch("by", ask.text("Country of"), basis, choices)


def _origin_row(ask: Inquiry, row: Any, project: pd.Series) -> Row:
    names = {"zh-Hans": row.name_zh, "en": row.name_en, "ja": row.name_ja, "th": row.name_th}
    cells = {
        "name": ask.project(row.project_id),
        "investor": names[ask.state.lang] or names["en"],
        "immediate": ask.names.of("home", row.country_iso3),
        "ultimate": ask.names.of("home", row.uhq_country_iso3),
        "signed": ask.day(project["signed"]),
        "amount": ask.money(project["minor"]),
    }
    return Row(
        row.project_id, cells, {"signed": plain(project["signed"]), "amount_minor": plain(project["minor"])}
    )
