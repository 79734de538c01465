"""Numbers beside what they count: whether a text tells how many there are of what a question counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

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
    near = [_beside_numbers(words_of(text[:_LONGEST_TEXT].lower()), vocabulary) for text in texts]
    counts = _counting(set().union(*near), counted, vocabulary)
    return np.array([not counts.isdisjoint(words) for words in near], dtype=np.float32)


def _counting(words: Iterable[str], counted: Slot, vocabulary: Vocabulary) -> set[str]:
    """Those of `words` that are what is counted."""
    wanted = {vocabulary.terms.get(term) for term, weight in counted.terms if weight >= _COUNTS}
    known = [word for word in words if word in vocabulary.words]
    terms, places = vocabulary.terms_of(np.array([vocabulary.words[word] for word in known], dtype=np.int32))
    return {
        known[place] for term, place in zip(terms.tolist(), places.tolist(), strict=True) if term in wanted
    }


def _beside_numbers(words: Sequence[str], vocabulary: Vocabulary) -> set[str]:
    """The words of a text that stand beside its numbers."""
    numerals = vocabulary.lexicon.numerals
    numbers = [place for place, word in enumerate(words) if word[0].isdigit() or word in numerals]
    return {words[place] for near in _near(numbers, len(words)) for place in near}


def _near(numbers: Sequence[int], end: int) -> Iterator[range]:
    """Places that each number may count: some words before it, more after it, up to the next number."""
    for place, after in zip(numbers, (*numbers[1:], end), strict=False):
        yield range(max(place - _BEFORE, 0), min(place + _AFTER + 1, max(after, place + 2), end))
