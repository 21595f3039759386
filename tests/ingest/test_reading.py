"""The process that reads a file: its limits, its bars, what comes back; nothing else is touched."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dashboard.ingest.private_copy import copy_of, read_whole
from dashboard.ingest.readers.limits import LIMITS, Limits
from dashboard.ingest.reading import Asked, Watch, read_file
from dashboard.ingest.refusal import Refusal
from tests.ingest.corpus.making import as_book, as_csv, nothing, ten, with_cell

TODAY = date(2026, 11, 27)
posix = pytest.mark.skipif(os.name == "nt", reason="only where there are pipes and links")


def asked(demo_folder, **more):
    return Asked(demo_folder, TODAY, **more)


def codes(found):
    return [issue.code for issue in found.issues]


def test_a_workbook_comes_back_with_its_rows_verdict_and_progress(tmp_path, demo_folder):
    as_book(nothing)(tmp_path / "a.xlsx")
    shares: list[float] = []
    found = read_file(tmp_path / "a.xlsx", asked(demo_folder), Watch(shares.append))
    assert (found.verdict, found.counts["used"], len(found.rows)) == ("accept", 10, 10)
    assert shares == sorted(shares) and shares[-1] == 1
    assert next(iter(found.rows))["row"] == {"file": "a.xlsx", "sheet": "台账", "row": 2, "status": "used"}


def test_nothing_is_written_beside_the_file_and_nothing_is_left_behind(tmp_path, demo_folder):
    as_book(nothing)(tmp_path / "a.xlsx")
    before = (tmp_path / "a.xlsx").read_bytes()
    read_file(tmp_path / "a.xlsx", asked(demo_folder))
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]
    assert (tmp_path / "a.xlsx").read_bytes() == before


def test_a_file_that_takes_too_long_is_stopped_and_said_so(tmp_path, demo_folder):
    as_csv(ten())(tmp_path / "a.csv")
    found = read_file(tmp_path / "a.csv", asked(demo_folder, limits=Limits(seconds=0)))
    assert (found.verdict, codes(found)) == ("reject_file", ["too_slow"])


def test_a_reading_can_be_stopped(tmp_path, demo_folder):
    as_csv([[f"P{at}", "项目", *ten()[0][2:]] for at in range(50_000)])(tmp_path / "a.csv")
    watch = Watch()
    threading.Timer(0.5, watch.stopped.set).start()
    started = time.monotonic()
    found = read_file(tmp_path / "a.csv", asked(demo_folder), watch)
    assert codes(found) == ["stopped"] and time.monotonic() - started < 10


@posix
def test_a_file_that_needs_too_much_memory_is_refused_not_killed_with_the_server(tmp_path, demo_folder):
    as_csv([[f"P{at}", "项目", *ten()[0][2:]] for at in range(100_000)])(tmp_path / "a.csv")
    found = read_file(tmp_path / "a.csv", asked(demo_folder, limits=Limits(memory_bytes=100 << 20)))
    assert found.verdict == "reject_file" and codes(found)[0] in ("too_much_memory", "reading_failed")


def confined(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    bars = f"confine(Path({str(folder)!r}), 1 << 30, 20)"
    start = f"from pathlib import Path\nfrom dashboard.ingest.confine import confine\n{bars}"
    return subprocess.run(
        [sys.executable, "-c", f"{start}\n{code}"], capture_output=True, text=True, check=False
    )


def test_the_reading_process_reaches_no_network_no_other_file_and_no_program(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        attempts = (
            f"import socket; socket.create_connection(('127.0.0.1', {port}), timeout=2)",
            f"open({str(tmp_path.parent / 'outside')!r}, 'w')",
            "import subprocess; subprocess.run(['true'])",
            "import os; os.system('true')",
        )
        for code in attempts:
            assert confined(code, tmp_path).returncode != 0, code
    assert confined(f"open({str(tmp_path / 'inside')!r}, 'w').write('x')", tmp_path).returncode == 0
    assert not (tmp_path.parent / "outside").exists()


def test_gdal_has_four_drivers_in_the_reading_process(tmp_path, demo_folder):
    from dashboard.ingest.reading import _environment

    shown = "import pyogrio; print(sorted(pyogrio.list_drivers()))"
    told = subprocess.run(
        [sys.executable, "-c", shown], env=_environment(), capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == str(["ESRI Shapefile", "GPKG", "GeoJSON", "KML"])


@posix
def test_a_pipe_a_folder_a_link_and_a_device_are_refused_at_once(tmp_path, demo_folder):
    os.mkfifo(tmp_path / "pipe.xlsx")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.csv").symlink_to("/dev/zero")
    for name in ("pipe.xlsx", "folder", "link.csv"):
        started = time.monotonic()
        found = read_file(tmp_path / name, asked(demo_folder))
        assert codes(found) == ["not_a_file"] and time.monotonic() - started < 5


def test_a_file_above_the_size_limit_is_not_read(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"x" * 3000)
    with pytest.raises(Refusal, match="too_large"):
        read_whole(tmp_path / "a.csv", Limits(file_bytes=2000))


@posix
def test_a_file_that_cannot_be_read_is_refused(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_bytes(b"x")
    monkeypatch.setattr(os, "open", lambda *_: (_ for _ in ()).throw(PermissionError()))
    with pytest.raises(Refusal, match="not_a_file"):
        read_whole(tmp_path / "a.csv", LIMITS)


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_bytes(b"x" * 1000)
    real = os.read

    def read(handle, size):
        with path.open("ab") as stream:
            stream.write(b"y") if stat.S_ISREG(
                os.fstat(handle).st_mode
            ) and path.stat().st_size < 1003 else None
        return real(handle, size)

    monkeypatch.setattr(os, "read", read)
    with pytest.raises(Refusal, match="changed_while_reading"):
        read_whole(path, LIMITS)


def test_the_copy_is_private(tmp_path):
    as_csv(ten())(tmp_path / "a.csv")
    (tmp_path / "own").mkdir()
    assert (
        copy_of(tmp_path / "a.csv", tmp_path / "own", LIMITS).read_bytes()
        == (tmp_path / "a.csv").read_bytes()
    )


@pytest.mark.parametrize("lang", ["zh-Hans", "en", "ja", "th"])
def test_the_clerk_gets_the_workbook_back_with_comments_in_the_bad_cells(lang, tmp_path, demo_folder):
    as_book(lambda page: page.__setitem__("F4", "三千"))(tmp_path / "a.xlsx")
    target = tmp_path / "back.xlsx"
    found = read_file(tmp_path / "a.xlsx", asked(demo_folder, corrected=target, lang=lang))
    page = load_workbook(target)["台账"]
    assert found.verdict == "accept_partial"
    assert "三千" in page["F4"].comment.text and page["F5"].comment is None
    assert page["F4"].value == "三千" and page["F3"].value == 2000


def test_a_text_file_comes_back_as_a_workbook_without_formulas(tmp_path, demo_folder):
    as_csv(with_cell(4, "项目名称", "=1+1"))(tmp_path / "a.csv")
    target = tmp_path / "back.xlsx"
    read_file(tmp_path / "a.csv", asked(demo_folder, corrected=target))
    cell = load_workbook(target).worksheets[0]["B4"]
    assert cell.value == "=1+1" and cell.data_type == "s" and cell.comment is not None


def test_an_outcome_travels_as_json_without_loss(tmp_path, demo):
    from dashboard.ingest.intake import take_in
    from dashboard.ingest.ledger.situation import Situation
    from dashboard.ingest.wire import packed, unpacked

    as_csv(with_cell(4, "总投资(万元)", "1.2亿元"))(tmp_path / "a")
    found = take_in(tmp_path / "a", "a.csv", Situation(demo, TODAY), lambda share: None)
    again = unpacked(json.loads(json.dumps(packed(found))), found.rows)
    assert again == found
