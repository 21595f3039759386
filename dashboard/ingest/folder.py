"""A park folder as text tables: read whole, written whole, its sources described anew."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.contract.tables import TABLES
from dashboard.ingest.readers.csv import read_csv
from dashboard.ingest.sources import base_of

PLAIN = re.compile(r"^(\w+)\s*=")


@dataclass
class ParkFolder:
    """A park's tables as text, and every other file as bytes by its path in the folder."""

    tables: dict[str, pd.DataFrame]
    files: dict[str, bytes]
    touched: set[str] = field(default_factory=set)
    layers: dict[str, str] = field(default_factory=dict)

    def table(self, name: str) -> pd.DataFrame:
        """Return a table with every column of the contract; empty when the park has none."""
        columns = TABLES[name].columns
        frame = self.tables.get(name, pd.DataFrame(columns=list(columns), dtype="str"))
        missing = {column: "" for column in columns if column not in frame}
        return frame.assign(**missing).astype("str")

    def sources(self) -> list[dict[str, Any]]:
        """Return the blocks of sources.toml."""
        found: list[dict[str, Any]] = tomllib.loads(self.files["sources.toml"].decode("utf-8-sig")).get(
            "source", []
        )
        return found

    def put_layer(self, layer: str, body: bytes) -> None:
        """Replace a layer by its role; one the park did not have is added."""
        known = (source["file"] for source in self.sources() if source.get("layer") == layer)
        file = next(known, f"boundary/{layer}.geojson")
        if self.files.get(file) != body:
            self.files[file] = body
            self.layers[file] = layer

    def put(self, name: str, frame: pd.DataFrame) -> None:
        """Replace a table, in the canonical order of its rows; note when its content has changed."""
        ordered = canonical(frame, name)
        before = canonical(self.table(name), name)
        if not ordered.equals(before[list(ordered.columns)]) or name not in self.tables:
            self.touched.add(name)
        self.tables[name] = ordered


def canonical(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return a table's rows in an order that does not depend on who came first.

    Rows about one thing keep their order of reporting, for the last one counts.
    """
    keys = [
        key for key in ("project_id", TABLES[name].key, "measure", "stage_code", "period") if key in frame
    ]
    keys += [key for key in ("reporting_unit", "reported_on") if key in frame and key not in keys]
    keys = [key for key in keys if name != "projects" or key in ("project_id",)]
    kept = [column for column in TABLES[name].columns if column in frame]
    return frame[kept].sort_values(keys, kind="stable").reset_index(drop=True) if keys else frame[kept]


def read_folder(folder: Path) -> ParkFolder:
    """Read a park folder and what it borrows from the one it extends."""
    base = base_of(folder)
    files = _files(base) if base else {}
    own = _files(folder)
    if base:
        own["park.toml"] = _laid_over(files["park.toml"], own["park.toml"])
        own["sources.toml"] = _joined_sources(files["sources.toml"], own["sources.toml"])
    files |= own
    tables = {}
    for name in TABLES:
        path = folder / "tables" / f"{name}.csv"
        if base and not path.is_file():
            path = base / "tables" / f"{name}.csv"
        read = read_csv(path, path.name) if path.is_file() else None
        if read is not None and read.frame is not None:
            tables[name] = read.frame
    return ParkFolder(tables, files)


def _files(folder: Path) -> dict[str, bytes]:
    found = {name: (folder / name).read_bytes() for name in ("park.toml", "sources.toml")}
    for part in ("boundary", "codes", "tables", "stories"):
        for path in sorted((folder / part).glob("*")):
            if path.is_file():
                found[f"{part}/{path.name}"] = path.read_bytes()
    return found


def _laid_over(base: bytes, own: bytes) -> bytes:
    """Return a park.toml with the plain keys of another put over it."""
    lines = base.decode("utf-8-sig").splitlines()
    for key, value in tomllib.loads(own.decode("utf-8-sig")).items():
        if key != "extends" and isinstance(value, str | int | float | bool | date):
            lines = _with_key(lines, key, value)
    return ("\n".join(lines) + "\n").encode()


def _with_key(lines: list[str], key: str, value: Any) -> list[str]:
    text = f"{key} = {toml_value(value)}"
    for at, line in enumerate(lines):
        if line.startswith("["):
            return [*lines[:at], text, *lines[at:]]
        named = PLAIN.match(line)
        if named and named[1] == key:
            return [*lines[:at], text, *lines[at + 1 :]]
    return [*lines, text]


def toml_value(value: Any) -> str:
    """Return a plain value as TOML writes it.

    Examples
    --------
    >>> toml_value("a “b”"), toml_value(date(2026, 1, 2)), toml_value(True)
    ('"a “b”"', '2026-01-02', 'true')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def _joined_sources(base: bytes, own: bytes) -> bytes:
    lent, mine = (tomllib.loads(raw.decode("utf-8-sig")).get("source", []) for raw in (base, own))
    named = {source["file"] for source in mine}
    return sources_text([*mine, *(source for source in lent if source["file"] not in named)])


def sources_text(sources: list[dict[str, Any]]) -> bytes:
    """Return a sources.toml."""
    parts = ["# Where every file of this park comes from. sha256 is of the file as it lies here.\n"]
    for source in sources:
        lines = [f"{key} = {toml_value(value)}" for key, value in source.items()]
        parts.append("[[source]]\n" + "\n".join(lines) + "\n")
    return "\n".join(parts).encode()


def write_folder(park: ParkFolder, target: Path, compiled: date) -> None:
    """Write a park folder that stands alone, as compiled on a day; changed tables are described anew."""
    files = dict(park.files)
    for name in park.touched:
        files[f"tables/{name}.csv"] = csv_bytes(park.tables[name])
    lines = files["park.toml"].decode("utf-8-sig").splitlines()
    said = tomllib.loads(files["park.toml"].decode("utf-8-sig"))["compiled"]
    files["park.toml"] = ("\n".join(_with_key(lines, "compiled", max(said, compiled))) + "\n").encode()
    files["sources.toml"] = _described(files, park, compiled)
    for name, body in files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Return a table as the park's own files are written: UTF-8, line feeds."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows(frame.itertuples(index=False, name=None))
    return text.getvalue().encode()


def _described(files: Mapping[str, bytes], park: ParkFolder, day: date) -> bytes:
    sources = park.sources()
    named = {source["file"]: source for source in sources}
    for file, layer in park.layers.items():
        if file not in named:
            named[file] = {"file": file, "layer": layer, "crs": "EPSG:4326", **LEDGER_SOURCE}
            sources.append(named[file])
        named[file] |= {"as_of": day, "sha256": hashlib.sha256(files[file]).hexdigest()}
    for name in sorted(park.touched):
        file = f"tables/{name}.csv"
        if file not in named:
            named[file] = {"file": file, "table": name, **LEDGER_SOURCE}
            sources.append(named[file])
        named[file]["as_of"] = day
        named[file]["sha256"] = hashlib.sha256(files[file]).hexdigest()
    return sources_text(sources)


LEDGER_SOURCE = {
    "producer": "reporting units of the park",
    "licence": "internal ledger of the park; its owner decides what is published",
    "note": "merged from ledgers sent by the units",
}
