"""The commands reach one folder of scripts, which need nothing that a fresh machine lacks."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys

import pytest


@pytest.fixture(scope="module")
def bootstrap(house):
    spec = importlib.util.spec_from_file_location("bootstrap_of_the_house", house.root / ".ci/bootstrap.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def machine(bootstrap):
    return sys.modules["machine"]


def test_every_target_of_the_makefile_is_a_command_of_the_bootstrap(house, bootstrap):
    makefile = (house.root / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^([a-z ]+):\n\t@", makefile, re.MULTILINE)[1].split()
    assert sorted(targets) == sorted(bootstrap.VERBS)
    assert {"run", "test"} <= set(targets)


def imported(path):
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.split(".")[0] for name in names}


def test_the_scripts_import_only_the_standard_library_and_each_other(house):
    scripts = sorted((house.root / ".ci").glob("*.py"))
    own = {path.stem for path in scripts}
    assert {"bootstrap", "machine"} <= own
    for path in scripts:
        assert imported(path) - sys.stdlib_module_names - own == set(), path.name


def test_the_scripts_are_at_most_three_hundred_lines_long(house):
    sizes = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in house.files(".ci")}
    assert {name: size for name, size in sizes.items() if size > 300} == {}


def test_a_python_that_does_not_look_beside_its_script_finds_the_commands(house):
    command = [sys.executable, "-P", str(house.root / ".ci/bootstrap.py"), "help"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert "make run" in done.stdout


def test_the_ci_script_does_what_a_person_would_type(house):
    script = (house.root / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert script[0] == "#!/usr/bin/env bash"
    assert script[-1] == "make test"


def test_an_old_python_is_refused_with_the_version_it_has(bootstrap, monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert bootstrap.main() == 2
    assert "this is 3.9" in capsys.readouterr().out


def test_a_changed_lock_file_makes_the_environment_stale(bootstrap, monkeypatch, tmp_path):
    lock = tmp_path / "requirements.txt"
    lock.write_text("a==1", encoding="utf-8")
    before = bootstrap.fingerprint(lock)
    lock.write_text("a==2", encoding="utf-8")
    assert bootstrap.fingerprint(lock) != before


def test_an_environment_is_fresh_only_with_the_stamp_of_the_present_lock_file(
    bootstrap, monkeypatch, tmp_path
):
    python = tmp_path / "python"
    python.touch()
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "PYTHON", python)
    assert not bootstrap.is_fresh("run")
    bootstrap.stamp("run").write_text(bootstrap.fingerprint(bootstrap.LOCKS["run"]), encoding="utf-8")
    assert bootstrap.is_fresh("run")
    bootstrap.stamp("run").write_text("another", encoding="utf-8")
    assert not bootstrap.is_fresh("run")


def test_a_user_who_may_not_install_is_told_what_is_missing(machine, monkeypatch, capsys):
    monkeypatch.setattr(machine, "find_browser", lambda: "")
    monkeypatch.setattr(machine, "missing_scripts", lambda: ["th"])
    monkeypatch.setattr(machine, "administrator_prefix", lambda: None)
    monkeypatch.delenv("CI", raising=False)
    assert len(machine.prepare_browser()) == 2
    told = capsys.readouterr().out
    assert "MISSING: Chromium" in told
    assert "MISSING: a font for the language th" in told
    assert "browser tests will be SKIPPED" in told


def test_in_ci_a_missing_browser_is_announced_as_a_failure(machine, monkeypatch, capsys):
    monkeypatch.setattr(machine, "missing_for_browser_tests", lambda: ["Chromium"])
    monkeypatch.setattr(machine, "install_debian", lambda packages: False)
    monkeypatch.setenv("CI", "true")
    machine.prepare_browser()
    assert "browser tests will FAIL" in capsys.readouterr().out


def test_a_missing_database_is_announced_and_a_found_one_is_not(machine, monkeypatch, capsys):
    monkeypatch.setattr(machine, "install_debian", lambda packages: False)
    monkeypatch.setattr(machine, "find_database", lambda: "")
    monkeypatch.delenv("CI", raising=False)
    assert machine.prepare_database() == ""
    told = capsys.readouterr().out
    assert "MISSING: PostgreSQL with PostGIS" in told and "database tests will be SKIPPED" in told
    monkeypatch.setattr(machine, "find_database", lambda: "there")
    assert machine.prepare_database() == "there" and capsys.readouterr().out == ""


def test_every_check_runs_even_when_an_earlier_one_fails(bootstrap, monkeypatch):
    ran = []
    monkeypatch.setattr(bootstrap, "call", lambda python, *command: ran.append(command) or 1)
    assert bootstrap.run_steps([("first", ["a"]), ("second", ["b"])]) == ["first", "second"]
    assert ran == [("a",), ("b",)]
