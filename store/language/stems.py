"""Stems: one form for all inflections of a word (simplemma first, PySastrawi for what it does not know)."""

from __future__ import annotations

from functools import cache, lru_cache

import simplemma
from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
from Sastrawi.Stemmer.Context.Context import Context
from Sastrawi.Stemmer.Context.Visitor.VisitorProvider import VisitorProvider
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

__all__ = ["is_word", "stem"]

_LONGEST = 40  # longer strings are no words; both libraries slow down on them
_PREFIXES = 3  # that one word may have
_SHORTEST_FOR_AFFIXES = 6  # "di-" + a root of four letters


class _Context(Context):  # type: ignore[misc]  # PySastrawi ships no types, so its class is Any to mypy
    """PySastrawi's steps for one word, without those that only repeat what has changed nothing."""

    def remove_prefixes(self) -> None:
        for _ in range(_PREFIXES):
            before = self.current_word
            self.accept_prefix_visitors(self.prefix_visitors)
            if self.current_word == before or self.dictionary.contains(self.current_word):
                return


@cache
def _affixes() -> tuple[ArrayDictionary, VisitorProvider]:
    """PySastrawi's roots and rules; its own stemmer keeps every word that it has ever seen."""
    return ArrayDictionary(StemmerFactory().get_words()), VisitorProvider()


def _without_affixes(word: str) -> str:
    context = _Context(word, *_affixes())
    context.execute()
    return str(context.result)


def _whole(word: str) -> bool:
    """Whether a word has no half of a character (a lone surrogate): the dictionaries can't look that up."""
    return word.isascii() or not any("\ud800" <= char <= "\udfff" for char in word)


@lru_cache(maxsize=65_536)
def is_word(word: str, lang: str) -> bool:
    """Whether the lower-case `word` stands in the dictionary of `lang` ("id" or "en")."""
    return 0 < len(word) <= _LONGEST and _whole(word) and bool(simplemma.is_known(word, lang=lang))


def stem(word: str, lang: str) -> str:
    """The stem of `word`, lower case; languages other than "id" and "en" keep the word.

    Indonesian reduplication counts once ("rumah-rumah" and "rumah" share a stem). Never raises.
    """
    word = word.lower()
    if len(word) > _LONGEST or lang not in ("id", "en") or not _whole(word):
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
    return _without_affixes(word) or word
