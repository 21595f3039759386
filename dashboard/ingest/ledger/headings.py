"""One heading cell to one column and its unit: 投资额（万元）, 総投資額[百万円], Investment (CNY m)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.ingest.ledger.columns import BESIDE, LEDGER, PLACED, QUANTITIES
from dashboard.ingest.ledger.units import Unit, ending_of, unit_of
from dashboard.ingest.ledger.words import folded, lookup, marks

BRACKETS = re.compile(r"[(\[【〔{<《]([^)\]】〕}>》]*)[)\]】〕}>》]")
UNIT_LEAD = re.compile(r"^(单位|金额单位|unit|in|単位|หน่วย)\s*[:：]?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """What a heading cell says: the column's key and its unit when it names one."""

    key: str
    unit: Unit | None


class Headings:
    """The headings a park's ledgers may have: the bundled words and the park's own.

    ``beside`` knows the headings of sheets with one milestone or one amount a row, too.
    """

    def __init__(self, own: Mapping[str, str] | None = None, *, beside: bool = False) -> None:
        self._keys = lookup("headings", own)
        self._keys |= {folded(key): key for key in LEDGER if key not in BESIDE}
        if beside:
            self._keys |= lookup("side_headings")
        for key in LEDGER:
            if key not in BESIDE and key.endswith(("_planned", "_actual")):
                self._add_tense(key)
        self._memo: dict[str, Heading | None] = {}

    def _add_tense(self, key: str) -> None:
        name, tense = key.rsplit("_", 1)
        for word in [word for word, known in self._keys.items() if known == name]:
            for mark in marks(f"date_{tense}"):
                self._keys.setdefault(folded(mark + word), key)
                self._keys.setdefault(folded(word + mark), key)

    def of(self, text: str) -> Heading | None:
        """Return what a heading says, None when it is none that is known."""
        if text not in self._memo:
            self._memo[text] = self._resolve(text)
        return self._memo[text]

    def _resolve(self, text: str) -> Heading | None:
        plain = unicodedata.normalize("NFKC", text).strip()
        if not plain or len(plain) > 60:
            return None
        key = self._keys.get(folded(plain))
        if key:
            return Heading(key, None)
        if self._is_any_place(plain):
            return Heading("place", None)
        inside = [UNIT_LEAD.sub("", part.strip()) for part in BRACKETS.findall(plain)]
        outside = BRACKETS.sub("", plain).strip()
        for name, units in ((outside, inside), *self._split(outside or plain, inside)):
            found = self._named(name, units)
            if found:
                return found
        return None

    def _is_any_place(self, text: str) -> bool:
        """Say whether a heading offers several kinds of place: 园区/板块/所属镇街道."""
        parts = re.split(r"[/、或]", text)
        return len(parts) > 1 and all(self._keys.get(folded(part)) in PLACED for part in parts)

    def _split(self, text: str, inside: list[str]) -> list[tuple[str, list[str]]]:
        found = []
        for mark in ("/", ",", "，", ":", "："):
            head, _, tail = text.rpartition(mark)
            if head:
                found.append((head, [tail, *inside]))
        name, unit = ending_of(text)
        return [*found, (name, [unit, *inside])] if unit else found

    def _named(self, name: str, units: list[str]) -> Heading | None:
        key = self._keys.get(folded(name))
        if key is None:
            return None
        kind = QUANTITIES.get(LEDGER[key].kind, "") if key in LEDGER else ""
        named = (
            next((unit for unit in (unit_of(text, kind) for text in units) if unit), None) if kind else None
        )
        return Heading(key, named)
