"""Amounts and published numbers: the rule of rounding, and the exact text in every language."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.contract.codes import CURRENCIES, CURRENCY_DECIMALS
from dashboard.i18n import LANGUAGES, numbers
from dashboard.i18n.translate import words

ALL = [words(lang) for lang in LANGUAGES]
WORTH = {"": 1, "k": 10**3, "m": 10**6, "bn": 10**9, "万": 10**4, "亿": 10**8, "億": 10**8, "ล้าน": 10**6}


def written_value(minor, currency, speech):
    """The value that the text says, read back from its number and unit."""
    _, number, after = numbers.money_parts(minor, currency, speech)
    unit = after if speech.lang == "en" else after.removesuffix(speech.label("currency", currency))
    return Decimal(number.replace(",", "")) * WORTH[unit]


def value_of(minor, currency):
    return Decimal(minor).scaleb(-CURRENCY_DECIMALS[currency])


@pytest.mark.parametrize(
    ("minor", "currency", "zh", "en", "ja", "th"),
    [
        (2_980_000_000_000, "CNY", "298 亿元", "CNY 29.8 bn", "298 億元", "29,800 ล้านหยวน"),
        (2_979_800_000_000, "CNY", "298.0 亿元", "CNY 29.8 bn", "298.0 億元", "29,798 ล้านหยวน"),
        (3_641_000_000, "CNY", "3,641 万元", "CNY 36.41 m", "3,641 万元", "36.41 ล้านหยวน"),
        (300_000_000_000, "USD", "30 亿美元", "USD 3 bn", "30 億ドル", "3,000 ล้านดอลลาร์สหรัฐ"),
        (8_300_000_000, "JPY", "83 亿日元", "JPY 8.3 bn", "83 億円", "8,300 ล้านเยน"),
        (-8_300_000_000, "USD", "-8,300 万美元", "USD -83 m", "-8,300 万ドル", "-83 ล้านดอลลาร์สหรัฐ"),
        (12_345_678, "CNY", "123,456.78 元", "CNY 123,456.78", "123,456.78 元", "123,456.78 หยวน"),
        (50_000_000, "CNY", "50 万元", "CNY 500,000", "50 万元", "500,000 หยวน"),
        (1, "USD", "0.01 美元", "USD 0.01", "0.01 ドル", "0.01 ดอลลาร์สหรัฐ"),
        (0, "CNY", "0 元", "CNY 0", "0 元", "0 หยวน"),
    ],
)
def test_an_amount_is_written_in_the_units_of_the_language(minor, currency, zh, en, ja, th):
    assert [numbers.money(minor, currency, speech) for speech in ALL] == [zh, en, ja, th]


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [
        (99_999_600, "1 亿元", "CNY 100 m"),
        (999_960_000, "10 亿元", "CNY 1 bn"),
        (995_000_000, "9.95 亿元", "CNY 995 m"),
        (95_000_000, "9,500 万元", "CNY 95 m"),
        (14_645_000_000, "146.5 亿元", "CNY 14.65 bn"),
    ],
)
def test_rounding_moves_an_amount_to_the_larger_unit_only_when_it_is_full(amount, zh, en):
    written = [numbers.money(amount * 100, "CNY", words(lang)) for lang in ("zh-Hans", "en")]
    assert written == [zh, en]


@given(st.integers(-(10**17), 10**17), st.sampled_from(ALL), st.sampled_from(CURRENCIES))
@example(1, words("th"), "CNY")
def test_only_nothing_is_written_as_zero(minor, speech, currency):
    assert (written_value(minor, currency, speech) == 0) == (minor == 0)


@given(st.integers(-(10**6) + 1, 10**6 - 1), st.sampled_from(ALL), st.sampled_from(CURRENCIES))
def test_an_amount_below_a_million_is_never_rounded(amount, speech, currency):
    minor = amount * 10 ** CURRENCY_DECIMALS[currency]
    assert written_value(minor, currency, speech) == amount


@given(st.integers(10**8, 10**17), st.sampled_from(ALL), st.sampled_from(CURRENCIES))
def test_a_large_amount_is_written_within_half_a_percent(minor, speech, currency):
    value = value_of(minor, currency)
    assert abs(written_value(minor, currency, speech) - value) <= value / 200


@given(st.integers(1, 10**17), st.integers(1, 10**17), st.sampled_from(ALL))
def test_the_larger_amount_is_never_written_as_the_smaller(first, second, speech):
    low, high = sorted((first, second))
    assert written_value(low, "CNY", speech) <= written_value(high, "CNY", speech)


@given(st.integers(1, 10**17), st.sampled_from(ALL), st.sampled_from(CURRENCIES))
@example(12_340_000_000, words("en"), "CNY")
def test_a_negative_amount_is_the_positive_one_with_a_sign(minor, speech, currency):
    _, number, unit = numbers.money_parts(minor, currency, speech)
    assert numbers.money_parts(-minor, currency, speech)[1:] == (f"-{number}", unit)


@given(st.integers(-(10**17), 10**17), st.sampled_from(ALL), st.sampled_from(CURRENCIES))
def test_money_is_its_parts_and_never_the_sign_of_two_currencies(minor, speech, currency):
    text = numbers.money(minor, currency, speech)
    assert text == " ".join(part for part in numbers.money_parts(minor, currency, speech) if part)
    assert not set("¥￥") & set(text)


@pytest.mark.parametrize("speech", ALL, ids=LANGUAGES)
def test_what_is_not_known_is_a_dash_without_a_unit(speech):
    assert numbers.money_parts(None, "CNY", speech) == ("", "–", "")
    shares = [numbers.percent(None, speech), numbers.plain(None, "firms", speech)]
    assert [numbers.money(None, "USD", speech), numbers.area_km2(None, speech), *shares] == ["–"] * 4


def test_every_currency_of_the_contract_can_be_written():
    assert set(CURRENCIES) == set(numbers.CURRENCIES)
    decimals = {currency: numbers.DECIMALS.get(currency, 2) for currency in CURRENCIES}
    assert decimals == CURRENCY_DECIMALS


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en", "ja", "th"),
    [
        (107, "projects", "107 个", "107 projects", "107 件", "107 โครงการ"),
        (1, "firms", "1 家", "1 firm", "1 社", "1 บริษัท"),
        (907_300, "people", "907,300 人", "907,300 people", "907,300 人", "907,300 คน"),
        (5.25, "percent", "5.25%", "5.25 %", "5.25％", "5.25 %"),
        (12.3, "percent a year", "年均12.3%", "12.3 % a year", "年平均12.3％", "12.3 % ต่อปี"),
        (489.96, "km2", "489.96 平方公里", "489.96 km²", "489.96 km²", "489.96 ตร.กม."),
        (1828, "km", "1,828 公里", "1,828 km", "1,828 km", "1,828 กม."),
        (122_700, "CNY", "12.27 万元", "CNY 122,700", "12.27 万元", "122,700 หยวน"),
        (1147.8, "CNY 100m", "1,147.8 亿元", "CNY 114.8 bn", "1,147.8 億元", "114,780 ล้านหยวน"),
        (0.83, "USD 100m", "8,300 万美元", "USD 83 m", "8,300 万ドル", "83 ล้านดอลลาร์สหรัฐ"),
        (3, "tea-houses", "3 tea-houses", "3 tea-houses", "3 tea-houses", "3 tea-houses"),
    ],
)
def test_a_published_number_carries_its_unit(value, unit, zh, en, ja, th):
    assert [numbers.plain(value, unit, speech) for speech in ALL] == [zh, en, ja, th]


def test_a_share_has_one_decimal_and_halves_are_rounded_up():
    assert [numbers.percent(12.25, speech) for speech in ALL] == ["12.3%", "12.3 %", "12.3％", "12.3 %"]
    assert numbers.percent(50.0, words("en")) == "50 %"


def test_an_area_has_two_decimals_at_most():
    assert numbers.area_km2(492.795, words("en")) == "492.8 km²"
    assert numbers.area_km2(38.5, words("zh-Hans")) == "38.5 平方公里"


@pytest.mark.parametrize("speech", ALL, ids=LANGUAGES)
def test_counts_are_grouped_by_threes(speech):
    assert [numbers.count(n, speech) for n in (0, 999, 1000, 1234567)] == ["0", "999", "1,000", "1,234,567"]
