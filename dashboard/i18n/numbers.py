"""Numbers and amounts as each language writes them: 亿 and 億 by 10⁴, bn by 10³, ล้าน by 10⁶.

Rule for amounts: about four significant digits, and never so few that a value looks like zero;
unknown is a dash. ¥ is never written, for half a room reads it as yen and half as yuan.
"""

from __future__ import annotations

from functools import lru_cache

from babel.numbers import format_decimal

from dashboard.i18n.translate import Words

DECIMALS = {"JPY": 0}
UNKNOWN = "–"


@lru_cache(maxsize=20_000)
def count(n: int, words: Words) -> str:
    """Return a whole number with its digits grouped."""
    return format_decimal(n, format="#,##0", locale=words.rules["babel"])


def significant(value: float, words: Words) -> str:
    """Return a number with two decimals below 100, one from there, none where four digits say enough."""
    whole = len(str(int(abs(value))))
    last = 1 if words.lang in ("zh-Hans", "ja") else 0
    decimals = 2 if whole < 3 else 1 if whole == 3 else last
    if value and round(abs(value), decimals) == 0:
        decimals = 6
    pattern = "#,##0" + ("." + "#" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=words.rules["babel"])


def _steps(lang: str) -> tuple[tuple[float, str], ...]:
    steps = {
        "en": ((1e9, "bn"), (1e6, "m"), (1e3, "k"), (1, "")),
        "zh-Hans": ((1e8, "亿"), (1e4, "万"), (1, "")),
        "ja": ((1e8, "億"), (1e4, "万"), (1, "")),
        "th": ((1e6, "ล้าน"), (1, "")),
    }
    return steps[lang]


@lru_cache(maxsize=20_000)
def money_parts(minor: int | None, currency: str, words: Words) -> tuple[str, str, str]:
    """Return what stands before the number, the number, and the unit after it.

    ``minor`` are minor units (fen, cents; yen have none). Unknown gives a dash and no unit.
    """
    if minor is None:
        return "", UNKNOWN, ""
    value = minor / 10 ** DECIMALS.get(currency, 2)
    step, unit = _fitting(value, currency, words.lang)
    number = significant(value / step, words)
    if words.lang == "en":
        return currency, number, unit
    return "", number, unit + words.label("currency", currency)


def _fitting(value: float, currency: str, lang: str) -> tuple[float, str]:
    steps = _steps(lang)
    if lang in ("zh-Hans", "ja") and currency != "CNY":
        steps = tuple(step for step in steps if step[0] < 1e8 or abs(value) >= 1e10)
    return next((step for step in steps if abs(value) >= step[0]), steps[-1])


def money(minor: int | None, currency: str, words: Words) -> str:
    """Return an amount as one text: "CNY 14.6 bn", "146.4 亿元", "14,640 ล้านหยวน"."""
    before, number, after = money_parts(minor, currency, words)
    return " ".join(part for part in (before, number, after) if part)


def short_money(minor: int | None, currency: str, words: Words) -> str:
    """Return an amount for narrow places; Thai writes the currency's code instead of its long name."""
    if words.lang != "th" or minor is None:
        return money(minor, currency, words)
    _, number, unit = money_parts(minor, currency, words)
    return f"{number} {unit.removesuffix(words.label('currency', currency))} {currency}".replace("  ", " ")


@lru_cache(maxsize=2_000)
def area_km2(value: float | None, words: Words) -> str:
    """Return an area in km²."""
    if value is None:
        return UNKNOWN
    number = format_decimal(value, format="#,##0.##", locale=words.rules["babel"])
    return words.text("{n} km²", n=number)


def percent(value: float, words: Words) -> str:
    """Return a share given in per cent, with one decimal."""
    return format_decimal(value, format="#,##0.#", locale=words.rules["babel"]) + " %"


def plain(value: float, unit: str, words: Words) -> str:
    """Return a published number with its unit code put in words."""
    number = format_decimal(value, format="#,##0.###", locale=words.rules["babel"])
    if unit in ("km2", "percent"):
        return area_km2(value, words) if unit == "km2" else percent(value, words)
    return f"{number} {words.label('unit', unit)}".strip()
