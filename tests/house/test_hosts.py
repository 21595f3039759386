"""The page and the code ask no foreign host; no file names where packages come from."""

from __future__ import annotations

import re

import pytest

ADDRESS = re.compile(r"https?://([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)")
ALLOWED = re.compile(
    r"(www\.w3\.org|127\.0\.0\.1|localhost|(.+\.)?example\.(org|com|net)|.+\.(test|invalid|example))"
)
CODE = {".py", ".css", ".js", ".toml", ".html", ".svg"}
REGISTRIES = (
    ("pypi", "org"),
    ("pythonhosted", "org"),
    ("npmjs", "org"),
    ("npmjs", "com"),
    ("deb", "debian", "org"),
    ("conda", "anaconda", "org"),
)
CDNS = (
    ("jsdelivr", "net"),
    ("unpkg", "com"),
    ("cdnjs", "cloudflare"),
    ("cdn", "plot", "ly"),
    ("googleapis", "com"),
    ("gstatic", "com"),
    ("esm", "sh"),
)


def foreign_hosts(text):
    return [host for host in ADDRESS.findall(text) if not ALLOWED.fullmatch(host)]


def is_ours(path):
    return not path.name.endswith(".min.js")


def shipped_code(house):
    rooms = [path for folder in ("dashboard", "geo", ".ci") for path in house.files(folder)]
    return [
        path for path in (*rooms, house.root / "app.py", house.root / "pyproject.toml") if path.suffix in CODE
    ]


def test_no_shipped_file_holds_the_address_of_a_foreign_host(house):
    found = {
        house.short(path): foreign_hosts(path.read_text(encoding="utf-8")) for path in shipped_code(house)
    }
    assert found
    assert {name: hosts for name, hosts in found.items() if hosts} == {}


@pytest.mark.parametrize("parts", REGISTRIES + CDNS, ids="-".join)
def test_no_text_file_names_a_package_registry_or_a_content_network(house, parts):
    host = ".".join(parts)
    texts = [path for path in house.texts() if is_ours(path)]
    assert [
        house.short(path) for path in texts if host in path.read_text(encoding="utf-8", errors="replace")
    ] == []


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("url(https://tiles.invalid-host.io/x)", ["tiles.invalid-host.io"]),
        ("http://www.w3.org/2000/svg", []),
        ("http://127.0.0.1:8050", []),
        ('f"http://{host}"', []),
    ],
)
def test_the_search_for_hosts_finds_foreign_ones_only(text, hosts):
    assert foreign_hosts(text) == hosts
