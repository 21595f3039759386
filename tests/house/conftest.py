"""What the house tests read: the project's own files, found without git and without its index."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("dashboard", "geo")
VISIBLE_HIDDEN = {".ci", ".editorconfig", ".gitattributes", ".gitignore"}
GENERATED = {"__pycache__", "build", "dist", "pictures"}
BINARY = {".png", ".jpg", ".ico", ".woff", ".woff2", ".ttf", ".otf", ".gz", ".zip", ".xlsx", ".pptx", ".pdf"}


@dataclass(frozen=True)
class Module:
    """One Python file and its syntax tree."""

    path: Path
    name: str

    @cached_property
    def text(self) -> str:
        """The source as written."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text)


@dataclass(frozen=True)
class House:
    """The files of the project."""

    root: Path

    def files(self, folder: str = ".") -> list[Path]:
        """Every file that belongs to the project under ``folder``; nothing generated."""
        return sorted(_walk(self.root / folder)) if (self.root / folder).is_dir() else []

    def texts(self) -> list[Path]:
        """Every file that a reader could open as text."""
        return [path for path in self.files() if path.suffix not in BINARY]

    def short(self, path: Path) -> str:
        """The path as it is written in a message."""
        return path.relative_to(self.root).as_posix()

    def modules(self) -> list[Module]:
        """The Python files that are shipped."""
        found = [path for package in PACKAGES for path in self.files(package) if path.suffix == ".py"]
        return [Module(path, self.short(path)) for path in found]


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.startswith(".") and path.name not in VISIBLE_HIDDEN:
            continue
        if path.is_file():
            yield path
        elif path.name not in GENERATED and not (path / "pyvenv.cfg").exists():
            yield from _walk(path)


@pytest.fixture(scope="session")
def house() -> House:
    return House(ROOT)


@pytest.fixture(scope="session")
def modules(house: House) -> list[Module]:
    return house.modules()
