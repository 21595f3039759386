"""A park folder becomes a Dataset, or a report that says everything that prevents it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import geopandas as gpd
import pandas as pd

from dashboard.contract.dataset import Dataset, Source
from dashboard.contract.issues import Issue, ValidationReport
from dashboard.contract.park import Park
from dashboard.contract.tables import CODE_TABLES, OPTIONAL, TABLES, Table
from dashboard.ingest.checks import Sheet
from dashboard.ingest.convert import typed
from dashboard.ingest.database import read_described
from dashboard.ingest.layers import read_layers
from dashboard.ingest.readers.csv import read_csv
from dashboard.ingest.scene_pictures import pictures_beside
from dashboard.ingest.sources import NO_FILE, base_of, read_park, read_sources
from dashboard.ingest.stories import read_stories, story_files
from dashboard.ingest.validate import (
    check_amounts,
    check_cells,
    check_columns,
    check_future,
    check_ids,
    check_links,
    check_order,
    check_park_codes,
)

Find = Callable[[str], Path]
EVERY_TABLE: dict[str, Table] = {**TABLES, **CODE_TABLES}
DESCRIBED = ("tables/*.csv", "codes/*.csv", "boundary/*.geojson", "stories/*.toml")
CHANGED = (
    "The file has changed since its source was described.",
    "Write the new sha256 and as_of into sources.toml.",
)
NOT_PULLED = (
    "This table comes from the park’s database and has not been read yet.",
    "Run park-dashboard pull for this park; the database must answer once.",
)
UNDESCRIBED = (
    "No source describes this file.",
    "Add a block for it to sources.toml, with producer and licence.",
)


@dataclass(frozen=True)
class LoadResult:
    """What came of a folder: a Dataset when there is no error, and the report in any case."""

    dataset: Dataset | None
    report: ValidationReport
    folder_name: str
    park: Park | None


def load_park(folder: Path, told: Path | None = None) -> LoadResult:
    """Load a park. Never raises for bad data: every problem is in the report.

    ``told`` is where stories lie that go before the park's own.
    """
    park, issues = read_park(folder)
    sources, more = read_sources(folder)
    issues = [*issues, *more]
    described, wrong = read_described(folder)
    base = base_of(folder)
    find = partial(_find, folder, base)
    sheets, read_issues = _read_tables(find, described.tables if described else ())
    issues += wrong + read_issues + _source_issues(folder, sources, find)
    layers: dict[str, gpd.GeoDataFrame] = {}
    if park is not None:
        issues += _check(sheets, park)
        layers, layer_issues = read_layers(find, sources, park)
        issues += layer_issues
    files = story_files(folder, park.key if park else "", told)
    stories, story_issues = read_stories(files, sheets)
    issues += story_issues
    rows_in = {sheet.file: len(sheet.frame) for sheet in sheets.values()}
    report = ValidationReport(tuple(issues), rows_in)
    if park is None or not report.ok:
        return LoadResult(None, report, folder.name, park)
    frames = {name: typed(sheet.frame, EVERY_TABLE[name]) for name, sheet in sheets.items()}
    frames |= {name: typed(_empty(TABLES[name]), TABLES[name]) for name in set(TABLES) - set(frames)}
    dataset = Dataset(
        id=content_id(find, sources, files),
        park=park,
        tables={name: frame for name, frame in frames.items() if name in TABLES},
        codes={name: frame for name, frame in frames.items() if name in CODE_TABLES},
        layers=layers,
        sources=sources,
        report=report,
        newest=newest_report(frames, park),
        stories=stories,
    )
    return LoadResult(dataset, report, folder.name, park)


def _find(folder: Path, base: Path | None, file: str) -> Path:
    """Return where a file of the park lies: in its folder, else in the one it extends."""
    own = folder / file
    return own if base is None or own.is_file() else base / file


def _read_tables(find: Find, pulled: tuple[str, ...]) -> tuple[dict[str, Sheet], list[Issue]]:
    sheets: dict[str, Sheet] = {}
    issues: list[Issue] = []
    for name in EVERY_TABLE:
        file = f"{'tables' if name in TABLES else 'codes'}/{name}.csv"
        if not find(file).is_file():
            if name in pulled:
                issues.append(Issue("error", "not_pulled", file, *NOT_PULLED))
                continue
            if name in OPTIONAL:
                continue
            issues.append(Issue("error", "missing_file", file, *NO_FILE))
            continue
        read = read_csv(find(file), file)
        issues += read.issues
        if read.frame is not None:
            sheets[name] = Sheet(file, read.frame, read.lines)
    return sheets, issues


def _empty(table: Table) -> pd.DataFrame:
    return pd.DataFrame(columns=list(table.columns), dtype="str")


def _check(sheets: Mapping[str, Sheet], park: Park) -> list[Issue]:
    issues: list[Issue] = []
    for name, sheet in sheets.items():
        table = EVERY_TABLE[name]
        issues += check_columns(sheet, table) + check_cells(sheet, table) + check_ids(sheet, table)
        issues += check_links(sheet, table, sheets)
    if "milestones" in sheets:
        issues += check_future(sheets["milestones"], "date_actual", park.compiled) + check_order(
            sheets["milestones"]
        )
    if "amounts" in sheets:
        issues += check_amounts(sheets["amounts"])
    return issues + check_park_codes(sheets)


def _source_issues(folder: Path, sources: tuple[Source, ...], find: Find) -> list[Issue]:
    issues = []
    described = {source.file for source in sources}
    for source in sources:
        if source.sha256 and _digest(find(source.file)) not in ("", source.sha256):
            issues.append(Issue("warning", "changed_file", source.file, *CHANGED))
    for path in sorted(path for pattern in DESCRIBED for path in folder.glob(pattern)):
        file = path.relative_to(folder).as_posix()
        if file not in described:
            issues.append(Issue("warning", "no_source", file, *UNDESCRIBED))
    return issues


def _digest(path: Path) -> str:
    """Return a file's hash, "" for one that is not there or may not be read: that is told elsewhere."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError:
        return ""


def content_id(find: Find, sources: tuple[Source, ...], stories: Mapping[str, Path]) -> str:
    """Return sixteen hex digits over the bytes of every file of the park."""
    digest = hashlib.sha256()
    names = {"park.toml", "sources.toml", *(source.file for source in sources)}
    names |= {f"{'tables' if name in TABLES else 'codes'}/{name}.csv" for name in EVERY_TABLE}
    beside = {f"stories/{path.name}": path for path in pictures_beside(stories.values())}
    for name in sorted(names | set(stories) | set(beside)):
        path = stories.get(name) or beside.get(name) or find(name)
        if path.is_file():
            digest.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def newest_report(frames: Mapping[str, pd.DataFrame], park: Park) -> str | None:
    """Return the newest date of an event or a stage report that is not after the day of compiling."""
    dates = [*frames["events"]["event_date"], *frames["projects"]["stage_as_of"]]
    past = [iso for iso in dates if iso and iso <= park.compiled.isoformat()]
    return max(past, default=None)
