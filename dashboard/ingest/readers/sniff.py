"""What a file is by its content. Its name only says what the clerk thinks it is."""

from __future__ import annotations

import zipfile
from pathlib import Path

from dashboard.ingest.readers.archive import open_archive
from dashboard.ingest.readers.limits import Limits
from dashboard.ingest.refusal import Refusal

HEAD = 4096
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BINARY = {
    b"%PDF": "PDF",
    b"PAR1": "Parquet",
    b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf": "7-Zip",
    b"Rar!": "RAR",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"BZh": "bzip2",
    b"fgb\x03": "FlatGeobuf",
}


def kind_of(path: Path, limits: Limits) -> str:
    """Return xlsx, shapefile, geojson, gpkg, kml or text. Raises Refusal for anything else."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Refusal("empty_file")
    if head.startswith(OLE):
        raise Refusal("locked" if _is_encrypted(path) else "old_excel")
    if head.startswith(b"PK"):
        return _kind_of_zip(path, limits)
    if head.startswith(b"SQLite format 3\0"):
        return "gpkg"
    for mark, name in BINARY.items():
        if head.startswith(mark):
            raise Refusal("other_format", kind=name)
    return _kind_of_text(head)


def _is_encrypted(path: Path) -> bool:
    return "EncryptedPackage".encode("utf-16-le") in path.read_bytes()


def _kind_of_zip(path: Path, limits: Limits) -> str:
    with open_archive(path, limits) as archive:
        names = archive.namelist()
        if "[Content_Types].xml" in names:
            return _kind_of_office(archive, names)
        if "mimetype" in names and "content.xml" in names:
            raise Refusal("other_format", kind="OpenDocument")
        endings = {name.lower().rsplit(".", 1)[-1] for name in names}
    if "shp" in endings:
        return "shapefile"
    if "kml" in endings:
        raise Refusal("kmz")
    raise Refusal("other_archive")


def _kind_of_office(archive: zipfile.ZipFile, names: list[str]) -> str:
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refusal("macros")
    if not any(name.lower() == "xl/workbook.xml" for name in names):
        kind = "Word" if any(name.startswith("word/") for name in names) else "Office"
        raise Refusal("binary_excel" if "xl/workbook.bin" in names else "other_format", kind=kind)
    return "xlsx"


def _kind_of_text(head: bytes) -> str:
    text = head.decode("utf-8-sig", "ignore").lstrip() if b"\0" not in head[:64] else ""
    lower = text[:2000].lower()
    if text.startswith("{"):
        return "geojson"
    if lower.startswith("<"):
        return _kind_of_markup(lower)
    return "text"


def _kind_of_markup(lower: str) -> str:
    if "<kml" in lower:
        return "kml"
    if "<ogrvrtdatasource" in lower:
        raise Refusal("vrt")
    if "<html" in lower or "<table" in lower or "<!doctype html" in lower:
        raise Refusal("web_page")
    if "urn:schemas-microsoft-com:office:spreadsheet" in lower:
        raise Refusal("old_excel")
    if "opengis.net/gml" in lower or "<gml:" in lower:
        raise Refusal("gml")
    raise Refusal("other_format", kind="XML")
