"""From a query to the few dozen records worth a closer look: postings of its terms, rarest first.

A budget bounds the work: rare terms make candidates, frequent ones only add to the scores of those that are
there. Only touched records are ever looked at.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from store.search.query import Query
from store.search.scratch import Scratch
from store.search.segment import Segment
from store.search.vocabulary import NO_TERM, Vocabulary

__all__ = ["MOST_CANDIDATES", "Match", "SlotTerms", "best_of", "frequency", "resolve"]

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
    numbers = [number for _, number, _ in rows]
    terms = np.array([term for term, _, _ in rows], dtype=np.int32)
    slots = np.array(numbers, dtype=np.int32)
    weights = np.array([weight for _, _, weight in rows], dtype=np.float32)
    speakers = vocabulary.speaker_terms.view[terms]
    speak = speakers != NO_TERM
    total = max(sum(segment.size for segment in segments), _FEWEST)
    frequencies = _frequencies(terms, segments)
    most = [0] * len(query.slots)
    for (_, number, weight), count in zip(rows, frequencies, strict=True):
        if weight > 0.5 and count > most[number]:
            most[number] = count
    shares = [slot.share for slot in query.slots]
    idf = np.array([_idf(count, total) for count in frequencies], dtype=np.float32)
    return SlotTerms(
        terms=terms,
        slots=slots,
        weights=weights,
        idf=idf * np.array([shares[number] for number in numbers], dtype=np.float32),
        gains=idf
        * weights
        * np.array([shares[number] or _DAY_DRAWS for number in numbers], dtype=np.float32),
        importance=np.array(
            [max(_idf(count, total), _LEAST) * share for count, share in zip(most, shares, strict=True)],
            dtype=np.float32,
        ),
        speakers=speakers[speak],
        speaker_slots=slots[speak],
        speaker_weights=weights[speak],
    )


def frequency(term: int, segments: Sequence[Segment]) -> int:
    """How many records have a term."""
    wanted, found = np.int32(term), 0  # a plain integer would make numpy convert all terms
    for segment in segments:
        place = int(segment.terms.searchsorted(wanted))
        if place < len(segment.terms) and segment.terms[place] == wanted:
            found += int(segment.starts[place + 1] - segment.starts[place])
    return found


def _frequencies(terms: NDArray[np.int32], segments: Sequence[Segment]) -> list[int]:
    found = np.zeros(len(terms), dtype=np.int64)
    for segment in segments:
        first, last = _slices(segment, terms)
        found += last - first
    counts: list[int] = found.tolist()
    return counts


def _idf(frequency: float, total: int) -> float:
    return max(math.log(1 + (total - frequency + 0.5) / (frequency + 0.5)), _LEAST_IDF)


def _slices(segment: Segment, terms: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the postings of each term begin and end (equal where the segment lacks the term)."""
    if not len(segment.terms):
        nothing = np.zeros(len(terms), dtype=np.int64)
        return nothing, nothing
    places = segment.terms.searchsorted(terms)
    np.minimum(places, len(segment.terms) - 1, out=places)
    first = segment.starts.take(places)
    return first, np.where(segment.terms.take(places) == terms, segment.starts.take(places + 1), first)


def best_of(segment: Segment, wanted: SlotTerms, limit: int = MOST_CANDIDATES) -> Match:
    """The best living records of one segment by their postings."""
    first, last = (places.tolist() for places in _slices(segment, wanted.terms))
    sizes = [end - begin for begin, end in zip(first, last, strict=True)]
    scores = _SCRATCH.zeros(segment.size)
    touched: list[NDArray[np.int64]] = []
    late: list[int] = []
    spent = 0
    for place in sorted((place for place, size in enumerate(sizes) if size), key=sizes.__getitem__):
        if touched and spent + sizes[place] > _BUDGET:
            late.append(place)
            continue
        begin = max(first[place], last[place] - _ONE_LIST)
        touched.append(_added(scores, segment, begin, last[place], wanted.gains[place]))
        spent += last[place] - begin
    found, values = _top(scores, touched, segment.dead, _SLACK * limit if late else limit)
    if late and len(found):
        frequent = [(first[place], last[place], wanted.gains[place]) for place in late]
        values = _with_frequent(segment, found, values, frequent)
    ordered = np.argsort(-values, kind="stable")[:limit]
    return Match(segment, found[ordered], values[ordered])


def _added(
    scores: NDArray[np.float32], segment: Segment, begin: int, end: int, gain: np.float32
) -> NDArray[np.int64]:
    """Adds a posting list to the scores; gives the records that had no score before."""
    documents = segment.documents[begin:end].astype(np.int64)  # once, not at each of three look-ups
    before = scores.take(documents)
    fresh: NDArray[np.int64] = documents[before == 0.0]
    before += segment.impacts[begin:end] * gain
    scores[documents] = before
    return fresh


def _top(
    scores: NDArray[np.float32], touched: Sequence[NDArray[np.int64]], dead: NDArray[np.int64], limit: int
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The `limit` best of the touched records in no order, and their scores; leaves all scores 0 again."""
    if not touched:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
    documents = np.concatenate(touched)
    scores[dead] = 0.0
    values = scores.take(documents)
    scores[documents] = 0.0
    if len(documents) > limit:
        kept = _largest(values, limit)
        documents, values = documents[kept], values[kept]
    living = values > 0.0
    return documents[living], values[living]


def _largest(values: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Places of the `count` largest values, in no order; a sample rules most of a long array out first."""
    if len(values) > _LONG:
        sample = np.sort(values[::_STRIDE])
        above = np.flatnonzero(values >= sample[-(2 * count // _STRIDE + 8)])
        if len(above) >= count:
            return above[_last_of(values[above], count)]
    return _last_of(values, count)


def _last_of(values: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    return values.argpartition(len(values) - count)[-count:]


def _with_frequent(
    segment: Segment,
    documents: NDArray[np.int64],
    values: NDArray[np.float32],
    frequent: Sequence[tuple[int, int, np.float32]],
) -> NDArray[np.float32]:
    """The scores with what long posting lists add: where each begins and ends, and its gain."""
    order = np.argsort(documents)  # neighbours look at the same part of a list of many megabytes
    wanted = documents[order].astype(np.int32)
    summed = values[order]
    for first, last, gain in frequent:
        listed = segment.documents[first:last]
        places = listed.searchsorted(wanted)
        np.minimum(places, len(listed) - 1, out=places)
        summed += (listed[places] == wanted) * segment.impacts[first:last][places] * gain
    added = np.empty_like(values)
    added[order] = summed
    return added


_SCRATCH = Scratch(np.float32)  # one score a record
