"""A story as TOML text: what did not change keeps its writing and its comments."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

BLANK = re.compile(r"\n{3,}")


def story_text(content: Mapping[str, Any], before: str = "") -> str:
    """Return a story as text that reads back equal, written like the text before it where that is equal.

    Examples
    --------
    >>> print(story_text({"key": "b", "scene": [{"key": "x"}]}, '# Ours.\\nkey = "a"\\n'))
    # Ours.
    key = "b"
    <BLANKLINE>
    [[scene]]
    key = "x"
    <BLANKLINE>
    """
    plain: Any = tomlkit.parse(tomlkit.dumps(dict(content))).unwrap()
    try:
        text = BLANK.sub("\n\n", tomlkit.dumps(_changed(plain, before)))
        if tomllib.loads(text) == plain:
            return text
    except (TOMLKitError, tomllib.TOMLDecodeError):
        pass
    return tomlkit.dumps(plain)


def _changed(content: Mapping[str, Any], before: str) -> tomlkit.TOMLDocument:
    made = tomlkit.parse(before)
    old = made.unwrap()
    for key in set(old) - set(content):
        del made[key]
    for key, value in content.items():
        if old.get(key) != value:
            made[key] = _tables(value, list(made.get(key, []))) if _is_tables(value) else _inline(value)
    return made


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _tables(values: list[dict[str, Any]], old: list[Any]) -> Any:
    """Return tables in an order; one that was there before is taken as it was written."""
    made, known = tomlkit.aot(), [(one, one.unwrap()) for one in old]
    for value in values:
        made.append(next((table for table, plain in known if plain == value), None) or _table(value))
    return made


def _table(value: Mapping[str, Any]) -> Any:
    made = tomlkit.table()
    for key, one in value.items():
        if not _is_tables(one):
            made.append(key, _inline(one))
    for key, one in value.items():
        if _is_tables(one):
            made.append(key, _tables(one, []))
    return made


def _inline(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    made = tomlkit.inline_table()
    for key, one in value.items():
        made.append(key, _inline(one))
    return made
