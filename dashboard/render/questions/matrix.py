"""Sectors by town: where each kind of project lies, as a table whose cells are darker the more they hold."""

from __future__ import annotations

import pandas as pd

from dashboard.render.questions.finding import Finding, Row
from dashboard.render.questions.inquiry import Inquiry

TOWN, SECTOR = "place_id", "sector_code"


def sector_by_town(ask: Inquiry) -> Finding:
    """Answer how many projects of each sector lie in each town."""
    rows = ask.projects[ask.passing()]
    table = rows.groupby([SECTOR, TOWN], sort=True).size().unstack(fill_value=0)
    towns = [str(code) for code in table.sum().sort_values(ascending=False, kind="stable").index]
    order = table.sum(axis=1).sort_values(ascending=False, kind="stable").index
    most = int(table.to_numpy().max()) if len(table) else 1
    return Finding(
        key="matrix",
        sentence=ask.text(
            "{n} projects in {sectors} sectors and {towns} towns",
            n=ask.n(len(rows)),
            sectors=ask.n(len(table)),
            towns=ask.n(len(towns)),
        ),
        definition=ask.text(
            "Each project counts once, in its sector and in the town it lies in. The darker a cell, the more "
            "projects; an empty cell has none."
        ),
        columns=("sector", *towns, "n"),
        numeric=(*towns, "n"),
        rows=tuple(_sector_row(ask, str(code), table.loc[code], most) for code in order),
        labels={code: ask.of("town", code) for code in towns},
        counts={"projects": len(rows), "sectors": len(table), "towns": len(towns)},
    )


def _sector_row(ask: Inquiry, code: str, counts: pd.Series, most: int) -> Row:
    values = {str(town): int(n) for town, n in counts.items()}
    cells = {town: ask.n(n) if n else "" for town, n in values.items()}
    cells |= {"sector": ask.of("sector", code), "n": ask.n(sum(values.values()))}
    heat = {town: n / most for town, n in values.items() if n}
    return Row("", cells, {"sector": code, "towns": values}, heat=heat)
