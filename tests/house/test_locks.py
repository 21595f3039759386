"""The pinned requirements are complete, agree with each other and name no place."""

from __future__ import annotations

import re
import tomllib

import pytest

LOCKS = ("requirements.txt", "requirements-test.txt")
PIN = re.compile(r"^([a-z0-9][a-z0-9-]*)==([^ ;\\]+)(?: ; ([^\\]+?))? \\$")
LINE = re.compile(r"^(#.*|[a-z0-9][a-z0-9-]*==[^ ]+( ; .+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?)$")


def lines(house, name):
    return (house.root / name).read_text(encoding="utf-8").splitlines()


def pins(house, name):
    found = [PIN.match(line) for line in lines(house, name)]
    return {(match[1], match[3] or "", match[2]) for match in found if match}


def wanted(house):
    project = tomllib.loads((house.root / "pyproject.toml").read_text(encoding="utf-8"))
    tests = project["project"]["optional-dependencies"]["test"]
    build = project["dependency-groups"]["build"]
    run = [*project["project"]["dependencies"], *build]
    return {"requirements.txt": run, "requirements-test.txt": [*run, *tests]}


def distribution(requirement):
    return re.split(r"[<>=!~\[; ]", requirement)[0].lower()


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_holds_versions_and_hashes_and_nothing_else(house, name):
    assert [line for line in lines(house, name) if not LINE.match(line)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_is_followed_by_a_hash(house, name):
    rows = [line for line in lines(house, name) if not line.startswith("#")]
    bare = [
        line
        for line, following in zip(rows, rows[1:], strict=False)
        if PIN.match(line) and "--hash" not in following
    ]
    assert rows[-1].strip().startswith("--hash")
    assert bare == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_of_the_project_is_pinned(house, name):
    pinned = {found for found, _, _ in pins(house, name)}
    assert {distribution(one) for one in wanted(house)[name]} - pinned == set()


def test_tests_run_on_the_versions_that_are_served(house):
    assert pins(house, "requirements.txt") - pins(house, "requirements-test.txt") == set()


def test_the_wheel_is_built_with_the_builder_that_is_pinned(house):
    project = tomllib.loads((house.root / "pyproject.toml").read_text(encoding="utf-8"))
    (builder,) = project["build-system"]["requires"]
    assert builder in project["dependency-groups"]["build"]
    assert {version for found, _, version in pins(house, "requirements.txt") if found == "hatchling"} == {
        builder.split("==")[1]
    }
