"""A file is named after what lives in it."""

from __future__ import annotations

import pytest

EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "core", "manager", "managers"}


@pytest.mark.parametrize("folder", ["dashboard", "geo", "tests"])
def test_no_file_or_folder_has_a_name_that_says_nothing(house, folder):
    files = house.files(folder)
    assert files
    named = {part for path in files for part in (*path.relative_to(house.root).parts[:-1], path.stem)}
    assert {name for name in named if name.lower() in EMPTY_NAMES} == set()


def test_no_text_file_names_the_folder_of_another_machine(house):
    homes = ("/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "/Us" + "ers/", "../sha" + "red")
    found = {
        house.short(path): [
            home for home in homes if home in path.read_text(encoding="utf-8", errors="replace")
        ]
        for path in house.texts()
        if not path.name.endswith(".min.js") and not house.short(path).startswith("data/")
    }
    assert {name: homes for name, homes in found.items() if homes} == {}
