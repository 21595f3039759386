"""The code runs on every system, reads the environment in one place and keeps no state in modules."""

from __future__ import annotations

import ast

import pytest

POSIX_ONLY = {
    "crypt", "curses", "fcntl", "grp", "nis", "posix", "pty", "pwd",
    "readline", "resource", "spwd", "syslog", "termios", "tty",
}  # fmt: skip
POSIX_ATTRIBUTES = {
    ("os", name)
    for name in ("fork", "forkpty", "geteuid", "getuid", "killpg", "nice", "setsid", "uname", "wait")
} | {("signal", name) for name in ("SIGALRM", "SIGHUP", "SIGKILL", "SIGUSR1", "alarm", "pause", "setitimer")}
ENVIRONMENT = {("os", name) for name in ("environ", "environb", "getenv", "putenv", "unsetenv")}
FRAME_MAKERS = {"DataFrame", "GeoDataFrame", "Series", "GeoSeries"}
EMPTY_MAKERS = {"dict", "list", "set", "defaultdict", "OrderedDict", "deque", "Counter", "bytearray"}


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").split(".")[0]


def attributes(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield node.value.id, node.attr
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


def called(node):
    target = node.func if isinstance(node, ast.Call) else None
    return target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")


def holds_state(value):
    if isinstance(value, ast.Dict | ast.List | ast.Set):
        return not getattr(value, "keys", None) and not getattr(value, "elts", None)
    name = called(value)
    return name in FRAME_MAKERS or name.startswith("read_") or (name in EMPTY_MAKERS and not value.args)


def module_state(tree):
    assigned = [node for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign)]
    yield from (node.lineno for node in assigned if node.value is not None and holds_state(node.value))
    yield from (node.lineno for node in ast.walk(tree) if isinstance(node, ast.Global))


def unencoded(tree):
    for node in ast.walk(tree):
        if called(node) in ("read_text", "write_text") and isinstance(node.func, ast.Attribute):
            positional = len(node.args) > (called(node) == "write_text")
            if not positional and not any(keyword.arg == "encoding" for keyword in node.keywords):
                yield node.lineno


def places(modules, search):
    return [f"{module.name}: {hit}" for module in modules for hit in search(module.tree)]


def test_no_module_is_imported_that_only_posix_has(modules):
    assert places(modules, lambda tree: sorted(POSIX_ONLY & set(imported(tree)))) == []


def test_no_function_is_used_that_only_posix_has(modules):
    assert places(modules, lambda tree: sorted(POSIX_ATTRIBUTES & set(attributes(tree)))) == []


def test_only_the_settings_read_the_environment(modules):
    others = [module for module in modules if module.name != "dashboard/settings.py"]
    assert len(others) == len(modules) - 1
    assert places(others, lambda tree: sorted(ENVIRONMENT & set(attributes(tree)))) == []


def test_no_module_keeps_a_frame_or_an_empty_container_to_be_filled(modules):
    assert places(modules, module_state) == []


def test_text_files_are_read_and_written_with_a_named_encoding(modules):
    assert places(modules, unencoded) == []


@pytest.mark.parametrize(
    ("source", "search", "hits"),
    [
        ("SEEN = {}", module_state, [1]),
        ("SEEN: list[int] = []", module_state, [1]),
        ("import pandas as pd\nROWS = pd.read_csv('x')", module_state, [2]),
        ("def f():\n    global X\n    X = 1", module_state, [2]),
        ("CODES = {'a': 1}", module_state, []),
        ("import fcntl, os.path", imported, ["fcntl", "os"]),
        ("import os\nos.environ['A']", attributes, [("os", "environ")]),
        ("from os import environ", attributes, [("os", "environ")]),
        ("path.read_text()", unencoded, [1]),
        ("path.write_text(words)", unencoded, [1]),
        ("path.read_text(encoding='utf-8')", unencoded, []),
    ],
)
def test_the_searches_find_what_they_look_for(source, search, hits):
    assert list(search(ast.parse(source))) == hits
