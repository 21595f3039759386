"""The words of hand-made ledgers, from ``words.toml`` and the park's own; compared in one folded form."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("words.toml")
DROPPED = re.compile(r"[\s*★☆_:：、，,。.'\"“”‘’`·・/／|\\()（）\[\]【】〔〕{}<>《》-]+")


def folded(text: str) -> str:
    """Return a text as words are compared: one width, lower case, without spaces and punctuation.

    Examples
    --------
    >>> folded("总 投 资（万元）"), folded("Project ID"), folded("ｐｒｏｊｅｃｔ＿ｉｄ")
    ('总投资万元', 'projectid', 'projectid')
    """
    return DROPPED.sub("", unicodedata.normalize("NFKC", text).lower())


def marked(text: str) -> str:
    """Return a cell's text as a mark is compared: one width, lower case, trimmed.

    Examples
    --------
    >>> marked(" Ｔ BD "), marked("——")
    ('t bd', '——')
    """
    return unicodedata.normalize("NFKC", text).strip().lower()


@lru_cache(maxsize=1)
def bundled() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return ``words.toml`` as it is."""
    found: dict[str, dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {name: {key: tuple(said) for key, said in table.items()} for name, table in found.items()}


def lookup(section: str, more: Mapping[str, Any] | None = None) -> dict[str, str]:
    """Return code by folded word; a park's own words come last and win."""
    found: dict[str, str] = {}
    for code, said in bundled().get(section, {}).items():
        found |= {folded(word): code for word in (code, *said)}
    for word, code in (more or {}).items():
        found[folded(str(word))] = str(code)
    found.pop("", None)
    return found


@lru_cache(maxsize=16)
def marks(kind: str) -> frozenset[str]:
    """Return the marks of a kind, as cells are compared with them."""
    return frozenset(marked(word) for word in bundled()["marks"][kind])
