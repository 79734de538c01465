"""The journey of a question through the store: index, answer, what stands beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock

from store.answers import compose
from store.library import Library
from store.model import Answer, Question, StoredFact
from store.search import Index, Query
from store.similar import other_sides

__all__ = ["Answering"]

MAX_QUERY = 300
SIDES = 40
HITS_PER_CARD = 4


@dataclass(frozen=True, slots=True)
class Answering:
    """Answers from the index that `index` gives now; it is asked only under `lock`."""

    library: Library
    index: Callable[[], Index]
    lock: Lock

    def answer(self, question: Question, limit: int) -> Answer:
        """The best `limit` facts. Where nothing is of the days that were asked about, what is known of earlier ones."""
        query = self.understand(question)
        found = self._answer(question, query, question, limit)
        when = query.when
        if query.dates is None or when is None or when.explicit or (found.hits and not found.newest):
            return found
        if found.hits and found.sure:
            return found
        # Words such as "last night" make every older report doubtful; without them it is seen what fits otherwise.
        timeless = replace(question, asked_on=None)
        older = self._answer(question, query, timeless, limit)
        return older if older.newest else found

    def _answer(self, question: Question, query: Query, sought: Question, limit: int) -> Answer:
        with self.lock:
            index = self.index()
            hits = index.query(sought.text, limit=limit * HITS_PER_CARD, asked_on=sought.asked_on)
            nearest = [] if hits else index.suggest(question.text)
        return compose(question, query, hits, self.library.fact, limit=limit, nearest=nearest)

    def understand(self, question: Question) -> Query:
        """What the search makes of a question, piece by piece."""
        with self.lock:
            return self.index().understand(question.text, question.asked_on)

    def sides(self, identity: str) -> list[StoredFact]:
        """Who else speaks of the same matter as a fact."""
        found = self.library.fact(identity)
        if found is None:
            return []
        with self.lock:
            hits = self.index().query(found.text[:MAX_QUERY], limit=SIDES, answer_all=True)
        alike = [other for hit in hits if (other := self.library.fact(hit.id)) is not None]
        return other_sides(found, [*alike, *self.library.beside(found)])
