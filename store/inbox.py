"""Updates that were received and not yet handled. What is here is safe; only then Telegram is told.

A settled row stays a while without its words, so that the same update is recognised when it comes again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime, timedelta
from typing import Any

from store.database import Change, Engine

__all__ = ["KEPT", "Inbox", "Pending"]

TABLE = "inbox"
NEW, DONE, DEAD = "new", "done", "dead"
KEPT = timedelta(days=7)
PAGE = 1000

Update = Mapping[str, Any]
Pending = tuple[int, dict[str, Any]]


def _key(number: int) -> str:
    return f"{number:020d}"


class Inbox:
    """The front door's memory. Update numbers are Telegram's `update_id`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def receive(self, updates: Sequence[Update], *, at: datetime) -> Future[int]:
        """Keep updates as they came; one that is known already is left as it is."""
        rows = {_key(update["update_id"]): update for update in updates}
        changes = [
            Change(TABLE, key, {"state": NEW, "at": at.isoformat(), "raw": dict(update)})
            for key, update in rows.items()
            if self._engine.get(TABLE, key) is None
        ]
        return self._engine.commit(changes)

    def known(self, number: int) -> bool:
        """Whether an update of this number was received before."""
        return self._engine.get(TABLE, _key(number)) is not None

    def pending(self) -> list[Pending]:
        """(number, update) of everything that was received and not settled, in order."""
        found: list[Pending] = []
        after = ""
        while page := self._engine.scan(TABLE, where={"state": NEW}, after=after, limit=PAGE):
            found += [(int(key), doc["raw"]) for key, doc in page]
            after = page[-1][0]
        return found

    def settle(self, number: int, *, at: datetime) -> Future[int]:
        """An update is handled; its words are dropped."""
        return self._engine.commit([Change(TABLE, _key(number), {"state": DONE, "at": at.isoformat()})])

    def set_aside(self, number: int, reason: str, *, at: datetime) -> Future[int]:
        """An update that can't be handled: kept for the editors, never tried again."""
        doc = self._engine.get(TABLE, _key(number)) or {}
        return self._engine.commit(
            [Change(TABLE, _key(number), {**doc, "state": DEAD, "at": at.isoformat(), "reason": reason})]
        )

    def oldest(self) -> str | None:
        """When the oldest unsettled update came, as ISO text."""
        first = self._engine.scan(TABLE, where={"state": NEW}, limit=1)
        return first[0][1]["at"] if first else None

    def purge(self, *, now: datetime) -> Future[int]:
        """Forget settled rows that are older than seven days."""
        limit = (now - KEPT).isoformat()
        changes, after = [], ""
        while page := self._engine.scan(TABLE, after=after, limit=PAGE):
            changes += [
                Change(TABLE, key, None) for key, doc in page if doc["state"] != NEW and doc["at"] < limit
            ]
            after = page[-1][0]
        return self._engine.commit(changes)
