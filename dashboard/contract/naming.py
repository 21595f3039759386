"""How a thing is called in the reader's language, and in which language that name is.

Law: a name is never translated by the machine. Missing names fall back page language, English,
Chinese; the language of the name travels with it, so a screen can mark it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from dashboard.contract.dataset import Dataset
from dashboard.i18n.translate import Words

COLUMN_OF = {"zh-Hans": "name_zh", "en": "name_en", "ja": "name_ja", "th": "name_th"}
FALLBACK = ("en", "zh-Hans", "ja", "th")


@dataclass(frozen=True)
class Name:
    """A name and the language it is written in."""

    text: str
    lang: str


def pick_name(found: Mapping[str, str], lang: str) -> Name:
    """Return the name in ``lang``, else in English, else in Chinese.

    Examples
    --------
    >>> pick_name({"zh-Hans": "望亭镇", "en": "Wangting"}, "th")
    Name(text='Wangting', lang='en')
    """
    for wanted in (lang, *FALLBACK):
        if found.get(wanted):
            return Name(found[wanted], wanted)
    return Name("", lang)


def _by_language(frame: pd.DataFrame, columns: Mapping[str, str]) -> list[dict[str, str]]:
    present = {lang: frame[column].tolist() for lang, column in columns.items() if column in frame}
    return [dict(zip(present, values, strict=True)) for values in zip(*present.values(), strict=True)]


class Names:
    """Names of projects, places, events and codes of one Dataset in one language."""

    def __init__(self, dataset: Dataset, words: Words) -> None:
        self.dataset = dataset
        self.words = words

    def _table(self, table: str, key: str, columns: Mapping[str, str]) -> dict[str, Name]:
        frame = self.dataset.tables[table]
        names = [pick_name(found, self.words.lang) for found in _by_language(frame, columns)]
        return dict(zip(frame[key].tolist(), names, strict=True))

    def _codes(self, table: str) -> dict[str, Name]:
        frame = self.dataset.codes.get(table)
        if frame is None:
            return {}
        columns = {lang: lang for lang in COLUMN_OF}
        names = [pick_name(found, self.words.lang) for found in _by_language(frame, columns)]
        return dict(zip(frame["code"].tolist(), names, strict=True))

    @cached_property
    def projects(self) -> dict[str, Name]:
        """Names by project id."""
        return self._table("projects", "project_id", COLUMN_OF)

    @cached_property
    def places(self) -> dict[str, Name]:
        """Names by place id."""
        return self._table("places", "place_id", COLUMN_OF)

    @cached_property
    def vague_places(self) -> frozenset[str]:
        """Places that are the whole park or have no anchor; they lead no ranking."""
        places = self.dataset.tables["places"]
        return frozenset(places.loc[places["covers_park"] | places["anchor_lon"].isna(), "place_id"])

    @cached_property
    def short_places(self) -> dict[str, Name]:
        """Short names for the map by place id; the full name where there is none."""
        short = {lang: column.replace("name", "short") for lang, column in COLUMN_OF.items()}
        found = self._table("places", "place_id", short)
        return {key: name if name.text else self.places[key] for key, name in found.items()}

    @cached_property
    def events(self) -> dict[str, Name]:
        """Titles by event id."""
        titles = {lang: column.replace("name", "title") for lang, column in COLUMN_OF.items()}
        return self._table("events", "event_id", titles)

    @cached_property
    def headlines(self) -> dict[str, Name]:
        """Short labels of the headline events by event id."""
        short = {lang: column.replace("name", "short") for lang, column in COLUMN_OF.items()}
        return {key: name for key, name in self._table("events", "event_id", short).items() if name.text}

    @cached_property
    def sectors(self) -> dict[str, Name]:
        """Labels of the register's sector codes."""
        return self._codes("sectors")

    @cached_property
    def families(self) -> dict[str, Name]:
        """Labels of the groups that charts fold the sectors into."""
        return self._codes("sector_families")

    @cached_property
    def indicators(self) -> dict[str, Name]:
        """Labels of published indicators."""
        return self._codes("indicators")

    def of(self, dimension: str, code: str) -> str:
        """Return the label of a code of a dimension as one text; places by their short name."""
        if code in ("none", ""):
            return self.words.text("Not stated")
        if dimension == "stage":
            return self.words.label("stage", code)
        if dimension == "home":
            return self.words.label("country", code)
        found = {
            "sector": self.sectors,
            "family": self.families,
            "place": self.short_places,
            "unit": self.short_places,
        }[dimension]
        return found[code].text if code in found else code
