"""Texts and labels: every closed list of the contract and every code of the real park has its words."""

from __future__ import annotations

import pytest

from dashboard.contract import codes
from dashboard.i18n import LANGUAGES
from dashboard.i18n.translate import words

ALL = [words(lang) for lang in LANGUAGES]
CLOSED_LISTS = {
    "stage": codes.STAGES,
    "stage_short": codes.STAGES,
    "precision": codes.PRECISIONS,
    "currency": codes.CURRENCIES,
    "record_kind": codes.RECORD_KINDS,
    "amount_status": codes.VALUE_STATUSES,
    "stat_status": codes.FIGURE_STATUSES,
    "evidence": codes.EVIDENCE,
    "confidence": codes.CONFIDENCES,
    "date_kind": codes.DATE_KINDS,
    "anchor_basis": codes.ANCHOR_BASES,
    "stage_basis": codes.STAGE_BASES,
    "geo_level": codes.TERRITORY_LEVELS,
    "period_type": codes.PERIOD_TYPES,
    "theme": ("light", "dark"),
    "scale": ("park", "city", "delta", "eastasia"),
    "language": LANGUAGES,
}
WRITTEN_CODES = [
    ("projects", "agreement_type", "agreement"),
    ("projects", "location_precision", "location_precision"),
    ("projects", "home_country_iso3", "country"),
    ("places", "place_type", "place_type"),
    ("statistics", "unit", "unit"),
    ("amounts", "measure", "measure"),
]
OPENED = "project_id name_zh name_en name_ja name_th record_kind sector_code stage_code stage_basis signed"
MONEY = "amount amount_cny amount_usd amount_estimated_cny amount_status amount_qualifier"


@pytest.mark.parametrize("speech", ALL, ids=LANGUAGES)
@pytest.mark.parametrize("kind", CLOSED_LISTS)
def test_every_code_of_a_closed_list_has_its_own_label(speech, kind):
    listed = CLOSED_LISTS[kind]
    assert sorted(set(listed) - set(speech.labels[kind])) == []


@pytest.mark.parametrize("speech", ALL, ids=LANGUAGES)
@pytest.mark.parametrize(("table", "column", "kind"), WRITTEN_CODES)
def test_every_code_that_the_real_park_uses_has_a_label(xiangcheng, speech, table, column, kind):
    cells = xiangcheng.tables[table][column].dropna().astype(str)
    used = {code for cell in cells for code in cell.split(";") if code}
    assert used
    assert sorted(used - set(speech.labels[kind])) == []


@pytest.mark.parametrize("speech", ALL, ids=LANGUAGES)
def test_the_columns_that_a_reader_opens_or_downloads_have_labels(speech):
    assert sorted(set(f"{OPENED} {MONEY}".split()) - set(speech.labels["column"])) == []


def test_the_sections_hold_the_same_codes_in_every_language():
    shape = {kind: set(table) for kind, table in ALL[0].labels.items()}
    assert shape
    assert all({kind: set(table) for kind, table in speech.labels.items()} == shape for speech in ALL)


@pytest.mark.parametrize("speech", ALL, ids=LANGUAGES)
def test_two_stages_never_share_a_label(speech):
    for kind in ("stage", "stage_short"):
        labels = list(speech.labels[kind].values())
        assert len(labels) == len(set(labels))


@pytest.mark.parametrize("speech", ALL, ids=LANGUAGES)
def test_a_code_without_a_label_is_shown_as_it_is_and_an_empty_one_has_a_word(speech):
    assert speech.label("stage", "71") == "71" and speech.label("no such kind", "x") == "x"
    assert speech.label("country", "") == speech.label("country", "none") != "none"


@pytest.mark.parametrize(
    ("kind", "code", "zh", "en", "ja", "th"),
    [
        ("stage", "30", "签约", "Signed", "調印", "ลงนามแล้ว"),
        ("stage", "70", "投产运营", "Operating", "操業中", "เปิดดำเนินการ"),
        ("stage", "unknown", "未说明", "Not stated", "記載なし", "ไม่ระบุ"),
        ("country", "HKG", "中国香港", "Hong Kong, China", "中国香港", "ฮ่องกง (จีน)"),
        ("amount_status", "undisclosed", "未公布", "undisclosed", "非公表", "ไม่เปิดเผย"),
        ("place_type", "subdistrict", "街道", "subdistrict", "街道", "แขวง"),
    ],
)
def test_a_code_is_said_in_the_words_of_the_trade(kind, code, zh, en, ja, th):
    assert [speech.label(kind, code) for speech in ALL] == [zh, en, ja, th]


@pytest.mark.parametrize("speech", ALL, ids=LANGUAGES)
def test_a_sentence_that_is_not_known_stays_english_with_its_facts(speech):
    assert speech.text("Nobody translated {thing}.", thing="this") == "Nobody translated this."


def test_a_fact_is_put_in_and_never_translated():
    name = "about {date}"
    assert words("ja").text("about {date}", date=name) == f"{name}頃"


@pytest.mark.parametrize("speech", ALL, ids=LANGUAGES)
def test_a_language_brings_its_rules_of_writing(speech):
    wanted = {"name", "html_lang", "babel", "font_sans", "font_serif", "line_height", "day", "month", "range"}
    assert sorted(wanted - set(speech.rules)) == []
    assert speech.lang == speech.rules["html_lang"]


def test_the_words_of_a_language_are_read_once():
    assert words("th") is words("th") and words("th") != words("ja")


def test_a_language_without_words_is_refused():
    with pytest.raises(FileNotFoundError):
        words("xx")
