"""Stems: one form for all inflections of a word (simplemma first, PySastrawi for what it does not know)."""

from __future__ import annotations

from functools import cache, lru_cache

import simplemma
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

__all__ = ["is_word", "stem"]

_LONGEST = 40  # longer strings are no words; both libraries slow down on them
_SHORTEST_FOR_AFFIXES = 6  # "di-" + a root of four letters


@cache
def _affix_stemmer() -> StemmerFactory:
    return StemmerFactory().create_stemmer(False)


@lru_cache(maxsize=65_536)
def is_word(word: str, lang: str) -> bool:
    """Whether the lower-case `word` stands in the dictionary of `lang` ("id" or "en")."""
    return 0 < len(word) <= _LONGEST and bool(simplemma.is_known(word, lang=lang))


def stem(word: str, lang: str) -> str:
    """The stem of `word`, lower case; languages other than "id" and "en" keep the word.

    Indonesian reduplication counts once ("rumah-rumah" and "rumah" share a stem). Never raises.
    """
    word = word.lower()
    if len(word) > _LONGEST or lang not in ("id", "en"):
        return word
    return _indonesian(word) if lang == "id" else _lemma(word, lang)


@lru_cache(maxsize=65_536)
def _lemma(word: str, lang: str) -> str:
    return str(simplemma.lemmatize(word, lang=lang)).lower() if word else word


@lru_cache(maxsize=65_536)
def _indonesian(word: str) -> str:
    first, hyphen, second = word.partition("-")
    if hyphen and (first == second or _single(first) == _single(second)):
        return _single(first)
    return _single(word)


def _single(word: str) -> str:
    if not word or is_word(word, "id"):
        return _lemma(word, "id")
    if len(word) < _SHORTEST_FOR_AFFIXES or not word.isascii() or not word.isalpha():
        return word
    return str(_affix_stemmer().stem(word)) or word
