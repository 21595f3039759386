"""The remembered bindings: what a click sends, for a few states in every language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.i18n import LANGUAGES
from dashboard.render.answer import answer
from dashboard.state import from_search

FOLDER = Path(__file__).parent
STATES = {
    "all": "",
    "japan": "home=JPN",
    "makers": "sector=electronics,equipment,mobility&signed=2019-01..2024-12&undated=keep",
    "money": "measure=amount&stage=30",
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", STATES)
def test_a_figure_is_the_one_remembered(real_board, request, name, lang):
    state = from_search(f"{STATES[name]}&lang={lang}", real_board.vocabulary)
    found = answer(real_board, state, "desk")
    bindings = {key: chart.bind for key, chart in found.charts.items()}
    text = json.dumps(bindings, ensure_ascii=False, sort_keys=True, indent=0) + "\n"
    path = FOLDER / f"{name}_{lang}.json"
    if request.config.getoption("--update-golden"):
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), "missing; run `make golden` and look at the difference"
    assert json.loads(path.read_text(encoding="utf-8")) == json.loads(text)
