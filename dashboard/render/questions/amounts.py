"""Questions about amounts: bases side by side, what is unknown, what is concentrated in few projects."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.render.questions.drawing import curves
from dashboard.render.questions.finding import Finding, Group, Plane, Row
from dashboard.render.questions.inquiry import Inquiry, plain

MOST = 0.8
TOP = 10
BASES = (
    ("contracted", "contracted_fdi", "USD"),
    ("paid", "utilised_fdi", "USD"),
    ("done", "fai_done_period", "CNY"),
)
CURRENCY = {name: currency for name, _, currency in BASES}


def bases(ask: Inquiry) -> Finding:
    """Answer what was contracted, paid in and done for the same projects; the bases are never added."""
    sums = {name: _summed(ask, measure, currency) for name, measure, currency in BASES}
    keys = sorted(set(sums["contracted"].index) | set(sums["done"].index))
    contracted, paid = int(sums["contracted"].sum()), int(sums["paid"].sum())
    return Finding(
        key="bases",
        sentence=ask.text(
            "{paid} paid in of {contracted} contracted; {n} of {of} projects have paid in something",
            paid=ask.money(paid, "USD"),
            contracted=ask.money(contracted, "USD"),
            n=ask.n(len(sums["contracted"].index.intersection(sums["paid"].index))),
            of=ask.n(len(sums["contracted"])),
        ),
        definition=ask.text(
            "Contracted and utilised foreign capital in US dollars, investment done in yuan. These "
            "are different "
            "bases: they stand side by side and are never added or converted here."
        ),
        groups=tuple(_basis_group(ask, name, series) for name, series in sums.items()),
        columns=("name", *CURRENCY),
        numeric=tuple(CURRENCY),
        rows=tuple(_basis_row(ask, key, sums) for key in keys),
        counts={"contracted_minor": contracted, "paid_minor": paid},
    )


def _summed(ask: Inquiry, measure: str, currency: str) -> pd.Series:
    """Return the sum of a measure for each project that passes."""
    amounts, ids = ask.board.dataset.tables["amounts"], set(ask.projects["project_id"][ask.passing()])
    rows = amounts[(amounts["measure"] == measure) & (amounts["currency"] == currency)]
    rows = rows[rows["amount_minor"].notna() & rows["project_id"].isin(ids)]
    return rows.groupby("project_id")["amount_minor"].sum()


def _basis_group(ask: Inquiry, name: str, series: pd.Series) -> Group:
    total = int(series.sum()) if len(series) else None
    label = f"{ask.words.label('column', name)} · {CURRENCY[name]}"
    return Group("", label, len(series), ask.money(total, CURRENCY[name]))


def _basis_row(ask: Inquiry, key: str, sums: dict[str, pd.Series]) -> Row:
    values = {name: series.get(key) for name, series in sums.items()}
    cells = {name: ask.money(value, CURRENCY[name]) for name, value in values.items()}
    return Row(
        key, {"name": ask.project(key), **cells}, {name: plain(value) for name, value in values.items()}
    )


def undisclosed(ask: Inquiry) -> Finding:
    """Answer whose amount is unknown, how many there are and where."""
    hidden = ask.passing("place") & ask.projects["undisclosed"].to_numpy()
    wide, inside = ask.projects[hidden], ask.passing()[hidden]
    rows, n = wide[inside], int(ask.passing().sum())
    return Finding(
        key="undisclosed",
        sentence=ask.text(
            "{hidden} of {of} projects have no disclosed amount", hidden=ask.n(len(rows)), of=ask.n(n)
        ),
        definition=ask.text(
            "Undisclosed is not zero: these projects are counted, and add nothing to any sum."
        ),
        groups=ask.groups(wide, inside),
        dimension="place",
        columns=("name", "town", "sector", "stage"),
        rows=tuple(Row(row.project_id, plain_cells(ask, row)) for row in rows.itertuples()),
        counts={"undisclosed": len(rows), "projects": n},
    )


def plain_cells(ask: Inquiry, row: Any) -> dict[str, str]:
    """Return the cells that name a project and say where, in which sector and how far it is."""
    return {
        "name": ask.project(row.project_id),
        "town": ask.of("town", row.place_id),
        "sector": ask.of("sector", row.sector_code),
        "stage": ask.words.label("stage", row.stage_code),
    }


def concentration(ask: Inquiry) -> Finding:
    """Answer which few projects make most of the money."""
    rows = ask.projects[ask.passing()]
    rows = rows[rows["minor"].notna()].sort_values(["minor", "project_id"], ascending=[False, True])
    total = int(rows["minor"].sum()) if len(rows) else 0
    rows = rows.assign(running=rows["minor"].cumsum())
    most = int((rows["running"] < MOST * total).sum()) + 1 if total else 0
    top = int(rows["minor"].head(TOP).sum()) if len(rows) else 0
    share = f"{100 * top / total:.0f} %" if total else "–"
    return Finding(
        key="top",
        sentence=ask.text(
            "The ten largest make {share} of the disclosed amount; {most} projects make 80 %",
            share=share,
            most=ask.n(most),
        ),
        definition=ask.text("Of the amounts disclosed in this currency; bars are per cent of their sum."),
        groups=tuple(_top_group(ask, row, total) for row in rows.head(TOP).itertuples()),
        columns=("name", "amount", "share", "cumulative"),
        numeric=("amount", "share", "cumulative"),
        rows=tuple(_top_row(ask, row, total) for row in rows.itertuples()),
        counts={"most": most, "top_minor": top, "total_minor": total},
        plane=_cumulative(ask, rows["running"], total),
    )


def _cumulative(ask: Inquiry, running: pd.Series, total: int) -> Plane | None:
    """Return the share of the amount that the largest projects make together, with the line of 80 %."""
    points = [(0.0, 0.0), *((float(at), int(value) / total) for at, value in enumerate(running, 1))]
    titles = (ask.text("Projects, the largest first"), ask.text("Share of the disclosed amount"))
    return curves(
        [("main", "", points)],
        titles,
        (ask.n, lambda share: f"{100 * share:.0f} %"),
        rules=[(MOST, "80 %")],
    )


def _top_group(ask: Inquiry, row: Any, total: int) -> Group:
    return Group("", ask.project(row.project_id), round(100 * int(row.minor) / total), ask.money(row.minor))


def _top_row(ask: Inquiry, row: Any, total: int) -> Row:
    cells = {
        "name": ask.project(row.project_id),
        "amount": ask.money(row.minor),
        "share": f"{100 * int(row.minor) / total:.1f} %",
        "cumulative": f"{100 * int(row.running) / total:.1f} %",
    }
    return Row(row.project_id, cells, {"amount_minor": int(row.minor)})
