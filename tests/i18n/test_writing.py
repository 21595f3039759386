"""Numbers, amounts and dates as each language writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.i18n import LANGUAGES, dates, numbers
from dashboard.i18n.translate import words

ZH, EN, JA, TH = (words(lang) for lang in ("zh-Hans", "en", "ja", "th"))


@pytest.mark.parametrize(
    ("amount", "currency", "zh", "en", "ja", "th"),
    [
        (14_640_000_000, "CNY", "146.4 亿元", "CNY 14.64 bn", "146.4 億元", "14,640 ล้านหยวน"),
        (1_230_000_000, "CNY", "12.3 亿元", "CNY 1.23 bn", "12.3 億元", "1,230 ล้านหยวน"),
        (83_000_000, "USD", "8,300 万美元", "USD 83 m", "8,300 万ドル", "83 ล้านดอลลาร์สหรัฐ"),
        (36_410_000, "CNY", "3,641 万元", "CNY 36.41 m", "3,641 万元", "36.41 ล้านหยวน"),
        (114_780_000_000, "CNY", "1,147.8 亿元", "CNY 114.8 bn", "1,147.8 億元", "114,780 ล้านหยวน"),
        (900, "CNY", "900 元", "CNY 900", "900 元", "900 หยวน"),
    ],
)
def test_amounts_regroup_by_language(amount, currency, zh, en, ja, th):
    minor = amount * 100
    assert [numbers.money(minor, currency, one) for one in (ZH, EN, JA, TH)] == [zh, en, ja, th]


@given(st.integers(1, 10**17), st.sampled_from(LANGUAGES), st.sampled_from(["CNY", "USD", "JPY"]))
def test_a_known_amount_never_looks_like_zero(minor, lang, currency):
    _, number, _ = numbers.money_parts(minor, currency, words(lang))
    assert any(digit in number for digit in "123456789")


def test_unknown_is_a_dash():
    assert (
        numbers.money(None, "CNY", EN) == "–"
        and numbers.area_km2(None, ZH) == "–"
        and dates.date_text(None, "day", JA) == "–"
    )


@pytest.mark.parametrize(
    ("iso", "precision", "zh", "en", "ja", "th"),
    [
        ("2026-11-22", "day", "2026年11月22日", "22 Nov 2026", "2026年11月22日", "22 พ.ย. 2569"),
        ("2026-01-01", "month", "2026年1月", "Jan 2026", "2026年1月", "ม.ค. 2569"),
        ("2024-01-01", "year", "2024年", "2024", "2024年", "พ.ศ. 2567"),
        ("2025-06-30", "half-year", "2025年上半年", "H1 2025", "2025年上半期", "ครึ่งปีแรก 2568"),
        ("2024-08-01", "quarter", "2024年第3季度", "Q3 2024", "2024年第3四半期", "ไตรมาส 3/2567"),
        (
            "2025-12-01",
            "approximate month",
            "约2025年12月",
            "about Dec 2025",
            "2025年12月頃",
            "ประมาณ ธ.ค. 2568",
        ),
    ],
)
def test_dates_keep_their_precision(iso, precision, zh, en, ja, th):
    assert [dates.date_text(iso, precision, one) for one in (ZH, EN, JA, TH)] == [zh, en, ja, th]


def test_axes_stay_in_the_common_era():
    assert [dates.year_tick(2024, one) for one in (ZH, EN, JA, TH)] == ["2024年", "2024", "2024年", "2024"]


def test_one_is_singular_in_english_only():
    assert EN.text("{n} projects", n=1) == "1 project" and EN.text("{n} projects", n=2) == "2 projects"
    assert ZH.text("{n} projects", n=1) == "1个项目"


def test_no_language_writes_the_sign_that_half_the_room_misreads():
    for lang in LANGUAGES:
        found = words(lang)
        assert not any("¥" in text or "￥" in text for text in found.texts.values())


def test_japanese_says_nichu_and_one_word_for_signing():
    texts = " ".join(JA.texts.values())
    assert "中日" not in texts and "調印" in texts
