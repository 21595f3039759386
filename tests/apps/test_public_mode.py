"""A public server shows no real park whose maps have no review number; a rehearsal may."""

from __future__ import annotations

import re
import shutil

import pytest

from dashboard.__main__ import main
from dashboard.apps.map_review import NO_NUMBER, judged
from dashboard.apps.parks import serve_parks
from dashboard.apps.public import make_app
from dashboard.commands import BAD_DATA, FINE, WRONG_USE
from dashboard.ingest.keeping import Keeper
from dashboard.ingest.load import load_park

PUBLIC = "https://board.example.org"


@pytest.fixture
def started(monkeypatch):
    """Note what would have been served, and serve nothing."""
    found = []
    monkeypatch.delenv("PARK_PUBLIC_URL", raising=False)
    monkeypatch.setattr("dashboard.apps.watching.Watcher.start", lambda self: None)
    monkeypatch.setattr("dashboard.apps.serving.serve", lambda app, **place: found.append(place))
    return found


@pytest.fixture
def real_like(small_folder):
    """A park that is not synthetic and has no review number."""
    return with_words(small_folder, "synthetic = true", "synthetic = false")


def with_words(folder, old, new):
    path = folder / "park.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return folder


def numbered(folder, number="GS(2026)0001"):
    path = folder / "park.toml"
    text = re.sub(r"(?m)^review_number = .*\n", "", path.read_text(encoding="utf-8"))
    path.write_text(text.replace("[map]\n", f'[map]\nreview_number = "{number}"\n'), encoding="utf-8")
    return folder


def serve(folder, *more):
    return main(["serve", "--park", str(folder), *more])


def test_a_public_server_refuses_a_real_park_without_a_review_number(started, real_folder, capsys):
    assert serve(real_folder, "--public-url", PUBLIC) == BAD_DATA
    said = capsys.readouterr().err
    assert "park.toml" in said and "review_number" in said and "[map]" in said and PUBLIC in said
    assert started == []


def test_one_park_without_a_number_among_several_is_enough(started, real_folder, demo_folder):
    arguments = ["serve", "--park", str(demo_folder), "--park", str(real_folder), "--public-url", PUBLIC]
    assert main(arguments) == BAD_DATA
    assert started == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8050",
        "http://localhost",
        "http://10.0.0.5:8050",
        "http://192.168.1.9",
        "http://172.20.1.1",
    ],
)
def test_a_rehearsal_and_an_intranet_need_no_number(started, real_like, url):
    assert serve(real_like, "--public-url", url) == FINE
    assert len(started) == 1


def test_a_park_with_a_number_and_a_synthetic_one_are_shown_to_anybody(started, real_like, demo_folder):
    assert serve(numbered(real_like), "--public-url", PUBLIC) == FINE
    assert serve(demo_folder, "--public-url", PUBLIC) == FINE
    assert len(started) == 2


@pytest.mark.parametrize("blank", ["", "   "])
def test_an_empty_number_is_none(started, real_like, blank):
    assert serve(numbered(real_like, blank), "--public-url", PUBLIC) == BAD_DATA


def test_a_park_with_other_errors_is_refused_too(started, real_like):
    (real_like / "tables" / "projects.csv").unlink()
    assert serve(real_like, "--public-url", PUBLIC) == BAD_DATA


@pytest.mark.parametrize("url", ["board.example.org", "ftp://example.org", "https://me@example.org"])
def test_an_address_phones_cannot_open_is_wrong_use(started, demo_folder, capsys, url):
    assert serve(demo_folder, "--public-url", url) == WRONG_USE
    assert url in capsys.readouterr().err and started == []


def test_the_environment_says_the_public_address_and_the_command_goes_before_it(
    started, real_like, monkeypatch
):
    monkeypatch.setenv("PARK_PUBLIC_URL", PUBLIC)
    assert serve(real_like) == BAD_DATA
    assert serve(real_like, "--public-url", "http://127.0.0.1") == FINE
    monkeypatch.setenv("PARK_PUBLIC_URL", "not an address")
    assert serve(real_like) == WRONG_USE


def test_without_a_public_address_nothing_is_asked(started, real_like):
    assert serve(real_like) == FINE


def test_a_running_public_server_does_not_take_data_without_a_number(real_like):
    parks = serve_parks([numbered(real_like)], public_url=PUBLIC)
    before = parks[0].board
    parks.swap(0, judged(load_park(numbered(real_like, "")), PUBLIC))
    assert before is not None and parks[0].board is before
    assert [issue.code for issue in parks[0].trouble.errors] == [NO_NUMBER]


def test_the_wsgi_host_shows_the_reason_in_place_of_the_maps(real_like):
    client = make_app(serve_parks([real_like], public_url=PUBLIC)).server.test_client()
    reply = client.get("/view.json?lang=ja")
    assert reply.status_code == 503 and "review_number" in reply.get_data(as_text=True)


def test_a_kept_snapshot_without_a_number_is_not_shown_to_anybody(real_like, tmp_path):
    root, old = tmp_path / "kept", load_park(numbered(real_like, "")).dataset.id
    for number in ("", "GS(2026)0001"):
        folder = numbered(real_like, number)
        about = {"id": load_park(folder).dataset.id, "made_by": "a chief", "made_at": "2026-11-22T00:00:00"}
        shutil.copytree(folder, tmp_path / "made")
        Keeper(root, "small").add(tmp_path / "made", about)
    for url, shown in ((PUBLIC, about["id"]), ("http://localhost", old)):
        parks = serve_parks([real_like], root=root, public_url=url)
        assert parks.pinned(parks[0], old).board.dataset.id == shown
