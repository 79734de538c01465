"""Text to words, words to roots: the same few lines for records and for questions."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from store.language.names import fold
from store.language.stems import is_word, stem

__all__ = ["LONGEST_WORD", "clean", "is_name_like", "number_root", "root", "words_of"]

LONGEST_WORD = 40
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'ʼ][^\W\d_]+)*")
_NOISE = re.compile(r"<[^>]{0,200}>|[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_POSSESSIVE = re.compile(r"[’'ʼ](s)?$")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


def clean(text: str) -> str:
    """`text` in compatibility form, without markup, control and direction characters, lone surrogates."""
    return unicodedata.normalize("NFKC", _NOISE.sub(" ", text)).lower()


def words_of(lowered: str) -> list[str]:
    """The words and numbers of a lower-case text, in order."""
    return _WORD.findall(lowered)


def number_root(digits: str) -> str:
    """ "#1240" for "1.240", "1,240" and "1240"; "#12.5" for "12,5"."""
    if _THOUSANDS.fullmatch(digits):
        return "#" + (re.sub(r"[.,]", "", digits).lstrip("0") or "0")
    return "#" + (digits.replace(",", ".").lstrip("0") or "0")


@lru_cache(maxsize=131_072)
def root(word: str) -> str:
    """The form that stands for all inflections and spellings of a lower-case word or number.

    The stem where a dictionary knows it (Indonesian first), else the name folding, which joins
    transliterations; a word that folds to nothing (other scripts' signs) stays as it is.
    """
    if word[0].isdigit():
        return number_root(word)
    word = (_POSSESSIVE.sub("", word) or word)[:LONGEST_WORD]
    for lang in ("id", "en"):
        if is_word(word, lang):
            return stem(word, lang)
    stripped = stem(word, "id")
    if stripped != word and is_word(stripped, "id"):
        return stripped
    return fold(word) or word


@lru_cache(maxsize=131_072)
def is_name_like(word: str) -> bool:
    """Whether no dictionary knows the lower-case word, so that it is a name, a foreign word or a typo."""
    word = _POSSESSIVE.sub("", word) or word
    if word[:1].isdigit() or is_word(word, "id") or is_word(word, "en"):
        return False
    stripped = stem(word, "id")
    return stripped == word or not is_word(stripped, "id")
