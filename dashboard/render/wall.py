"""What a scene says on the wall: its figures from rows and key figures, and its sentences filled with them.

Law: a figure on the wall has a row of the register or a key figure of this very answer behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from dashboard.contract.stories import OF_A_STEP, ROW_COLUMNS, ROW_UNITS
from dashboard.contract.tables import TABLES
from dashboard.i18n import numbers
from dashboard.query.basis import Basis
from dashboard.render.answer import Answer, answer
from dashboard.render.kpis import minor_units
from dashboard.render.questions import finding_of
from dashboard.render.questions.finding import Finding
from dashboard.render.stories import OF_MONEY, scene_state
from dashboard.story import Item, Reference, Scene, Step, Story, scene_named

BEFORE = {"more than": ">", "at least": "≥", "about": "≈"}
PUBLISHED = ("amount_cny", "amount_usd")


@dataclass(frozen=True)
class WallFigure:
    """A figure as the wall writes it, with what stands behind it."""

    number: str
    unit: str
    value: float | int | None
    origin: str
    before: str = ""
    definition: str = ""


@dataclass(frozen=True)
class Wall:
    """A scene in the state of an answer; ``stop`` is the one of the scene's own states, -1 when left."""

    story: Story
    at: int
    scene: Scene
    stop: int
    title: str
    label: str
    text: str
    source: str
    figures: Mapping[str, WallFigure]

    @property
    def own(self) -> bool:
        """Say that nobody has left the scene's own states."""
        return self.stop >= 0

    @property
    def step(self) -> Step | None:
        """Return the step shown; None in a scene without steps and when the scene was left."""
        return self.scene.steps[self.stop] if self.own and self.scene.steps else None

    @property
    def items(self) -> tuple[Item, ...]:
        """Return what the scene shows several of."""
        return self.scene.items


def wall_of(found: Answer) -> Wall | None:
    """Return the wall of an answer; None when its address names no scene."""
    named = scene_named(found.board.stories, found.state.scene)
    if named is None:
        return None
    story, at = named
    scene, lang = story.scenes[at], found.state.lang
    stop = _stop(found, scene)
    figures = {key: figure_of(found, one, scene) for key, one in scene.figures.items()}
    filled = {key: one.number for key, one in figures.items()}
    filled[OF_A_STEP] = scene.steps[stop].name[lang] if scene.steps and stop >= 0 else numbers.UNKNOWN
    own = stop >= 0
    return Wall(
        story=story,
        at=at,
        scene=scene,
        stop=stop,
        title=scene.title[lang].format(**filled) if own else told(found),
        label=scene.label[lang].format(**filled),
        text=scene.text[lang].format(**filled) if scene.text else "",
        source=scene.source[lang],
        figures=figures,
    )


def _stop(found: Answer, scene: Scene) -> int:
    state = found.state
    same = {"scene": state.scene, "currency": state.currency, "rules": state.rules}
    for stop in range(len(scene.stops)):
        if scene_state(found.board, scene, state.lang, state.theme, stop).changed(**same) == state:
            return stop
    return -1


def told(found: Answer) -> str:
    """Return one sentence written from the filter: what is picked, and how many of how many."""
    words, totals = found.canvas.words, found.totals
    n, of = (numbers.count(one, words) for one in (totals.projects, totals.projects_all))
    picked = " · ".join(chip.text for chip in found.chips)
    many = words.text("{n} of {total} projects", n=n, total=of)
    return f"{picked}\n{many}" if picked else many


def figure_of(found: Answer, one: Reference, scene: Scene | None = None) -> WallFigure:
    """Return a figure by what a scene names for it."""
    if one.part == "first" and scene is not None:
        return _of_kpi(_first(found, scene), replace(one, part="value"))
    if one.question:
        return _of_question(found, one)
    if one.row.startswith("projects/"):
        return _of_project(found, one)
    return _of_row(found, one) if one.row else _of_kpi(found, one)


