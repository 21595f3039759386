"""Words that half a room would misread, and words that must be one and the same."""

from __future__ import annotations

from dashboard.i18n import LANGUAGES
from dashboard.i18n.translate import words


def test_no_language_writes_the_sign_that_half_the_room_misreads():
    for lang in LANGUAGES:
        found = words(lang)
        assert not any("¥" in text or "￥" in text for text in found.texts.values())


def test_japanese_says_nichu_and_one_word_for_signing():
    texts = " ".join(words("ja").texts.values())
    assert "中日" not in texts and "調印" in texts
