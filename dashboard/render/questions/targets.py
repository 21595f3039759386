"""This year against its targets: value, target, plan to date, the year before, coverage."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.query.targets import Result, results, share_of_year
from dashboard.render.questions.finding import Finding, Group, Row
from dashboard.render.questions.inquiry import Inquiry

if TYPE_CHECKING:
    from dashboard.render.board import Board

FIGURES = ("value", "target", "plan_to_date", "points", "last_year", "coverage")


def results_of(board: Board) -> list[Result]:
    """Return the targets of the board's year with their results, made once per board.

    A target is judged in the currency it was set in, whatever currency the board turns amounts into.
    """
    rules = tuple((rule, value) for rule, value in board.basis.rules if rule != "fx")
    board = board.standing(replace(board.basis, rules=rules, currency=""))
    today = pd.Timestamp(board.dataset.park.compiled)
    found: list[Result] = board.kept("targets", lambda: results(board.dataset, today))
    return found


def targets_met(board: Board) -> tuple[int, int] | None:
    """Return how many targets of the year are at or ahead of plan, of how many; None without any."""
    share, found = share_of_year(pd.Timestamp(board.dataset.park.compiled)), results_of(board)
    ahead = sum(1 for result in found if result.value >= result.plan_to_date(share))
    return (ahead, len(found)) if found else None


def targets(ask: Inquiry) -> Finding:
    """Answer how this year stands against its targets on the board's day."""
    share, found = share_of_year(ask.today), results_of(ask.board)
    ahead, of = targets_met(ask.board) or (0, 0)
    return Finding(
        key="targets",
        sentence=ask.text(
            "{ahead} of {of} targets are at or ahead of the plan to date ({share} of the year)",
            ahead=ask.n(ahead),
            of=ask.n(of),
            share=f"{100 * share:.0f} %",
        ),
        definition=ask.text(
            "Results of this year up to the board’s day, against the year’s target; the plan to date "
            "is the target "
            "times the part of the year gone by. A target is never drawn as a result. Filters do not apply."
        ),
        groups=tuple(_group(ask, result) for result in found if result.target),
        columns=("figure", *FIGURES),
        numeric=FIGURES,
        rows=tuple(_target_row(ask, result, share) for result in found),
        counts={"ahead": ahead, "targets": of},
    )


def _group(ask: Inquiry, result: Result) -> Group:
    label, share = ask.words.label("target_kpi", result.kpi), round(100 * result.value / result.target)
    return Group("", label, share, ask.text("of 100 % of the year’s target"))


def _target_row(ask: Inquiry, result: Result, share: float) -> Row:
    def shown(value: float) -> str:
        return ask.money(round(value), result.currency) if result.currency else ask.n(round(value))

    plan = result.plan_to_date(share)
    points = 100 * (result.value - plan) / result.target if result.target else 0.0
    year = f"{100 * (result.value / result.last_year - 1):+.0f} %" if result.last_year else "–"
    cells = {
        "figure": ask.words.label("target_kpi", result.kpi),
        "value": shown(result.value),
        "target": shown(result.target),
        "plan_to_date": shown(plan),
        "points": f"{points:+.0f}",
        "last_year": f"{shown(result.last_year)} ({year})",
        "coverage": f"{ask.n(result.known)} / {ask.n(result.of)}",
    }
    raw = {"kpi": result.kpi, "result": result.value, "target": result.target, "last_year": result.last_year}
    return Row("", cells, raw | {"known": result.known, "of": result.of})
