"""What a database held becomes a park folder that stands alone, and its problems are told by their row."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.contract.issues import Issue
from dashboard.contract.tables import TABLES
from dashboard.ingest.database import Described
from dashboard.ingest.folder import ParkFolder, read_folder, sources_text, write_folder
from dashboard.ingest.readers.csv import read_csv

FEWEST_ROWS, LEAST_KEPT = 20, 0.8
PARTS = ("*.toml", "boundary/*", "codes/*", "stories/*", "tables/*")


def digest_of(folder: Path) -> str:
    """Return a hash of a park folder's own files, for they are published with what is pulled."""
    found = hashlib.sha256()
    for path in sorted(path for part in PARTS for path in folder.glob(part) if path.is_file()):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


def write_pulled(
    folder: Path,
    described: Described,
    held: tuple[Mapping[str, pd.DataFrame], Mapping[str, bytes]],
    target: Path,
    day: date,
) -> None:
    """Write the park's folder with the tables and layers that a database held put into it."""
    tables, layers = held
    park = read_folder(folder)
    for name, frame in tables.items():
        park.put(name, frame)
        park.touched.add(name)
    files = {described.layers[name]: body for name, body in layers.items()}
    park.files |= files
    park.files["sources.toml"] = _sources(park, described, day)
    write_folder(park, target, day)


def _sources(park: ParkFolder, described: Described, day: date) -> bytes:
    """Return the sources of the folder's own files, and of what came from the database."""
    own = tomllib.loads(park.files["sources.toml"].decode("utf-8-sig")).get("source", [])
    terms = {"producer": described.producer, "licence": described.licence, "note": described.note}
    made: list[dict[str, Any]] = [
        {"file": f"tables/{name}.csv", "table": name, **terms} for name in described.tables
    ]
    for name, file in described.layers.items():
        sha256 = hashlib.sha256(park.files[file]).hexdigest()
        made.append(
            {"file": file, "layer": name, "crs": "EPSG:4326", "as_of": day, **terms, "sha256": sha256}
        )
    named = {source["file"] for source in made}
    return sources_text([*(source for source in own if source["file"] not in named), *made])


def lost_tables(before: Path | None, tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return the tables that lost more than a fifth of their rows since a folder was written."""
    if before is None:
        return []
    shown = read_folder(before).tables
    return [
        name
        for name, frame in tables.items()
        if name in shown and len(shown[name]) >= FEWEST_ROWS and len(frame) < LEAST_KEPT * len(shown[name])
    ]


def by_row(folder: Path, issues: tuple[Issue, ...]) -> list[dict[str, Any]]:
    """Return problems of a written folder with the table and the key of the row instead of a line."""
    return [_told(folder, issue) for issue in issues]


def _told(folder: Path, issue: Issue) -> dict[str, Any]:
    name = Path(issue.file).stem
    if name not in TABLES or issue.row is None or not (folder / issue.file).is_file():
        return _problem(issue, issue.file, "")
    read = read_csv(folder / issue.file, issue.file)
    if read.frame is None or issue.row not in read.lines:
        return _problem(issue, name, "")
    row = read.frame.iloc[read.lines.index(issue.row)]
    named = TABLES[name].key or "project_id"
    return _problem(issue, name, str(row.get(named, "")))


def _problem(issue: Issue, table: str, key: str) -> dict[str, Any]:
    return {
        "table": table,
        "key": key,
        "column": issue.column,
        "code": issue.code,
        "value": issue.value,
        "says": issue.key,
        "facts": {name: str(value) for name, value in issue.facts.items()},
    }
