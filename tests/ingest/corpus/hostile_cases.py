"""Files of another type than their name, locked, damaged, packed to burst, pointing elsewhere."""

from __future__ import annotations

import json
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from tests.ingest.corpus.making import Case, as_book, as_bytes, as_text, csv_text, nothing, ten

XLSX = "ledger.xlsx"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def good_book() -> bytes:
    made = BytesIO()
    as_book(nothing)(made)
    return made.getvalue()


def vrt(source: str) -> str:
    """Return a file that only points to another."""
    layer = f'<OGRVRTLayer name="a"><SrcDataSource>{source}</SrcDataSource></OGRVRTLayer>'
    return f"<OGRVRTDataSource>{layer}</OGRVRTDataSource>"


def packed(**entries: bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, body in entries.items():
                archive.writestr(name.replace("__", "/").replace("_dot_", "."), body)

    return make


def changed_book(change: Callable[[str, bytes], bytes | None], more: dict[str, bytes] | None = None):
    """Return what writes a good workbook with each part changed, left out, or added."""

    def make(path: Path) -> None:
        with (
            zipfile.ZipFile(BytesIO(good_book())) as old,
            zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for name in old.namelist():
                body = change(name, old.read(name))
                if body is not None:
                    new.writestr(name, body)
            for name, body in (more or {}).items():
                new.writestr(name, body)

    return make


def same(name: str, body: bytes) -> bytes:
    return body


def without(part: str):
    return lambda name, body: None if name == part else body


def with_doctype(name: str, body: bytes) -> bytes:
    if not name.endswith("sheet1.xml"):
        return body
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return declared + body[body.index(b"<worksheet") :]


def outside_entity(name: str, body: bytes) -> bytes:
    if name != "xl/workbook.xml":
        return body
    return b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + body[body.index(b"<workbook") :]


def cut(share: float):
    return lambda path: path.write_bytes(good_book()[: int(len(good_book()) * share)]) and None


def bomb(name: str, body: bytes) -> bytes:
    return body + b" " * (150 << 20) if name == "xl/styles.xml" else body


def lying_bomb(path: Path) -> None:
    """Write a workbook whose list of entries claims a small size for a large one."""
    changed_book(lambda name, body: body + b" " * (120 << 20) if name.endswith("sheet1.xml") else body)(path)
    raw = bytearray(path.read_bytes())
    size = (120 << 20).to_bytes(4, "little")[2:]
    at = raw.rfind(b"xl/worksheets/sheet1.xml") - 46 + 24
    assert raw[at + 2 : at + 4] >= size
    raw[at : at + 4] = struct.pack("<I", 1000)
    path.write_bytes(bytes(raw))


def many_entries(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for at in range(2500):
            archive.writestr(f"part{at}.xml", b"x")


def locked_zip(path: Path) -> None:
    packed(**{"layer_dot_shp": b"x"})(path)
    raw = bytearray(path.read_bytes())
    raw[6] |= 1
    raw[raw.rfind(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(raw))


def refused(
    name: str, make: Callable[[Path], None], code: str, file: str = XLSX, klass: str = "type against name"
):
    return Case(klass, name, make, "reject_file", (code,), file=file)


DAMAGED = [
    refused("nothing", as_bytes(b""), "empty_file", klass="damaged"),
    refused("only zeros", as_bytes(b"\0" * 5000), "empty_file", klass="damaged"),
    refused("only spaces", as_bytes(b"  \r\n  \n"), "empty_file", "ledger.csv", klass="damaged"),
    refused("cut in half", cut(0.5), "damaged_archive", klass="damaged"),
    refused("cut near its end", cut(0.95), "damaged_archive", klass="damaged"),
    refused(
        "without its sheet", changed_book(without("xl/worksheets/sheet1.xml")), "no_headings", klass="damaged"
    ),
    refused(
        "without its list of sheets",
        changed_book(without("xl/_rels/workbook.xml.rels")),
        "damaged_workbook",
        klass="damaged",
    ),
    refused(
        "a sheet that is no XML",
        changed_book(lambda name, body: b"<x" if name.endswith("sheet1.xml") else body),
        "damaged_workbook",
        klass="damaged",
    ),
    refused(
        "a sheet cut off",
        changed_book(lambda name, body: body[: len(body) // 2] if name.endswith("sheet1.xml") else body),
        "damaged_workbook",
        klass="damaged",
    ),
]
TYPES_CASES = [
    refused("an old workbook", as_bytes(OLE + b"\0" * 5000), "old_excel", "ledger.xls"),
    refused("an old workbook named .xlsx", as_bytes(OLE + b"\0" * 5000), "old_excel"),
    refused(
        "a workbook with a password",
        as_bytes(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")),
        "locked",
        klass="locked",
    ),
    refused("a packed layer with a password", locked_zip, "locked", "layer.zip", klass="locked"),
    refused(
        "a web table named .xls",
        as_text("<html><table><tr><td>项目编号</td></tr></table></html>"),
        "web_page",
        "ledger.xls",
    ),
    refused(
        "XML of 2003 named .xls",
        as_text('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
        "old_excel",
        "ledger.xls",
    ),
    refused(
        "a binary workbook",
        packed(**{"[Content_Types]_dot_xml": TYPES.encode(), "xl__workbook_dot_bin": b"x"}),
        "binary_excel",
        "ledger.xlsb",
    ),
    refused("macros named .xlsx", changed_book(same, {"xl/vbaProject.bin": b"x"}), "macros"),
    refused(
        "a letter",
        packed(**{"[Content_Types]_dot_xml": TYPES.encode(), "word__document_dot_xml": b"<x/>"}),
        "other_format",
        "ledger.docx",
    ),
    refused(
        "an OpenDocument table",
        packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", content_dot_xml=b"<x/>"),
        "other_format",
        "ledger.ods",
    ),
    refused("a PDF", as_bytes(b"%PDF-1.7\n"), "other_format", "ledger.pdf"),
    refused("a picture", as_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 50), "other_format"),
    refused("a Parquet table", as_bytes(b"PAR1" + b"\0" * 50 + b"PAR1"), "other_format", "ledger.parquet"),
    refused("a gzip file", as_bytes(b"\x1f\x8b\x08" + b"\0" * 50), "other_format", "ledger.csv.gz"),
    refused("a 7-Zip file", as_bytes(b"7z\xbc\xaf\x27\x1c" + b"\0" * 50), "other_format", "ledger.7z"),
    refused("an archive without a layer", packed(readme_dot_txt=b"x"), "other_archive", "ledger.zip"),
    refused("a packed map", packed(doc_dot_kml=b"<kml/>"), "kmz", "layer.kmz"),
    refused("a table named .geojson", as_text('"a"\n'), "no_headings", "layer.geojson"),
    refused("random bytes", as_bytes(bytes(range(1, 256)) * 20), "mixed_encoding", "ledger.csv"),
    refused("a program", as_bytes(b"MZ\x90\0\x03\0\0\0" + b"\0" * 400), "binary_text", "ledger.csv"),
]
HOSTILE = [
    refused("a bomb", changed_book(bomb), "too_dense", klass="archives"),
    refused("a bomb that lies about its size", lying_bomb, "damaged_workbook", klass="archives"),
    refused("thousands of entries", many_entries, "too_many_entries", klass="archives"),
    refused(
        "a path that climbs out",
        packed(**{"..__..__etc__x_dot_shp": b"x"}),
        "outside_archive",
        "layer.zip",
        klass="archives",
    ),
    refused(
        "a path from the root",
        packed(**{"__etc__x_dot_shp": b"x"}),
        "outside_archive",
        "layer.zip",
        klass="archives",
    ),
    refused("entities in a sheet", changed_book(with_doctype), "xml_entities", klass="XML"),
    refused("an entity that names a file", changed_book(outside_entity), "xml_entities", klass="XML"),
    refused(
        "a VRT",
        as_text(vrt("/etc/passwd")),
        "vrt",
        "layer.vrt",
        klass="hostile files",
    ),
    refused(
        "a VRT named .geojson",
        as_text(vrt("http://127.0.0.1:9/")),
        "vrt",
        "layer.geojson",
        klass="hostile files",
    ),
    refused(
        "a KML that links elsewhere",
        as_text(
            '<kml xmlns="http://www.opengis.net/kml/2.2"><NetworkLink><Link><href>http://127.0.0.1:9/a.kml</href></Link></NetworkLink></kml>'
        ),
        "vrt",
        "layer.kml",
        klass="hostile files",
    ),
    refused(
        "a KML with an entity",
        as_text(
            '<!DOCTYPE kml [<!ENTITY a SYSTEM "file:///etc/passwd">]><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>&a;</name></Document></kml>'
        ),
        "xml_entities",
        "layer.kml",
        klass="hostile files",
    ),
    refused(
        "a GML",
        as_text('<?xml version="1.0"?><gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml"/>'),
        "gml",
        "layer.gml",
        klass="hostile files",
    ),
    refused(
        "JSON a hundred levels deep",
        as_text('{"type":' + "[" * 100 + "]" * 100 + "}"),
        "too_deep",
        "layer.geojson",
        klass="hostile files",
    ),
    refused(
        "JSON ten thousand levels deep",
        as_text('{"type":' + "[" * 10000),
        "too_deep",
        "layer.geojson",
        klass="hostile files",
    ),
    refused(
        "half a million corners",
        as_text(
            json.dumps(
                {
                    "type": "FeatureCollection",
                    "features": [
                        {
                            "type": "Feature",
                            "properties": {},
                            "geometry": {"type": "LineString", "coordinates": [[150.0, 30.0]] * 500_001},
                        }
                    ],
                }
            )
        ),
        "too_many_vertices",
        "layer.geojson",
        klass="hostile files",
    ),
    refused(
        "too many rows",
        as_text("项目编号,项目名称\n" + "A,b\n" * 200_100),
        "too_many_rows",
        "ledger.csv",
        klass="hostile files",
    ),
    refused(
        "too many columns",
        as_text(csv_text([["x"] * 300], ["项目编号", "项目名称", *["c"] * 298])),
        "too_many_columns",
        "ledger.csv",
        klass="hostile files",
    ),
    Case(
        "hostile files",
        "prototype names",
        as_text(csv_text([["__proto__", *row[1:]] if at == 2 else row for at, row in enumerate(ten())])),
        "accept",
        rows=lambda rows: rows[2]["id"] == "__proto__",
    ),
]
CASES = [*DAMAGED, *TYPES_CASES, *HOSTILE]
