"""The floors of the architecture hold, and the rules that hold them do catch violations."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys

import pytest

LINT = (
    "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True, no_logo=True))"
)
VIOLATIONS = [
    ("geo/measure.py", "import dashboard.errors", "Shapes know no dashboard"),
    ("dashboard/query/query.py", "import dashboard.views", "A floor imports only floors below it"),
    ("dashboard/query/query.py", "import dashboard.ingest", "A floor imports only floors below it"),
    ("dashboard/errors.py", "import dashboard.cache", "A floor imports only floors below it"),
    (
        "dashboard/apps/parks.py",
        "import dashboard.ingest.pull",
        "The public app reads no clerk's file, publishes nothing and writes no scene",
    ),
    (
        "dashboard/apps/public.py",
        "import dashboard.ingest.story_desk",
        "The public app reads no clerk's file, publishes nothing and writes no scene",
    ),
    ("dashboard/state.py", "import dash", "Only apps, callbacks and views know Dash"),
    ("dashboard/views/page.py", "import plotly", "Only figures know Plotly"),
    ("dashboard/views/page.py", "import pandas", "Views and callbacks import no frames"),
]


@pytest.fixture(scope="module", autouse=True)
def _import_linter():
    if importlib.util.find_spec("importlinter") is None:
        assert not os.environ.get("CI"), "import-linter is missing, and CI skips nothing"
        pytest.skip("import-linter is not installed; `make test` installs it")


@pytest.fixture
def copy_of_the_code(house, tmp_path):
    for package in ("dashboard", "geo"):
        shutil.copytree(
            house.root / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(house.root / "pyproject.toml", tmp_path)
    return tmp_path


def lint(folder):
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "200"}
    command = [sys.executable, "-c", LINT]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, encoding="utf-8", env=environment
    )
    return done.returncode, done.stdout + done.stderr


def test_every_floor_imports_only_floors_below_it(house):
    code, output = lint(house.root)
    assert code == 0, output


@pytest.mark.parametrize(("file", "line", "contract"), VIOLATIONS)
def test_a_deliberate_violation_is_caught_by_its_contract(copy_of_the_code, file, line, contract):
    module = copy_of_the_code / file
    module.write_text(module.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    code, output = lint(copy_of_the_code)
    assert code == 1
    assert f"{contract} BROKEN" in output, output
