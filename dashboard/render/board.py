"""What is made once per Dataset: facts, engine, vocabulary, names, and the frames without selection."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np

from dashboard.cache import Memory
from dashboard.contract.dataset import Dataset
from dashboard.contract.naming import Names
from dashboard.contract.park import Texts
from dashboard.figures import CHARTS
from dashboard.figures.canvas import Canvas, currencies_of
from dashboard.figures.chart import Chart, Template
from dashboard.figures.map_badges import BEFORE
from dashboard.figures.seal import silhouette
from dashboard.figures.theme import FORMS, ROOMS, THEMES
from dashboard.figures.timeline_change import REACHED
from dashboard.i18n.translate import words
from dashboard.query.asof import is_ledger
from dashboard.query.basis import Basis, standing_on
from dashboard.query.engines.base import Frames
from dashboard.query.engines.memory import MemoryEngine
from dashboard.query.facts import Facts
from dashboard.query.query import Query
from dashboard.query.register import register_facts
from dashboard.query.selection import Selection
from dashboard.render.clauses import selection_of
from dashboard.render.columns import COLUMNS
from dashboard.render.kpis import KPI_KEYS, Kpi, grand_of, still_kpis
from dashboard.render.ledger import Line, read_ledger
from dashboard.render.questions import questions_of
from dashboard.render.reached_rows import reached_rows
from dashboard.render.signing_rows import signing_order, signing_rows
from dashboard.state import APPEARANCE, LISTED, ViewState, Vocabulary
from dashboard.story import Story, stories_of
from geo.measure import area_difference_pct, area_km2

NOW = Basis()
PLACES_BEFORE = Query(BEFORE, by=("place",), measures=("projects",))
KEPT_BOARDS = 24
GROUPS = ("town", "sector", "home")
COUNTRY_BASES = ("immediate", "ultimate")
TABS = ("codes", "totals", "district", "places", "unplaced")


class Board:
    """One Dataset, ready to be asked. Everything here is made once and never written again."""

    def __init__(
        self,
        raw: Dataset,
        parks: Mapping[str, Texts] | None = None,
        *,
        basis: Basis = NOW,
        root: Board | None = None,
        public_url: str = "",
    ) -> None:
        self.raw, self.basis, self._root, self.public_url = raw, basis, root, public_url
        self.dataset = dataset = standing_on(raw, basis)
        self.facts: Facts = register_facts(dataset)
        self.engine = MemoryEngine(self.facts)
        self.currencies = currencies_of(dataset)
        self.park_names = parks or {dataset.park.key: dataset.park.short_name}
        self._names: Memory[Names] = Memory(8)
        self._totals: Memory[Frames] = Memory(64)
        self._ledgers: Memory[dict[str, Line]] = Memory(8)
        self._kept: Memory[Any] = Memory(4096)
        self._boards: Memory[Board] = Memory(KEPT_BOARDS)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Return the words an address may use on this park; the same for every day and rule."""
        if self._root is not None:
            return self._root.vocabulary
        tables = self.dataset.tables
        cards = {*tables["projects"]["project_id"], *tables["events"]["event_id"], "notes"}
        figures = {*KPI_KEYS, *(f"amount_{code.lower()}" for code in tables["fx_rates"]["currency"])}
        return Vocabulary(
            park=self.dataset.park.key,
            parks=tuple(self.park_names),
            lang=self.dataset.park.default_language,
            codes={name: frozenset(self.facts.dimensions[name].categories) for name in LISTED},
            currencies=self.currencies,
            cards=frozenset(cards | {f"kpi.{key}" for key in figures}),
            columns=tuple(COLUMNS),
            tabs=TABS,
            dataset_id=self.dataset.id,
            compiled=self.dataset.park.compiled.isoformat(),
            rules=self.rules,
            questions=questions_of(self.raw),
            groups=(*GROUPS, *(("unit",) if is_ledger(self.raw) else ()), *self._officer),
            bases=COUNTRY_BASES,
            scenes=tuple(name for story in self.stories.values() for name in story.names),
        )

    @cached_property
    def stories(self) -> dict[str, Story]:
        """Return the stories of this park by key."""
        return stories_of(self.raw.stories)

    @property
    def _officer(self) -> tuple[str, ...]:
        return ("officer",) if (self.raw.tables["projects"]["owner_person"] != "").any() else ()

    @property
    def rules(self) -> dict[str, str]:
        """Return the counting rules of the park with their own values; exchange only with rates."""
        rates = {"fx": "none"} if len(self.raw.tables["fx_rates"]) else {}
        return {**self.raw.park.rules, **rates}

    def kept(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Return something made once on this board, by key."""
        return self._kept.get(key, make)

    def at(self, state: ViewState) -> Board:
        """Return the board of the state's day, rules and currency."""
        turned = dict(state.rules).get("fx", "none") != "none"
        basis = Basis(state.asof, state.rules, state.currency if turned else "")
        return self.standing(basis)

    def standing(self, basis: Basis) -> Board:
        """Return the board of a basis; made once."""
        root = self._root or self
        if basis == NOW:
            return root
        return root._boards.get(basis, lambda: root._standing(basis))

    def _standing(self, basis: Basis) -> Board:
        return Board(self.raw, self.park_names, basis=basis, root=self, public_url=self.public_url)

    @cached_property
    def still_kpis(self) -> dict[str, Kpi]:
        """Return the key figures that no filter changes."""
        return still_kpis(self)

    @cached_property
    def uncounted(self) -> dict[str, int]:
        """Return how many records of each other kind stand beside the projects."""
        kinds = self.dataset.tables["projects"]["record_kind"].value_counts()
        return {f"record_kind.{kind}": int(n) for kind, n in kinds.items() if kind != "project"}

    @cached_property
    def areas(self) -> dict[str, float | None]:
        """Return the stated, the yearbook's and the measured area (km²), and how far the last is off."""
        area = self.dataset.park.area
        measured = sum(area_km2(shape) for shape in self.dataset.layers["boundary"].geometry)
        return {
            "stated_km2": area.stated_km2,
            "yearbook_km2": area.yearbook_km2,
            "measured_km2": round(measured, 2),
            "difference_pct": round(area_difference_pct(measured, area.stated_km2), 2),
        }

    @cached_property
    def silhouette(self) -> str:
        """Return the park's outline for the seal."""
        return silhouette(self.dataset)

    def names(self, lang: str) -> Names:
        """Return the names of this park in one language."""
        return self._names.get(lang, lambda: Names(self.dataset, words(lang)))

    def queries(self, state: ViewState) -> tuple[Query, ...]:
        """Return what the charts ask for in this state."""
        return tuple(query for chart in CHARTS for query in chart.queries(state, self.currencies))

    @cached_property
    def signing_order(self) -> np.ndarray:
        """Return the rows that have a signature date, by date."""
        return signing_order(self.facts)

    def lit(self, selection: Selection) -> np.ndarray:
        """Return which dated rows pass every clause, in the order of the frame ``signings``."""
        passes: np.ndarray = self.engine.mask(selection)[self.signing_order]
        return passes

    def passing(self, selection: Selection) -> frozenset[str]:
        """Return the ids that pass every clause but those on the place, for the dots of the map."""
        if not self.facts.flags["precise"].any():
            return frozenset()
        mask = self.engine.mask(selection, skip="place")
        return frozenset(self.facts.ids[at] for at in mask.nonzero()[0])

    def totals(self, state: ViewState) -> Frames:
        """Return every frame without any selection, the grand total and the dated rows."""
        bare = state.cleared()
        key = (bare.lang, bare.measure, bare.currency, bare.grain, bare.tab, bare.versus)
        return self._totals.get(key, lambda: self._make_totals(bare))

    def _make_totals(self, bare: ViewState) -> Frames:
        answer = self.engine.run(Selection(()), (*self.queries(bare), grand_of(self)))
        frames = answer.frames.joined("signings", signing_rows(self, bare.lang))
        other = self.compared(bare)
        if other is None:
            return frames
        then = other.engine.run(Selection(()), (PLACES_BEFORE,))
        both = frames.joined(BEFORE, then.frames[BEFORE])
        return both.joined(REACHED, reached_rows(self, other, bare.lang))

    def compared(self, state: ViewState) -> Board | None:
        """Return the board of the day compared with, under the same rules; None without such a day."""
        return self.standing(replace(self.basis, asof=state.versus)) if state.versus else None

    def canvas(self, state: ViewState, form: str) -> Canvas:
        """Return what this state is drawn on."""
        return Canvas(
            dataset=self.dataset,
            names=self.names(state.lang),
            words=words(state.lang),
            theme=(ROOMS if form == "stage" else THEMES)[state.theme],
            form=FORMS[form].beside_question() if state.ask else FORMS[form],
            state=state,
            totals=self.totals(state),
            kept=self._kept,
            look=(form, bool(state.ask), *(getattr(state, key) for key in APPEARANCE)),
        )

    def ledger(self, lang: str) -> dict[str, Line]:
        """Return the project table as text in one language, by project id."""
        return self._ledgers.get(lang, lambda: read_ledger(self.dataset, self.names(lang)))

    def template(self, chart: Chart, canvas: Canvas) -> Template:
        """Return a chart's template, made once per appearance and class of screen."""
        bare = replace(canvas, state=canvas.state.cleared())
        return canvas.once(f"template.{chart.key}", lambda: chart.template(bare))

    def selection(self, state: ViewState) -> Selection:
        """Return the clauses of a state."""
        return selection_of(state)
