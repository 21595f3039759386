"""Towns and reporting units compared: signed, started, operating, median time, money, density."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from dashboard.i18n import numbers
from dashboard.query.allocation import by_town, decided_rules
from dashboard.query.territory import town_areas
from dashboard.render.questions.conversion import STEPS, lead, percent, reached_by_stage
from dashboard.render.questions.finding import Finding, Group, Row
from dashboard.render.questions.inquiry import COLUMN_OF, DIMENSION_OF, Inquiry
from geo.measure import area_km2
from geo.partition import points_in_areas

STANDING = ("n_signed", "n_started", "n_operating", "median", "amount")
DENSITIES = ("density", "density_dry")
Money = dict[str, int]


def units(ask: Inquiry) -> Finding:
    """Answer how the reporting units, or towns, stand: signed, started, conversion, median time."""
    flags = {name: series.to_numpy() for name, series in reached_by_stage(ask).items()}
    frame, wide = ask.projects.assign(**flags), ask.passing(DIMENSION_OF[ask.by])
    shared = _shared_money(ask, frame[wide])
    column = COLUMN_OF[ask.by]
    rows = [
        _unit_row(ask, str(code), frame[wide & (frame[column] == code).to_numpy()], shared)
        for code in sorted(frame[column][wide].unique())
    ]
    rows.sort(key=lambda row: -row.raw["n_signed"])
    density = DENSITIES if _areas(ask) else ()
    return Finding(
        key="units",
        sentence=ask.text("{n} projects in {groups} groups", n=ask.n(wide.sum()), groups=ask.n(len(rows))),
        definition=ask.text(
            "Town: where the project lies. Reporting unit: who reports it. The two overlap and are "
            "never mixed. "
            "Start rates are of the projects signed; medians count those still waiting."
        ),
        groups=_groups(ask, frame[wide], ask.passing()[wide], shared),
        dimension=DIMENSION_OF[ask.by],
        columns=(ask.by, *STANDING, *density),
        numeric=(*STANDING, *density),
        rows=tuple(rows),
        switches=(ask.by_switch(),),
        notes=_core(ask),
        counts={"projects": int(wide.sum())},
    )


def _groups(ask: Inquiry, rows: pd.DataFrame, picked: np.ndarray, shared: Money | None) -> tuple[Group, ...]:
    groups = ask.groups(rows, picked)
    if shared is None:
        return groups
    return tuple(
        replace(group, amount_minor=shared.get(group.code), text=ask.money(shared.get(group.code)))
        for group in groups
    )


def _unit_row(ask: Inquiry, code: str, part: pd.DataFrame, shared: Money | None) -> Row:
    mask = ask.projects["project_id"].isin(part["project_id"]).to_numpy()
    found, _ = lead(ask, mask)
    n, known = len(part), part["minor"].dropna()
    values = {name: int(part[name].sum()) for name, _ in STEPS}
    own = int(known.sum()) if len(known) else None
    amount = own if shared is None else shared.get(code)
    cells = {
        ask.by: ask.of(ask.by, code),
        "n_signed": ask.n(n),
        **{name: f"{ask.n(value)} · {percent(value, n)}" for name, value in values.items()},
        "median": ask.n(found.median_days),
        "amount": ask.money(amount),
        **_density(ask, code, n),
    }
    raw = {"code": code, "n_signed": n, **values, "median_days": found.median_days, "amount_minor": amount}
    return Row("", cells, raw)


def _density(ask: Inquiry, code: str, n: int) -> dict[str, str]:
    """Return projects per km² of a town: of all its area, and of that without water."""
    areas = _areas(ask).get(code)
    return (
        {} if areas is None else {name: f"{n / km2:.1f}" for name, km2 in zip(DENSITIES, areas, strict=True)}
    )


def _core(ask: Inquiry) -> tuple[str, ...]:
    """Return how many projects with a point lie in the core and how dense it is; nothing without one."""
    core = ask.board.dataset.layers.get("core")
    if core is None:
        return ()
    rows = ask.projects[ask.passing()]
    inside = int(points_in_areas(rows["lon"].to_numpy(float), rows["lat"].to_numpy(float), core).sum())
    area = sum(area_km2(shape) for shape in core.geometry)
    facts = {"n": ask.n(inside), "area": numbers.area_km2(round(area, 1), ask.words)}
    return (
        ask.text(
            "In the core ({area}): {n} projects at their own point, {density} per km²",
            **facts,
            density=f"{inside / area:.1f}",
        ),
    )


def _shared_money(ask: Inquiry, rows: pd.DataFrame) -> Money | None:
    """Return the money of each town under the rule for projects in several; None by another grouping."""
    rule = ask.board.basis.effective(ask.board.rules).get("r7", "lead")
    decided = decided_rules(ask.board.dataset.tables["decisions"])
    if ask.by != "town" or (rule == "lead" and not decided):
        return None
    known = rows[rows["minor"].notna()]
    money = {str(key): int(value) for key, value in zip(known["project_id"], known["minor"], strict=True)}
    leads = dict(zip(rows["project_id"], rows["place_id"], strict=True))
    return by_town(money, ask.board.dataset.tables["project_places"], leads, rule, decided)


def _areas(ask: Inquiry) -> dict[str, tuple[float, float]]:
    layers = ask.board.dataset.layers
    if ask.by != "town" or "towns" not in layers:
        return {}
    found: dict[str, tuple[float, float]] = ask.board.kept(
        "town areas", lambda: town_areas(layers["towns"], layers.get("lakes"))
    )
    return found
