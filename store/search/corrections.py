"""Typing errors: the vocabulary's words within two edits of a word.

Two words within one edit share a string that is left when letters are deleted from both (SymSpell's idea):
the deletion index finds them, and most of those within two edits, in microseconds. Where it finds nothing, a
scan over the sets of letters that the words have finds the others. Documents are never touched: a vocabulary
grows much slower than the records do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

__all__ = ["Corrections", "most_edits"]

_SHORTEST, _LONGEST = 3, 24
_MOST_EDITS = 2
_TWO_EDITS_FROM = 8  # shorter words have too many neighbours at two edits
_TAIL = 256  # words that wait outside the sorted index


def most_edits(word: str) -> int:
    """How many edits a word of this length may have: 0, 1 or 2."""
    if len(word) <= _SHORTEST or len(word) > _LONGEST or not word.isalpha():
        return 0
    return _MOST_EDITS if len(word) >= _TWO_EDITS_FROM else 1


@dataclass(frozen=True, slots=True)
class _Sorted:
    """The words up to `count`, arranged to be found.

    `hashes`: of the words and of what deleting one letter leaves, ascending, with the `numbers` of their words.
    By word: `lengths`, 0 for those that have no hashes because they aren't all letters, and `letters`, their sets.
    `by_length`: word numbers, shortest words first; those of length n are in `bounds[n]:bounds[n + 1]`, with the
    sets of letters in the same order in `sets`.
    """

    hashes: NDArray[np.uint32]
    numbers: NDArray[np.int32]
    lengths: NDArray[np.int32]
    letters: NDArray[np.uint32]
    by_length: NDArray[np.int64]
    bounds: NDArray[np.int64]
    sets: NDArray[np.uint32]

    @classmethod
    def of(
        cls,
        hashes: NDArray[np.uint32],
        numbers: NDArray[np.int32],
        lengths: NDArray[np.int32],
        letters: NDArray[np.uint32],
    ) -> _Sorted:
        """Arranges words by length; their hashes are sorted already."""
        by_length = np.argsort(lengths, kind="stable")
        bounds = lengths[by_length].searchsorted(np.arange(_LONGEST + _MOST_EDITS + 2))
        return cls(hashes, numbers, lengths, letters, by_length, bounds, letters[by_length])

    @property
    def count(self) -> int:
        """How many words are in."""
        return len(self.lengths)

    def grown(self, words: Sequence[str]) -> _Sorted:
        """These and then `words`."""
        own: list[int] = []
        owners: list[int] = []
        for number, word in enumerate(words, self.count):
            if _SHORTEST <= len(word) <= _LONGEST and word.isalpha():
                shortened = [crc32(part.encode()) for part in (word, *_deletions(word))]
                own.extend(shortened)
                owners.extend([number] * len(shortened))
        hashes = np.concatenate([self.hashes, np.array(own, dtype=np.uint32)])
        numbers = np.concatenate([self.numbers, np.array(owners, dtype=np.int32)])
        order = np.argsort(hashes, kind="stable")
        lengths, letters = _measured(words)
        return _Sorted.of(
            hashes[order],
            numbers[order],
            np.concatenate([self.lengths, lengths]),
            np.concatenate([self.letters, letters]),
        )

    def sharing(self, hashes: Iterable[int]) -> set[int]:
        """Numbers of the words that have one of `hashes`."""
        if not len(self.hashes):
            return set()
        wanted = np.array(sorted(hashes), dtype=np.uint32)
        first = np.minimum(self.hashes.searchsorted(wanted), len(self.hashes) - 1)
        found = self.hashes[first] == wanted
        last = self.hashes.searchsorted(wanted[found], side="right")
        spans = zip(first[found].tolist(), last.tolist(), strict=True)
        return {number for begin, end in spans for number in self.numbers[begin:end].tolist()}

    def lettered(self, word: str, limit: int) -> Iterator[int]:
        """Numbers of words that `limit` edits may make of `word` though they share no hash with what two deletions
        leave of it: each edit is a substitution, a swap, or an insertion, so that they are not shorter.
        """
        own = np.uint32(_letters(word))
        for length in (0, *range(len(word), len(word) + limit + 1)):
            begin, end = self.bounds[length], self.bounds[length + 1]
            # A substitution changes two bits at most, an insertion one.
            most = 2 * limit - max(length - len(word), 0)
            yield from self.by_length[begin:end][_at_most(most, self.sets[begin:end] ^ own)].tolist()


class Corrections:
    """Finds similar words. `words` may grow: `update` takes in what is new, also while others are asking."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._sorted = _NONE

    def __len__(self) -> int:
        return len(self._words)

    def copy(self) -> Corrections:
        """One that grows by itself from here on."""
        made = Corrections()
        made._words, made._sorted = list(self._words), self._sorted
        return made

    def update(self, words: Iterable[str]) -> None:
        """Adds words; long additions are sorted in at once, short ones are scanned until more come."""
        self._words.extend(words)
        if len(self._words) - self._sorted.count > _TAIL:
            # One assignment: who asks meanwhile sees all of the old arrays or all of the new ones.
            self._sorted = self._sorted.grown(self._words[self._sorted.count :])

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
        known = self._sorted
        yield from (
            self._words[number] for number in known.sharing({crc32(part.encode()) for part in variants})
        )
        yield from self._words[known.count :]

    def _by_letters(self, word: str, limit: int) -> Iterator[str]:
        """Words whose set of letters differs so little that they may be within `limit` edits."""
        return (self._words[number] for number in self._sorted.lettered(word, limit))

    def arrays(self) -> tuple[NDArray[np.uint32], NDArray[np.int32], int]:
        """The sorted index, to be saved with the words: hashes, word numbers, how many words they cover."""
        return self._sorted.hashes, self._sorted.numbers, self._sorted.count

    @classmethod
    def restored(
        cls, words: Iterable[str], hashes: NDArray[np.uint32], numbers: NDArray[np.int32], indexed: int
    ) -> Corrections:
        """The inverse of `arrays`."""
        made = cls()
        made._words = list(words)
        made._sorted = _Sorted.of(hashes, numbers, *_measured(made._words[:indexed]))
        return made


def _measured(words: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.uint32]]:
    """`lengths` and `letters` of words as `_Sorted` has them."""
    lengths = [len(word) if word.isalpha() else 0 for word in words]
    letters = [_letters(word) for word in words]
    return np.array(lengths, dtype=np.int32), np.array(letters, dtype=np.uint32)


_NONE = _Sorted.of(np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.int32), *_measured(()))


def _at_most(count: int, masks: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which of `masks` have at most `count` bits; the masks are used up."""
    for _ in range(count):
        masks &= masks - np.uint32(1)  # takes the lowest bit away
    return np.asarray(masks == 0)


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
