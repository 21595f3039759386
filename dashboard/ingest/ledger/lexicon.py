"""The park's own words: its sectors, stages, places and units, in every language it knows them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.contract.codes import STAGES
from dashboard.contract.dataset import Dataset
from dashboard.i18n import LANGUAGES
from dashboard.i18n.translate import words
from dashboard.ingest.ledger.units import Unit, unit_of
from dashboard.ingest.ledger.words import folded, lookup

NAME_COLUMNS = ("name_zh", "name_en", "name_ja", "name_th", "short_zh", "short_en", "short_ja", "short_th")
SUFFIX = re.compile(r"(镇|街道|鎮|街道办事处|街道办|区|town|subdistrict|zone|park)$")
TOWNS = ("town", "subdistrict")
NO_SITE = ("lake", "metro_station", "railway_station", "airport", "city", "overseas_office")


@dataclass(frozen=True)
class Lexicon:
    """Code by folded word for each coded column; the kind of each place; the default unit of money."""

    codes: Mapping[str, Mapping[str, str]]
    place_types: Mapping[str, str]
    place_names: Mapping[str, str]
    money_unit: Unit | None
    headings: Mapping[str, str]

    def code(self, column: str, text: str) -> str | None:
        """Return the code a word stands for, None when it is not known."""
        return self.codes[column].get(folded(text))

    def place(self, text: str) -> str | None:
        """Return the id of a place by any of its names, with or without 镇, 街道, town."""
        key = folded(text)
        known = self.codes["place"]
        return known.get(key) or known.get(SUFFIX.sub("", key))

    def nearest(self, column: str, text: str) -> str:
        """Return the known word most like this one, "–" when none is near."""
        known = self.codes.get(column, {})
        found = difflib.get_close_matches(folded(text), list(known), n=1, cutoff=0.5)
        return found[0] if found else "–"

    def is_town(self, place: str) -> bool:
        """Say whether a place is a town or a subdistrict."""
        return self.place_types.get(place) in TOWNS


def lexicon_of(dataset: Dataset) -> Lexicon:
    """Return the words of a park: bundled ones, its codes, its places, its ``[ledger]`` in park.toml."""
    own: Mapping[str, Any] = dataset.park.ledger
    places = dataset.tables["places"]
    unit = unit_of(str(own.get("money_unit", "")), "money")
    return Lexicon(
        codes={
            "stage": _stages(own.get("stages", {})),
            "sector": _sectors(dataset.codes["sectors"], own.get("sectors", {})),
            "place": _places(places, own.get("places", {})),
            "project_status": lookup("project_status"),
            "project_type": lookup("project_type"),
            "agreement_type": lookup("agreement_type"),
            "home_country": _countries(),
        },
        place_types=dict(zip(places["place_id"], places["place_type"], strict=True)),
        place_names=dict(zip(places["place_id"], places["name_zh"], strict=True)),
        money_unit=unit,
        headings=own.get("headings", {}),
    )


def _stages(own: Mapping[str, Any]) -> dict[str, str]:
    found = {code: code for code in STAGES}
    for lang in LANGUAGES:
        for section in ("stage_short", "stage"):
            found |= {folded(label): code for code, label in words(lang).labels[section].items()}
    return found | lookup("stages", own)


def _sectors(frame: pd.DataFrame, own: Mapping[str, Any]) -> dict[str, str]:
    found = {folded(code): code for code in frame["code"]}
    for lang in LANGUAGES:
        found |= {
            folded(label): code for label, code in zip(frame[lang], frame["code"], strict=True) if label
        }
    found |= {folded(str(word)): str(code) for word, code in own.items()}
    return found


def _countries() -> dict[str, str]:
    found = lookup("countries")
    for lang in LANGUAGES:
        labels = words(lang).labels.get("country", {})
        found |= {folded(label): code for code, label in labels.items() if re.fullmatch("[A-Z]{3}", code)}
    return found


def _places(frame: pd.DataFrame, own: Mapping[str, Any]) -> dict[str, str]:
    frame = frame[~frame["place_type"].isin(NO_SITE)]
    found: dict[str, str] = {}
    bare: dict[str, set[str]] = {}
    for column in (name for name in NAME_COLUMNS if name in frame):
        for name, place in zip(frame[column], frame["place_id"], strict=True):
            key = folded(name)
            if key:
                found.setdefault(key, place)
                bare.setdefault(SUFFIX.sub("", key), set()).add(place)
    found |= {
        key: next(iter(places)) for key, places in bare.items() if len(places) == 1 and key not in found
    }
    found |= {folded(place): place for place in frame["place_id"]}
    return found | {folded(str(word)): str(place) for word, place in own.items()}
