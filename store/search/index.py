"""The index: one large segment and a small tail, one shared vocabulary, answers in a millisecond."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from itertools import accumulate, islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from store.language.additions import renewed
from store.search.asking import Intent
from store.search.candidates import MOST_CANDIDATES, Match, SlotTerms, best_of, frequency, resolve
from store.search.corrections import Corrections
from store.search.evidence import collect
from store.search.features import FEATURES, add_likeness, features
from store.search.passages import are_passages, passage_features
from store.search.query import LONGEST_QUESTION, Query, Reader
from store.search.record import NO_DAY, Hit, Record, date_of, day_of
from store.search.rerank import Weights, calibrated, load_weights, logits, reasons, rival_of
from store.search.segment import LANGUAGES, Segment, build_segment, merge_segments
from store.search.storage import load_index, save_index
from store.search.vocabulary import Vocabulary

__all__ = ["PERHAPS", "SURE", "Index", "Ranked"]

SURE = load_weights().sure
PERHAPS = load_weights().perhaps
_BATCH = 50_000  # records analysed at once when building
_REMEMBERED = 500  # questions read last
_READ = 16  # candidates whose texts are read for the last features
_STEP = 4  # a segment is merged into its neighbour when it is not this many times smaller


@dataclass(frozen=True, slots=True)
class Ranked:
    """Candidates with their features and probabilities, best first: what `query` and the fitting see."""

    query: Query
    ids: tuple[str, ...]
    rows: NDArray[np.float32]
    scores: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _State:
    """All that one question is answered from, replaced as a whole at each change.

    `newest`: the latest day of a record. `read`: the questions read last, by text and day of asking.
    """

    segments: tuple[Segment, ...]
    newest: int
    reader: Reader
    read: dict[tuple[str, date | None], Query] = field(default_factory=dict)


class Index:
    """Records to be found by questions.

    One writer at a time; `query` may run in any number of threads beside it, on the state before or after a
    change, never between.
    """

    def __init__(
        self,
        segments: tuple[Segment, ...] = (),
        vocabulary: Vocabulary | None = None,
        corrections: Corrections | None = None,
    ) -> None:
        self._vocabulary = vocabulary or Vocabulary.blank()
        self._corrections = corrections or (Corrections() if vocabulary else _shipped().copy())
        self._weights = load_weights()
        self._state = self._of(segments, _newest(segments))

    @classmethod
    def from_records(cls, records: Iterable[Record]) -> Index:
        """An index of all records; of several with one id the last stays."""
        index = cls()
        left = iter(_last_of_each(records))
        segments = []
        while batch := list(islice(left, _BATCH)):
            segments.append(build_segment(batch, index._vocabulary))
        whole = (merge_segments(segments),) if len(segments) > 1 else tuple(segments)
        index._state = index._of(whole, _newest(whole))
        return index

    def __len__(self) -> int:
        """How many records can be found."""
        return sum(segment.living for segment in self._state.segments)

    def add(self, records: Iterable[Record]) -> None:
        """Makes `records` findable at once; one with a known id replaces the old one."""
        batch = _last_of_each(records)
        if not batch:
            return
        known, newest = self._without(record.id for record in batch)
        segments = _merged((*known, build_segment(batch, self._vocabulary)))
        newest = max(newest, *(day_of(record.date) for record in batch))
        # One assignment: a question asked meanwhile sees all of the old records or all of the new ones.
        self._state = self._of(segments, newest)

    def remove(self, ids: Iterable[str]) -> None:
        """Makes records unfindable; unknown ids are ignored."""
        segments, newest = self._without(ids)
        same = newest == self._state.newest
        self._state = replace(self._state, segments=segments) if same else self._of(segments, newest)

    def _without(self, ids: Iterable[str]) -> tuple[tuple[Segment, ...], int]:
        """The segments without some records, and the newest day that is left."""
        wanted, newest = list(ids), self._state.newest
        segments = tuple(_without(segment, wanted) for segment in self._state.segments)
        gone = (
            old.days[np.setdiff1d(new.dead, old.dead)]
            for old, new in zip(self._state.segments, segments, strict=True)
            if new is not old
        )
        # A wrong day in the future must not stay the newest when its record is put right.
        return segments, _newest(segments) if any(newest in days for days in gone) else newest

    def query(
        self,
        question: str,
        *,
        limit: int = 10,
        asked_on: date | str | None = None,
        answer_all: bool = False,
    ) -> list[Hit]:
        """The best records for a question in any language, best first, at most `limit`.

        `[]` means declined: the best probability is below `PERHAPS`. With `answer_all` nothing is declined.
        `asked_on` is the day of asking (`date` or ISO text); without it relative words are ignored.
        Never raises, whatever the question.
        """
        ranked = self.rank(question, asked_on, limit)
        if not len(ranked.scores) or (not answer_all and ranked.scores[0] < self._weights.perhaps):
            return []
        found = zip(ranked.ids[:limit], ranked.scores, reasons(ranked.rows[:limit]), strict=False)
        return [Hit(record_id, float(score), why) for record_id, score, why in found]

    def suggest(self, question: str, *, limit: int = 3) -> list[str]:
        """Ids of the nearest records, for "did you mean" where `query` declines."""
        return [hit.id for hit in self.query(question, limit=limit, answer_all=True)]

    def understand(self, question: str, asked_on: date | str | None = None) -> Query:
        """The question as this index reads it (its own words correct typing errors, too)."""
        return _understood(self._state, question, asked_on)

    def rank(self, question: str, asked_on: date | str | None = None, limit: int = 10) -> Ranked:
        """The best candidates of a question with features and probabilities, nothing declined."""
        state = self._state
        query = _understood(state, question, asked_on)
        wanted = resolve(query, self._vocabulary, state.segments)
        matches = _best_matches(state.segments, wanted)
        if not matches:
            return Ranked(query, (), np.zeros((0, 0), dtype=np.float32), np.zeros(0))
        found = collect(matches, wanted, self._vocabulary.marks.view)
        rows = features(query, wanted, found, state.newest)
        passages = are_passages(matches)
        weights = load_weights("passages") if passages else self._weights
        closer = np.argsort(-logits(rows, weights), kind="stable")[: max(limit, _READ)]
        rows, places = rows[closer], _places(matches, closer)
        texts = [segment.text_of(document) for segment, document in places]
        same = [LANGUAGES[number] == query.language for number in found.languages[closer].tolist()]
        add_likeness(rows, query, texts, same, self._vocabulary)
        if passages:
            told = passage_features(query, places, texts, state.segments, self._vocabulary)
            rows = np.hstack([rows, told])
        fits = logits(rows, weights)
        if passages:
            # Which passage fits best, these weights say; how well it does, the ones that know unanswerable questions.
            known = logits(rows[:, : len(FEATURES)], self._weights)
            fits += known[fits.argmax()] - fits.max()
        order = np.argsort(-fits, kind="stable")
        counting = Intent.HOW_MANY in query.intents
        days = found.days[closer][order].tolist()
        rival = rival_of([texts[place] for place in order], days, rows[order], counting)
        ids = [places[place][0].id_of(places[place][1]) for place in order.tolist()]
        return Ranked(query, tuple(ids), rows[order], calibrated(fits[order], rival, self._weights))

    def weigh(self, weights: Weights) -> None:
        """Ranks with other weights than those that ship (for fitting them)."""
        self._weights = weights

    def _of(self, segments: tuple[Segment, ...], newest: int) -> _State:
        """The state with these segments; the corrections learn what is new in the vocabulary."""
        words = self._vocabulary.words
        # From the end: a million records have a hundred thousand words, a new one brings a few.
        new = list(islice(reversed(words), len(words) - len(self._corrections)))
        self._corrections.update(reversed(new))
        popularity = partial(_popularity, self._vocabulary, segments)
        reader = Reader(self._vocabulary, self._corrections, popularity, date_of(newest))
        return _State(segments, newest, reader)

    def save(self, path: str | Path) -> None:
        """Writes the index as a folder; an older one of that name is replaced."""
        save_index(Path(path), self._state.segments, self._vocabulary, self._corrections)

    @classmethod
    def load(cls, path: str | Path) -> Index:
        """Opens a saved index; its segments stay on disk until they are read.

        Raises `OSError` where there is none and `ValueError` where it is of another format or word data.
        """
        return cls(*load_index(Path(path)))


def _understood(state: _State, question: str, asked_on: date | str | None) -> Query:
    """A question is read once for its hits and once for its answer."""
    key = (question[: LONGEST_QUESTION + 1], date_of(day_of(asked_on)))
    query = state.read.get(key)
    if query is None:
        if len(state.read) >= _REMEMBERED:
            state.read.clear()
        query = state.read[key] = state.reader.read(*key)
    return query


def _popularity(vocabulary: Vocabulary, segments: Sequence[Segment], word: str) -> int:
    """How many records have a known word or what it means, to choose between corrections."""
    return sum(frequency(term, segments) for term in vocabulary.terms_of_word(word))


@renewed
@cache
def _shipped() -> Corrections:
    """Of the words that every vocabulary has."""
    made = Corrections()
    made.update(Vocabulary.blank().words)
    return made


def _last_of_each(records: Iterable[Record]) -> list[Record]:
    return list({record.id: record for record in records}.values())


def _newest(segments: Iterable[Segment]) -> int:
    """The latest day of a living record."""
    living = (np.delete(segment.days, segment.dead) for segment in segments)
    return max((int(days.max(initial=NO_DAY)) for days in living), default=NO_DAY)


def _without(segment: Segment, ids: Sequence[str]) -> Segment:
    found = [document for record_id in ids if (document := segment.find(record_id)) is not None]
    return segment.without(found) if found else segment


def _merged(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Neighbours of similar size become one, so that a million records make a handful of segments."""
    while len(segments) > 1 and segments[-1].size * _STEP > segments[-2].size:
        segments = (*segments[:-2], merge_segments(segments[-2:]))
    return segments


def _best_matches(segments: Sequence[Segment], wanted: SlotTerms) -> list[Match]:
    matches = [match for segment in segments if len((match := best_of(segment, wanted)).documents)]
    if len(matches) < 2:
        return matches
    scores = np.sort(np.concatenate([match.scores for match in matches]))[::-1]
    least = scores[min(len(scores), MOST_CANDIDATES) - 1]
    cut = [
        Match(match.segment, match.documents[match.scores >= least], match.scores[match.scores >= least])
        for match in matches
    ]
    return [match for match in cut if len(match.documents)]


def _places(matches: Sequence[Match], numbers: NDArray[np.int64]) -> list[tuple[Segment, int]]:
    """Segment and record number of candidates that are numbered across all matches."""
    ends = list(accumulate(len(match.documents) for match in matches))
    owners = [(bisect_right(ends, number), number) for number in numbers.tolist()]
    return [
        (matches[owner].segment, int(matches[owner].documents[number - ends[owner]]))
        for owner, number in owners
    ]
