"""A scene's picture: shown only with credit, licence, words and consent; kept as it was checked."""

from __future__ import annotations

import shutil

import pytest

from dashboard.apps.parks import serve_parks
from dashboard.apps.public import make_app
from dashboard.i18n import LANGUAGES
from dashboard.i18n.translate import words
from dashboard.ingest.load import load_park


@pytest.fixture
def folder(demo_folder, tmp_path):
    return shutil.copytree(demo_folder, tmp_path / "demo", ignore=shutil.ignore_patterns("weeks"))


def changed(folder, old, new):
    path = folder / "stories" / "tour.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return load_park(folder)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("consent = true", "consent = false", "consent"),
        ("consent = true", "", "consent"),
        ('licence = "CC0-1.0"', 'licence = ""', "licence"),
        ('credit = "park-dashboard"', "", "credit"),
        ('file = "case.svg"', 'file = "other.svg"', "not there"),
        ('file = "case.svg"', 'file = "tour.toml"', "not there"),
        ('file = "case.svg"', 'file = "../stories/case.svg"', "not there"),
        ('ja = "架空の工場（絵）"', 'ja = ""', "name.ja"),
    ],
)
def test_a_picture_that_may_not_be_shown_is_told_and_the_story_is_not_taken(folder, old, new, told):
    found = changed(folder, old, new)
    (issue,) = [one for one in found.report.issues if one.severity == "error"]
    assert (issue.file, issue.column, issue.facts["scene"]) == ("stories/tour.toml", "picture", "case")
    assert told in words("en").text(issue.key, **issue.facts)
    for lang in LANGUAGES:
        assert "{" not in words(lang).text(issue.key, **issue.facts) + words(lang).text(issue.fix)


def test_a_picture_larger_than_five_megabytes_is_told(folder):
    (folder / "stories" / "case.svg").write_bytes(b" " * ((5 << 20) + 1))
    found = load_park(folder)
    assert found.dataset is None and not found.report.ok


def test_another_picture_is_other_data(folder):
    before = load_park(folder).dataset.id
    path = folder / "stories" / "case.svg"
    path.write_bytes(path.read_bytes() + b"\n")
    assert load_park(folder).dataset.id != before


def test_the_wall_s_picture_is_served_by_its_mark_and_cannot_run(folder):
    parks = serve_parks([folder])
    client = make_app(parks).server.test_client()
    wall = client.get("/view.json?scene=tour.8&fields=wall&form=stage&hl=D000443").get_json()["wall"]
    (source,) = wall["pictures"]
    data = (folder / "stories" / "case.svg").read_bytes()
    (folder / "stories" / "case.svg").unlink()
    reply = client.get(f"/{source}")
    assert reply.data == data and reply.mimetype == "image/svg+xml"
    assert "immutable" in reply.headers["Cache-Control"]
    assert "sandbox" in reply.headers["Content-Security-Policy"]
    assert client.get("/stage/picture/tour/0000.svg").status_code == 404
    assert client.get(f"/{source}".replace("/tour/", "/other/")).status_code == 404
