"""The vocabulary of an index: every printed word with its terms, shared by all segments, only growing.

Everything that is slow about words (dictionaries, stems, folding, concepts) happens here once a word, so that
records cost one dictionary look-up a word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from store.language.additions import renewed
from store.search.asking import load_asking
from store.search.cues import cue_flags
from store.search.growing import GrowingArray
from store.search.lexicon import OWNERS, load_lexicon
from store.search.words import is_name_like, root

__all__ = ["NEGATION", "NO_TERM", "NUMBER", "Saved", "Vocabulary", "owner_mark"]

NO_TERM = -1
NUMBER = 1  # marks of terms
NEGATION = 2


_ARRAYS = ("flags", "roots", "speaker_terms", "marks", "_starts", "_word_terms")


@dataclass(frozen=True, slots=True)
class Saved:
    """A vocabulary as plain lists and int32 arrays by attribute name."""

    words: list[str]
    terms: list[str]
    arrays: dict[str, NDArray[np.int32]]


class Vocabulary:
    """Words, terms, and which terms a word stands for (the first one is its root).

    By word: `roots` (term ids) and `flags` (see `cues`). By term: `speaker_terms` (the term id for "this is
    who speaks", or `NO_TERM`) and `marks` (`NUMBER`, `NEGATION`, 0).

    Word and term ids are dense integers from 0 in order of arrival and never change. One writer; readers may
    look at it at any time.
    """

    def __init__(self, saved: Saved | None = None) -> None:
        self.lexicon = load_lexicon()
        self.words: dict[str, int] = {}
        self.terms: dict[str, int] = {}
        self.flags = GrowingArray()
        self.roots = GrowingArray()
        self.speaker_terms = GrowingArray()
        self.marks = GrowingArray()
        self._starts = GrowingArray([0])
        self._word_terms = GrowingArray()
        if saved is not None:
            self._restore(saved)
        self._phrases = _Phrases()
        for phrase, terms in (*self.lexicon.by_phrase.items(), *self.lexicon.by_pair.items()):
            self._phrases.add([self.term(part) for part in phrase], self._with_enclosing(terms))
        for word in sorted(self.lexicon.words | load_asking().words):
            self.word(word)

    @staticmethod
    def blank() -> Vocabulary:
        """One that has the words that ship and no others; costs a copy, not the reading of the lexicon."""
        return _shipped().copy()

    def copy(self) -> Vocabulary:
        """One with the same words, which grows by itself from here on."""
        made = object.__new__(Vocabulary)
        made.lexicon, made._phrases = self.lexicon, self._phrases  # neither changes any more
        made.words, made.terms = dict(self.words), dict(self.terms)
        for name in _ARRAYS:
            setattr(made, name, getattr(self, name).copy())
        return made

    def save(self) -> Saved:
        """Everything that words have brought in, to be given to a new `Vocabulary`."""
        arrays = {name: getattr(self, name).view for name in _ARRAYS}
        return Saved(list(self.words), list(self.terms), arrays)

    def _restore(self, saved: Saved) -> None:
        self.words = {word: number for number, word in enumerate(saved.words)}
        self.terms = {term: number for number, term in enumerate(saved.terms)}
        for name in _ARRAYS:
            setattr(self, name, GrowingArray(saved.arrays[name]))

    def word(self, word: str) -> int:
        """The id of a printed lower-case word; a new word gets the next one."""
        found = self.words.get(word)
        if found is None:
            found = self._add_word(word)
        return found

    def term(self, term: str) -> int:
        """The id of a term; a new term gets the next one."""
        found = self.terms.get(term)
        if found is None:
            found = len(self.terms)
            self.speaker_terms.append(NO_TERM)
            self.marks.append(_mark(term))
            self.terms[term] = found  # last: who finds it there looks at the arrays next
            if term in self.lexicon.bodies or term.startswith(("gov:", "g:")):
                self._allow_speaker(term, found)
        return found

    def terms_of(self, words: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """All terms of the word ids, flat, and for each the position in `words` that it comes from."""
        starts = self._starts.view
        counts = starts[words + 1] - starts[words]
        positions = np.repeat(np.arange(len(words)), counts)
        first = np.cumsum(counts) - counts
        inside = np.arange(len(positions)) - first[positions]
        return self._word_terms.view[starts[words][positions] + inside], positions

    def terms_of_word(self, word: str) -> list[int]:
        """The term ids of a printed lower-case word, its root first; empty for a word nobody printed."""
        found = self.words.get(word)
        if found is None:
            return []
        begin, end = self._starts.view[found : found + 2].tolist()
        terms: list[int] = self._word_terms.view[begin:end].tolist()
        return terms

    def phrases_in(
        self, roots: NDArray[np.int32], documents: NDArray[np.int32]
    ) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Terms of the multi-word phrases in a sequence of roots, and the position where each begins.

        `documents` says which document each root belongs to; no phrase crosses from one to the next.
        """
        return self._phrases.find(roots, documents)

    def _add_word(self, word: str) -> int:
        first = self.term(root(word))
        name_like = is_name_like(word)
        if name_like:
            self._allow_speaker(root(word), first)
        meanings = [self.term(term) for term in self.lexicon.meanings(word)]
        self.roots.append(first)
        self.flags.append(cue_flags(word))
        self._word_terms.extend([first, *meanings])
        self._starts.append(len(self._word_terms))
        found = len(self.words)
        self.words[word] = found
        return found

    def _allow_speaker(self, term: str, term_id: int) -> None:
        if self.speaker_terms.view[term_id] == NO_TERM:
            self.speaker_terms.view[term_id] = self.term("@" + term)

    def _with_enclosing(self, terms: Iterable[str]) -> list[int]:
        return [self.term(term) for term in self.lexicon.with_enclosing(terms)]


@renewed
@cache
def _shipped() -> Vocabulary:
    return Vocabulary()


def _mark(term: str) -> int:
    if term.startswith("#"):
        return NUMBER
    return NEGATION if term == "c:negation" else owner_mark(term)


def owner_mark(term: str) -> int:
    """One bit for each "own:" term, 0 for all others."""
    return 4 << OWNERS.index(term[4:]) if term.startswith("own:") else 0


class _Phrases:
    """A trie of term ids as sorted integer keys, walked for all positions of a batch at once."""

    def __init__(self) -> None:
        self._edges: dict[tuple[int, int], int] = {}
        self._accepts: dict[int, list[int]] = {}
        self._keys = np.zeros(0, dtype=np.int64)
        self._targets = np.zeros(0, dtype=np.int64)
        self._fresh = True

    def add(self, roots: list[int], terms: list[int]) -> None:
        state = 0
        for part in roots:
            state = self._edges.setdefault((state, part), len(self._edges) + 1)
        self._accepts.setdefault(state, []).extend(terms)
        self._fresh = False

    def _freeze(self) -> None:
        ordered = sorted(self._edges.items())
        self._keys = np.array([state << 32 | part for (state, part), _ in ordered], dtype=np.int64)
        self._targets = np.array([target for _, target in ordered], dtype=np.int64)
        self._fresh = True

    def find(
        self, roots: NDArray[np.int32], documents: NDArray[np.int32]
    ) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        if not self._fresh:
            self._freeze()
        terms: list[int] = []
        places: list[int] = []
        positions = np.arange(len(roots))
        states = np.zeros(len(roots), dtype=np.int64)
        depth = 0
        while len(positions) and len(self._keys):
            positions, states = self._step(roots, documents, positions, states, depth)
            for position, state in zip(positions.tolist(), states.tolist(), strict=True):
                accepted = self._accepts.get(state, ())
                terms.extend(accepted)
                places.extend([position] * len(accepted))
            depth += 1
        return np.array(terms, dtype=np.int32), np.array(places, dtype=np.int64)

    def _step(
        self,
        roots: NDArray[np.int32],
        documents: NDArray[np.int32],
        positions: NDArray[np.int64],
        states: NDArray[np.int64],
        depth: int,
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        inside = positions + depth < len(roots)
        positions, states = positions[inside], states[inside]
        same = documents[positions] == documents[positions + depth]
        positions, states = positions[same], states[same]
        keys = states << 32 | roots[positions + depth]
        slots = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        walked = self._keys[slots] == keys
        return positions[walked], self._targets[slots[walked]]
