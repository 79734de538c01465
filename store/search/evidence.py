"""Evidence: what the records of a query's candidates have of it, read from the segments in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from store.search.candidates import Match, SlotTerms
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
    slots = len(wanted.importance)
    asked = _Grid(wanted.terms, slots)
    plain = asked.worth(wanted.slots, wanted.weights)
    weighed = asked.worth(wanted.slots, wanted.weights * wanted.idf)
    speakers = _Grid(wanted.speakers, slots)
    spoken = speakers.worth(wanted.speaker_slots, wanted.speaker_weights)
    rows = [_Row.read(match, marks) for match in matches]
    amounts = [asked.amounts(row) for row in rows]
    return Evidence(
        matched=np.concatenate([_best(amount > 0, plain) for amount in amounts]),
        spoken=np.concatenate([_best(speakers.amounts(row) > 0, spoken) for row in rows]),
        strength=np.concatenate([_best(amount, weighed) for amount in amounts]),
        best_strength=weighed.max(axis=0, initial=0.0),
        lexical=np.concatenate([match.scores for match in matches]),
        sizes=np.concatenate([row.sizes for row in rows]),
        days=np.concatenate([match.segment.days[match.documents] for match in matches]),
        kinds=np.concatenate([match.segment.kinds[match.documents] for match in matches]),
        languages=np.concatenate([match.segment.languages[match.documents] for match in matches]),
        marks=np.concatenate([row.marks for row in rows]),
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """The candidates of one segment: their terms, flat, with the candidate of each and its saturated count."""

    terms: NDArray[np.int32]
    owners: NDArray[np.int64]
    saturation: NDArray[np.float32]
    sizes: NDArray[np.float32]
    marks: NDArray[np.int32]

    @classmethod
    def read(cls, match: Match, marks: NDArray[np.int32]) -> _Row:
        places, sizes = gather(match.segment.forward_starts, match.documents)
        terms = match.segment.forward[places]
        owners = np.repeat(np.arange(len(sizes)), sizes)
        counts = match.segment.counts[places].astype(np.float32)
        lengths = match.segment.lengths[match.documents].astype(np.float32)
        norms = 1 - _LENGTH_SHARE + _LENGTH_SHARE * lengths / max(float(lengths.mean()), 1.0)
        saturation = (counts * (_SATURATION + 1) / (counts + _SATURATION * norms[owners])).astype(np.float32)
        return cls(
            terms, owners, saturation, sizes.astype(np.float32), _marked(marks[terms], owners, len(sizes))
        )


def _marked(of_terms: NDArray[np.int32], owners: NDArray[np.int64], size: int) -> NDArray[np.int32]:
    """All marks of the terms of each candidate together."""
    marked = np.zeros(size, dtype=np.int32)
    noted = np.flatnonzero(of_terms)
    np.bitwise_or.at(marked, owners[noted], of_terms[noted])
    return marked


class _Grid:
    """The distinct wanted terms, to be looked up among those of the candidates."""

    def __init__(self, terms: NDArray[np.int32], slots: int) -> None:
        self.terms, self._columns = np.unique(terms, return_inverse=True)
        self._slots = slots

    def worth(self, slots: NDArray[np.int32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
        """Terms x slots: what each distinct term is worth for each slot."""
        table = np.zeros((len(self.terms), self._slots), dtype=np.float32)
        np.maximum.at(table, (self._columns, slots), weights)
        return table

    def amounts(self, row: _Row) -> NDArray[np.float32]:
        """Candidates x terms: the saturated count of each term, 0 where the candidate lacks it."""
        amounts = np.zeros((len(row.sizes), len(self.terms)), dtype=np.float32)
        if len(self.terms):
            places = np.minimum(np.searchsorted(self.terms, row.terms), len(self.terms) - 1)
            hits = np.flatnonzero(self.terms[places] == row.terms)
            amounts[row.owners[hits], places[hits]] = row.saturation[hits]
        return amounts


def _best(amounts: NDArray[Any], worth: NDArray[np.float32]) -> NDArray[np.float32]:
    """Candidates x slots: the largest amount times worth of any term."""
    best: NDArray[np.float32] = np.max(amounts[:, :, None] * worth[None], axis=1, initial=0.0)
    return best
