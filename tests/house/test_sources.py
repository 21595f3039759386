"""Every file of data is described, and is the file that was described."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "data"
PARKS = sorted(path.parent for path in DATA.glob("*/park.toml"))
ROOMS = ("boundary", "tables", "codes", "stories")
ALWAYS = ("file", "as_of", "producer", "licence", "sha256")


def described(park):
    return tomllib.loads((park / "sources.toml").read_text(encoding="utf-8"))["source"]


def data_files(park):
    found = [path for room in ROOMS for path in (park / room).rglob("*") if path.is_file()]
    return {path.relative_to(park).as_posix() for path in found}


def test_there_is_a_park():
    assert PARKS


def test_the_data_folder_holds_no_code():
    assert sorted(path.name for path in DATA.rglob("*.py")) == []


@pytest.mark.parametrize("park", PARKS, ids=lambda park: park.name)
def test_every_data_file_is_described_once_and_every_description_has_its_file(park):
    named = [source["file"] for source in described(park)]
    assert sorted(named) == sorted(data_files(park))


@pytest.mark.parametrize("park", PARKS, ids=lambda park: park.name)
def test_every_source_says_who_made_it_when_and_under_which_licence(park):
    lacking = {one.get("file", "?"): [key for key in ALWAYS if not one.get(key)] for one in described(park)}
    assert {file: keys for file, keys in lacking.items() if keys} == {}


@pytest.mark.parametrize("park", PARKS, ids=lambda park: park.name)
def test_every_layer_declares_its_crs_and_every_table_its_unit(park):
    layers = [one for one in described(park) if one["file"].startswith("boundary/")]
    tables = [one for one in described(park) if one["file"].startswith("tables/")]
    assert [one["file"] for one in layers if not (one.get("crs") and one.get("layer"))] == []
    assert [one["file"] for one in tables if not (one.get("unit") and one.get("table"))] == []


@pytest.mark.parametrize("park", PARKS, ids=lambda park: park.name)
def test_every_data_file_is_the_one_that_was_described(park):
    changed = [
        source["file"]
        for source in described(park)
        if hashlib.sha256((park / source["file"]).read_bytes()).hexdigest() != source["sha256"]
    ]
    assert changed == []


@pytest.mark.parametrize("park", PARKS, ids=lambda park: park.name)
def test_data_files_end_their_lines_alike_on_every_system(park):
    assert [name for name in sorted(data_files(park)) if b"\r\n" in (park / name).read_bytes()] == []
