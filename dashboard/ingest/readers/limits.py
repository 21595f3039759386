"""How large a file may be. Published in the README; each limit has its own message."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The most a file may hold; a test lowers them."""

    file_bytes: int = 50 * MB
    unpacked_bytes: int = 200 * MB
    ratio: int = 200
    entries: int = 2_000
    rows: int = 200_000
    columns: int = 200
    cell_characters: int = 2_000
    vertices: int = 500_000
    depth: int = 64
    memory_bytes: int = 1024 * MB
    seconds: int = 20
    seconds_large: int = 60
    large_bytes: int = 4 * MB


LIMITS = Limits()
