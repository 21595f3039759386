"""The office's pages: files in, findings, publishing and going back; nothing of it in the public app."""

from __future__ import annotations

import io
import re
import time
from datetime import date

import pytest

from dashboard.apps.admin import OfficeParks, make_admin
from dashboard.apps.parks import serve_parks
from dashboard.apps.public import make_app
from dashboard.apps.watching import Watcher
from dashboard.ingest.load import load_park
from tests.ingest.corpus.making import as_book, as_csv, csv_text, nothing, ten, with_cell

TODAY = date(2026, 11, 27)
HERE = {"Origin": "http://localhost"}


@pytest.fixture
def parks(demo_folder, tmp_path):
    return OfficeParks([demo_folder], root=tmp_path / "kept")


@pytest.fixture
def client(parks, tmp_path):
    return make_admin(parks, tmp_path / "kept", TODAY).server.test_client()


@pytest.fixture(scope="module")
def quiet(demo_folder, tmp_path_factory):
    root = tmp_path_factory.mktemp("kept")
    return make_admin(OfficeParks([demo_folder], root=root), root, TODAY).server.test_client()


def send(client, body: bytes, name: str = "a.csv", **fields: str) -> str:
    data = {"files": (io.BytesIO(body), name), "who": "a clerk", **fields}
    reply = client.post("/import?park=demo&lang=en", data=data, headers=HERE)
    assert reply.status_code == 303
    return reply.headers["Location"]


def read(client, address: str) -> str:
    for _ in range(200):
        text = client.get(address).get_data(as_text=True)
        if "data-waiting" not in text:
            return text
        time.sleep(0.1)
    raise AssertionError("never read")


def good() -> bytes:
    return csv_text(ten()).encode()


def test_a_file_is_read_looked_at_published_and_shown(client, parks):
    before = client.get("/view.json?park=demo&fields=kpis").json["kpis"]["projects"]["value"]
    address = send(client, good(), unit="U01")
    text = read(client, address)
    assert "All rows can be used" in text and "These points wait for a person" in text
    candidate = re.search(r"pin=([0-9a-f]{16})", text)[1]
    preview = client.get(f"/view.json?park=demo&pin={candidate}").json
    assert preview["dataset"]["id"] == candidate and preview["kpis"]["projects"]["value"] > before
    assert client.get("/view.json?park=demo&fields=kpis").json["kpis"]["projects"]["value"] == before
    form = {"who": "a chief", "confirmed": "on"}
    path = address.split("?")[0]
    assert client.post(f"{path}/publish?park=demo&lang=en", data=form, headers=HERE).status_code == 303
    Watcher(parks).look()
    parks.swap(0, load_park(parks.source(0)))
    assert client.get("/view.json?park=demo").json["dataset"]["id"] == candidate
    again = read(client, address)
    assert "Published" in again and "new" in again.lower()


def test_what_waits_is_not_published_without_a_persons_look(client):
    path = send(client, good(), unit="U01").split("?")[0]
    read(client, f"{path}?park=demo&lang=en")
    reply = client.post(f"{path}/publish?park=demo&lang=en", data={"who": "x"}, headers=HERE)
    assert reply.status_code == 200 and "Waits for a person" in reply.get_data(as_text=True)
    assert "None yet." in client.get("/import?park=demo&lang=en").get_data(as_text=True)


def test_a_file_that_is_rejected_offers_no_publishing_and_says_why(client):
    text = read(client, send(client, b"", "a.xlsx"))
    assert "The file has no content." in text and "/publish" not in text


def test_withdrawn_projects_are_marked_with_who_and_why(client, parks):
    path = send(client, good(), unit="U01").split("?")[0]
    text = read(client, f"{path}?park=demo&lang=en")
    gone = re.search(r'name="withdrawn" value="(D\d+)"', text)[1]
    form = {"who": "chief", "confirmed": "on", "withdrawn": gone, "reason": "moved away"}
    client.post(f"{path}/publish?park=demo", data=form, headers=HERE)
    tables = parks.source(0) / "tables"
    assert f"{gone},withdrawn,2026-11-27,chief,moved away" in (tables / "decisions.csv").read_text("utf-8")


def test_an_earlier_snapshot_is_served_again(client, parks):
    for body in (good(), csv_text(with_cell(4, "总投资(万元)", "9")).encode()):
        path = send(client, body, unit="U01").split("?")[0]
        read(client, f"{path}?park=demo&lang=en")
        client.post(f"{path}/publish?park=demo", data={"who": "x", "confirmed": "on"}, headers=HERE)
    store = parks.stores[0]
    newest, older = (one.id for one in store.kept())
    assert store.current_id() == newest
    client.post(f"/import/rollback?park=demo&snapshot={older}", data={"who": "x"}, headers=HERE)
    assert store.current_id() == older


