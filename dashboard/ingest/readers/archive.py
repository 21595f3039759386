"""Zip containers, opened with care: counted, measured and unpacked under limits, nothing trusted."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from dashboard.ingest.readers.limits import Limits
from dashboard.ingest.refusal import Refusal

CHUNK = 1 << 20
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    struct.error,
)


def open_archive(path: Path, limits: Limits) -> zipfile.ZipFile:
    """Open a zip whose list of entries is within the limits. Raises Refusal."""
    try:
        found = zipfile.ZipFile(path)
    except DAMAGED as problem:
        raise Refusal("damaged_archive") from problem
    entries = found.infolist()
    if len(entries) > limits.entries:
        raise Refusal("too_many_entries", n=len(entries), most=limits.entries)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refusal("locked")
    for entry in entries:
        _check_name(entry.filename)
    size = sum(entry.file_size for entry in entries)
    if size > limits.unpacked_bytes:
        raise Refusal("too_large_unpacked", size=size // CHUNK, most=limits.unpacked_bytes // CHUNK)
    packed = max(sum(entry.compress_size for entry in entries), 1)
    if size > CHUNK and size / packed > limits.ratio:
        raise Refusal("too_dense", ratio=round(size / packed), most=limits.ratio)
    return found


def _check_name(name: str) -> None:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if ".." in parts or name.startswith(("/", "\\")) or (parts and ":" in parts[0]):
        raise Refusal("outside_archive", name=name[:60])


def read_entry(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Return an entry's bytes, counted while they are unpacked: a declared size may lie."""
    pieces, size = [], 0
    try:
        with archive.open(name) as stream:
            while piece := stream.read(CHUNK):
                size += len(piece)
                if size > most:
                    raise Refusal("too_large_unpacked", size=size // CHUNK, most=most // CHUNK)
                pieces.append(piece)
    except DAMAGED as problem:
        raise Refusal("damaged_archive") from problem
    return b"".join(pieces)
