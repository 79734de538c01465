"""Common words: those that the dictionary of their language has. What stands in none may be a name."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from simplemma import is_known

from store.language.pack import LanguagePack

__all__ = ["is_common"]

_LONGEST: Final = 40


def is_common(word: str, pack: LanguagePack) -> bool:
    """Whether the dictionary that the pack names has the word; never, where the pack names none."""
    dictionary = pack.text("general.dictionary")
    return bool(dictionary) and len(word) <= _LONGEST and _known(word.lower(), dictionary)


@lru_cache(maxsize=20_000)
def _known(word: str, dictionary: str) -> bool:
    return bool(is_known(word, dictionary))
