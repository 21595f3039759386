"""A picture somebody sent: known by its content, small enough, and without what a camera wrote into it.

Law: where it was taken, when and with what never leaves this function; only how it must be turned stays.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from dashboard.contract.stories import MOST_PICTURE_BYTES
from dashboard.errors import ParkError

MOST_PIXELS = 6000
NO_PICTURE = "The picture is not a whole JPEG, PNG or WebP file."
TOO_HEAVY = "The picture is larger than 5 MB; save it smaller."
TOO_WIDE = "The picture has more than {most} pixels on a side; save it smaller."
PNG, KEPT_OF_PNG = (
    b"\x89PNG\r\n\x1a\n",
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs"),
)
KEPT_OF_WEBP = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP")
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
KEPT_OF_JPEG = {0xE0, 0xEE, 0xDB, 0xC4, 0xDD, 0xDA, *FRAMES}
TURN, MOST_TURNS = 0x0112, 8


def cleaned(data: bytes) -> tuple[str, bytes]:
    """Return the ending of a picture's file and its bytes without the notes of a camera.

    Raises ParkError for one that is too large or no JPEG, PNG or WebP picture.
    """
    if len(data) > MOST_PICTURE_BYTES:
        raise ParkError(TOO_HEAVY)
    try:
        ending, made, sides = _read(data)
    except (IndexError, ValueError, struct.error) as problem:
        raise ParkError(NO_PICTURE) from problem
    if not min(sides):
        raise ParkError(NO_PICTURE)
    if max(sides) > MOST_PIXELS:
        raise ParkError(TOO_WIDE, most=MOST_PIXELS)
    return ending, made


def _read(data: bytes) -> tuple[str, bytes, tuple[int, int]]:
    if data.startswith(PNG):
        return ("png", *_png(data))
    if data.startswith(b"\xff\xd8"):
        return ("jpg", *_jpeg(data))
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ("webp", *_webp(data))
    raise ValueError(data[:8])


def _png(data: bytes) -> tuple[bytes, tuple[int, int]]:
    made, at, kind = [PNG], len(PNG), b""
    while kind != b"IEND":
        (length,) = struct.unpack_from(">I", data, at)
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        (told,) = struct.unpack_from(">I", data, at + 8 + length)
        if told != zlib.crc32(kind + body):
            raise ValueError(kind)
        if kind in KEPT_OF_PNG:
            made.append(data[at : at + 12 + length])
        at += 12 + length
    if made[1][4:8] != b"IHDR":
        raise ValueError(made[1][4:8])
    return b"".join(made), struct.unpack_from(">II", made[1], 8)


def _jpeg(data: bytes) -> tuple[bytes, tuple[int, int]]:
    made, sides, turned = [], (0, 0), 1
    for mark, body, bits in _segments(data):
        if mark == 0xE1 and body.startswith(b"Exif\0\0"):
            turned = _turn(body[6:])
        if mark in FRAMES:
            high, wide = struct.unpack_from(">HH", body, 1)
            sides = (wide, high)
        if mark in KEPT_OF_JPEG or (mark == 0xE2 and body.startswith(b"ICC_PROFILE\0")):
            made.append(struct.pack(">BBH", 0xFF, mark, len(body) + 2) + body + bits)
    return b"".join([b"\xff\xd8", _turned(turned), *made, b"\xff\xd9"]), sides


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Give mark and body of each segment to the end of the first picture, and the bits that follow a scan."""
    at = 2
    while data[at + 1] != 0xD9:
        if data[at] != 0xFF:
            raise ValueError(at)
        mark = data[at + 1]
        if mark == 0xFF:
            at += 1
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + length
        if length < 2 or end > len(data):
            raise ValueError(length)
        body, at = data[at + 4 : end], _scan_end(data, end) if mark == 0xDA else end
        yield mark, body, data[end:at]


def _scan_end(data: bytes, at: int) -> int:
    """Return where the bits of a scan end: at the first mark that is none of their own."""
    while True:
        at = data.index(b"\xff", at)
        following = data[at + 1]
        if following == 0xFF:
            at += 1
        elif following == 0 or 0xD0 <= following <= 0xD7:
            at += 2
        else:
            return at


def _turn(told: bytes) -> int:
    """Return how a camera was held, by the first directory of its notes; 1 when that is not told."""
    try:
        order = {b"II": "<", b"MM": ">"}[told[:2]]
        (at,) = struct.unpack_from(f"{order}I", told, 4)
        (many,) = struct.unpack_from(f"{order}H", told, at)
        for entry in range(at + 2, at + 2 + 12 * many, 12):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", told, entry)
            if tag == TURN and 1 <= value <= MOST_TURNS:
                return int(value)
    except (KeyError, struct.error):
        pass
    return 1


def _turned(value: int) -> bytes:
    if value == 1:
        return b""
    told = b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, TURN, 3, 1, value, 0, 0)
    return struct.pack(">BBH", 0xFF, 0xE1, len(told) + 2) + told


def _webp(data: bytes) -> tuple[bytes, tuple[int, int]]:
    made, sides, at, drawn = b"", (0, 0), 12, False
    end = 8 + struct.unpack_from("<I", data, 4)[0]
    if end > len(data):
        raise ValueError(end)
    while at < end:
        kind, (length,) = data[at : at + 4], struct.unpack_from("<I", data, at + 4)
        body = data[at + 8 : at + 8 + length]
        if len(body) < length:
            raise ValueError(kind)
        if kind == b"VP8X":
            body = bytes([body[0] & ~0b1110 & 0xFF]) + body[1:]
        drawn = drawn or kind in (b"VP8 ", b"VP8L")
        if kind in KEPT_OF_WEBP:
            sides = max(sides, _webp_sides(kind, body))
            made += kind + struct.pack("<I", length) + body + b"\0" * (length % 2)
        at += 8 + length + length % 2
    if not drawn:
        raise ValueError(made)
    return b"RIFF" + struct.pack("<I", len(made) + 4) + b"WEBP" + made, sides


def _webp_sides(kind: bytes, body: bytes) -> tuple[int, int]:
    if kind == b"VP8X":
        wide, high = (int.from_bytes(body[at : at + 3], "little") + 1 for at in (4, 7))
        return wide, high
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        wide, high = struct.unpack_from("<HH", body, 6)
        return wide & 0x3FFF, high & 0x3FFF
    return 0, 0
