"""Set the project up on a fresh machine and run one of its commands.

Law: standard library only, and nothing that Windows lacks; the Makefile only calls this file.
What the machine needs beside Python stands in ``machine.py``.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))  # a Python in safe mode does not look here

from machine import (  # noqa: E402
    ROOT,
    call,
    find_browser,
    install_debian,
    must,
    prepare_browser,
    prepare_database,
    say,
)

VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = {"run": ROOT / "requirements.txt", "test": ROOT / "requirements-test.txt"}


def fingerprint(lock: Path) -> str:
    """Return a hash of everything that decides what an installation holds."""
    seen = hashlib.sha256(sys.version.encode())
    seen.update(str(ROOT).encode())
    for path in (lock, ROOT / "pyproject.toml"):
        seen.update(path.read_bytes())
    return seen.hexdigest()


def stamp(kind: str) -> Path:
    """Return the file that says which requirements were installed."""
    return VENV / f"installed-{kind}.txt"


def is_fresh(kind: str) -> bool:
    """Tell whether the environment already holds what ``kind`` needs."""
    written = stamp(kind)
    wanted = fingerprint(LOCKS[kind])
    return PYTHON.is_file() and written.is_file() and written.read_text(encoding="utf-8") == wanted


def has_venv_module() -> bool:
    """Tell whether this Python can make an environment with pip in it; Debian's bare one cannot."""
    probe = [sys.executable, "-c", "import ensurepip, venv"]
    return subprocess.call(probe, stderr=subprocess.DEVNULL) == 0


def create_environment() -> None:
    """Make an empty environment, with Debian's venv package where that is what lacks."""
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if not has_venv_module() and not (install_debian((package,)) and has_venv_module()):
        raise SystemExit(f"[park] this Python has no venv module; install it by hand: {package}")
    must(sys.executable, "-m", "venv", "--clear", VENV)


def install(kind: str) -> None:
    """Bring the environment to the pinned requirements of ``kind`` (``run`` or ``test``)."""
    if is_fresh(kind) or (kind == "run" and is_fresh("test")):
        return
    say(f"setting up {VENV.name} from {LOCKS[kind].name}; the first time takes a minute or two")
    create_environment()
    pip = (PYTHON, "-m", "pip", "install", "--quiet")
    must(*pip, "--require-hashes", "--requirement", LOCKS[kind])
    must(*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT)
    stamp(kind).write_text(fingerprint(LOCKS[kind]), encoding="utf-8")


def run_steps(steps: list[tuple[str, list[str]]]) -> list[str]:
    """Run every step even when one fails; return the names of those that failed."""
    failed = []
    for name, command in steps:
        say(name)
        if call(PYTHON, *command):
            say(f"{name}: FAILED")
            failed.append(name)
    return failed


def checks() -> list[tuple[str, list[str]]]:
    """Return the checks that read the code without running it."""
    linter = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_logo=True))"
    return [
        ("ruff check", ["-m", "ruff", "check", "."]),
        ("ruff format", ["-m", "ruff", "format", "--check", "."]),
        ("import contracts", ["-c", linter]),
        ("types", ["-m", "mypy"]),
    ]


def pytest_with_browser(*arguments: str) -> int:
    """Run pytest, telling it where browser and database are and whether the browser tests can run."""
    missing = prepare_browser()
    prepare_database()
    env = {**os.environ, "PARK_CHROMIUM": find_browser(), "PARK_BROWSER_MISSING": "; ".join(missing)}
    return call(PYTHON, "-m", "pytest", *arguments, env=env)


def do_run() -> int:
    """Set up, then serve the dashboard at http://127.0.0.1:8050 until it is stopped."""
    install("run")
    command = [str(PYTHON), "-m", "dashboard", "serve", *sys.argv[2:]]
    os.chdir(ROOT)
    if os.name == "posix":
        os.execv(command[0], command)
    return subprocess.call(command)


def do_test() -> int:
    """Set up, then run every check and every test; pytest comes last so that its line ends the log."""
    install("test")
    failed = run_steps(checks())
    say("failed before the tests: " + (", ".join(failed) or "nothing"))
    return pytest_with_browser(*sys.argv[2:]) or int(bool(failed))


def do_check() -> int:
    """Run the checks without the tests."""
    install("test")
    return int(bool(run_steps(checks())))


def do_format() -> int:
    """Put the code in the house style."""
    install("test")
    return call(PYTHON, "-m", "ruff", "check", "--fix", ".") or call(PYTHON, "-m", "ruff", "format", ".")


def do_bench() -> int:
    """Measure speed."""
    install("test")
    return call(PYTHON, "tests/bench/run.py", *sys.argv[2:])


def do_golden() -> int:
    """Write the golden figures anew."""
    install("test")
    return call(PYTHON, "-m", "pytest", "tests/golden", "--update-golden")


def do_pictures() -> int:
    """Write the screenshots."""
    install("test")
    return pytest_with_browser("tests/browser", "-m", "pictures", "--pictures")


def do_setup() -> int:
    """Install what serving needs, and nothing else."""
    install("run")
    say("ready: make run")
    return 0


def do_lock() -> int:
    """Resolve the pinned requirements anew, for every system and every Python from 3.11 (needs uv)."""
    common = ["uv", "pip", "compile", "--quiet", "--no-config", "--universal", "--python-version", "3.11"]
    common += ["--generate-hashes", "--no-annotate", "--no-header", "--upgrade", "--group", "build"]
    for kind, extra in (("run", []), ("test", ["--extra", "test", "-c", LOCKS["run"].name])):
        if call(*common, *extra, "pyproject.toml", "-o", LOCKS[kind].name):
            return 1
        text = LOCKS[kind].read_text(encoding="utf-8")
        LOCKS[kind].write_text(
            f"# Versions and hashes only; written by `make lock`.\n{text}", encoding="utf-8"
        )
    return 0


def do_help() -> int:
    """Say which commands there are."""
    print("\n".join(f"make {name:9} {command.__doc__}" for name, command in VERBS.items()))
    print("\nWithout make: python3 .ci/bootstrap.py NAME; another Python: PARK_PYTHON=python3.12 make NAME")
    return 0


COMMANDS = (
    do_run,
    do_test,
    do_check,
    do_format,
    do_bench,
    do_golden,
    do_pictures,
    do_setup,
    do_lock,
    do_help,
)
VERBS = {command.__name__.removeprefix("do_"): command for command in COMMANDS}


def main() -> int:
    """Run the command named first on the line; an unknown one shows the list."""
    if sys.version_info < (3, 11):  # noqa: UP036 (an older Python must be able to say so)
        found = ".".join(str(part) for part in sys.version_info[:2])
        say(f"Python 3.11 or newer is needed, this is {found}; name another one in PARK_PYTHON")
        return 2
    verb = sys.argv[1] if len(sys.argv) > 1 else "help"
    if verb not in VERBS:
        say(f"unknown command: {verb}")
        return do_help() or 2
    try:
        return VERBS[verb]()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
