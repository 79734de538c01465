"""Evidence: what the records of a query's candidates have of it, read from the segments in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    asked = _Grid(wanted.terms, wanted.slots, wanted.weights, slots)
    weighed = _Grid(wanted.terms, wanted.slots, wanted.weights * wanted.idf, slots)
    speakers = _Grid(wanted.speakers, wanted.speaker_slots, wanted.speaker_weights, slots)
    rows = [_Row.read(match, marks) for match in matches]
    return Evidence(
        matched=np.concatenate([asked.best(row) for row in rows]),
        spoken=np.concatenate([speakers.best(row) for row in rows]),
        strength=np.concatenate([weighed.best(row, row.saturation) for row in rows]),
        best_strength=weighed.worth.max(axis=0, initial=0.0),
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
    """What each distinct wanted term is worth for each slot."""

    def __init__(
        self, terms: NDArray[np.int32], slots: NDArray[np.int32], weights: NDArray[np.float32], size: int
    ) -> None:
        self.terms, column = np.unique(terms, return_inverse=True)
        self.worth = np.zeros((len(self.terms), size), dtype=np.float32)
        np.maximum.at(self.worth, (column, slots), weights)

    def best(self, row: _Row, factors: NDArray[np.float32] | None = None) -> NDArray[np.float32]:
        """Candidates x slots: the worth of the best term (times its factor) that the candidate has."""
        amounts = np.zeros((len(row.sizes), len(self.terms)), dtype=np.float32)
        if len(self.terms):
            places = np.minimum(np.searchsorted(self.terms, row.terms), len(self.terms) - 1)
            hits = np.flatnonzero(self.terms[places] == row.terms)
            amounts[row.owners[hits], places[hits]] = 1.0 if factors is None else factors[hits]
        best: NDArray[np.float32] = np.max(amounts[:, :, None] * self.worth[None], axis=1, initial=0.0)
        return best
