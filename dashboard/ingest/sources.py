"""Read ``park.toml`` and ``sources.toml``; a missing key is an issue with its name."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.contract.dataset import Source
from dashboard.contract.issues import Issue, shown
from dashboard.contract.park import Area, Contact, MapSettings, Park, ParkName
from dashboard.i18n import LANGUAGES
from dashboard.ingest.readers.csv import UNREADABLE

NOT_TOML = (
    "The file cannot be read: {reason}.",
    "Correct it at the line named; TOML texts need quotation marks.",
)
NO_FILE = ("The file is missing.", "Put it into the park’s folder.")
NO_KEY = ("“{name}” is missing.", "Write it as in the example park.")


def read_toml(path: Path, file: str) -> tuple[dict[str, Any] | None, list[Issue]]:
    """Return a TOML file's tables, or the issue that prevents it."""
    if not path.is_file():
        return None, [Issue("error", "missing_file", file, *NO_FILE)]
    try:
        raw = path.read_bytes()
    except OSError:
        return None, [Issue("error", "unreadable_file", file, *UNREADABLE)]
    try:
        return tomllib.loads(raw.decode("utf-8-sig")), []
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        return None, [Issue("error", "bad_toml", file, *NOT_TOML, facts={"reason": shown(problem)})]


def base_of(folder: Path) -> Path | None:
    """Return the folder that ``extends`` in park.toml names: it lends the files this one lacks."""
    found, _ = read_toml(folder / "park.toml", "park.toml")
    named = str((found or {}).get("extends", ""))
    return (folder / named).resolve() if named and (folder / named / "park.toml").is_file() else None


def read_park(folder: Path) -> tuple[Park | None, list[Issue]]:
    """Return what the park says of itself; its own keys go before those of the park it extends."""
    found, issues = read_toml(folder / "park.toml", "park.toml")
    if found is None:
        return None, issues
    base = base_of(folder)
    if base is not None:
        lent, more = read_toml(base / "park.toml", "park.toml")
        found, issues = {**(lent or {}), **found}, [*issues, *more]
    missing = _missing(found)
    if missing:
        return None, [
            Issue("error", "missing_key", "park.toml", *NO_KEY, column=name, facts={"name": name})
            for name in missing
        ]
    return _park(found), []


REQUIRED = (
    "key",
    "default_language",
    "compiled",
    "currency",
    "title",
    "territory",
    "short_name",
    "area.stated_km2",
    "area.stated_source",
    "map.home_lon",
    "map.home_lat",
    "map.far_lon",
    "map.far_lat",
    "map.home",
    "map.far",
    "map.credit",
)


def _missing(found: dict[str, Any]) -> list[str]:
    missing = []
    for name in REQUIRED:
        node: Any = found
        for step in name.split("."):
            node = node.get(step) if isinstance(node, dict) else None
        if node is None:
            missing.append(name)
        elif isinstance(node, dict):
            missing += [f"{name}.{lang}" for lang in LANGUAGES if not node.get(lang)]
    if found.get("default_language") not in (None, *LANGUAGES):
        missing.append("default_language")
    if "compiled" in found and not isinstance(found["compiled"], date):
        missing.append("compiled")
    return missing


def _park(found: dict[str, Any]) -> Park:
    return Park(
        key=found["key"],
        default_language=found["default_language"],
        synthetic=bool(found.get("synthetic", False)),
        compiled=found["compiled"],
        currency=found["currency"],
        focus_country=found.get("focus_country", ""),
        title=found["title"],
        territory=found["territory"],
        short_name=found["short_name"],
        names=tuple(_name(item) for item in found.get("name", [])),
        area=_area(found["area"]),
        contact=_contact(found.get("contact", {})),
        map=_map(found["map"]),
        series=found.get("series", {}),
        rules=found.get("rules", {}),
        ledger=found.get("ledger", {}),
    )


def _name(item: dict[str, Any]) -> ParkName:
    texts = {lang: item.get(lang, "") for lang in LANGUAGES}
    basis = {lang: item[f"basis_{lang}"] for lang in LANGUAGES if f"basis_{lang}" in item}
    return ParkName(item["valid_from"], item.get("valid_to"), texts, basis, item.get("source", ""))


def _area(found: dict[str, Any]) -> Area:
    core = found.get("core", {})
    return Area(
        stated_km2=found["stated_km2"],
        stated_source=found["stated_source"],
        yearbook_km2=found.get("yearbook_km2"),
        yearbook_source=found.get("yearbook_source", ""),
        core_km2=core.get("stated_km2"),
        core_parts_km2=tuple(core.get("parts_km2", ())),
        core_source=core.get("stated_source", ""),
    )


def _contact(found: dict[str, Any]) -> Contact:
    texts = {lang: found.get(f"name_{lang}", "") for lang in LANGUAGES}
    return Contact(texts, found.get("email", ""), found.get("url", ""))


def _map(found: dict[str, Any]) -> MapSettings:
    names = ("home_lon", "home_lat", "far_lon", "far_lat", "home", "far", "credit")
    lists: dict[str, Any] = {
        key: tuple(found[key]) for key in ("crop_eastasia", "airports_park", "airports_delta") if key in found
    }
    return MapSettings(
        review_number=found.get("review_number", ""),
        epsg=found.get("epsg"),
        **_chosen(found, names),
        **lists,
    )


def _chosen(found: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: found[name] for name in names}


def read_sources(folder: Path) -> tuple[tuple[Source, ...], list[Issue]]:
    """Return where each file comes from; a file without a licence or producer is an issue."""
    own, issues = _own_sources(folder)
    base = base_of(folder)
    if base is None:
        return own, issues
    lent, more = _own_sources(base)
    named = {source.file for source in own}
    return (*own, *(source for source in lent if source.file not in named)), [*issues, *more]


def _own_sources(folder: Path) -> tuple[tuple[Source, ...], list[Issue]]:
    found, issues = read_toml(folder / "sources.toml", "sources.toml")
    if found is None:
        return (), issues
    sources = []
    for item in found.get("source", []):
        for name in ("file", "producer", "licence"):
            if not str(item.get(name, "")).strip():
                place = f"{item.get('file', '?')}: {name}"
                issues.append(
                    Issue(
                        "error",
                        "missing_key",
                        "sources.toml",
                        *NO_KEY,
                        column=name,
                        value=shown(item.get("file", "")),
                        facts={"name": place},
                    )
                )
        sources.append(_source(item))
    return tuple(sources), issues


def _source(item: dict[str, Any]) -> Source:
    names = ("file", "table", "layer", "crs", "as_of", "producer", "licence", "note", "sha256")
    return Source(**{name: str(item.get(name, "")) for name in names})
