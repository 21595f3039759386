"""The filter as a sentence: one chip per clause, with what it leaves out and how to take it away."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.contract.naming import Names
from dashboard.i18n import dates, numbers
from dashboard.query.engines.base import Totals
from dashboard.state import LISTED, PERIODS, ViewState, Vocabulary, to_search

CLAUSES = (*LISTED, "signed", "due", "area", "q")
TITLES = {
    "sector": "Sector",
    "stage": "Stage",
    "place": "Place",
    "home": "Home",
    "unit": "Reporting unit",
    "signed": "Signed",
    "due": "Next step planned",
    "area": "Area",
    "q": "Search",
}


@dataclass(frozen=True)
class Chip:
    """One part of the sentence. ``remove`` is the address without it, ``back`` what that brings back."""

    key: str
    title: str
    text: str
    note: str
    remove: str
    back: int
    toggle_undated: str = ""


def chips_of(state: ViewState, names: Names, totals: Totals, vocabulary: Vocabulary) -> tuple[Chip, ...]:
    """Return a chip for every clause of the state, in the order of the sentence."""
    found = []
    for key in CLAUSES:
        text = clause_text(state, key, names)
        if text:
            found.append(_chip(state, key, text, (names, totals, vocabulary)))
    return tuple(found)


def _chip(state: ViewState, key: str, text: str, known: tuple[Names, Totals, Vocabulary]) -> Chip:
    names, totals, vocabulary = known
    note, toggle = "", ""
    if key == "signed":
        note = undated_note(state, names, totals)
        other = "out" if state.undated == "keep" else "keep"
        toggle = to_search(replace(state, undated=other), vocabulary)
    return Chip(
        key=key,
        title=names.words.text(TITLES[key]),
        text=text,
        note=note,
        remove=to_search(state.without(key), vocabulary),
        back=totals.removing.get(key, totals.projects),
        toggle_undated=toggle,
    )


def undated_note(state: ViewState, names: Names, totals: Totals) -> str:
    """Return "74 undated left out", or that they are kept."""
    words, left = names.words, totals.undated_left_out.get("signed", 0)
    if state.undated == "keep":
        return words.text("undated kept")
    return words.text("{n} undated left out", n=numbers.count(left, words)) if left else ""


def clause_text(state: ViewState, key: str, names: Names) -> str:
    """Return what a clause says, empty when there is no such clause."""
    if key in LISTED:
        return _listed(state.picked(key), key, names)
    if key in PERIODS:
        start, end = getattr(state, key)
        return dates.period_text(start, end, names.words) if start or end else ""
    if key == "area":
        return names.words.text("an area on the map") if state.area else ""
    return f"“{state.q}”" if state.q else ""


def _listed(codes: tuple[str, ...], key: str, names: Names) -> str:
    if not codes:
        return ""
    if key == "sector":
        codes = folded(codes, names)
        labels = [
            names.families[code].text if code in names.families else names.of(key, code) for code in codes
        ]
    else:
        labels = [names.of(key, code) for code in codes]
    separator = names.words.rules.get("list_separator", ", ")
    return separator.join(labels)


def folded(codes: tuple[str, ...], names: Names) -> tuple[str, ...]:
    """Replace all the sectors of a family by the family; other codes stay.

    The families come first, in the order of their list.
    """
    sectors = names.dataset.codes["sectors"]
    families: list[str] = []
    rest = set(codes)
    for family in names.dataset.codes["sector_families"]["code"]:
        members = set(sectors.loc[sectors["family"] == family, "code"])
        if members and members <= rest:
            families.append(family)
            rest -= members
    return (*families, *(code for code in codes if code in rest))
