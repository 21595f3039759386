"""``rehearse``: a talk is measured for a hall, shown without network, and its pictures are written."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest
from PIL import Image

from dashboard.__main__ import main
from dashboard.apps.rehearsal import Fit
from dashboard.commands import rehearse
from dashboard.commands.rehearse import fit_lines, report_lines
from dashboard.i18n.translate import words
from tests.browser.conftest import ROOT

REAL = ROOT / "data" / "xiangcheng"


def rehearsed(*arguments):
    """Run the command as a person does: a process of its own, with a browser of its own."""
    command = [sys.executable, "-m", "dashboard", "rehearse", "talk", "--park", str(REAL), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=600)


def seen(name):
    with Image.open(name) as picture:
        return picture.size, picture.tobytes()


def test_what_is_found_is_told_with_scene_language_reason_and_text():
    small = {"scene": 3, "lang": "ja", "kind": "small", "text": "記載なし", "is": 2.98, "least": 3.3}
    lines = report_lines([small], 1, ["a.png", ""], words("en"))
    assert lines == [
        "3 · 日本語 · too small, 2.9 % of the height; 3.3 % is needed: 記載なし",
        "Shown without the network: 1 of 2 steps.",
        "a.png",
    ]


def test_what_was_fitted_is_told_with_its_shares_and_what_stays_too_small():
    small = {"scene": 3, "lang": "ja", "kind": "small", "text": "記載なし", "is": 4.2, "least": 4.4}
    fit = Fit(1.26, 0.9, "light", 195, "40-3-15-1.26-0.9")
    assert fit_lines(fit, "dark", [small], words("en")) == [
        "Changed to the bright room, because of the light.",
        "Small texts enlarged to 126 %.",
        "Figures reduced to 90 %, so that the texts have room.",
        "Texts that remain too small: 1. Bring the last row closer or use a larger screen.",
        "/present?hall=40-3-15-1.26-0.9",
    ]


def test_a_hall_that_needs_nothing_is_told_so():
    lines = fit_lines(Fit(1, 1, "dark", 0, "30-3-0-1"), "dark", [], words("ja"))
    assert lines == ["この会場では拡大の必要はない。", "/present?hall=30-3-0-1"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["nothing"], "talk"), (["talk", "--park", "nowhere"], "nowhere")],
)
def test_a_story_or_park_that_is_not_there_is_wrong_use(arguments, said, capsys):
    assert main(["rehearse", *arguments]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("wrong", ["--screen=big", "--distance=0", "--height=-1"])
def test_a_hall_that_cannot_be_is_wrong_use(wrong):
    with pytest.raises(SystemExit) as ended:
        main(["rehearse", "talk", wrong])
    assert ended.value.code == 2


def test_without_a_browser_the_reader_is_told(monkeypatch, capsys):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert main(["rehearse", "talk", "--park", str(REAL), "--lang", "ja"]) == 2
    assert words("ja").text(rehearse.NO_BROWSER) in capsys.readouterr().err


@pytest.mark.browser
@pytest.mark.slow
def test_the_real_talk_is_rehearsed_and_its_pictures_are_of_the_hall_s_size(tmp_path):
    done = rehearsed("--screen", "1366x768", "--lang", "ja", "--out", str(tmp_path), "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["findings"] == [] and told["offline"] == 12
    pictures = [seen(name) for name in told["pictures"]]
    assert {size for size, _ in pictures} == {(1366, 768)}
    assert len({drawn for _, drawn in pictures}) == 12
    assert [name for name in told["pictures"] if "step" in name] == [
        str(tmp_path / f"talk_02_step{step}_ja.png") for step in (2, 3)
    ]


@pytest.mark.browser
@pytest.mark.slow
def test_from_forty_metres_small_texts_are_named_by_the_exit_code_and_fitted_nothing_is_found(tmp_path):
    hall = ["--distance", "40", "--lang", "zh-Hans", "--json"]
    plain = rehearsed(*hall, "--out", str(tmp_path / "plain"))
    fitted = rehearsed(*hall, "--out", str(tmp_path / "fitted"), "--fit")
    assert (plain.returncode, fitted.returncode) == (1, 0), fitted.stderr
    before, after = json.loads(plain.stdout), json.loads(fitted.stdout)
    assert {one["kind"] for one in before["findings"]} == {"small"}
    assert all(one["is"] < one["least"] for one in before["findings"])
    assert before["fit"] is None and after["fit"]["before"] == len(before["findings"]) > 0
    assert after["findings"] == [] and 1.2 < after["fit"]["grow"] < 1.3 and after["fit"]["theme"] == "dark"
    assert after["fit"]["hall"].startswith(f"40-3-0-{after['fit']['grow']}")
    pairs = zip(before["pictures"], after["pictures"], strict=True)
    assert all(seen(old) != seen(new) for old, new in pairs) and after["offline"] == 12
