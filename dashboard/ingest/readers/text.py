"""Comma-, semicolon- or tab-separated text in the encodings that offices use; strict, never mended."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable
from pathlib import Path

from dashboard.ingest.ledger.grid import Grid
from dashboard.ingest.readers.limits import Limits
from dashboard.ingest.refusal import Refusal

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
EAST_ASIAN = ("gb18030", "shift_jis", "cp932", "euc_jp", "big5", "cp874")
SEPARATORS = (",", "\t", ";", "|", "，")
NAMES = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "gb18030": "GB18030", "cp932": "Shift-JIS"}
Score = Callable[[list[str]], int]


def read_text(path: Path, limits: Limits, score: Score) -> tuple[Grid, str]:
    """Return the rows of a text file and the name of its encoding. Raises Refusal.

    ``score`` says how many headings of a ledger a row of texts holds: encodings and separators
    that read the file without an error are told apart by it, never by likelihood of letters.
    """
    csv.field_size_limit(limits.file_bytes)
    text, encoding = decode(path.read_bytes(), score)
    if "\0" in text:
        raise Refusal("binary_text", line=text[: text.index("\0")].count("\n") + 1)
    separator = max(SEPARATORS, key=lambda mark: _separator_score(text, mark, score))
    rows, lines = _rows(text, separator)
    if len(rows) > limits.rows + 50:
        raise Refusal("too_many_rows", n=len(rows), most=limits.rows)
    widest = max((len(row) for row in rows), default=0)
    if widest > limits.columns:
        raise Refusal("too_many_columns", n=widest, most=limits.columns)
    return Grid(None, list(rows), tuple(lines)), encoding


def decode(raw: bytes, score: Score) -> tuple[str, str]:
    """Return the text and the name of its encoding. Raises Refusal naming the first line in doubt."""
    for mark, encoding in BOMS:
        if raw.startswith(mark):
            return _strict(raw, encoding), NAMES.get(encoding, encoding.upper())
    guessed = _utf16_without_mark(raw)
    if guessed:
        return _strict(raw, guessed), guessed.upper()
    try:
        return raw.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as problem:
        return _east_asian(raw, problem, score)


def _strict(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        raise Refusal("broken_encoding", encoding=NAMES.get(encoding, encoding.upper()), line=line) from None


def _utf16_without_mark(raw: bytes) -> str | None:
    head = raw[:400]
    if len(head) < 8 or b"\0" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return "utf-16-le" if odd > even else "utf-16-be"


def _east_asian(raw: bytes, problem: UnicodeDecodeError, score: Score) -> tuple[str, str]:
    found = []
    for encoding in EAST_ASIAN:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        own = _head_score(text, lambda row: score([cell for cell in row if not cell.isascii()]))
        found.append((_head_score(text, score) if own else 0, encoding, text))
    best = max(found, key=lambda item: item[0], default=None)
    line = raw[: problem.start].count(b"\n") + 1
    if best is None or best[0] < 2:
        raise Refusal("mixed_encoding", line=line)
    return best[2], NAMES.get(best[1], best[1].replace("_", "-").upper())


def _head_score(text: str, score: Score) -> int:
    return max(_separator_score(text, mark, score) for mark in SEPARATORS)


def _separator_score(text: str, separator: str, score: Score) -> int:
    head = text.lstrip("﻿").splitlines()[:30]
    return max((score(next(csv.reader([line], delimiter=separator), [])) for line in head), default=0)


def _rows(text: str, separator: str) -> tuple[list[list[str]], list[int]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    before = 0
    try:
        for row in reader:
            rows.append(row)
            lines.append(before + 1)
            before = reader.line_num
    except csv.Error:
        raise Refusal("open_quote", line=before + 1) from None
    return rows, lines
