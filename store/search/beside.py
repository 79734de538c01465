"""Numbers beside what they count: whether a text tells how many there are of what a question counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from store.search.asking import Intent
from store.search.query import Query
from store.search.slots import Slot
from store.search.vocabulary import Vocabulary
from store.search.words import words_of

__all__ = ["counted_beside"]

_LONGEST_TEXT = 1000  # characters that are read
_AFTER, _BEFORE = 5, 2  # words between a number and what it counts
_COUNTS = 0.4  # weight from which a term is what is counted


def counted_beside(query: Query, texts: Sequence[str], vocabulary: Vocabulary) -> NDArray[np.float32] | None:
    """1 by text where a number stands beside what the question counts, else 0; None where it counts nothing.

    What is counted by several words together ("prisoner exchange") is not looked for either.
    """
    counted = next((slot for slot in query.slots if slot.counted and " " not in slot.surface), None)
    if counted is None or Intent.HOW_MANY not in query.intents:
        return None
    beside = _Beside(counted, vocabulary)
    return np.array([beside.stands_in(text[:_LONGEST_TEXT]) for text in texts], dtype=np.float32)


class _Beside:
    """Reads the words beside the numbers of texts; whether a word is what is counted is found out once."""

    def __init__(self, counted: Slot, vocabulary: Vocabulary) -> None:
        known = vocabulary.terms
        self._wanted = {known[term] for term, weight in counted.terms if weight >= _COUNTS and term in known}
        self._vocabulary = vocabulary
        self._numerals = vocabulary.lexicon.numerals
        self._counted: dict[str, bool] = {}

    def stands_in(self, text: str) -> bool:
        words = words_of(text.lower())
        numbers = [place for place, word in enumerate(words) if word[0].isdigit() or word in self._numerals]
        return any(self._counts(words[place]) for near in _near(numbers, len(words)) for place in near)

    def _counts(self, word: str) -> bool:
        found = self._counted.get(word)
        if found is None:
            terms = self._vocabulary.terms_of_word(word)
            found = self._counted[word] = not self._wanted.isdisjoint(terms)
        return found


def _near(numbers: Sequence[int], end: int) -> Iterator[range]:
    """Places that each number may count: some words before it, more after it, up to the next number."""
    for place, after in zip(numbers, (*numbers[1:], end), strict=False):
        yield range(max(place - _BEFORE, 0), min(place + _AFTER + 1, max(after, place + 2), end))
