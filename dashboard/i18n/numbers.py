"""Numbers and amounts as each language writes them: 亿 and 億 by 10⁴, bn by 10³, ล้าน by 10⁶.

Rule for amounts. Below a million an amount is never rounded. From there it has about four significant
digits: two decimals below 100 of its unit, one from 100, and from 1,000 one in Chinese and Japanese and
none in English and Thai. Halves are rounded away from zero. Zeros at the end are dropped, but a rounded
amount of 100 亿 (億) or more keeps its one decimal: 298.0 was rounded, 298 was not. A known amount never
looks like zero; unknown is a dash. ¥ is never written, for half a room reads it as yen and half as yuan.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.numbers import format_decimal

from dashboard.i18n.translate import Words

CURRENCIES = ("CNY", "USD", "JPY")
DECIMALS = {"JPY": 0}
UNKNOWN = "–"
NEVER_ROUNDED_BELOW = 10**6
HUNDRED_MILLION = 10**8


@lru_cache(maxsize=20_000)
def count(n: int, words: Words) -> str:
    """Return a whole number with its digits grouped.

    Examples
    --------
    >>> from dashboard.i18n.translate import words
    >>> count(988000, words("ja"))
    '988,000'
    """
    return format_decimal(n, format="#,##0", locale=words.rules["babel"])


def _steps(lang: str) -> tuple[tuple[int, str], ...]:
    steps = {
        "en": ((10**9, "bn"), (10**6, "m"), (1, "")),
        "zh-Hans": ((10**8, "亿"), (10**4, "万"), (1, "")),
        "ja": ((10**8, "億"), (10**4, "万"), (1, "")),
        "th": ((10**6, "ล้าน"), (1, "")),
    }
    return steps[lang]


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _grouped(value: Decimal, words: Words, *, keep_zeros: bool = False) -> str:
    decimals = max(0, -int(value.as_tuple().exponent))
    pattern = "#,##0" + ("." + ("0" if keep_zeros else "#") * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=words.rules["babel"])


def _in_step(value: Decimal, step: int, lang: str) -> Decimal:
    scaled = value / step
    if step == 1:
        return _rounded(scaled, 2)
    whole = len(str(int(abs(scaled))))
    last = 1 if lang in ("zh-Hans", "ja") else 0
    return _rounded(scaled, 2 if whole < 3 else 1 if whole == 3 else last)


def difference(n: int, words: Words) -> str:
    """Return a difference of counts with its sign; none is written ±0.

    Examples
    --------
    >>> from dashboard.i18n.translate import words
    >>> [difference(n, words("en")) for n in (3, -1200, 0)]
    ['+3', '−1,200', '±0']
    """
    return ("+" if n > 0 else "−" if n < 0 else "±") + count(abs(n), words)


def _fits(value: Decimal, step: int, smaller: int, lang: str) -> bool:
    reaches = abs(_in_step(value, smaller, lang)) * smaller >= step
    return reaches and (abs(value) >= NEVER_ROUNDED_BELOW or _in_step(value, step, lang) * step == value)


def _fitting(value: Decimal, lang: str) -> tuple[int, str]:
    steps = _steps(lang)
    pairs = zip(steps, steps[1:], strict=False)
    return next((step for step, below in pairs if _fits(value, step[0], below[0], lang)), steps[-1])


@lru_cache(maxsize=20_000)
def money_parts(minor: int | None, currency: str, words: Words) -> tuple[str, str, str]:
    """Return what stands before the number, the number, and the unit after it.

    ``minor`` are minor units (fen, cents; yen have none). Unknown gives a dash and no unit.

    Examples
    --------
    >>> from dashboard.i18n.translate import words
    >>> money_parts(8_300_000_000, "USD", words("en"))
    ('USD', '83', 'm')
    >>> money_parts(8_300_000_000, "USD", words("zh-Hans"))
    ('', '8,300', '万美元')
    """
    if minor is None:
        return "", UNKNOWN, ""
    value = Decimal(int(minor)).scaleb(-DECIMALS.get(currency, 2))
    step, unit = _fitting(value, words.lang)
    written = _in_step(value, step, words.lang)
    inexact = step == HUNDRED_MILLION and abs(written) >= 100 and written * step != value
    number = _grouped(written, words, keep_zeros=inexact)
    if words.lang == "en":
        return currency, number, unit
    return "", number, unit + words.label("currency", currency)


def money(minor: int | None, currency: str, words: Words) -> str:
    """Return an amount as one text; see the rule of this module.

    Examples
    --------
    >>> from dashboard.i18n.translate import words
    >>> [money(123_000_000_000, "CNY", words(lang)) for lang in ("en", "zh-Hans", "th")]
    ['CNY 1.23 bn', '12.3 亿元', '1,230 ล้านหยวน']
    """
    before, number, after = money_parts(minor, currency, words)
    return " ".join(part for part in (before, number, after) if part)


def short_money(minor: int | None, currency: str, words: Words) -> str:
    """Return an amount for narrow places; Thai writes the currency's code instead of its long name."""
    if words.lang != "th" or minor is None:
        return money(minor, currency, words)
    _, number, unit = money_parts(minor, currency, words)
    return f"{number} {unit.removesuffix(words.label('currency', currency))} {currency}".replace("  ", " ")


