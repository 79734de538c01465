"""Longer texts: where in them the question's words stand, and what the texts around them tell.

A record of one sentence has what was asked for or lacks it. Among passages of several sentences many have the
words somewhere: then it counts how close together they stand, whether what is asked for (a day, a number, a
place, a name) stands beside them, and whether a passage of the same story tells what this one leaves out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from store.search.asking import Intent, load_asking
from store.search.candidates import Match, frequencies
from store.search.query import Query
from store.search.reading import Passage, PassageReader
from store.search.segment import KINDS, Segment
from store.search.vocabulary import Vocabulary
from store.search.words import root

__all__ = ["PASSAGE_FEATURES", "are_passages", "passage_features"]

PASSAGE_FEATURES = (
    "told_around",
    "has_twin",
    "letters_found",
    "phrases_found",
    "together",
    "answer_in_sentence",
    "answer_beside",
    "answer_near",
    "number_near",
    "day_near",
    "measured",
    "spelt_out",
    "early",
    "figures",
    "length",
)
_NO_KIND = KINDS.index("")
_PASSAGE = 220  # bytes; most sentences of news are shorter
_LONGEST_TEXT = 2000  # characters that are read
_SAID = 0.1  # share from which a slot is something that was asked about, if only a little
_COMMON = 0.06  # share of the records from which a term says nothing about their story
_KIN = 2.5  # cosines of passages of one story are small: four tenths are as good as one
_TOGETHER, _BESIDE = 20, 8  # words
_NEAR = tuple(math.exp(-distance / 10) for distance in range(100))  # by words between
_OTHER_SENTENCE = 0.5
_GRAM = 4  # letters
_LENGTH_UNIT = 8.0  # log of words
_Place = tuple[Segment, int]


def are_passages(matches: Sequence[Match]) -> bool:
    """Whether the candidates are rather passages than facts: long texts of which nobody said what they are.

    Only their own texts count, not the context. A long quotation or claim is a fact all the same.
    """
    long = [
        match.segment.text_starts[match.documents + 1] - match.segment.text_starts[match.documents]
        >= _PASSAGE
        for match in matches
    ]
    most = sum(len(match.documents) for match in matches) / 2
    if sum(map(np.count_nonzero, long)) < most:
        return False  # what most questions come to; the kinds need not be read
    bare = [match.segment.kinds[match.documents] == _NO_KIND for match in matches]
    return sum(map(np.count_nonzero, map(np.logical_and, long, bare))) >= most


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
    asked = _asked(query, vocabulary)
    worth = _idf(asked, segments)
    worth /= max(float(worth.sum()), 1e-6)
    terms = [_terms_of(segment, document) for segment, document in places]
    kin = _kinship(terms, segments)
    there = np.array([np.isin(asked, own, assume_unique=True) for own in terms], dtype=np.float32)
    around = (np.minimum(kin * _KIN, 1.0)[:, :, None] * there[None]).max(axis=1)
    told = dict(zip(asked.tolist(), worth.tolist(), strict=True))
    reader = PassageReader(query, told, vocabulary)
    passages = [reader.read(text[:_LONGEST_TEXT]) for text in texts]
    words = [passage.words for passage in passages]
    columns = (
        np.maximum(there, around) @ worth,
        kin.max(axis=1),
        _letters_found(query, words),
        _phrases_found(query, words, segments, vocabulary),
        np.array([tuple(_judged(passage, reader, told)) for passage in passages]),
        np.log([len(own) + 1 for own in words]) / _LENGTH_UNIT,
    )
    return np.asarray(np.minimum(np.column_stack(columns), 1.0), dtype=np.float32)


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


def _phrases_found(
    query: Query, texts: Sequence[Sequence[str]], segments: Sequence[Segment], vocabulary: Vocabulary
) -> NDArray[np.float64]:
    """By text: how much of the question's pairs of neighbouring words it has, beside the text that has most."""
    asked = [root(word) for word in query.words]
    known = {word: vocabulary.terms[word] for word in asked if word in vocabulary.terms}
    rare = _idf(np.array(list(known.values()), dtype=np.int32), segments).tolist()
    worth = dict(zip(known, rare, strict=True))
    pairs = {pair: worth[pair[0]] + worth[pair[1]] for pair in pairwise(asked) if worth.keys() >= set(pair)}
    found = [pairs.keys() & set(pairwise(map(root, words))) for words in texts]
    sums = np.array([sum(pairs[pair] for pair in own) for own in found], dtype=np.float64)
    return np.asarray(sums / max(float(sums.max()), 1e-6))


def _judged(passage: Passage, reader: PassageReader, worth: Mapping[int, float]) -> Iterator[float]:
    """The features of one passage that come from where its words stand, from `together` to `figures`."""

    def covered(terms: Iterable[int]) -> float:
        return sum(worth[term] for term in set(terms))

    hits = passage.hits
    yield max((covered(_until(hits, first, _TOGETHER)) for first in range(len(hits))), default=0.0)
    told: dict[int, set[int]] = {}
    for place, term in hits:
        told.setdefault(passage.sentences[place], set()).add(term)
    best = max(told, key=lambda sentence: covered(told[sentence]), default=-1)
    asked = passage.answers if reader.wants is not None else ()
    yield float(best in {passage.sentences[place] for place in asked})
    yield max(
        (covered(term for other, term in hits if abs(other - place) <= _BESIDE) for place in asked),
        default=0.0,
    )
    near = max((_nearness(passage, place, worth) for place in passage.answers), default=0.0)
    yield near
    yield near * (reader.wants is Intent.HOW_MANY)
    yield near * (reader.wants is Intent.WHEN)
    yield float(passage.measured)
    yield float(passage.spelt_out)
    yield 1.0 - hits[0][0] / len(passage.words) if hits else 0.0
    yield sum(word[0].isdigit() for word in passage.words) / max(len(passage.words), 1)


def _nearness(passage: Passage, answer: int, worth: Mapping[int, float]) -> float:
    """How much of what was asked about stands near an answer: the less the farther, half in another sentence."""
    found: dict[int, float] = {}
    for place, term in passage.hits:
        share = _NEAR[min(abs(place - answer), len(_NEAR) - 1)]
        if passage.sentences[place] != passage.sentences[answer]:
            share *= _OTHER_SENTENCE
        if share > found.get(term, 0.0):
            found[term] = share
    return sum(worth[term] * share for term, share in found.items())


def _until(hits: Sequence[tuple[int, int]], first: int, reach: int) -> Iterator[int]:
    """Terms of the hits from one on that stand within `reach` words of it."""
    for place, term in hits[first:]:
        if place - hits[first][0] > reach:
            return
        yield term
