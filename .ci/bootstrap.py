"""Set the project up on a fresh machine and run one of its commands.

Law: standard library only, and nothing that Windows lacks; the Makefile only calls this file.
"""

from __future__ import annotations

import glob
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = {"run": ROOT / "requirements.txt", "test": ROOT / "requirements-test.txt"}
DEBIAN_PACKAGES = ("chromium", "fontconfig", "fonts-noto-cjk", "fonts-noto-core", "fonts-thai-tlwg")
DATABASE_PACKAGES = ("postgresql", "postgresql-postgis")
DATABASE_PLACES = "/usr/lib/postgresql/*/bin/initdb"
POSTGIS_FILE = "/usr/share/postgresql/{version}/extension/postgis.control"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
BROWSER_FILES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
SCRIPTS = ("zh-cn", "ja", "th")


def say(text: str) -> None:
    """Write one line of progress at once, so that it stays in order with what is run."""
    print(f"[park] {text}", flush=True)


def call(*command: str | Path, env: dict[str, str] | None = None) -> int:
    """Run a command in the project's folder and return its exit code."""
    return subprocess.call([str(part) for part in command], cwd=ROOT, env=env)


def must(*command: str | Path) -> None:
    """Run a command and stop the whole run where it fails."""
    code = call(*command, env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"})
    if code:
        say("this command failed: " + " ".join(str(part) for part in command))
        raise SystemExit(code)


def in_ci() -> bool:
    """Tell whether nothing may be skipped."""
    return os.environ.get("CI", "").lower() in ("1", "true", "yes")


def administrator_prefix() -> list[str] | None:
    """Return what to put before apt-get, or None where this user may not install packages."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    allowed = sudo and subprocess.call([sudo, "-n", "true"], stderr=subprocess.DEVNULL) == 0
    return [sudo, "-n"] if sudo and allowed else None


def install_debian(packages: tuple[str, ...]) -> bool:
    """Install Debian packages where this machine allows it; tell whether that was done."""
    prefix = administrator_prefix()
    if prefix is None:
        return False
    say("installing with apt-get: " + " ".join(packages))
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    patient = ["-o", "Acquire::Retries=3", "-o", "DPkg::Lock::Timeout=300"]
    if call(*apt, *patient, "-qq", "update"):
        say("apt-get update failed; trying with the package lists that are here")
    quietly = ["-qq", "-o", "Dpkg::Use-Pty=0", "install", "-y", "--no-install-recommends"]
    return call(*apt, *patient, *quietly, *packages) == 0


def find_browser() -> str:
    """Return the path of a Chromium-like browser, or an empty text."""
    named = os.environ.get("PARK_CHROMIUM", "")
    found = [shutil.which(name) for name in BROWSERS]
    files = [path for path in (named, *BROWSER_FILES) if path and Path(path).is_file()]
    return next((path for path in [*files[:1], *found, *files[1:]] if path), "")


def missing_scripts() -> list[str]:
    """Return the languages that no installed font can write; only Linux is asked."""
    if not sys.platform.startswith("linux"):
        return []
    lister = shutil.which("fc-list")
    if not lister:
        return list(SCRIPTS)
    return [lang for lang in SCRIPTS if not subprocess.check_output([lister, f":lang={lang}", "file"])]


def missing_for_browser_tests() -> list[str]:
    """Return in words what the browser tests lack."""
    browser = [] if find_browser() else ["Chromium (looked for: " + ", ".join(BROWSERS) + ")"]
    return browser + [f"a font for the language {lang}" for lang in missing_scripts()]


def prepare_browser() -> list[str]:
    """Get Chromium and fonts where that is allowed; return what is still missing."""
    missing = missing_for_browser_tests()
    if missing and install_debian(DEBIAN_PACKAGES):
        missing = missing_for_browser_tests()
    for thing in missing:
        say(f"MISSING: {thing}")
    if missing:
        say("no apt-get for this user, or it failed; install by hand: " + " ".join(DEBIAN_PACKAGES))
        say("browser tests will " + ("FAIL, because CI is set" if in_ci() else "be SKIPPED"))
    return missing


def find_database() -> str:
    """Return the folder of the newest PostgreSQL that has PostGIS, or an empty text."""
    versions = [Path(found).parts[-3] for found in glob.glob(DATABASE_PLACES)]
    fitting = [version for version in versions if Path(POSTGIS_FILE.format(version=version)).is_file()]
    newest = max(fitting, key=lambda version: int(version) if version.isdigit() else 0, default="")
    return str(Path(DATABASE_PLACES.replace("*", newest)).parent) if newest else ""


def prepare_database() -> str:
    """Get PostgreSQL with PostGIS where that is allowed; return the folder of its programs."""
    if not find_database():
        install_debian(DATABASE_PACKAGES)
    found = find_database()
    if not found:
        say("MISSING: PostgreSQL with PostGIS; install by hand: " + " ".join(DATABASE_PACKAGES))
        say("database tests will " + ("FAIL, because CI is set" if in_ci() else "be SKIPPED"))
    return found


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
