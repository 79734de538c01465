"""From a query to the few dozen records worth a closer look: postings of its terms, rarest first.

A budget bounds the work: rare terms make candidates, frequent ones only add to the scores of those that are
there. Only touched records are ever looked at.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from store.search.query import Query
from store.search.segment import Segment
from store.search.vocabulary import NO_TERM, Vocabulary

__all__ = ["MOST_CANDIDATES", "Match", "SlotTerms", "best_of", "frequencies", "frequency", "resolve"]

MOST_CANDIDATES = 48
_BUDGET = 10_000  # postings that may make candidates, all terms of a segment together
_ONE_LIST = 200_000  # of a single longer list only the newest records are taken
_LEAST_IDF = 0.1
_FEWEST = 200  # records from which on it shows how rare a word is; a few say nothing about that
_LEAST = 1.7  # importance of what is asked for, however frequent it is
_DAY_DRAWS = 0.8  # share of its idf that a day adds to candidates
_LONG, _STRIDE = 4096, 32
_SLACK = 4  # times as many records are kept where frequent terms are still to be looked up


@dataclass(frozen=True, slots=True)
class SlotTerms:
    """The query's terms that the index knows: parallel arrays of term, slot, weight (0..1), idf, and `gains`
    (how much one posting of full impact adds to a candidate).

    `importance` has one idf a slot: how much a record without it lacks. `speakers` are the same terms as
    those of who says it, with their slots and weights.
    """

    terms: NDArray[np.int32]
    slots: NDArray[np.int32]
    weights: NDArray[np.float32]
    idf: NDArray[np.float32]
    gains: NDArray[np.float32]
    importance: NDArray[np.float32]
    speakers: NDArray[np.int32]
    speaker_slots: NDArray[np.int32]
    speaker_weights: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Match:
    """Candidates of one segment: record numbers and their lexical scores, best first."""

    segment: Segment
    documents: NDArray[np.int64]
    scores: NDArray[np.float32]


def resolve(query: Query, vocabulary: Vocabulary, segments: Sequence[Segment]) -> SlotTerms:
    """Looks the terms of `query` up and weighs them by how many records have them."""
    known = vocabulary.terms
    rows = [
        (known[term], number, weight)
        for number, slot in enumerate(query.slots)
        for term, weight in slot.terms
        if term in known
    ]
    terms = np.array([row[0] for row in rows], dtype=np.int32)
    slots = np.array([row[1] for row in rows], dtype=np.int32)
    weights = np.array([row[2] for row in rows], dtype=np.float32)
    speakers = vocabulary.speaker_terms.view[terms]
    speak = speakers != NO_TERM
    total = max(sum(segment.size for segment in segments), _FEWEST)
    frequencies = np.zeros(len(terms))
    for segment in segments:
        first, last = _slices(segment, terms)
        frequencies += last - first
    importance = [
        max(_idf(float(np.max(frequencies[(slots == number) & (weights > 0.5)], initial=0.0)), total), _LEAST)
        * slot.share
        for number, slot in enumerate(query.slots)
    ]
    shares = np.array([slot.share for slot in query.slots], dtype=np.float32)
    draws = np.array([slot.share or _DAY_DRAWS for slot in query.slots], dtype=np.float32)
    idf = np.array([_idf(count, total) for count in frequencies], dtype=np.float32)
    return SlotTerms(
        terms=terms,
        slots=slots,
        weights=weights,
        idf=idf * shares[slots] if len(slots) else idf,
        gains=idf * weights * draws[slots] if len(slots) else idf,
        importance=np.array(importance, dtype=np.float32),
        speakers=speakers[speak],
        speaker_slots=slots[speak],
        speaker_weights=weights[speak],
    )


def frequency(term: int, segments: Sequence[Segment]) -> int:
    """How many records have a term."""
    return int(frequencies(np.array([term], dtype=np.int32), segments)[0])


def frequencies(terms: NDArray[np.int32], segments: Sequence[Segment]) -> NDArray[np.int64]:
    """How many records have each of the terms."""
    found = np.zeros(len(terms), dtype=np.int64)
    for segment in segments:
        first, last = _slices(segment, terms)
        found += last - first
    return found


def _idf(frequency: float, total: int) -> float:
    return max(math.log(1 + (total - frequency + 0.5) / (frequency + 0.5)), _LEAST_IDF)


def _slices(segment: Segment, terms: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the postings of each term begin and end (equal where the segment lacks the term)."""
    if not len(segment.terms):
        nothing = np.zeros(len(terms), dtype=np.int64)
        return nothing, nothing
    places = np.minimum(np.searchsorted(segment.terms, terms), len(segment.terms) - 1)
    found = segment.terms[places] == terms
    return np.where(found, segment.starts[places], 0), np.where(found, segment.starts[places + 1], 0)


