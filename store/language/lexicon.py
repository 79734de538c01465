"""Common words: those that the dictionary of their language has. What stands in none may be a name."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from Sastrawi.Stemmer.StemmerFactory import StemmerFactory
from simplemma import is_known

from store.language.pack import LanguagePack

__all__ = ["is_common", "opens_sentences"]

_LONGEST: Final = 40


def is_common(word: str, pack: LanguagePack) -> bool:
    """Whether a dictionary that the pack names has the word; never, where the pack names none."""
    dictionary = pack.text("general.dictionary")
    return bool(dictionary) and len(word) <= _LONGEST and _known(word.lower(), dictionary)


def opens_sentences(word: str, pack: LanguagePack) -> bool:
    """Whether a sentence's first word is common: known, a known root, or one with an ending grown onto it.

    Never, where the pack names no roots.
    """
    word = word.lower()
    roots = _roots(pack.text("general.roots"))
    if not roots:
        return False
    return word in roots or word.endswith(tuple(pack.words("general.clitics"))) or is_common(word, pack)


@lru_cache(maxsize=20_000)
def _known(word: str, dictionary: str) -> bool:
    return bool(is_known(word, dictionary))


@cache
def _roots(name: str) -> frozenset[str]:
    """The roots of the stemmer that the pack names."""
    return frozenset(StemmerFactory().get_words()) if name else frozenset()
