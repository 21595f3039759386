"""How complete and fresh the reporting is, what was decided, and which records look signed twice."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.i18n import numbers
from dashboard.query.quality import completeness, reporting, signed_again
from dashboard.query.rules import FORMAL
from dashboard.query.territory import elsewhere
from dashboard.render.questions.finding import Finding, Group, Row
from dashboard.render.questions.inquiry import Inquiry

SHARES = ("located", "amount_known", "dated", "fresh")


def quality(ask: Inquiry) -> Finding:
    """Answer how complete and fresh each unit's reporting is, and which records look signed twice."""
    mask, when = ask.passing(), ask.track("30")
    dated = ~((ask.projects["stage_code"] >= FORMAL) & when["actual"].isna())
    frame = completeness(ask.projects[mask], dated[mask], ask.today)
    late = reporting(ask.board.dataset.tables["unit_reports"], ask.today).set_index("reporting_unit")
    missing = [ask.of("unit", str(unit)) for unit in late.index[late["late_now"]]]
    rows = [_unit_row(ask, row, late) for row in frame.to_dict("records")]
    pairs, astray = _pairs(ask), len(elsewhere(ask.projects[mask]))
    return Finding(
        key="quality",
        sentence=ask.text(
            "{units} units, {late} without a report on the last day; {pairs} pairs of records look "
            "signed twice",
            units=ask.n(len(frame)),
            late=ask.n(len(missing)),
            pairs=ask.n(len(pairs)),
        ),
        definition=ask.text(
            "Shares of each unit’s projects. Missing reports are of the last twelve weekly days. "
            "Pairs have one name "
            "and one investor and were signed within 24 months; they are shown, never merged silently."
        ),
        groups=tuple(_fresh_group(ask, row) for row in rows),
        dimension="unit",
        columns=("unit", "n", *SHARES, "weeks", "late_weeks"),
        numeric=("n", *SHARES, "late_weeks"),
        rows=(*rows, *pairs),
        notes=_notes(ask, missing, astray),
        counts={"units": len(frame), "late": len(missing), "pairs": len(pairs), "elsewhere": astray},
    )


def _unit_row(ask: Inquiry, row: dict[Any, Any], late: pd.DataFrame) -> Row:
    unit = row["reporting_unit"]
    told = late.loc[unit] if unit in late.index else None
    cells = {
        "unit": ask.of("unit", unit),
        "n": ask.n(row["projects"]),
        **{name: numbers.percent(100 * row[name], ask.words) for name in SHARES},
        "last_report": "–" if told is None else ask.day(told["last_report"]),
        "weeks": "–" if told is None else "".join("●" if there else "○" for there in told["weeks"]),
        "late_weeks": "–" if told is None else ask.n(told["late_weeks"]),
    }
    raw = {name: row[name] for name in ("reporting_unit", "projects", *SHARES)}
    return Row("", cells, raw | {"weeks": [] if told is None else list(told["weeks"])})


def _fresh_group(ask: Inquiry, row: Row) -> Group:
    share = round(100 * row.raw["fresh"])
    return Group(str(row.raw["reporting_unit"]), row.cells["unit"], share, ask.text("% updated ≤ 30 days"))


def _notes(ask: Inquiry, missing: list[str], astray: int) -> tuple[str, ...]:
    """Return which units did not report, which points lie elsewhere, what was decided and why."""
    lines = [ask.text("No report on the last day: {unit}", unit=unit) for unit in missing]
    if astray:
        lines.append(
            ask.text("{n} projects have their point in another town than the ledger says", n=ask.n(astray))
        )
    decisions = ask.board.dataset.tables["decisions"]
    for row in decisions[decisions["decision"] != "note"].itertuples():
        told = ask.text(
            "Decided {date} of {id}: {what} ({reason}) {who}",
            date=ask.day(row.decided_on),
            id=row.project_id,
            what=ask.words.label("decision", row.decision),
            reason=row.reason,
            who=row.decided_by,
        )
        lines.append(told.strip())
    return tuple(lines)


def _pairs(ask: Inquiry) -> list[Row]:
    tables = ask.board.dataset.tables
    projects = tables["projects"].reset_index(drop=True)
    reached = ask.tracks[ask.tracks["stage_code"] == FORMAL].set_index("project_id")["actual"]
    signed = projects["project_id"].map(reached)
    shares = tables["project_investors"]
    investors = dict(zip(shares["project_id"], shares["investor_id"], strict=True))
    found = ask.kept("signed again", lambda: signed_again(projects, signed, investors))
    return [_pair_row(ask, row) for row in found.itertuples()]


def _pair_row(ask: Inquiry, row: Any) -> Row:
    """Return two records side by side: one name, the two ids, the days between their signings."""
    text = f"{ask.project(row.first)}: {row.first} ≟ {row.second}"
    cells = {"unit": text, "n": ask.text("{n} days", n=ask.n(row.days))}
    return Row(row.second, cells, {"first": row.first, "second": row.second, "days": int(row.days)})
