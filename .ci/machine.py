"""What this machine must have: a browser, fonts and a database, found or installed where that is allowed.

Law: standard library only, and nothing that Windows lacks.
"""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
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
