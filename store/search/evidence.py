"""Evidence: what the records of a query's candidates have of it, read from the segments in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from store.search.candidates import Match, SlotTerms
from store.search.scratch import Scratch
from store.search.segment import gather

__all__ = ["Evidence", "collect"]

_SATURATION, _LENGTH_SHARE = 0.9, 0.4  # BM25's k1 and b


@dataclass(frozen=True, slots=True)
class Evidence:
    """The candidates of all segments together, best lexical score first.

    Candidates x slots: `matched` (0..1, how well the slot is met), `spoken` (the same for "this is who says
    it"), `strength` (BM25 of the slot's best term; at most `best_strength` by slot where it stands once in a
    record of usual length). By candidate: `sizes` (distinct terms), `days`, `kinds`, `languages`, `marks`.
    """

    matched: NDArray[np.float32]
    spoken: NDArray[np.float32]
    strength: NDArray[np.float32]
    best_strength: NDArray[np.float32]
    lexical: NDArray[np.float32]
    sizes: NDArray[np.float32]
    days: NDArray[np.int32]
    kinds: NDArray[np.uint8]
    languages: NDArray[np.uint8]
    marks: NDArray[np.int32]


def collect(matches: Sequence[Match], wanted: SlotTerms, marks: NDArray[np.int32]) -> Evidence:
    """Reads what the features need from the segments; `marks` by term are those of `Vocabulary`."""
    asked = len(wanted.terms)
    terms = np.concatenate([wanted.terms, wanted.speakers])
    parts = [_Part.read(match, terms, marks) for match in matches]
    amounts = _joined([part.amounts for part in parts], axis=1)
    met = (amounts > 0).astype(np.float32)
    slots = len(wanted.importance)
    weighed = wanted.weights * wanted.idf
    of_terms, of_speakers = _Groups(wanted.slots, slots), _Groups(wanted.speaker_slots, slots)
    return Evidence(
        matched=of_terms.best(met[:asked] * wanted.weights[:, None]).T,
        spoken=of_speakers.best(met[asked:] * wanted.speaker_weights[:, None]).T,
        strength=of_terms.best(amounts[:asked] * weighed[:, None]).T,
        best_strength=of_terms.best(weighed[:, None])[:, 0],
        lexical=_joined([match.scores for match in matches]),
        sizes=_joined([part.sizes for part in parts]),
        days=_joined([match.segment.days[match.documents] for match in matches]),
        kinds=_joined([match.segment.kinds[match.documents] for match in matches]),
        languages=_joined([match.segment.languages[match.documents] for match in matches]),
        marks=_joined([part.marks for part in parts]),
    )


def _joined(arrays: Sequence[NDArray[Any]], axis: int = 0) -> NDArray[Any]:
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays, axis=axis)


@dataclass(frozen=True, slots=True)
class _Part:
    """The candidates of one segment. `amounts`, terms x candidates: the saturated count of each wanted term, 0
    where the candidate lacks it. By candidate: `sizes` (distinct terms) and `marks`.
    """

    amounts: NDArray[np.float32]
    sizes: NDArray[np.float32]
    marks: NDArray[np.int32]

    @classmethod
    def read(cls, match: Match, wanted: NDArray[np.int32], marks: NDArray[np.int32]) -> _Part:
        segment, documents = match.segment, match.documents
        places, sizes = gather(segment.forward_starts, documents)
        terms = segment.forward.take(places)
        ends = np.cumsum(sizes)
        numbers, rows = _numbers(terms, wanted, len(marks))
        hits = np.flatnonzero(numbers)
        owners = ends.searchsorted(hits, side="right")
        lengths = segment.lengths[documents].astype(np.float32)
        average = max(float(lengths.sum()) / len(lengths), 1.0)
        norms = 1 - _LENGTH_SHARE + _LENGTH_SHARE * lengths / average
        counts = segment.counts[places[hits]].astype(np.float32)
        amounts = np.zeros((len(wanted), len(documents)), dtype=np.float32)
        amounts[numbers[hits] - 1, owners] = (
            counts * (_SATURATION + 1) / (counts + _SATURATION * norms[owners])
        )
        # Every candidate has a term: one of its terms made it a candidate.
        marked = np.bitwise_or.reduceat(marks.take(terms), ends - sizes)
        return cls(amounts[rows], sizes.astype(np.float32), marked)


_NUMBERS = Scratch(np.int16)  # one number a term of the vocabulary


def _numbers(
    terms: NDArray[np.int32], wanted: NDArray[np.int32], known: int
) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """For each of `terms` the row in which it is counted, from 1, or 0 where it is not wanted; and for each of
    `wanted` that row, from 0: the same one for a term that is wanted for several slots. `known` terms there are.
    """
    table = _NUMBERS.zeros(known)
    table[wanted] = np.arange(1, len(wanted) + 1)
    found, rows = table.take(terms), table[wanted] - 1
    table[wanted] = 0
    return found, rows


class _Groups:
    """Rows that belong to ascending `slots`, the best one of each to be found; 0 for a slot without any."""

    def __init__(self, slots: NDArray[np.int32], count: int) -> None:
        bounds = slots.searchsorted(np.arange(count + 1))
        self._count = count
        self._present = np.flatnonzero(bounds[1:] > bounds[:-1])
        self._starts = bounds[self._present]

    def best(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Slots x columns: the largest of the rows of each slot."""
        if not len(self._present):
            return np.zeros((self._count, rows.shape[1]), dtype=np.float32)
        found: NDArray[np.float32] = np.maximum.reduceat(rows, self._starts)
        if len(self._present) == self._count:
            return found
        best = np.zeros((self._count, rows.shape[1]), dtype=np.float32)
        best[self._present] = found
        return best
