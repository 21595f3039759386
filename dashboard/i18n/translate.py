"""The words of one language: texts by their English sentence, labels of codes, rules of writing."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "locales"


@dataclass(frozen=True)
class Words:
    """The words of a language. Data are never looked up, only put in for ``{names}``."""

    lang: str
    rules: Mapping[str, str]
    texts: Mapping[str, str]
    singular: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]

    def text(self, key: str, /, **facts: Any) -> str:
        """Return a sentence with its facts put in; an unknown sentence stays English.

        Examples
        --------
        >>> words("en").text("{n} projects", n=1), words("ja").text("about {date}", date="2024年")
        ('1 project', '2024年頃')
        """
        written = self.texts.get(key, key)
        if str(facts.get("n")) == "1":
            written = self.singular.get(key, written)
        return written.format(**facts) if facts else written

    def label(self, kind: str, code: str) -> str:
        """Return the label of a code; a code without a label is shown as it is.

        An empty code is looked up as "none".

        Examples
        --------
        >>> words("en").label("stage", "70"), words("en").label("stage", "71")
        ('Operating', '71')
        """
        return self.labels.get(kind, {}).get(code or "none", code)

    def __hash__(self) -> int:
        return hash(self.lang)


@lru_cache(maxsize=8)
def words(lang: str) -> Words:
    """Return the words of a language. Raises FileNotFoundError for one that has no file."""
    found = tomllib.loads((FOLDER / f"{lang}.toml").read_text(encoding="utf-8"))
    labels = {name: table for name, table in found.items() if name not in ("rules", "text", "one")}
    return Words(lang, found["rules"], found.get("text", {}), found.get("one", {}), labels)
