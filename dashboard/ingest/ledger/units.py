"""Units as headings and cells write them, with the exact factor to single units."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache


@dataclass(frozen=True)
class Unit:
    """A unit of money or of something else: factor to single units, currency when it names one."""

    factor: Decimal
    currency: str | None
    text: str


EAST = {"": 1, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7}
EAST |= {"亿": 10**8, "億": 10**8, "十亿": 10**9, "百亿": 10**10, "兆": 10**12}
EAST_MONEY = {
    "CNY": ("元", "人民币", "元人民币", "人民币元", "圆", "元rmb", "cny", "rmb", "人民元"),
    "USD": ("美元", "美金", "usd", "us$", "米ドル", "ドル", "$"),
    "JPY": ("日元", "日圆", "円", "日本円", "jpy"),
}
WEST = {"": 1, "k": 10**3, "thousand": 10**3, "10k": 10**4, "tenthousand": 10**4, "m": 10**6, "mn": 10**6}
WEST |= {
    "10000": 10**4,
    "10k": 10**4,
    "mln": 10**6,
    "mio": 10**6,
    "million": 10**6,
    "millions": 10**6,
    "100m": 10**8,
    "100million": 10**8,
}
WEST |= {"b": 10**9, "bn": 10**9, "billion": 10**9}
WEST_MONEY = {
    "CNY": ("cny", "rmb", "yuan", "renminbi", "cn¥"),
    "USD": ("usd", "us$", "$", "dollars", "usdollars", "dollar"),
    "JPY": ("jpy", "yen", "jp¥"),
}
THAI = {"": 1, "พัน": 10**3, "หมื่น": 10**4, "แสน": 10**5, "ล้าน": 10**6, "สิบล้าน": 10**7, "ร้อยล้าน": 10**8}
THAI |= {"พันล้าน": 10**9}
THAI_MONEY = {"CNY": ("หยวน",), "USD": ("ดอลลาร์", "ดอลลาร์สหรัฐ"), "JPY": ("เยน",)}
OTHER_MONEY = (
    "欧元",
    "港元",
    "港币",
    "英镑",
    "韩元",
    "新元",
    "台币",
    "ユーロ",
    "eur",
    "euro",
    "hkd",
    "gbp",
    "krw",
    "thb",
    "บาท",
    "ยูโร",
)
LAND = {
    "亩": "1",
    "mu": "1",
    "畝": "1",
    "หมู่": "1",
    "公顷": "15",
    "ha": "15",
    "hectare": "15",
    "ヘクタール": "15",
}
LAND |= {"平方公里": "1500", "km2": "1500", "平方米": "0.0015", "m2": "0.0015", "㎡": "0.0015"}
LAND |= {"万平方米": "15", "万㎡": "15", "万m2": "15"}
AREA = {
    "平方公里": "1",
    "平方千米": "1",
    "km2": "1",
    "sqkm": "1",
    "公顷": "0.01",
    "ha": "0.01",
    "平方米": "0.000001",
}
AREA |= {"m2": "0.000001", "亩": "0.000666666666666666667", "mu": "0.000666666666666666667", "ตร.กม.": "1"}
AREA |= {"ヘクタール": "0.01", "万平方米": "0.01"}
PEOPLE = {"人": "1", "people": "1", "persons": "1", "คน": "1", "万人": "10000"}
PER_CENT = {"%": "1", "percent": "1", "pct": "1", "百分比": "1"}


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower().replace(" ", "").replace(",", "").strip(".")


def _combined(scales: dict[str, int], money: dict[str, tuple[str, ...]]) -> dict[str, Unit]:
    found: dict[str, Unit] = {}
    for currency, names in money.items():
        for name in names:
            for scale, factor in scales.items():
                unit = Unit(Decimal(factor), currency, scale + name)
                found |= {_fold(scale + name): unit, _fold(name + scale): unit}
    return found


@lru_cache(maxsize=1)
def money_units() -> dict[str, Unit]:
    """Return every way a money unit is written, folded."""
    found = _combined(EAST, EAST_MONEY) | _combined(WEST, WEST_MONEY) | _combined(THAI, THAI_MONEY)
    for scales in (EAST, WEST, THAI):
        found |= {_fold(name): Unit(Decimal(factor), None, name) for name, factor in scales.items() if name}
    for name in OTHER_MONEY:
        found |= {
            _fold(scale + name): Unit(Decimal(factor), "?", scale + name) for scale, factor in EAST.items()
        }
    return found


@lru_cache(maxsize=1)
def plain_units() -> dict[str, dict[str, Decimal]]:
    """Return the units of each kind of quantity that is no money, with their factors."""
    tables = {"land": LAND, "area": AREA, "people": PEOPLE, "percent": PER_CENT}
    return {
        kind: {_fold(name): Decimal(factor) for name, factor in table.items()}
        for kind, table in tables.items()
    }


def unit_of(text: str, kind: str) -> Unit | None:
    """Return the unit a text is, for a kind of quantity; None when it is none.

    Examples
    --------
    >>> unit_of("万元", "money").factor, unit_of("CNY m", "money").factor, unit_of("百万円", "money").currency
    (Decimal('10000'), Decimal('1000000'), 'JPY')
    >>> unit_of("亩", "land").factor, unit_of("abc", "money")
    (Decimal('1'), None)
    """
    key = _fold(text)
    if kind == "money":
        return money_units().get(key)
    factor = plain_units().get(kind, {}).get(key)
    return Unit(factor, None, text) if factor is not None else None


@lru_cache(maxsize=1)
def _endings() -> tuple[str, ...]:
    names = {name for name, unit in money_units().items() if unit.currency and len(name) > 1}
    names |= {name for table in plain_units().values() for name in table if len(name) > 1 and name != "mu"}
    return tuple(sorted(names, key=len, reverse=True))


def ending_of(text: str) -> tuple[str, str]:
    """Return a heading without the unit it ends in, and that unit ("" when it ends in none).

    Examples
    --------
    >>> ending_of("总投资万元"), ending_of("产业")
    (('总投资', '万元'), ('产业', ''))
    """
    key = _fold(text)
    for name in _endings():
        if key.endswith(name) and len(key) > len(name):
            return key[: -len(name)], name
    return text, ""
