"""Single projects on the wall: the card of one, and signings one by one."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.i18n import dates
from dashboard.render.answer import Answer
from dashboard.story import Item

FORMAL, FRAMEWORK, MOST_MILESTONES = "30", "25", 6


@dataclass(frozen=True)
class Milestone:
    """A stage a project has reached, and when."""

    stage: str
    when: str


@dataclass(frozen=True)
class Signing:
    """A signed project: its name, its amount as text, and whether the agreement is the formal one.

    ``amount`` is empty for a project that the rules do not count, as one with a framework alone.
    """

    project_id: str
    name: str
    amount: str
    when: str
    formal: bool


def project_name(found: Answer, row: str) -> str:
    """Return the public name of a project named as ``projects/<id>``."""
    return found.names.projects[row.partition("/")[2]].text


def milestones_of(found: Answer, row: str) -> tuple[Milestone, ...]:
    """Return the stages of a project that were reached, with their dates, in order."""
    words, table = found.canvas.words, found.board.dataset.tables["milestones"]
    mine = table[(table["project_id"] == row.partition("/")[2]) & (table["date_kind"] == "actual")]
    mine = mine.drop_duplicates("stage_code", keep="last").sort_values("stage_code", kind="stable")
    made = [
        Milestone(
            words.label("stage_short", one.stage_code),
            dates.date_text(one.date_actual or None, one.date_precision or "day", words),
        )
        for one in mine.itertuples()
    ]
    return tuple(made[-MOST_MILESTONES:])


def signings_of(found: Answer, items: tuple[Item, ...]) -> tuple[Signing, ...]:
    """Return the signings a scene names, in its order; the last agreement that was signed decides."""
    return tuple(_signing(found, item.row) for item in items if item.row)


def _signing(found: Answer, row: str) -> Signing:
    words, key = found.canvas.words, row.partition("/")[2]
    table = found.board.dataset.tables["milestones"]
    mine = table[(table["project_id"] == key) & (table["date_kind"] == "actual")]
    signed = mine[mine["stage_code"].isin((FORMAL, FRAMEWORK))].sort_values("stage_code", kind="stable")
    last = signed.iloc[-1] if len(signed) else None
    line = found.board.ledger(found.state.lang).get(key)
    return Signing(
        project_id=key,
        name=project_name(found, row),
        amount=line.cells["amount"] if line else "",
        when="" if last is None else dates.date_text(last["date_actual"], last["date_precision"], words),
        formal=last is not None and last["stage_code"] == FORMAL,
    )
