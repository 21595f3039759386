"""Messages about a clerk's file: no jargon, no blame, no plea, the same facts in four languages."""

from __future__ import annotations

import re
import string

import pytest

from dashboard.i18n.translate import words
from dashboard.ingest.ledger.problems import PROBLEMS, SEVERITY
from tests.ingest.test_corpus import CASES

LANGUAGES = ("zh-Hans", "en", "ja", "th")
BANNED = {
    "en": (
        "valid",
        "invalid",
        "please",
        "sorry",
        "illegal",
        "exception",
        "parse",
        "null",
        "traceback",
        "fatal",
    ),
    "zh-Hans": ("请", "无效", "有效", "抱歉", "非法", "解析", "异常", "空值"),
    "ja": ("無効", "有効", "申し訳", "すみません", "不正", "パース", "例外", "ください"),
    "th": ("กรุณา", "โปรด", "ขออภัย", "ไม่ถูกต้อง", "โมฆะ"),
}
SENTENCES = sorted({text for problem in PROBLEMS.values() for text in (problem.key, problem.fix)})


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_message_uses_a_banned_word(lang):
    said = {text: words(lang).texts.get(text, text).lower() for text in SENTENCES}
    found = {
        key: word
        for key, text in said.items()
        for word in BANNED[lang]
        if (re.search(rf"\b{word}\b", text) if lang == "en" else word in text)
    }
    assert found == {}


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "en"])
def test_every_message_is_said_in_every_language_with_the_same_facts(lang):
    texts = words(lang).texts
    assert [text for text in SENTENCES if text not in texts] == []
    assert [text for text in SENTENCES if names(text) != names(texts[text])] == []


def test_every_message_says_what_is_wrong_and_what_to_do_in_a_sentence():
    for code, problem in PROBLEMS.items():
        assert problem.key.endswith(".") and problem.fix.endswith((".", "?")), code
        assert len(problem.key) <= 140 and len(problem.fix) <= 140, code
        assert problem.effect in SEVERITY, code


def test_the_corpus_meets_most_messages():
    """A message nobody can cause would be dead; those of time, memory and merging have their own tests."""
    elsewhere = {
        "not_a_file", "changed_while_reading", "too_large", "too_slow", "too_much_memory", "reading_failed",
        "stopped", "park_not_ready", "other_units_id", "no_such_project", "vanished", "unit_has_fewer",
        "matched_by_name", "example_sheet", "too_large_unpacked", "done_fell",
        "maybe_other_system", "layer_not_named",
    }  # fmt: skip
    met = {code if isinstance(code, str) else code[0] for case in CASES for code in case.codes}
    assert sorted(set(PROBLEMS) - met - elsewhere) == []
