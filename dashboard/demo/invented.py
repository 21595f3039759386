"""The invented words of the fictional park: places, units, sectors, and company names from syllables.

Law: no name is taken from a real place or company; any likeness is chance.
"""

from __future__ import annotations

from random import Random

LANGUAGES = ("zh", "en", "ja", "th")
SYLLABLES = (
    ("米", "mi", "ミ", "มิ"),
    ("拉", "ra", "ラ", "รา"),
    ("托", "to", "ト", "โท"),
    ("纳", "na", "ナ", "นา"),
    ("佐", "zo", "ゾ", "โซ"),
    ("维", "ve", "ヴェ", "เว"),
    ("卢", "lu", "ル", "ลู"),
    ("奇", "ki", "キ", "คิ"),
    ("多", "do", "ド", "โด"),
    ("萨", "sa", "サ", "ซา"),
    ("内", "ne", "ネ", "เน"),
    ("比", "bi", "ビ", "บิ"),
    ("富", "fu", "フ", "ฟุ"),
    ("哈", "ha", "ハ", "ฮา"),
    ("约", "yo", "ヨ", "โย"),
    ("戈", "go", "ゴ", "โก"),
)
TRADES = {
    "equipment": ("精机", "Precision", "精機", "เครื่องจักร"),
    "electronics": ("电子", "Electronics", "電子", "อิเล็กทรอนิกส์"),
    "mobility": ("车件", "Auto Parts", "車輌部品", "ชิ้นส่วนยานยนต์"),
    "materials": ("材料", "Materials", "マテリアル", "วัสดุ"),
    "energy": ("能源", "Energy", "エナジー", "พลังงาน"),
    "health": ("医疗", "Medical", "メディカル", "การแพทย์"),
    "digital": ("数科", "Digital", "デジタル", "ดิจิทัล"),
    "services": ("商贸", "Trading", "商事", "การค้า"),
    "research": ("研发", "Research", "研究所", "วิจัย"),
}
SECTOR_WEIGHTS = (24, 18, 16, 9, 7, 10, 8, 5, 3)
TOWNS = (
    ("青澜镇", "Qinglan", "青瀾鎮", "ชิงหลาน"),
    ("望穗镇", "Wangsui", "望穂鎮", "ว่างซุ่ย"),
    ("鹭汀镇", "Luting", "鷺汀鎮", "ลู่ทิง"),
    ("松陌镇", "Songmo", "松陌鎮", "ซงโม่"),
    ("石漱街道", "Shishu", "石漱街道", "สือซู่"),
    ("桐屿街道", "Tongyu", "桐嶼街道", "ถงอวี่"),
    ("白榆街道", "Baiyu", "白楡街道", "ไป๋อวี๋"),
    ("渔矶街道", "Yuji", "漁磯街道", "อวี๋จี"),
    ("禾塬街道", "Heyuan", "禾塬街道", "เหอหยวน"),
    ("云岫街道", "Yunxiu", "雲岫街道", "อวิ๋นซิ่ว"),
    ("晴汐街道", "Qingxi", "晴汐街道", "ฉิงซี"),
)
TOWN_WEIGHTS = (14, 12, 9, 8, 15, 10, 9, 7, 6, 5, 5)
UNITS = (
    ("澜汀经济区", "Lanting Economic Zone", "瀾汀経済区", "เขตเศรษฐกิจหลานทิง"),
    ("澜汀新城", "Lanting New Town", "瀾汀新城", "เมืองใหม่หลานทิง"),
    ("澜汀合作区", "Lanting Cooperation Zone", "瀾汀協力区", "เขตความร่วมมือหลานทิง"),
    ("澜汀湖区", "Lanting Lakeside", "瀾汀湖区", "เขตริมทะเลสาบหลานทิง"),
    ("澜汀科创园", "Lanting Science Park", "瀾汀サイエンスパーク", "อุทยานวิทยาศาสตร์หลานทิง"),
    ("澜汀港区", "Lanting Port", "瀾汀港区", "เขตท่าเรือหลานทิง"),
)
WHOLE = ("澜汀全域（未细分）", "Lanting, not finer", "瀾汀全域（詳細不明）", "หลานทิง (ไม่ระบุย่อย)")
PARK = (
    "澜汀智能制造示范园（虚构）",
    "Lanting Smart Manufacturing Park (fictional)",
    "瀾汀スマート製造パーク（架空）",
    "นิคมการผลิตอัจฉริยะหลานทิง (สมมติ)",
)
TERRITORY = ("虚构园区全域", "all of a fictional park", "架空のパーク全域", "ทั้งนิคมสมมติ")
SHORT = ("澜汀（虚构）", "Lanting (fictional)", "瀾汀（架空）", "หลานทิง (สมมติ)")
CREDIT = (
    "虚构边界，非任何真实地区；合成数据",
    "Invented boundary, no real place; synthetic data",
    "架空の境界・実在の地域ではありません・合成データ",
    "แนวเขตสมมติ ไม่ใช่พื้นที่จริง ข้อมูลสังเคราะห์",
)
FAR = ("东京", "Tokyo", "東京", "โตเกียว")
EVENTS = (
    ("2019-07-02", "园区发布会", "Park presented", "パーク発表会", "เปิดตัวนิคม"),
    ("2020-07-16", "首批集中签约", "First signing day", "第1回集中調印", "วันลงนามครั้งแรก"),
    ("2021-10-20", "秋季集中开工", "Autumn ground-breaking", "秋の集中着工", "เริ่มก่อสร้างพร้อมกัน"),
    ("2023-03-18", "春季集中签约", "Spring signing day", "春の集中調印", "วันลงนามฤดูใบไม้ผลิ"),
    ("2025-11-08", "年度集中签约", "Year's signing day", "年次集中調印", "วันลงนามประจำปี"),
)
COUNTRIES = ("CHN", "JPN", "DEU", "USA", "KOR", "FRA", "SGP")
COUNTRY_WEIGHTS = (44, 31, 7, 6, 5, 3, 4)


def company_names(number: int, sector: str) -> tuple[str, ...]:
    """Return an invented company's name in Chinese, English, Japanese and Thai.

    Examples
    --------
    >>> company_names(18, "equipment")
    ('拉托佐精机', 'Ratozo Precision', 'ラトゾ精機', 'ราโทโซ เครื่องจักร')
    """
    n = len(SYLLABLES)
    parts = [SYLLABLES[at % n] for at in (number // n, number, number // 7 + number)]
    zh, en, ja, th = ("".join(column) for column in zip(*parts, strict=True))
    trade = TRADES[sector]
    count = number // (n * n)
    tail = f" {count + 1}" if count else ""
    return (
        f"{zh}{trade[0]}{tail}",
        f"{en.title()} {trade[1]}{tail}",
        f"{ja}{trade[2]}{tail}",
        f"{th} {trade[3]}{tail}",
    )


def chosen(rng: Random, values: tuple[str, ...], weights: tuple[int, ...]) -> str:
    """Return one of the values by weight."""
    return rng.choices(values, weights)[0]
