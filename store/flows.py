"""What a person in a chat was asked to type: one open question each, kept until it is answered, left or old."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import datetime, timedelta

from store.database import Change, Doc, Engine

__all__ = ["Flows"]

TABLE = "flows"
# What is typed later than this is no answer any more.
KEPT = timedelta(minutes=15)
PAGE = 1 << 30


class Flows:
    """The table `flows`, by chat and person."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def open(self, chat: str, person: str, fields: Doc, *, at: datetime) -> Future[int]:
        """Ask a person for something; an earlier question is dropped."""
        doc = {**fields, "chat": chat, "at": at.isoformat()}
        return self._engine.commit([Change(TABLE, f"{chat}|{person}", doc)])

    def get(self, chat: str, person: str, *, now: datetime) -> Doc | None:
        """What a person was asked for a moment ago."""
        doc = self._engine.get(TABLE, f"{chat}|{person}")
        if doc is None or now - datetime.fromisoformat(doc["at"]) > KEPT:
            return None
        return doc

    def close(self, chat: str, person: str) -> Future[int] | None:
        """The question is answered or left; None where none was open."""
        key = f"{chat}|{person}"
        if self._engine.get(TABLE, key) is None:
            return None
        return self._engine.commit([Change(TABLE, key, None)])

    def purge(self, before: datetime) -> Future[int]:
        """Forget questions that nobody answered before a time."""
        limit = before.isoformat()
        old = [key for key, doc in self._engine.scan(TABLE, limit=PAGE) if doc["at"] < limit]
        return self._engine.commit([Change(TABLE, key, None) for key in old])

    def forgetting(self, chat: str) -> list[Change]:
        """Everything of a chat, as deletes."""
        return [Change(TABLE, key, None) for key, _ in self._engine.scan(TABLE, where={"chat": chat})]
