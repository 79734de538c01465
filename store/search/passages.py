"""Longer texts: where in them the question's words stand, and what the texts around them tell.

A record of one sentence has what was asked for or lacks it. Among passages of several sentences many have the
words somewhere: then it counts how close together they stand, whether what is asked for (a day, a number, a
place, a name) stands beside them, and whether a passage of the same story tells what this one leaves out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from store.search.asking import Intent, load_asking
from store.search.candidates import Match, frequencies
from store.search.query import Query
from store.search.segment import Segment
from store.search.vocabulary import Vocabulary
from store.search.words import root

__all__ = ["PASSAGE_FEATURES", "are_passages", "passage_features"]

PASSAGE_FEATURES = (
    "told_around",
    "has_twin",
    "letters_found",
    "together",
    "answer_in_sentence",
    "answer_beside",
    "length",
)
_PASSAGE = 220  # bytes; most sentences of news are shorter
_LONGEST_TEXT = 2000  # characters that are read
_SAID = 0.1  # share from which a slot is something that was asked about, if only a little
_COMMON = 0.06  # share of the records from which a term says nothing about their story
_KIN = 2.5  # cosines of passages of one story are small: four tenths are as good as one
_TOGETHER, _BESIDE = 20, 8  # words
_GRAM = 4  # letters
_LENGTH_UNIT = 8.0  # log of words
_YEAR = re.compile(r"(?:19|20)\d\d")
_PIECE = re.compile(r"\d{1,2}/\s?\d{1,2}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'ʼ][^\W\d_]+)*|[.!?]+(?=\s|$)")
_Place = tuple[Segment, int]


def are_passages(matches: Sequence[Match]) -> bool:
    """Whether the candidates are rather passages than sentences; only their own texts count, not the context."""
    lengths = [
        match.segment.text_starts[match.documents + 1] - match.segment.text_starts[match.documents]
        for match in matches
    ]
    return bool(np.median(np.concatenate(lengths)) >= _PASSAGE)


def passage_features(
    query: Query,
    places: Sequence[_Place],
    texts: Sequence[str],
    segments: Sequence[Segment],
    vocabulary: Vocabulary,
) -> NDArray[np.float32]:
    """Candidates x `PASSAGE_FEATURES`, all in 0..1.

    `places` are segment and record number of each candidate, `texts` what they say; `segments` are all of the
    index, which tell how rare a word is.
    """
    table = np.zeros((len(texts), len(PASSAGE_FEATURES)), dtype=np.float32)
    asked = _asked(query, vocabulary)
    worth = _idf(asked, segments)
    worth /= max(float(worth.sum()), 1e-6)
    terms = [_terms_of(segment, document) for segment, document in places]
    kin = _kinship(terms, segments)
    there = np.array([np.isin(asked, own, assume_unique=True) for own in terms], dtype=np.float32)
    around = (np.minimum(kin * _KIN, 1.0)[:, :, None] * there[None]).max(axis=1)
    table[:, 0] = np.maximum(there, around) @ worth
    table[:, 1] = kin.max(axis=1)
    reader = _Reader(query, dict(zip(asked.tolist(), worth.tolist(), strict=True)), vocabulary)
    passages = [reader.read(text[:_LONGEST_TEXT]) for text in texts]
    table[:, 2] = _letters_found(query, [passage.words for passage in passages])
    table[:, 3:6] = [tuple(reader.judge(passage)) for passage in passages]
    table[:, 6] = np.log([len(passage.words) + 1 for passage in passages]) / _LENGTH_UNIT
    return np.minimum(table, 1.0)


def _asked(query: Query, vocabulary: Vocabulary) -> NDArray[np.int32]:
    """The roots, as terms, of what was asked about: the words themselves, not what they may mean as well."""
    roots = {
        root(word)
        for slot in query.slots
        if slot.share > _SAID
        for word in slot.surface.split()
        if word not in load_asking().function_words
    }
    known = sorted({vocabulary.terms[term] for term in roots if term in vocabulary.terms})
    return np.array(known, dtype=np.int32)


def _idf(terms: NDArray[np.int32], segments: Sequence[Segment]) -> NDArray[np.float32]:
    total = sum(segment.size for segment in segments)
    counts = frequencies(terms, segments)
    return np.asarray(np.log(1 + (total - counts + 0.5) / (counts + 0.5)), dtype=np.float32)


def _terms_of(segment: Segment, document: int) -> NDArray[np.int32]:
    first, last = segment.forward_starts[document : document + 2]
    return segment.forward[first:last]


def _kinship(terms: Sequence[NDArray[np.int32]], segments: Sequence[Segment]) -> NDArray[np.float32]:
    """Candidates x candidates: the cosine of their rarer terms; 0 of each with itself."""
    distinct, columns = np.unique(np.concatenate(terms), return_inverse=True)
    idf = _idf(distinct, segments)
    idf[idf < -math.log(_COMMON)] = 0.0
    table = np.zeros((len(terms), len(distinct)), dtype=np.float32)
    table[np.repeat(np.arange(len(terms)), [len(part) for part in terms]), columns] = idf[columns]
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-6)
    kin: NDArray[np.float32] = table @ table.T
    np.fill_diagonal(kin, 0.0)
    return kin


def _letters_found(query: Query, texts: Sequence[Sequence[str]]) -> NDArray[np.float64]:
    """By text: the share of the question's four-letter pieces in it, those that few of the texts have first."""
    topic = " ".join(slot.surface for slot in query.slots if slot.share > _SAID)
    padded = f" {topic} "
    grams = sorted({padded[place : place + _GRAM] for place in range(len(padded) - _GRAM + 1)})
    if not grams:
        return np.zeros(len(texts))
    joined = [f" {' '.join(words)} " for words in texts]
    there = np.array([[gram in text for gram in grams] for text in joined])
    weights = np.log(1 + len(texts) / (there.sum(axis=0) + 0.5))
    return np.asarray(there @ weights / weights.sum())