def _upto(value: float, decimals: int, words: Words) -> str:
    return _grouped(_rounded(Decimal(str(value)), decimals), words)


@lru_cache(maxsize=2_000)
def area_km2(value: float | None, words: Words) -> str:
    """Return an area in km² with up to two decimals; unknown is a dash."""
    return UNKNOWN if value is None else words.text("{n} km²", n=_upto(value, 2, words))


def percent(value: float | None, words: Words) -> str:
    """Return a share given in per cent with up to one decimal; unknown is a dash."""
    return UNKNOWN if value is None else words.text("{n} %", n=_upto(value, 1, words))


def plain(value: float | None, unit: str, words: Words) -> str:
    """Return a published number with its unit code put in words; unknown is a dash.

    Amounts in "CNY", "USD 100m" and the like are written by the rule for amounts; every other
    number keeps up to three decimals. A unit code without a label is shown as it is.

    Examples
    --------
    >>> from dashboard.i18n.translate import words
    >>> plain(1147.8, "CNY 100m", words("en")), plain(540, "firms", words("zh-Hans"))
    ('CNY 114.8 bn', '540 家')
    """
    if value is None:
        return UNKNOWN
    if unit.removesuffix(" 100m") in CURRENCIES:
        return _stated_money(value, unit, words)
    if unit == "km2":
        return area_km2(value, words)
    return _with_unit(_upto(value, 3, words), unit, words)


def _with_unit(number: str, unit: str, words: Words) -> str:
    if unit == "percent":
        return words.text("{n} %", n=number)
    if unit == "percent a year":
        return words.text("{n} % a year", n=number)
    label = words.label("unit", unit)
    one = words.singular.get(f"{{n}} {label}") if number == "1" else None
    return one.format(n=number) if one else f"{number} {label}".strip()


def _stated_money(value: float, unit: str, words: Words) -> str:
    currency, _, hundred_millions = unit.partition(" ")
    amount = Decimal(str(value)) * (HUNDRED_MILLION if hundred_millions else 1)
    return money(round(amount.scaleb(DECIMALS.get(currency, 2))), currency, words)


def decimal(value: float, decimals: int, words: Words) -> str:
    """Return a plain number with at most so many decimals, its digits grouped.

    Examples
    --------
    >>> from dashboard.i18n.translate import words
    >>> [decimal(value, 1, words("en")) for value in (1828.0, 40.44, 8)]
    ['1,828', '40.4', '8']
    """
    return _upto(value, decimals, words)
