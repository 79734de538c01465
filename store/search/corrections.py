"""Typing errors: the vocabulary's words within two edits of a word.

Two words within one edit share a string that is left when letters are deleted from both (SymSpell's idea):
the deletion index finds them, and most of those within two edits, in microseconds. Where it finds nothing, a
scan over the sets of letters that the words have finds the others. Documents are never touched: a vocabulary
grows much slower than the records do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

__all__ = ["Corrections", "most_edits"]

_SHORTEST, _LONGEST = 3, 24
_TWO_EDITS_FROM = 8  # shorter words have too many neighbours at two edits
_TAIL = 256  # words that wait outside the sorted index


def most_edits(word: str) -> int:
    """How many edits a word of this length may have: 0, 1 or 2."""
    if len(word) <= _SHORTEST or len(word) > _LONGEST or not word.isalpha():
        return 0
    return 2 if len(word) >= _TWO_EDITS_FROM else 1


class Corrections:
    """Finds similar words. `words` may grow: `update` takes in what is new."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._hashes = np.zeros(0, dtype=np.uint32)
        self._numbers = np.zeros(0, dtype=np.int32)
        self._letters = np.zeros(0, dtype=np.uint32)
        self._indexed = 0

    def __len__(self) -> int:
        return len(self._words)

    def copy(self) -> Corrections:
        """One that grows by itself from here on."""
        made = Corrections()
        made._words, made._indexed = list(self._words), self._indexed
        # Arrays are replaced where they grow, never written to.
        made._hashes, made._numbers, made._letters = self._hashes, self._numbers, self._letters
        return made

    def update(self, words: Iterable[str]) -> None:
        """Adds words; long additions are sorted in at once, short ones are scanned until more come."""
        self._words.extend(words)
        if len(self._words) - self._indexed > _TAIL:
            self._index_all()

    def _index_all(self) -> None:
        hashes: list[int] = []
        numbers: list[int] = []
        for number in range(self._indexed, len(self._words)):
            word = self._words[number]
            if _SHORTEST <= len(word) <= _LONGEST and word.isalpha():
                shortened = [crc32(part.encode()) for part in (word, *_deletions(word))]
                hashes.extend(shortened)
                numbers.extend([number] * len(shortened))
        self._merge(np.array(hashes, dtype=np.uint32), np.array(numbers, dtype=np.int32))
        fresh = np.array([_letters(word) for word in self._words[self._indexed :]], dtype=np.uint32)
        self._letters = np.concatenate([self._letters, fresh])
        self._indexed = len(self._words)

    def _merge(self, hashes: NDArray[np.uint32], numbers: NDArray[np.int32]) -> None:
        hashes = np.concatenate([self._hashes, hashes])
        order = np.argsort(hashes, kind="stable")
        self._hashes = hashes[order]
        self._numbers = np.concatenate([self._numbers, numbers])[order]

    def near(self, word: str) -> list[tuple[str, int]]:
        """Words within `most_edits(word)` edits (swaps count one) and their distance, nearest first."""
        limit = most_edits(word)
        if not limit:
            return []
        found = _within(word, self._similar(word, limit), limit)
        if not found and limit > 1:
            found = _within(word, self._by_letters(word, limit), limit)
        return sorted(found.items(), key=lambda item: (item[1], item[0][0] != word[0], item[0]))

    def _similar(self, word: str, limit: int) -> Iterator[str]:
        variants = {word, *_deletions(word)}
        if limit > 1:
            variants.update(shorter for variant in tuple(variants) for shorter in _deletions(variant))
        wanted = np.array(sorted({crc32(variant.encode()) for variant in variants}), dtype=np.uint32)
        first = np.searchsorted(self._hashes, wanted, side="left")
        last = np.searchsorted(self._hashes, wanted, side="right")
        numbers = {
            number
            for begin, end in zip(first.tolist(), last.tolist(), strict=True)
            if begin < end
            for number in self._numbers[begin:end].tolist()
        }
        yield from (self._words[number] for number in numbers)
        yield from self._words[self._indexed :]

    def _by_letters(self, word: str, limit: int) -> Iterator[str]:
        """Words whose set of letters differs so little that they may be within `limit` edits."""
        differing = self._letters ^ np.uint32(_letters(word))
        counts = _BITS[differing & 0xFFFF] + _BITS[differing >> 16]
        return (self._words[number] for number in np.flatnonzero(counts <= 2 * limit).tolist())

    def arrays(self) -> tuple[NDArray[np.uint32], NDArray[np.int32], int]:
        """The sorted index, to be saved with the words: hashes, word numbers, how many words they cover."""
        return self._hashes, self._numbers, self._indexed

    @classmethod
    def restored(
        cls, words: Iterable[str], hashes: NDArray[np.uint32], numbers: NDArray[np.int32], indexed: int
    ) -> Corrections:
        """The inverse of `arrays`."""
        made = cls()
        made._words, made._hashes, made._numbers, made._indexed = list(words), hashes, numbers, indexed
        made._letters = np.array([_letters(word) for word in made._words[:indexed]], dtype=np.uint32)
        return made


_BITS = np.array([number.bit_count() for number in range(1 << 16)], dtype=np.uint8)


def _letters(word: str) -> int:
    """The set of a word's letters as 32 bits; all but the Latin ones share the last bits."""
    mask = 0
    for letter in word:
        place = ord(letter) - ord("a")
        mask |= 1 << (place if 0 <= place < 26 else 26 + ord(letter) % 6)
    return mask


def _within(word: str, others: Iterable[str], limit: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for other in others:
        distance = OSA.distance(word, other, score_cutoff=limit)
        if 0 < distance <= limit:
            found[other] = distance
    return found


def _deletions(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))
