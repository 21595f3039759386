"""Dates and periods: as precise as published, Buddhist years in Thai text and on no axis."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.contract.codes import PRECISIONS
from dashboard.i18n import LANGUAGES, dates
from dashboard.i18n.translate import words

ALL = [words(lang) for lang in LANGUAGES]
DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("iso", "precision", "zh", "en", "ja", "th"),
    [
        (
            "2019-07-02",
            "day, year unverified",
            "2019年7月2日（年份未核实）",
            "2 Jul 2019, year unverified",
            "2019年7月2日（年は未確認）",
            "2 ก.ค. 2562 (ปียังไม่ยืนยัน)",
        ),
        ("2025-12-31", "half-year", "2025年下半年", "H2 2025", "2025年下半期", "ครึ่งปีหลัง 2568"),
        ("2024-03-31", "quarter", "2024年第1季度", "Q1 2024", "2024年第1四半期", "ไตรมาส 1/2567"),
        ("2024-12-01", "month", "2024年12月", "Dec 2024", "2024年12月", "ธ.ค. 2567"),
    ],
)
def test_a_date_is_as_precise_as_it_was_published(iso, precision, zh, en, ja, th):
    assert [dates.date_text(iso, precision, speech) for speech in ALL] == [zh, en, ja, th]


@given(DAYS, st.sampled_from(PRECISIONS))
def test_thai_text_has_the_buddhist_year_and_the_others_the_common_one(day, precision):
    common, buddhist = str(day.year), str(day.year + 543)
    for speech in ALL:
        text = dates.date_text(day.isoformat(), precision, speech)
        wanted, other = (buddhist, common) if speech.lang == "th" else (common, buddhist)
        assert wanted in text and other not in text


@given(DAYS, st.sampled_from(("month", "quarter", "half-year", "year")))
def test_a_day_that_was_not_published_is_not_written(day, precision):
    first, last = (day.replace(day=n).isoformat() for n in (1, 28))
    for speech in ALL:
        assert dates.date_text(first, precision, speech) == dates.date_text(last, precision, speech)


@given(st.integers(1900, 2099))
def test_a_year_on_an_axis_is_of_the_common_era_in_every_language(year):
    for speech in ALL:
        tick = dates.year_tick(year, speech)
        assert tick.startswith(str(year)) and str(year + 543) not in tick


def test_only_the_thai_axis_needs_a_word_about_its_years():
    assert [bool(dates.axis_note(speech)) for speech in ALL] == [False, False, False, True]
    assert "543" in dates.axis_note(words("th"))


@pytest.mark.parametrize(
    ("start", "end", "zh", "en", "ja", "th"),
    [
        (
            "2019-01",
            "2024-12",
            "2019年1月—2024年12月",
            "Jan 2019 – Dec 2024",
            "2019年1月–2024年12月",
            "ม.ค. 2562 – ธ.ค. 2567",
        ),
        ("2019-01", "", "自2019年1月", "from Jan 2019", "2019年1月から", "ตั้งแต่ ม.ค. 2562"),
        ("", "2024-12", "至2024年12月", "until Dec 2024", "2024年12月まで", "ถึง ธ.ค. 2567"),
        ("2024-05", "2024-05", "2024年5月", "May 2024", "2024年5月", "พ.ค. 2567"),
        ("", None, "–", "–", "–", "–"),
    ],
)
def test_a_period_has_two_ends_or_one_or_none(start, end, zh, en, ja, th):
    assert [dates.period_text(start, end, speech) for speech in ALL] == [zh, en, ja, th]


@pytest.mark.parametrize("speech", ALL, ids=LANGUAGES)
@pytest.mark.parametrize("precision", PRECISIONS)
def test_a_date_that_is_not_known_is_a_dash(speech, precision):
    assert dates.date_text(None, precision, speech) == dates.date_text("", precision, speech) == "–"


def test_a_text_that_is_no_date_is_refused():
    with pytest.raises(ValueError, match="month"):
        dates.date_text("2024-13-01", "day", words("en"))
