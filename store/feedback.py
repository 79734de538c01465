"""What readers tell without writing: thumbs, questions that found nothing, and questions that wait for an answer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime

from store.database import Change, Doc, Engine
from store.pending import UnderWay

__all__ = ["Feedback", "Miss", "Standing", "Thumbs", "question_key"]

MAX_QUESTION = 500
MAX_STANDING = 20


@dataclass(frozen=True, slots=True)
class Miss:
    """A question that nothing stored answers: how often it was asked, and when last (ISO text)."""

    question: str
    lang: str
    count: int
    last: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A question whose asker wants to hear when there is an answer."""

    chat: str
    question: str
    lang: str
    key: str


@dataclass(frozen=True, slots=True)
class Thumbs:
    """How many chats liked and disliked a fact."""

    fact: str
    good: int = 0
    bad: int = 0


def question_key(question: str) -> str:
    """The same question, whatever its capitals, blanks and marks."""
    plain = " ".join("".join(c if c.isalnum() else " " for c in question.casefold()).split())
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:16]


class Feedback:
    """The tables `feedback`, `misses` and `standing`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._misses = UnderWay(engine, "misses")

    def _rows(self, table: str, **where: str) -> Iterator[tuple[str, Doc]]:
        after = ""
        while page := self._engine.scan(table, where=where or None, after=after):
            yield from page
            after = page[-1][0]

    def rate(self, chat: str, fact: str, *, good: bool, at: datetime) -> Future[int]:
        """A thumb up or down for a fact; the last one of a chat counts."""
        doc = {"chat": chat, "fact": fact, "good": good, "at": at.isoformat()}
        return self._engine.commit([Change("feedback", f"{fact}|{chat}", doc)])

    def thumbs(self) -> list[Thumbs]:
        """All facts that got thumbs, the most disliked first; reads all of them: not for the event loop."""
        counts: dict[str, list[int]] = {}
        for _, doc in self._rows("feedback"):
            counts.setdefault(doc["fact"], [0, 0])[not doc["good"]] += 1
        found = [Thumbs(fact, good, bad) for fact, (good, bad) in counts.items()]
        return sorted(found, key=lambda one: (-one.bad, -one.good, one.fact))

    def missed(self, question: str, lang: str, *, at: datetime) -> Future[int]:
        """Note a question that found nothing; who asked is not kept. Nobody waits for it."""
        key = question_key(question)
        known = self._misses.get(key) or {"count": 0}
        doc = {
            "question": question[:MAX_QUESTION],
            "lang": lang,
            "count": known["count"] + 1,
            "last": at.isoformat(),
        }
        return self._misses.put(key, doc, lazily=True)

    def misses(self, limit: int = 50) -> list[Miss]:
        """The questions that found nothing, the most asked first."""
        found = [
            Miss(doc["question"], doc["lang"], doc["count"], doc["last"]) for _, doc in self._rows("misses")
        ]
        return sorted(found, key=lambda miss: (-miss.count, miss.last))[:limit]

    def wait(self, chat: str, question: str, lang: str, *, at: datetime) -> Future[int] | None:
        """Keep a question until it is answered; None where the chat waits for too many already."""
        key = f"{chat}|{question_key(question)}"
        own = [name for name, _ in self._rows("standing", chat=chat)]
        if key not in own and len(own) >= MAX_STANDING:
            return None
        doc = {"chat": chat, "question": question[:MAX_QUESTION], "lang": lang, "at": at.isoformat()}
        return self._engine.commit([Change("standing", key, doc)])

    def standing(self) -> list[Standing]:
        """All questions that wait."""
        return [
            Standing(doc["chat"], doc["question"], doc["lang"], key) for key, doc in self._rows("standing")
        ]

    def forgetting(self, chat: str) -> list[Change]:
        """Everything of a chat, as deletes."""
        tables = ("feedback", "standing")
        return [Change(table, key, None) for table in tables for key, _ in self._rows(table, chat=chat)]

    def moving(self, chat: str, new: str) -> list[Change]:
        """A chat's thumbs and waiting questions under its new number."""
        changes: list[Change] = []
        for key, doc in self._rows("feedback", chat=chat):
            changes += [
                Change("feedback", key, None),
                Change("feedback", f"{doc['fact']}|{new}", {**doc, "chat": new}),
            ]
        for key, doc in self._rows("standing", chat=chat):
            fresh = f"{new}|{question_key(doc['question'])}"
            changes += [Change("standing", key, None), Change("standing", fresh, {**doc, "chat": new})]
        return changes