@dataclass(frozen=True, slots=True)
class _Passage:
    """Lower-case words with their sentence; `hits`: place and term of what was asked about; `answers`: places."""

    words: Sequence[str]
    sentences: Sequence[int]
    hits: Sequence[tuple[int, int]]
    answers: Sequence[int]


class _Reader:
    """Reads passages for one question; whether a word is asked about is found out once."""

    def __init__(self, query: Query, worth: dict[int, float], vocabulary: Vocabulary) -> None:
        self._worth, self._vocabulary = worth, vocabulary
        self._typed = frozenset(query.words)
        self._met: dict[str, int | None] = {}
        self._wants = _wants(query)

    def read(self, text: str) -> _Passage:
        words: list[str] = []
        sentences: list[int] = []
        hits: list[tuple[int, int]] = []
        answers: list[int] = []
        sentence, before = 0, "."
        for piece in _PIECE.findall(text):
            if piece[0] in ".!?":
                sentence, before = sentence + 1, "."
                continue
            word = piece.lower()
            met = self._met_by(word)
            if met is not None:
                hits.append((len(words), met))
            elif word not in self._typed and self._answers(piece, word, before):
                answers.append(len(words))
            words.append(word)
            sentences.append(sentence)
            before = word
        return _Passage(words, sentences, hits, answers)

    def _met_by(self, word: str) -> int | None:
        """The root, as a term, that a word has in common with the question."""
        if word not in self._met:
            term = self._vocabulary.terms.get(root(word))
            self._met[word] = term if term in self._worth else None
        return self._met[word]

    def _answers(self, piece: str, word: str, before: str) -> bool:
        """Whether a word may be what the question asks for."""
        if self._wants is Intent.WHEN:
            return _is_day(word)
        if self._wants is Intent.HOW_MANY:
            return word[0].isdigit() or word in self._vocabulary.lexicon.numerals
        named = piece[0].isupper() and before != "."
        if self._wants is Intent.WHERE:
            return named and before in load_asking().locatives
        return named and self._wants is Intent.WHO

    def judge(self, passage: _Passage) -> Iterator[float]:
        """The features of one passage that come from where its words stand."""
        hits = passage.hits
        yield max((self._covered(_until(hits, first, _TOGETHER)) for first in range(len(hits))), default=0.0)
        told: dict[int, set[int]] = {}
        for place, slot in hits:
            told.setdefault(passage.sentences[place], set()).add(slot)
        best = max(told, key=lambda sentence: sum(self._worth[slot] for slot in told[sentence]), default=-1)
        there = {passage.sentences[place] for place in passage.answers}
        yield float(best in there)
        yield max(
            (
                self._covered(slot for other, slot in hits if abs(other - place) <= _BESIDE)
                for place in passage.answers
            ),
            default=0.0,
        )

    def _covered(self, slots: Iterable[int]) -> float:
        return sum(self._worth[slot] for slot in set(slots))


def _wants(query: Query) -> Intent | None:
    """The kind of thing that is asked for; "which year" is a day although it counts."""
    asked = (Intent.WHEN, Intent.HOW_MANY, Intent.WHERE, Intent.WHO)
    return next((intent for intent in asked if intent in query.intents), None)


def _until(hits: Sequence[tuple[int, int]], first: int, reach: int) -> Iterator[int]:
    """Slots of the hits from one on that stand within `reach` words of it."""
    for place, slot in hits[first:]:
        if place - hits[first][0] > reach:
            return
        yield slot


@cache
def _day_words() -> frozenset[str]:
    return frozenset((*load_asking().months, *load_asking().weekdays))


def _is_day(word: str) -> bool:
    return word in _day_words() or "/" in word or _YEAR.fullmatch(word) is not None
