"""What a link restores: the address becomes a ViewState, and back into its canonical form.

Law: the same address always gives the same view. A part that is unknown or bad is dropped and
named in a note; it never breaks the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, quote

from dashboard.i18n import LANGUAGES
from dashboard.query.basis import Deviations, read_rules, write_rules

THEMES = ("light", "dark")
SCALES = ("park", "city", "delta", "eastasia")
MEASURES = ("count", "amount")
GRAINS = ("quarter", "year", "month")
CHOICES = {
    "lang": LANGUAGES,
    "theme": THEMES,
    "scale": SCALES,
    "measure": MEASURES,
    "grain": GRAINS,
    "undated": ("out", "keep"),
}
LISTED = ("sector", "stage", "place", "home", "unit")
FREE = ("q", "hl", "card", "scene", "sort", "cols", "pin")
PLAIN = ("currency", "sort", "q", "hl", "card", "pin", "scene", "ask", "days", "by", "figure")
PERIODS, DAYS_ON = ("signed", "due"), ("asof", "versus")
APPEARANCE = (
    *("park", "lang", "theme", "scale", "measure", "currency", "grain", "tab"),
    *(*DAYS_ON, "rules", "ask"),
)
MOST_DAYS, MOST_VERTICES, LONGEST_TEXT = 3650, 24, 80
PERIOD = re.compile(r"(\d{4}-\d{2})?\.\.(\d{4}-\d{2})?")
FIGURE = re.compile(r"-?\d{1,15}(\.\d{1,6})?")
SAFE = ",;.:-_~"
NO_CLAUSE: dict[str, dict[str, Any]] = {
    "signed": {"signed": ("", ""), "undated": "out"},
    "due": {"due": ("", "")},
    "area": {"area": ()},
    "q": {"q": ""},
}


@dataclass(frozen=True)
class Vocabulary:
    """The words an address may use on one park: codes of each dimension, ids, columns."""

    park: str
    parks: tuple[str, ...]
    lang: str
    codes: Mapping[str, frozenset[str]]
    currencies: tuple[str, ...]
    cards: frozenset[str]
    columns: tuple[str, ...]
    tabs: tuple[str, ...]
    dataset_id: str = ""
    compiled: str = ""
    rules: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    scenes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Note:
    """A sentence for the reader: its key and the facts to put in."""

    key: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ViewState:
    """Everything a reader chose. Hashable; equal states draw equal pictures."""

    park: str = ""
    lang: str = ""
    theme: str = "light"
    scale: str = "park"
    measure: str = "count"
    currency: str = ""
    grain: str = "quarter"
    sort: str = "-signed"
    cols: tuple[str, ...] = ()
    tab: tuple[str, ...] = ()
    q: str = ""
    hl: str = ""
    card: str = ""
    pin: str = ""
    scene: str = ""
    undated: str = "out"
    picks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    signed: tuple[str, str] = ("", "")
    due: tuple[str, str] = ("", "")
    area: tuple[tuple[float, float], ...] = ()
    asof: str = ""
    versus: str = ""
    rules: Deviations = ()
    ask: str = ""
    days: str = ""
    by: str = ""
    figure: str = ""
    notes: tuple[Note, ...] = field(default=(), compare=False)

    def picked(self, dimension: str) -> tuple[str, ...]:
        """Return the codes picked in a dimension; empty means any."""
        return dict(self.picks).get(dimension, ())

    def changed(self, **changes: Any) -> ViewState:
        """Return the state with some of its fields replaced."""
        return replace(self, **changes)

    def with_pick(self, dimension: str, codes: Iterable[str]) -> ViewState:
        """Return the state with the codes of one dimension replaced."""
        picks = {**dict(self.picks), dimension: tuple(sorted(set(codes)))}
        kept = tuple(sorted((name, values) for name, values in picks.items() if values))
        return replace(self, picks=kept)

    def without(self, key: str) -> ViewState:
        """Return the state without one clause, by its address key."""
        if key in LISTED:
            return self.with_pick(key, ())
        return self.changed(**NO_CLAUSE.get(key, {}))

    def cleared(self) -> ViewState:
        """Return the state without any clause; language, theme and tabs stay."""
        return replace(self, picks=(), signed=("", ""), due=("", ""), area=(), q="", undated="out")

    def filtered(self) -> bool:
        """Say whether any clause narrows the view."""
        return bool(self.picks or any(self.signed) or any(self.due) or self.area or self.q)


def default_state(words: Vocabulary) -> ViewState:
    """Return the view of the bare address."""
    return ViewState(park=words.park, lang=words.lang, currency=words.currencies[0])


def from_search(search: str, words: Vocabulary) -> ViewState:
    """Read an address; what cannot be used is dropped and noted in ``notes``."""
    state, notes = default_state(words), []
    seen: dict[str, str] = {}
    for key, value in parse_qsl(search.lstrip("?"), keep_blank_values=False, max_num_fields=60):
        if key in seen:
            notes.append(_dropped("“{key}” is given twice in the address; the first one counts.", key, value))
            continue
        seen[key] = value
    for key, value in seen.items():
        state, problem = _apply(state, key, value, words)
        notes.extend(_dropped(text, key, value) for text in problem)
    return replace(state, notes=tuple(notes))


def _dropped(text: str, key: str, value: str) -> Note:
    return Note(text, (("key", key[:LONGEST_TEXT]), ("value", value[:LONGEST_TEXT])))


UNKNOWN_KEY = "The address part “{key}” is not known here and was left out."
BAD_VALUE = "The address gives “{value}” for “{key}”, which this park does not have; it was left out."
NOT_HERE = "The address part “{key}” needs data this park does not have; it was left out."
PIN_GONE = "The address asks for data state {value}, which is no longer kept; the present data are shown."


def _apply(state: ViewState, key: str, value: str, words: Vocabulary) -> tuple[ViewState, list[str]]:
    if key == "park":
        return (state, []) if value == state.park else (state, [BAD_VALUE])
    if key in CHOICES:
        return (state.changed(**{key: value}), []) if value in CHOICES[key] else (state, [BAD_VALUE])
    if key in LISTED:
        return _apply_codes(state, key, value, words)
    if key in PERIODS:
        return _apply_period(state, key, value)
    if key == "area":
        return _apply_area(state, value)
    if key in FREE or key in ("tab", "currency"):
        return _apply_free(state, key, value, words)
    if key in (*DAYS_ON, "rules", "ask", "days", "by", "figure"):
        return _apply_basis(state, key, value, words)
    return state, [UNKNOWN_KEY]


def _apply_codes(state: ViewState, key: str, value: str, words: Vocabulary) -> tuple[ViewState, list[str]]:
    asked = [code for code in value.split(",") if code]
    good = [code for code in asked if code in words.codes[key]]
    return state.with_pick(key, good), ([BAD_VALUE] if len(good) < len(asked) else [])


def _apply_basis(state: ViewState, key: str, value: str, words: Vocabulary) -> tuple[ViewState, list[str]]:
    if key == "rules":
        rules, bad = read_rules(value, words.rules)
        return replace(state, rules=rules), ([BAD_VALUE if words.rules else NOT_HERE] if bad else [])
    if key in DAYS_ON:
        good = _day_is_real(value) and value <= words.compiled
    elif key == "figure":
        good = FIGURE.fullmatch(value) is not None
    elif key == "days":
        good = value.isdecimal() and 0 < int(value) <= MOST_DAYS
    else:
        good = value in (words.questions if key == "ask" else (*words.groups, *words.bases))
    return (state.changed(**{key: value}), []) if good else (state, [BAD_VALUE])


def _day_is_real(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _month_is_real(month: str) -> bool:
    return not month or (1 <= int(month[5:]) <= 12 and int(month[:4]) > 1900)


def _apply_period(state: ViewState, key: str, value: str) -> tuple[ViewState, list[str]]:
    found = PERIOD.fullmatch(value)
    start, end = (found.group(1) or "", found.group(2) or "") if found else ("", "")
    if not found or not (start or end) or not (_month_is_real(start) and _month_is_real(end)):
        return state, [BAD_VALUE]
    if start and end and start > end:
        return state, [BAD_VALUE]
    return state.changed(**{key: (start, end)}), []


def _apply_area(state: ViewState, value: str) -> tuple[ViewState, list[str]]:
    try:
        ring = tuple(_vertex(pair) for pair in value.split(";"))
    except ValueError:
        return state, [BAD_VALUE]
    usable = 3 <= len(ring) <= MOST_VERTICES and all(abs(lon) <= 180 and abs(lat) <= 90 for lon, lat in ring)
    return (replace(state, area=ring), []) if usable else (state, [BAD_VALUE])


def _vertex(pair: str) -> tuple[float, float]:
    lon, lat = pair.split(",")
    return round(float(lon), 4), round(float(lat), 4)


def _apply_free(state: ViewState, key: str, value: str, words: Vocabulary) -> tuple[ViewState, list[str]]:
    if key == "q":
        return replace(state, q=" ".join(value.split())[:LONGEST_TEXT]), []
    if key == "pin":
        return (replace(state, pin=value), []) if value == words.dataset_id else (state, [PIN_GONE])
    if key in ("hl", "card", "scene"):
        known = value in (words.scenes if key == "scene" else words.cards)
        return (state.changed(**{key: value}), []) if known else (state, [BAD_VALUE])
    if key == "currency":
        return (replace(state, currency=value), []) if value in words.currencies else (state, [BAD_VALUE])
    if key == "sort":
        known = value.lstrip("-") in words.columns and value.count("-") <= 1
        return (replace(state, sort=value), []) if known else (state, [BAD_VALUE])
    allowed = words.columns if key == "cols" else words.tabs
    asked = [part for part in value.split(",") if part]
    good = tuple(part for part in asked if part in allowed)
    kept = good if key == "cols" else tuple(sorted(set(good)))
    return state.changed(**{key: kept}), ([BAD_VALUE] if len(good) < len(asked) else [])


def to_search(state: ViewState, words: Vocabulary, *, shared: bool = False) -> str:
    """Write the canonical address: keys sorted, defaults dropped, values percent-encoded.

    With ``shared`` the language and the theme are always written, so a link looks the same
    on every reader's screen.
    """
    parts = _parts(state)
    standard = _parts(default_state(words))
    kept = {key: value for key, value in parts.items() if value and value != standard.get(key)}
    if words.park != words.parks[0]:
        kept["park"] = state.park
    if shared:
        kept |= {"lang": state.lang, "theme": state.theme}
    return "&".join(f"{key}={quote(kept[key], safe=SAFE)}" for key in sorted(kept))


def _parts(state: ViewState) -> dict[str, str]:
    plain = {key: getattr(state, key) for key in (*CHOICES, *DAYS_ON, *PLAIN)}
    listed = {key: ",".join(values) for key, values in state.picks}
    spans = {key: "..".join(getattr(state, key)) if any(getattr(state, key)) else "" for key in PERIODS}
    ring = ";".join(f"{lon:.4f},{lat:.4f}" for lon, lat in state.area)
    return {
        **plain,
        **listed,
        **spans,
        "area": ring,
        "cols": ",".join(state.cols),
        "tab": ",".join(state.tab),
        "rules": write_rules(state.rules),
    }


def canonical(search: str, words: Vocabulary) -> str:
    """Return the canonical form of any address."""
    return to_search(from_search(search, words), words)