def best_of(segment: Segment, wanted: SlotTerms, limit: int = MOST_CANDIDATES) -> Match:
    """The best living records of one segment by their postings."""
    first, last = _slices(segment, wanted.terms)
    sizes = last - first
    gains = wanted.gains
    scores = _scratch(segment.size)
    touched: list[NDArray[np.int32]] = []
    late: list[int] = []
    spent = 0
    for place in (int(place) for place in np.argsort(sizes, kind="stable") if sizes[place]):
        if touched and spent + sizes[place] > _BUDGET:
            late.append(place)
            continue
        begin = max(int(first[place]), int(last[place]) - _ONE_LIST)
        touched.append(_added(scores, segment, begin, int(last[place]), gains[place]))
        spent += int(last[place]) - begin
    found, values = _top(scores, touched, segment.dead, _SLACK * limit if late else limit)
    for place in late:
        values += _looked_up(segment, found, int(first[place]), int(last[place])) * gains[place]
    ordered = np.argsort(-values, kind="stable")[:limit]
    return Match(segment, found[ordered], values[ordered])


def _added(
    scores: NDArray[np.float32], segment: Segment, begin: int, end: int, gain: np.float32
) -> NDArray[np.int32]:
    """Adds a posting list to the scores; gives the records that had no score before."""
    documents = segment.documents[begin:end]
    before = scores[documents]
    scores[documents] = before + segment.impacts[begin:end] * gain
    fresh: NDArray[np.int32] = documents[before == 0.0]
    return fresh


def _top(
    scores: NDArray[np.float32], touched: Sequence[NDArray[np.int32]], dead: NDArray[np.int64], limit: int
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The `limit` best of the touched records in no order, and their scores; leaves all scores 0 again."""
    if not touched:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
    documents = np.concatenate(touched)
    scores[dead] = 0.0
    values = scores[documents]
    scores[documents] = 0.0
    if len(documents) > limit:
        kept = _largest(values, limit)
        documents, values = documents[kept], values[kept]
    living = values > 0.0
    return documents[living].astype(np.int64), values[living]


def _largest(values: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Places of the `count` largest values, in no order; a sample rules most of a long array out first."""
    places = np.arange(len(values))
    if len(values) > _LONG:
        sample = np.sort(values[::_STRIDE])
        above = np.flatnonzero(values >= sample[-(2 * count // _STRIDE + 8)])
        places = above if len(above) >= count else places
    chosen = np.argpartition(values[places], len(places) - count)[-count:]
    return places[chosen]


def _looked_up(segment: Segment, documents: NDArray[np.int64], first: int, last: int) -> NDArray[np.float32]:
    """The impacts of one long posting list for a few records."""
    part = segment.documents[first:last]
    places = np.minimum(np.searchsorted(part, documents), len(part) - 1)
    impacts = segment.impacts[first + places].astype(np.float32)
    return np.where(part[places] == documents, impacts, np.float32(0))


class _Scratch(threading.local):
    """One zeroed score a record and thread, kept between questions."""

    def __init__(self) -> None:
        self.scores = np.zeros(0, dtype=np.float32)


_SCRATCH = _Scratch()


def _scratch(size: int) -> NDArray[np.float32]:
    if len(_SCRATCH.scores) < size:
        _SCRATCH.scores = np.zeros(size, dtype=np.float32)
    return _SCRATCH.scores
