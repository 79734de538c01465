"""Which language a short text is in: script and letters first, then dictionaries of the two main ones."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from store.language.stems import is_word

__all__ = ["detect_language", "leaning"]

_DATA = Path(__file__).parent / "data"
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")
_SAMPLE = 400  # words beyond these change nothing
_OWN_WORD = 3.0  # a function word or colloquial form of one language only


def detect_language(text: str, default: str = "id") -> str:
    """ "id", "en", "ru" or "uk"; `default` where nothing tells (empty text, names only)."""
    words = [word.lower() for word in _WORD.findall(text)[:_SAMPLE]]
    cyrillic = 0 if text.isascii() else sum(bool(_CYRILLIC.match(word)) for word in words)
    if words and cyrillic * 2 >= len(words):
        return "uk" if _UKRAINIAN.search(text) else "ru"
    lean = sum(_leaning(word) for word in words)
    if not lean:
        return default
    return "id" if lean > 0 else "en"


def leaning(text: str) -> float:
    """How much the words of a text speak for Indonesian (above 0) or English (below 0), in all."""
    return sum(_leaning(word.lower()) for word in _WORD.findall(text)[:_SAMPLE])


@lru_cache(maxsize=65_536)
def _leaning(word: str) -> float:
    """How much a lower-case word speaks for Indonesian (above 0) or English (below 0)."""
    return _weight(word, "id") - _weight(word, "en")


def _weight(word: str, lang: str) -> float:
    other = "en" if lang == "id" else "id"
    if word in _own_words(lang):
        return 0.0 if word in _own_words(other) else _OWN_WORD
    if len(word) < 3 or word in _own_words(other):
        return 0.0
    return float(is_word(word, lang) and not is_word(word, other))


@cache
def _own_words(lang: str) -> frozenset[str]:
    """Function words, question words and colloquial forms of one language."""
    table = tomllib.loads((_DATA / lang / "questions.toml").read_text(encoding="utf-8"))
    listed = [table["function_words"], *table["intents"].values(), *table["colloquial"]]
    return frozenset(word for text in listed for word in _WORD.findall(text) if len(word) > 1)
