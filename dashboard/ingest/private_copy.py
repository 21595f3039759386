"""A private copy of what a clerk sent: ordinary files only, within the size limit, none half written."""

from __future__ import annotations

import os
import stat
import zipfile
from pathlib import Path

from dashboard.ingest.readers.features import SHAPEFILE_PARTS
from dashboard.ingest.readers.limits import Limits
from dashboard.ingest.refusal import Refusal

CHUNK = 1 << 20


def copy_of(source: Path, folder: Path, limits: Limits) -> Path:
    """Copy a file, or the parts of a Shapefile, into a private folder. Raises Refusal.

    Links are not followed, pipes and devices are not opened to wait on, and a file that changes
    while it is copied is refused.
    """
    target = folder / "sent"
    if source.is_dir() and not source.is_symlink():
        return _packed(_layer_in(source), target, limits)
    if source.suffix.lower() == ".shp":
        return _packed(source, target, limits)
    target.write_bytes(read_whole(source, limits))
    return target


def read_whole(source: Path, limits: Limits) -> bytes:
    """Return the bytes of an ordinary file that stays the same while it is read. Raises Refusal."""
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    try:
        handle = os.open(source, flags)
    except OSError as problem:
        raise Refusal("not_a_file") from problem
    try:
        before = os.fstat(handle)
        if not stat.S_ISREG(before.st_mode):
            raise Refusal("not_a_file")
        if before.st_size > limits.file_bytes:
            raise Refusal("too_large", size=before.st_size // CHUNK, most=limits.file_bytes // CHUNK)
        pieces = []
        while piece := os.read(handle, CHUNK):
            pieces.append(piece)
        body, after = b"".join(pieces), os.fstat(handle)
    except OSError as problem:
        raise Refusal("not_a_file") from problem
    finally:
        os.close(handle)
    if len(body) != before.st_size or (before.st_mtime_ns, before.st_size) != (
        after.st_mtime_ns,
        after.st_size,
    ):
        raise Refusal("changed_while_reading")
    return body


def _layer_in(folder: Path) -> Path:
    layers = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".shp")
    if len(layers) > 1:
        raise Refusal("several_layers", names=", ".join(path.name for path in layers)[:120])
    if not layers:
        raise Refusal("not_a_file")
    return layers[0]


def _packed(layer: Path, target: Path, limits: Limits) -> Path:
    """Pack a Shapefile's parts into one file, as a clerk would have sent them."""
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(layer.parent.iterdir()):
            if path.stem == layer.stem and path.suffix.lower().lstrip(".") in SHAPEFILE_PARTS:
                archive.writestr(path.name, read_whole(path, limits))
    return target
