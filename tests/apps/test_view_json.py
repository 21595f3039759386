"""The answer over HTTP: its figures are the sums of the tables, and it can be cached."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.apps.parks import serve_parks
from dashboard.apps.public import make_app
from tests.parks import write_small_park


@pytest.fixture(scope="module")
def client(real_folder):
    return make_app(serve_parks([real_folder])).server.test_client()


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def counted(folder: Path, **wanted: str) -> list[dict[str, str]]:
    rows = [row for row in table(folder, "projects") if row["record_kind"] == "project"]
    return [row for row in rows if all(value in row[key].split(";") for key, value in wanted.items())]


def money(folder: Path, ids: set[str], currency: str, statuses: tuple[str, ...]) -> Decimal | None:
    found = [
        Decimal(row["amount"])
        for row in table(folder, "amounts")
        if row["project_id"] in ids and row["currency"] == currency and row["value_status"] in statuses
    ]
    return sum(found) if found else None


STATES = {
    "": {},
    "sector=mobility": {"sector_code": "mobility"},
    "home=JPN": {"home_country_iso3": "JPN"},
    "stage=50": {"stage_code": "50"},
    "place=L029": {"place_id": "L029"},
    "home=CHN&sector=electronics": {"home_country_iso3": "CHN", "sector_code": "electronics"},
    "home=USA&sector=culture": {"home_country_iso3": "USA", "sector_code": "culture"},
}


@pytest.mark.parametrize("address", STATES)
def test_the_figures_are_the_sums_of_the_tables(client, real_folder, address):
    rows = counted(real_folder, **STATES[address])
    ids = {row["project_id"] for row in rows}
    kpis = client.get(f"/view.json?{address}").json["kpis"]
    assert kpis["projects"]["value"] == len(rows)
    assert kpis["projects_with_act"]["value"] == sum(row["evidence"] == "project act" for row in rows)
    assert kpis["japanese_projects"]["value"] == sum(
        "JPN" in row["home_country_iso3"].split(";") for row in rows
    )
    assert kpis["operating"]["value"] == sum(row["stage_code"] in ("70", "80", "85") for row in rows)
    published, planned = ("exact", "rounded"), ("estimated",)
    assert kpis["amount_cny"]["value"] == money(real_folder, ids, "CNY", published)
    assert kpis["amount_usd"]["value"] == money(real_folder, ids, "USD", published)
    assert kpis["amount_estimated_cny"]["value"] == money(real_folder, ids, "CNY", planned)


def test_the_sectors_add_up_to_the_tables(client, real_folder):
    view = client.get("/view.json?tab=codes").json["views"]["sectors"]
    at = {name: place for place, name in enumerate(view["columns"])}
    for row in view["rows"]:
        mine = counted(real_folder, sector_code=row[at["sector"]])
        assert row[at["projects"]] == len(mine)
        ids = {one["project_id"] for one in mine}
        total = money(real_folder, ids, "CNY", ("exact", "rounded"))
        assert row[at["amount_cny"]] == (None if total is None else int(total * 100))


def test_published_figures_do_not_follow_a_filter(client):
    for address in ("", "sector=health"):
        kpis = client.get(f"/view.json?{address}").json["kpis"]
        assert kpis["zone_signed"]["value"] == 85
        assert kpis["gdp_cny"]["value"] == 114_780_000_000
        assert kpis["area_stated_km2"]["value"] == 489


def test_the_measured_area_and_its_difference_are_told_and_nothing_is_rescaled(client):
    area = client.get("/view.json?fields=dataset").json["dataset"]["area"]
    assert (area["stated_km2"], area["yearbook_km2"]) == (489, 489.96)
    assert area["measured_km2"] == pytest.approx(492.83, abs=0.02)
    assert area["difference_pct"] == pytest.approx(0.78, abs=0.02)


def test_every_figure_names_its_territory_and_its_date(client):
    for key, kpi in client.get("/view.json?lang=en").json["kpis"].items():
        assert kpi["territory"] and kpi["as_of"] and kpi["definition"], key


def test_an_answer_can_be_kept_and_asked_again_for_nothing(client):
    first = client.get("/view.json?sector=mobility&lang=en")
    tag = first.headers["ETag"]
    again = client.get("/view.json?lang=en&sector=mobility", headers={"If-None-Match": tag})
    assert again.status_code == 304 and again.data == b""
    assert client.get("/view.json?sector=health&lang=en").headers["ETag"] != tag


def test_fields_leave_parts_out(client):
    assert set(client.get("/view.json?fields=kpis,notes").json) == {"kpis", "notes"}
    whole = client.get("/view.json").json
    assert {"dataset", "state", "notes", "chips", "kpis", "views", "table"} <= set(whole)


def test_a_bad_part_of_an_address_is_told_and_the_rest_answered(client):
    found = client.get("/view.json?sector=mobility&stage=99&lang=en").json
    assert found["kpis"]["projects"]["value"] == 21
    assert len(found["notes"]) == 1 and "99" in found["notes"][0]


def test_chips_say_what_is_left_out_and_how_to_remove_each(client):
    found = client.get("/view.json?lang=en&sector=mobility&signed=2019-01..2024-12").json
    chips = {chip["key"]: chip for chip in found["chips"]}
    assert chips["sector"]["remove"] == "lang=en&signed=2019-01..2024-12"
    assert "undated left out" in chips["signed"]["note"]
    left_out = int(chips["signed"]["note"].split()[0])
    kept = client.get("/view.json?lang=en&sector=mobility&signed=2019-01..2024-12&undated=keep").json
    assert kept["kpis"]["projects"]["value"] == found["kpis"]["projects"]["value"] + left_out


def test_the_csv_file_holds_exactly_the_rows_of_the_table(client):
    address = "lang=en&sector=electronics&sort=name&cols=project_id,name,amount"
    found = client.get(f"/view.json?{address}").json["table"]
    reply = client.get(f"/rows.csv?{address}")
    lines = list(csv.reader(io.StringIO(reply.data.decode("utf-8-sig"))))
    assert [line[0] for line in lines[1:]] == found["ids"]
    assert lines[1:] == [list(row) for row in found["rows"]]
    assert reply.headers["Content-Disposition"].startswith("attachment")


def test_no_cell_of_a_csv_file_runs_as_a_formula(tmp_path):
    folder = write_small_park(tmp_path / "park")
    path = folder / "tables" / "projects.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Project P1", "=HYPERLINK(1)"), encoding="utf-8")
    found = (
        make_app(serve_parks([folder])).server.test_client().get("/rows.csv?lang=en").data.decode("utf-8-sig")
    )
    assert "'=HYPERLINK(1)" in found and "\n=" not in found


def test_every_answer_carries_the_headers_that_keep_the_page_at_home(client):
    for path in ("/", "/view.json", "/rows.csv", "/health", "/nowhere"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "http" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize("body", [b"null", b"[]", b"{", b'{"output":"x"}', b"[" * 5000])
def test_a_malformed_callback_body_is_refused_as_the_readers_mistake(client, body):
    assert (
        client.post("/_dash-update-component", data=body, content_type="application/json").status_code == 400
    )


def test_a_body_that_is_too_large_is_refused(client):
    reply = client.post("/_dash-update-component", data=b"x" * 70_000, content_type="application/json")
    assert reply.status_code in (400, 413)


def test_a_park_that_does_not_validate_answers_503_with_its_issues_and_others_stay_up(tmp_path, real_folder):
    broken = write_small_park(tmp_path / "broken", key="broken")
    (broken / "tables" / "projects.csv").write_bytes(b"\xff\xfe\x00bad")
    client = make_app(serve_parks([broken, real_folder])).server.test_client()
    for lang in ("zh-Hans", "en", "ja", "th"):
        reply = client.get(f"/view.json?park=broken&lang={lang}")
        assert reply.status_code == 503
        issue = reply.json["issues"][0]
        assert issue["file"] == "tables/projects.csv" and issue["code"] == "not_utf8" and issue["message"]
    assert client.get("/view.json?park=xiangcheng").json["kpis"]["projects"]["value"] == 107
    assert client.get("/health").json == {
        "parks": {
            "broken": None,
            "xiangcheng": client.get("/view.json?park=xiangcheng").json["dataset"]["id"],
        },
        "trouble": {},
        "pull": {},
    }


def test_an_answer_has_no_number_json_does_not_know(client):
    json.loads(client.get("/view.json?home=USA&sector=culture").data, parse_constant=pytest.fail)
