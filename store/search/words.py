"""Text to words, words to roots: the same few lines for records and for questions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from store.language.names import fold, given_name
from store.language.stems import is_word, stem

__all__ = ["LONGEST_WORD", "clean", "is_name_like", "number_root", "root", "words_of"]

LONGEST_WORD = 40
_SHORTEST_ROOT = 4
_NASALS = (("nge", ""), ("ng", ""), ("ng", "k"), ("ny", "s"), ("n", "t"), ("m", "p"))
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'ʼ][^\W\d_]+)*")
_NOISE = re.compile(r"<[^>]{0,200}>|[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_POSSESSIVE = re.compile(r"[’'ʼ](s)?$")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


def clean(text: str) -> str:
    """`text` in compatibility form, without markup, control and direction characters, lone surrogates."""
    if text.isascii() and text.isprintable() and "<" not in text:
        return text.lower()  # nothing to be cleaned in what most people type
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
    if given := given_name(word):
        return given
    for lang in ("id", "en"):
        if is_word(word, lang):
            return stem(word, lang)
    return _without_affixes(word) or fold(word) or word


def _without_affixes(word: str) -> str:
    """The Indonesian root of a word that no dictionary knows, colloquial affixes taken off, too; "" if none.

    "diledakin" is "diledakkan", "nyerang" is "menyerang": -in stands for -kan, a nasal for its prefix.
    """
    for form in _written_forms(word):
        stripped = stem(form, "id")
        if stripped != word and len(stripped) >= _SHORTEST_ROOT and is_word(stripped, "id"):
            return stripped
    return ""


def _written_forms(word: str) -> Iterator[str]:
    yield word
    bases = [word, word[:-2] + "kan", word[:-2]] if word.endswith("in") else [word]
    yield from bases[1:]
    for nasal, first in _NASALS:
        if word.startswith(nasal) and len(word) > _SHORTEST_ROOT + len(nasal):
            yield from (first + base[len(nasal) :] for base in bases)


@lru_cache(maxsize=131_072)
def is_name_like(word: str) -> bool:
    """Whether no dictionary knows the lower-case word, so that it is a name, a foreign word or a typo."""
    word = _POSSESSIVE.sub("", word) or word
    if word[:1].isdigit() or is_word(word, "id") or is_word(word, "en"):
        return False
    return not _without_affixes(word)
