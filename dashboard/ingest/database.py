"""What a park folder says of a database: which tables and layers come from it, whose they are.

Law: a name that reaches a query is a table of the contract or a plain identifier; where the database
stands and how to log in is told by the environment alone, never by a file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dashboard.contract.issues import Issue, shown
from dashboard.contract.tables import TABLES
from dashboard.ingest.sources import NO_KEY, read_toml

FILE = "sources.toml"
PLAIN = re.compile(r"[a-z_][a-z0-9_]{0,62}")
LAYER_FILE = re.compile(r"boundary/[A-Za-z0-9_-]{1,60}\.geojson")
NOT_PLAIN = (
    "“{value}” is not a plain name of a schema, table or layer.",
    "Use small letters, digits and underscores only.",
)
NOT_OURS = ("“{value}” is not a table that can come from a database.", "Use one of: {allowed}.")
NOT_LAYER_FILE = ("“{value}” is not the file of a layer.", "Write it as boundary/NAME.geojson.")
NOTHING = ("The block database names no tables and no layers.", "Name what comes from the database.")


@dataclass(frozen=True)
class Described:
    """The ``[database]`` block: what is read from which schema, under whose name and terms.

    ``layers`` gives the park's file for each layer of the same name. ``watermark`` names a small table
    that changes whenever the data do; without it the versions of the rows are looked at.
    """

    schema: str = "public"
    tables: tuple[str, ...] = ()
    layers: Mapping[str, str] = field(default_factory=dict)
    watermark: str = ""
    producer: str = ""
    licence: str = ""
    note: str = ""


def read_described(folder: Path) -> tuple[Described | None, list[Issue]]:
    """Return what comes from a database, None when nothing does; with every problem of the block."""
    found, _ = read_toml(folder / FILE, FILE)
    block = (found or {}).get("database")
    if not isinstance(block, dict):
        return None, []
    described = _described(block)
    issues = [*_names(described), *_tables(described), *_files(described), *_missing(described)]
    return (None if issues else described), issues


def _described(block: dict[str, Any]) -> Described:
    tables, layers = block.get("tables", []), block.get("layers", {})
    return Described(
        schema=str(block.get("schema", "public")),
        tables=tuple(str(name) for name in tables) if isinstance(tables, list) else (str(tables),),
        layers={str(name): str(file) for name, file in layers.items()} if isinstance(layers, dict) else {},
        **{name: str(block.get(name, "")) for name in ("watermark", "producer", "licence", "note")},
    )


def _names(described: Described) -> list[Issue]:
    watermark = [described.watermark] if described.watermark else []
    named = [described.schema, *described.layers, *watermark]
    return [_issue("not_plain", NOT_PLAIN, name) for name in named if not PLAIN.fullmatch(name)]


def _tables(described: Described) -> list[Issue]:
    if not described.tables and not described.layers:
        return [_issue("no_tables", NOTHING, "database")]
    allowed = ", ".join(sorted(TABLES))
    unknown = [name for name in described.tables if name not in TABLES]
    return [_issue("unknown_table", NOT_OURS, name, allowed=allowed) for name in unknown]


def _files(described: Described) -> list[Issue]:
    files = described.layers.values()
    return [
        _issue("bad_layer_file", NOT_LAYER_FILE, file) for file in files if not LAYER_FILE.fullmatch(file)
    ]


def _missing(described: Described) -> list[Issue]:
    lacking = [name for name in ("producer", "licence") if not getattr(described, name).strip()]
    return [_issue("missing_key", NO_KEY, f"database.{name}", name=f"database.{name}") for name in lacking]


def _issue(code: str, texts: tuple[str, str], value: str, **facts: Any) -> Issue:
    told = {"value": shown(value), **facts}
    return Issue("error", code, FILE, *texts, column="database", value=shown(value), facts=told)
