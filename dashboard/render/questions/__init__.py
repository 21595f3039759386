"""QUESTIONS: what officials and presenters ask every week, each answered in its own form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dashboard.contract.dataset import Dataset
from dashboard.query.asof import is_ledger
from dashboard.render.questions.amounts import bases, concentration, undisclosed
from dashboard.render.questions.changed import changed
from dashboard.render.questions.conversion import conversion
from dashboard.render.questions.finding import Finding
from dashboard.render.questions.inquiry import Inquiry
from dashboard.render.questions.land import idle_land, per_mu
from dashboard.render.questions.matrix import sector_by_town
from dashboard.render.questions.near import neighbours
from dashboard.render.questions.origin import origin
from dashboard.render.questions.outlook import pipeline, then_and_plan
from dashboard.render.questions.problems import next_days, problems
from dashboard.render.questions.quality import quality
from dashboard.render.questions.reconcile import reconcile
from dashboard.render.questions.slips import behind_plan
from dashboard.render.questions.start import not_started
from dashboard.render.questions.targets import targets
from dashboard.render.questions.units import units
from dashboard.state import ViewState

if TYPE_CHECKING:
    from dashboard.render.board import Board


def _ledger(dataset: Dataset) -> bool:
    return is_ledger(dataset)


@dataclass(frozen=True)
class Question:
    """A standing question: its title, how it is answered, the rules it sets aside, what it needs.

    ``rules`` are the counting rules it must not apply, so that what they would take out can be shown.
    """

    key: str
    title: str
    answer: Callable[[Inquiry], Finding]
    rules: tuple[tuple[str, str], ...] = ()
    needs: Callable[[Dataset], bool] = _ledger


def _has(*tables: str) -> Callable[[Dataset], bool]:
    return lambda dataset: is_ledger(dataset) and all(len(dataset.tables[name]) for name in tables)


def _any(dataset: Dataset) -> bool:
    return True


STOPPED_TOO = (("r9", "off"),)
ALL_STAGES = (("r1", "off"),)
QUESTIONS: dict[str, Question] = {
    question.key: question
    for question in (
        Question("start", "Signed, not started", not_started, STOPPED_TOO),
        Question("slip", "Behind plan", behind_plan, STOPPED_TOO),
        Question("conversion", "Conversion by signing quarter", conversion, STOPPED_TOO),
        Question("changes", "What changed", changed),
        Question("origin", "Capital by country", origin, needs=_has("investors")),
        Question("bases", "Contracted, paid in, done", bases),
        Question("undisclosed", "Amount unknown", undisclosed, needs=_any),
        Question("mu", "Tax and output per mu", per_mu, needs=_has("operations")),
        Question("land", "Idle and available land", idle_land),
        Question("pipeline", "What is to come", pipeline, ALL_STAGES),
        Question("near", "Neighbours", neighbours),
        Question("then", "Last year’s end, now, by plan", then_and_plan),
        Question("top", "Who makes 80 % of the amount", concentration, needs=_any),
        Question("quality", "Reporting quality", quality, needs=_has("unit_reports")),
        Question("reconcile", "Why do the figures differ?", reconcile),
        Question("targets", "Against the targets", targets, needs=_has("targets")),
        Question("matrix", "Sectors by town", sector_by_town),
        Question("units", "Towns and units compared", units),
        Question("problems", "Why are they stuck?", problems, STOPPED_TOO, _has("issues")),
        Question("next", "The next 90 days", next_days),
    )
}


def questions_of(dataset: Dataset) -> tuple[str, ...]:
    """Return the questions a park's data can answer."""
    return tuple(key for key, question in QUESTIONS.items() if question.needs(dataset))


def finding_of(board: Board, state: ViewState) -> Finding | None:
    """Return the answer to the question of a state; None when it asks none."""
    if state.ask not in QUESTIONS:
        return None
    question = QUESTIONS[state.ask]
    rules = {
        **dict(board.basis.rules),
        **{rule: value for rule, value in question.rules if rule in board.rules},
    }
    other = board.standing(replace(board.basis, rules=tuple(sorted(rules.items()))))
    return question.answer(Inquiry(other, state, other.names(state.lang)))
