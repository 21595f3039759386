"""Words, numbers and dates in four languages. English sentences are the keys."""

LANGUAGES = ("zh-Hans", "en", "ja", "th")
