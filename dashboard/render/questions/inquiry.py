"""What a question is asked of: the board of its rules, the rows that pass, names and words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dashboard.contract.naming import Names
from dashboard.i18n import dates, numbers
from dashboard.i18n.translate import Words
from dashboard.query.tracks import of_stage, tracks_of
from dashboard.render.questions.finding import Group, Switch
from dashboard.state import ViewState

if TYPE_CHECKING:
    from dashboard.render.board import Board

COLUMN_OF = {
    "town": "place_id",
    "unit": "reporting_unit",
    "sector": "sector_code",
    "home": "home_country_iso3",
    "officer": "owner_person",
}
DIMENSION_OF = {"town": "place", "unit": "unit", "sector": "sector", "home": "home", "officer": ""}
GROUP_LABELS = {
    "town": "By town",
    "unit": "By reporting unit",
    "sector": "By sector",
    "home": "By home country",
    "officer": "By officer",
}


@dataclass(frozen=True)
class Inquiry:
    """One question in one view. ``board`` may count by other rules than the view, as the question says."""

    board: Board
    state: ViewState
    names: Names

    @property
    def words(self) -> Words:
        """Return the words of the view's language."""
        return self.names.words

    @property
    def today(self) -> pd.Timestamp:
        """Return the day the board shows."""
        return pd.Timestamp(self.board.dataset.park.compiled)

    @property
    def currency(self) -> str:
        """Return the currency of the view."""
        return self.state.currency

    @property
    def by(self) -> str:
        """Return what bars are grouped by."""
        return self.state.by if self.state.by in COLUMN_OF else "town"

    def kept(self, name: str, make: Callable[[], Any]) -> pd.DataFrame:
        """Return a frame made once per board."""
        found: pd.DataFrame = self.board.kept((name, self.currency), make)
        return found

    @property
    def projects(self) -> pd.DataFrame:
        """Return the projects that count, with ``minor`` (Int64, NA unknown) in the view's currency."""
        return self.kept("question projects", self._projects)

    def _projects(self) -> pd.DataFrame:
        rows = self.board.dataset.counted.reset_index(drop=True)
        facts, column = self.board.facts, f"amount_{self.currency.lower()}"
        minor = pd.array(facts.values[column], dtype="Int64")
        minor[~facts.known[column]] = pd.NA
        return rows.assign(minor=minor, undisclosed=facts.flags["undisclosed"])

    @property
    def tracks(self) -> pd.DataFrame:
        """Return plans and dates of every stage."""
        return self.kept("question tracks", lambda: tracks_of(self.board.dataset.tables["milestones"]))

    def track(self, stage: str) -> pd.DataFrame:
        """Return the tracks of a stage, a row for each project that counts, in their order."""
        ids = self.projects["project_id"]
        return self.kept(f"question track {stage}", lambda: of_stage(self.tracks, stage, ids))

    def passing(self, skip: str | None = None) -> np.ndarray:
        """Return which projects pass the view's clauses, leaving out those of one dimension."""
        mask: np.ndarray = self.board.engine.mask(self.board.selection(self.state), skip=skip or None)
        return mask

    def project(self, key: str) -> str:
        """Return a project's name."""
        name = self.names.projects.get(key)
        return name.text if name else key

    def of(self, by: str, code: str) -> str:
        """Return the label of a group."""
        if by == "officer":
            return code or self.words.text("Not stated")
        codes = [self.names.of(DIMENSION_OF[by], part) for part in (code.split(";") if code else ["none"])]
        return " · ".join(codes)

    def day(self, moment: Any, precision: str = "day") -> str:
        """Return a date as text; a dash when unknown."""
        if moment is None or pd.isna(moment):
            return "–"
        return dates.date_text(pd.Timestamp(moment).date().isoformat(), precision or "day", self.words)

    def n(self, value: Any) -> str:
        """Return a whole number as text; a dash when unknown."""
        return "–" if value is None or pd.isna(value) else numbers.count(int(value), self.words)

    def money(self, minor: Any, currency: str = "") -> str:
        """Return an amount as text."""
        known = None if minor is None or pd.isna(minor) else int(minor)
        return numbers.short_money(known, currency or self.currency, self.words)

    def text(self, key: str, **facts: object) -> str:
        """Return a sentence."""
        return self.words.text(key, **facts)

    def groups(self, rows: pd.DataFrame, picked: np.ndarray) -> tuple[Group, ...]:
        """Return a group for each value of the present grouping, the largest first.

        Parameters
        ----------
        rows : the projects that pass without the grouping's own clauses.
        picked : of these, which pass the grouping's own clauses as well.
        """
        column, made = COLUMN_OF[self.by], []
        for code, part in rows.assign(picked=picked).groupby(column, sort=True):
            known = part["minor"].dropna()
            total = int(known.sum()) if len(known) else None
            made.append(
                Group(
                    code=str(code),
                    label=self.of(self.by, str(code)),
                    n=len(part),
                    text=self.money(total) if total is not None else "",
                    amount_minor=total,
                    picked=bool(part["picked"].any()),
                )
            )
        return tuple(sorted(made, key=lambda group: (-group.n, group.code)))

    def by_switch(self) -> Switch:
        """Return the switch between groupings."""
        allowed = self.board.vocabulary.groups
        return Switch(
            "by", self.text("Grouped"), self.by, tuple((key, self.text(GROUP_LABELS[key])) for key in allowed)
        )


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it; unknown is None, a moment an ISO day."""
    if value is None or (not isinstance(value, (list, tuple, dict, str)) and pd.isna(value)):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value.item() if hasattr(value, "item") else value
