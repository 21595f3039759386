"""What is made once per Dataset: facts, engine, vocabulary, names, and the frames without selection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

import pandas as pd

from dashboard.cache import Memory
from dashboard.contract.dataset import Dataset
from dashboard.contract.naming import Names
from dashboard.figures import CHARTS
from dashboard.figures.canvas import Canvas, currencies_of
from dashboard.figures.chart import Chart, Template
from dashboard.figures.seal import silhouette
from dashboard.figures.theme import FORMS, THEMES
from dashboard.i18n.translate import words
from dashboard.query.engines.memory import MemoryEngine
from dashboard.query.facts import Facts
from dashboard.query.query import Query
from dashboard.query.register import register_facts
from dashboard.query.selection import Selection
from dashboard.render.clauses import selection_of
from dashboard.render.columns import COLUMNS
from dashboard.render.kpis import GRAND, KPI_KEYS, Kpi, still_kpis
from dashboard.render.ledger import Line, read_ledger
from dashboard.render.signing_rows import signing_rows
from dashboard.state import APPEARANCE, LISTED, ViewState, Vocabulary

TABS = ("codes", "totals", "district", "places", "unplaced")


class Board:
    """One Dataset, ready to be asked. Everything here is made once and never written again."""

    def __init__(self, dataset: Dataset, parks: tuple[str, ...] = ()) -> None:
        self.dataset = dataset
        self.facts: Facts = register_facts(dataset)
        self.engine = MemoryEngine(self.facts)
        self.currencies = currencies_of(dataset)
        self.parks = parks or (dataset.park.key,)
        self._names: Memory[Names] = Memory(8)
        self._totals: Memory[Mapping[str, pd.DataFrame]] = Memory(64)
        self._ledgers: Memory[dict[str, Line]] = Memory(8)
        self._templates: Memory[Template] = Memory(512)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Return the words an address may use on this park."""
        tables = self.dataset.tables
        cards = {*tables["projects"]["project_id"], *tables["events"]["event_id"]}
        return Vocabulary(
            park=self.dataset.park.key,
            parks=self.parks,
            lang=self.dataset.park.default_language,
            codes={name: frozenset(self.facts.dimensions[name].categories) for name in LISTED},
            currencies=self.currencies,
            cards=frozenset(cards | {f"kpi.{key}" for key in KPI_KEYS} | {"notes"}),
            columns=tuple(COLUMNS),
            tabs=TABS,
            dataset_id=self.dataset.id,
        )

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
    def silhouette(self) -> str:
        """Return the park's outline for the seal."""
        return silhouette(self.dataset)

    def names(self, lang: str) -> Names:
        """Return the names of this park in one language."""
        return self._names.get(lang, lambda: Names(self.dataset, words(lang)))

    def queries(self, state: ViewState) -> tuple[Query, ...]:
        """Return what the charts ask for in this state."""
        return tuple(query for chart in CHARTS for query in chart.queries(state, self.currencies))

    def signings(self, state: ViewState, selection: Selection) -> pd.DataFrame:
        """Return the dated rows the timeline draws."""
        return signing_rows(self, state, selection)

    def passing(self, selection: Selection) -> pd.DataFrame:
        """Return the ids that pass every clause but those on the place, for the dots of the map."""
        if not self.facts.flags["precise"].any():
            return pd.DataFrame({"project_id": []})
        mask = self.engine.mask(selection, skip="place")
        return pd.DataFrame({"project_id": [self.facts.ids[at] for at in mask.nonzero()[0]]})

    def totals(self, state: ViewState) -> Mapping[str, pd.DataFrame]:
        """Return every frame without any selection, and the grand total."""
        bare = state.cleared()
        key = (bare.lang, bare.measure, bare.currency, bare.grain, bare.tab)
        return self._totals.get(key, lambda: self._make_totals(bare))

    def _make_totals(self, bare: ViewState) -> Mapping[str, pd.DataFrame]:
        empty = Selection(())
        answer = self.engine.run(empty, (*self.queries(bare), GRAND))
        return {**answer.frames, "signings": self.signings(bare, empty)}

    def canvas(self, state: ViewState, form: str) -> Canvas:
        """Return what this state is drawn on."""
        return Canvas(
            dataset=self.dataset,
            names=self.names(state.lang),
            words=words(state.lang),
            theme=THEMES[state.theme],
            form=FORMS[form],
            state=state,
            totals=self.totals(state),
        )

    def ledger(self, lang: str) -> dict[str, Line]:
        """Return the project table as text in one language, by project id."""
        return self._ledgers.get(lang, lambda: read_ledger(self.dataset, self.names(lang)))

    def template(self, chart: Chart, canvas: Canvas) -> Template:
        """Return a chart's template, made once per appearance and class of screen."""
        state = canvas.state
        look = tuple(getattr(state, key) for key in APPEARANCE)
        bare = replace(canvas, state=state.cleared())
        return self._templates.get((chart.key, look, canvas.form.name), lambda: chart.template(bare))

    def selection(self, state: ViewState) -> Selection:
        """Return the clauses of a state."""
        return selection_of(state)