def _of_project(found: Answer, one: Reference) -> WallFigure:
    """Return the published amount of a project in the first currency that has one.

    Unknown is a dash, and so is the amount of a project that the rules of the view do not count.
    """
    words, facts = found.canvas.words, found.board.facts
    at = {key: n for n, key in enumerate(facts.ids)}.get(one.row.partition("/")[2])
    for code in found.board.currencies if at is not None else ():
        key = f"amount_{code.lower()}"
        if facts.known[key][at]:
            value = int(facts.values[key][at])
            before, number, unit = numbers.money_parts(value, code, words)
            return WallFigure(number, unit, value, one.row, before)
    return WallFigure(numbers.UNKNOWN, words.text("not disclosed"), None, one.row)


def _first(found: Answer, scene: Scene) -> Answer:
    """Return the answer of the scene's first stop, made once for a language and a way of counting."""
    state = found.state
    first = scene_state(found.board, scene, state.lang, state.theme).changed(
        scene=state.scene, currency=state.currency, rules=state.rules
    )
    root = found.board.standing(Basis())
    made: Answer = root.kept(("first stop", first), lambda: answer(root, first, "stage", ()))
    return made


def _of_question(found: Answer, one: Reference) -> WallFigure:
    words, origin = found.canvas.words, f"{one.question}.{one.part}"
    asked = found.state.changed(ask=one.question, theme="", scene="", card="")
    finding: Finding | None = found.board.kept(("finding", asked), lambda: finding_of(found.board, asked))
    value = finding.counts.get(one.part) if finding else None
    told = f"{finding.definition}\n{finding.sentence}" if finding else ""
    unit = one.unit.get(words.lang, "")
    if value is None:
        return WallFigure(numbers.UNKNOWN, "", None, origin, definition=told)
    return WallFigure(numbers.decimal(value, one.decimals, words), unit, value, origin, definition=told)


def _of_row(found: Answer, one: Reference) -> WallFigure:
    words = found.canvas.words
    table, _, key = one.row.partition("/")
    frame = found.board.dataset.tables[table]
    row = frame[frame[TABLES[table].key] == key].iloc[0]
    if one.part == "year":
        year = str(row["event_date"])[:4]
        return WallFigure(year, "", int(year), one.row, "", row["source_name"])
    column, unit_column, qualifier = ROW_COLUMNS[table]
    value = float(row[column])
    code = row[unit_column] if unit_column else ROW_UNITS[table]
    unit = one.unit.get(words.lang) or words.label("unit", code)
    before = BEFORE.get(row[qualifier], "") if qualifier else ""
    return WallFigure(
        numbers.decimal(value, one.decimals, words), unit, value, one.row, before, row["source_name"]
    )


def _of_kpi(found: Answer, one: Reference) -> WallFigure:
    key = f"amount_{found.state.currency.lower()}" if one.kpi == OF_MONEY else one.kpi
    words, kpi = found.canvas.words, found.kpis[key]
    definition = definition_of(found, key)
    if one.part == "published":
        value: Any = sum(found.kpis[key].rows for key in PUBLISHED)
    else:
        value = getattr(kpi, one.part)
    origin = f"{key}.{one.part}"
    if value is None:
        return WallFigure(numbers.UNKNOWN, "", None, origin, definition=definition)
    if key.startswith("amount_") and one.part in ("value", "total", "first"):
        before, number, unit = numbers.money_parts(minor_units(value, kpi.unit), kpi.unit, words)
        return WallFigure(number, unit, value, origin, before, definition)
    counted = "projects" if one.part in ("rows", "published") else kpi.unit
    unit = one.unit.get(words.lang) or words.label("unit", counted)
    return WallFigure(numbers.decimal(value, one.decimals, words), unit, value, origin, "", definition)


def definition_of(found: Answer, key: str) -> str:
    """Return what a key figure counts and, on a second line, over how many rows."""
    words, kpi = found.canvas.words, found.kpis[key]
    rows = words.text("{n} projects", n=numbers.count(kpi.rows, words)) if kpi.filters else kpi.source
    return f"{words.text(kpi.definition)}\n{rows}"