def test_the_workbook_comes_back_with_comments(client, tmp_path):
    as_book(lambda page: page.__setitem__("F4", "三千"))(tmp_path / "a.xlsx")
    path = send(client, (tmp_path / "a.xlsx").read_bytes(), "a.xlsx").split("?")[0]
    read(client, f"{path}?park=demo&lang=en")
    with client.get(f"{path}/corrected/0?park=demo") as reply:
        assert reply.status_code == 200 and reply.data[:2] == b"PK"
        assert "a-checked.xlsx" in reply.headers["Content-Disposition"]
    assert client.get(f"{path}/corrected/7?park=demo").status_code == 404


@pytest.mark.parametrize("origin", ["http://evil.example", "null", ""])
@pytest.mark.parametrize("path", ["/import", "/import/rollback", "/import/abc/publish", "/import/abc/stop"])
def test_pages_of_other_hosts_can_do_nothing(quiet, origin, path):
    assert quiet.post(f"{path}?park=demo", headers={"Origin": origin}).status_code == 403


@pytest.mark.parametrize("name", ["%2e%2e", "abc", "a.b", "..%5c..%5cetc"])
def test_a_name_that_is_no_import_is_told_and_reads_nothing(quiet, name):
    reply = quiet.get(f"/import/{name}?park=demo&lang=en")
    assert reply.status_code == 409 and "There is no import" in reply.get_data(as_text=True)


@pytest.mark.parametrize("lang", ["zh-Hans", "en", "ja", "th"])
def test_hostile_names_are_text_and_every_page_speaks_its_language(quiet, lang):
    rows = with_cell(4, "产业", "<img src=x onerror=alert(1)>")
    address = send(quiet, csv_text(rows).encode(), "<b>x.csv", unit="U01").replace("lang=en", f"lang={lang}")
    text = read(quiet, address)
    assert "<img" not in text and "<b>x" not in text and "&lt;img" in text
    assert ("What was found" in text) == (lang == "en")


def test_reading_can_be_stopped_and_begun_again(client):
    rows = [[f"P{at}", "项目", *ten()[0][2:]] for at in range(4_000)]
    path = send(client, csv_text(rows).encode()).split("?")[0]
    time.sleep(0.3)
    client.post(f"{path}/stop?park=demo&lang=en", headers=HERE)
    text = read(client, f"{path}?park=demo&lang=en")
    assert "stopped" in text and "Read again" in text
    client.post(f"{path}/again?park=demo&lang=en", headers=HERE)
    assert "data-waiting" in client.get(f"{path}?park=demo&lang=en").get_data(as_text=True)


def test_a_restart_while_reading_is_said_and_can_be_mended(client, parks, tmp_path):
    path = send(client, good()).split("?")[0]
    read(client, f"{path}?park=demo&lang=en")
    about = next((tmp_path / "kept/demo/imports").glob("*/about.json"))
    about.write_text(about.read_text("utf-8").replace('"status": "ready"', '"status": "reading"'), "utf-8")
    assert "interrupted" in client.get(f"{path}?park=demo&lang=en").get_data(as_text=True)


def test_what_was_sent_lies_private_and_is_never_served(client, tmp_path):
    path = send(client, good()).split("?")[0]
    read(client, f"{path}?park=demo&lang=en")
    sent = next((tmp_path / "kept/demo/imports").glob("*/sent-0"))
    assert sent.stat().st_mode & 0o077 == 0
    assert "P002" not in client.get(f"{path}/sent-0?park=demo").get_data(as_text=True)


def test_the_first_page_says_which_units_have_reported(quiet):
    text = quiet.get("/import?park=demo&lang=en").get_data(as_text=True)
    assert re.search(r"Reports of 2026-11-\d\d: \d of 6 units", text) and "Lanting Port" in text


def test_the_public_app_has_no_import(demo_folder, tmp_path):
    as_csv(ten())(tmp_path / "a.csv")
    as_book(nothing)(tmp_path / "b.xlsx")
    public = make_app(serve_parks([demo_folder])).server
    assert not [rule.rule for rule in public.url_map.iter_rules() if "import" in rule.rule]
    assert public.test_client().post("/import", headers=HERE).status_code in (404, 405)
