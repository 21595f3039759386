"""What a reading process may not do: use more memory, reach the network, write elsewhere, start programs.

Law: each bar is put up where the system has it; none of them is needed for a right result.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

NEW_USER, NEW_NET = 0x10000000, 0x40000000
FORBIDDEN = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def confine(folder: Path, memory_bytes: int, seconds: int) -> None:
    """Put up every bar this system knows, before a file is opened."""
    _limit(memory_bytes, seconds)
    _leave_network()
    sys.addaudithook(_watch(folder.resolve()))


def _limit(memory_bytes: int, seconds: int) -> None:
    if find_spec("resource") is None:
        return
    resource = import_module("resource")
    for kind, value in (("RLIMIT_DATA", memory_bytes), ("RLIMIT_CPU", seconds), ("RLIMIT_CORE", 0)):
        resource.setrlimit(getattr(resource, kind), (value, value))


def _leave_network() -> None:
    """Enter an empty network of its own where an unprivileged process may (Linux)."""
    if not sys.platform.startswith("linux"):
        return
    try:
        import ctypes

        ctypes.CDLL(None, use_errno=True).unshare(NEW_USER | NEW_NET)
    except (OSError, AttributeError):
        return


def _watch(folder: Path) -> Any:
    inside = str(folder)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in FORBIDDEN:
            raise PermissionError(event)
        if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
            mode, flags = arguments[1], arguments[2] or 0
            writes = (isinstance(mode, str) and set(mode) & set("wax+")) or flags & WRITING
            place = os.path.realpath(os.fsdecode(arguments[0]))
            if writes and not place.startswith(inside) and place != os.devnull:
                raise PermissionError(f"{event} {place}")

    return hook
