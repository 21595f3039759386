"""The only reader of the environment; finds the folders of parks.

A park's data lie in the first place that exists: ``$PARK_DATA_DIR``, the checkout's ``data``
folder, the copy inside the installed package.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
FIRST_PARK = "xiangcheng"
PLAIN = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG", "LC_ALL", "HOME", "LD_LIBRARY_PATH")


@dataclass(frozen=True)
class Settings:
    """What the machine says: where parks, snapshots and further stories lie, the port, the public address."""

    data_dir: Path | None
    port: int | None
    snapshot_dir: Path | None = None
    story_dir: Path | None = None
    public_url: str = ""


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read ``PARK_DATA_DIR``, ``PORT``, ``PARK_SNAPSHOT_DIR``, ``PARK_STORY_DIR``, ``PARK_PUBLIC_URL``."""
    found = os.environ if environment is None else environment
    folder, port = found.get("PARK_DATA_DIR", ""), found.get("PORT", "")
    kept, told = found.get("PARK_SNAPSHOT_DIR", ""), found.get("PARK_STORY_DIR", "")
    return Settings(
        Path(folder) if folder else None,
        int(port) if port.isdigit() else None,
        Path(kept) if kept else None,
        Path(told) if told else None,
        found.get("PARK_PUBLIC_URL", ""),
    )


def snapshot_folder(settings: Settings) -> Path:
    """Return where snapshots are kept: ``$PARK_SNAPSHOT_DIR``, else a folder of this user."""
    return settings.snapshot_dir or _own_folder("snapshots")


def story_folder(settings: Settings) -> Path:
    """Return where the office's stories lie: ``$PARK_STORY_DIR``, else a folder of this user."""
    return settings.story_dir or _own_folder("stories")


def _own_folder(name: str) -> Path:
    home = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_STATE_HOME", "")
    return (Path(home) if home else Path.home() / ".local" / "state") / "park-dashboard" / name


def database_url() -> str:
    """Return ``PARK_DATABASE_URL``, where a park's database stands; it holds a password: never print it."""
    return os.environ.get("PARK_DATABASE_URL", "")


def plain_environment() -> dict[str, str]:
    """Return what another process needs to start: no settings of this one."""
    return {name: os.environ[name] for name in PLAIN if name in os.environ}


def data_folder(settings: Settings) -> Path:
    """Return the folder that holds the bundled parks."""
    places = (settings.data_dir, PACKAGE.parent / "data", PACKAGE / "data_parks")
    for place in places:
        if place is not None and place.is_dir():
            return place
    return PACKAGE / "data_parks"


def bundled_parks(settings: Settings) -> list[Path]:
    """Return the park folders of the bundle, the real park first, the rest by name."""
    found = sorted(path.parent for path in data_folder(settings).glob("*/park.toml"))
    return sorted(found, key=lambda path: path.name != FIRST_PARK)


def bundled_codes(name: str) -> Path:
    """Return the first park's list of codes of some kind; the fictional park borrows its sectors."""
    return data_folder(read_settings()) / FIRST_PARK / "codes" / f"{name}.csv"
