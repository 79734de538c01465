"""Updates that were received and not yet handled. What is here is safe; only then Telegram is told.

Three tables: `inbox` holds what is not handled, `settled` the bare numbers of what is (so that the same update is
recognised when it comes again), `set_aside` what can't be handled. So nothing is ever searched for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime, timedelta
from typing import Any

from store.database import Change, Doc, Engine

__all__ = ["KEPT", "Inbox", "Pending"]

WAITING, SETTLED, SET_ASIDE = "inbox", "settled", "set_aside"
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

    def fresh(self, updates: Iterable[Update]) -> list[Update]:
        """Those that were never received before, each once."""
        unseen = {update["update_id"]: update for update in updates}
        return [update for number, update in unseen.items() if not self.known(number)]

    def receive(self, updates: Sequence[Update], *, at: datetime, settled: Sequence[int] = ()) -> Future[int]:
        """Keep fresh updates as they came; in the same transaction, the updates `settled` are handled."""
        came = at.isoformat()
        rows = [Change(WAITING, _key(one["update_id"]), {"at": came, "raw": dict(one)}) for one in updates]
        return self._engine.commit([*rows, *_settling(settled, came)])

    def known(self, number: int) -> bool:
        """Whether an update of this number was received before."""
        key = _key(number)
        return any(self._engine.get(table, key) is not None for table in (SETTLED, WAITING, SET_ASIDE))

    def pending(self) -> list[Pending]:
        """(number, update) of everything that was received and not settled, in order."""
        return [(int(key), doc["raw"]) for key, doc in self._rows(WAITING)]

    def settle(self, numbers: Sequence[int], *, at: datetime) -> Future[int]:
        """Updates are handled; their words are dropped. Nobody waits for it."""
        return self._engine.commit(_settling(numbers, at.isoformat()), lazily=True)

    def set_aside(self, number: int, reason: str, *, at: datetime, chat: str = "") -> Future[int]:
        """An update of `chat` that can't be handled: kept for whoever runs the bot, never tried again."""
        doc = self._engine.get(WAITING, _key(number)) or {}
        aside = {**doc, "at": at.isoformat(), "reason": reason} | ({"chat": chat} if chat else {})
        return self._engine.commit(
            [Change(WAITING, _key(number), None), Change(SET_ASIDE, _key(number), aside)]
        )

    def forgetting(self, chat: str) -> list[Change]:
        """Of what was set aside of a chat only the number stays, so that it is recognised when it comes again."""
        rows = self._engine.scan(SET_ASIDE, where={"chat": chat}, limit=1 << 30)
        return [Change(SET_ASIDE, key, {"at": doc["at"]}) for key, doc in rows]

    def oldest(self) -> str | None:
        """When the oldest unsettled update came, as ISO text."""
        first = self._engine.scan(WAITING, limit=1)
        return first[0][1]["at"] if first else None

    def purge(self, *, now: datetime) -> Future[int]:
        """Forget what was settled or set aside more than seven days ago."""
        limit = (now - KEPT).isoformat()
        return self._engine.commit(
            [
                Change(table, key, None)
                for table in (SETTLED, SET_ASIDE)
                for key, doc in self._rows(table)
                if doc["at"] < limit
            ]
        )

    def _rows(self, table: str) -> Iterator[tuple[str, Doc]]:
        after = ""
        while page := self._engine.scan(table, after=after, limit=PAGE):
            yield from page
            after = page[-1][0]


def _settling(numbers: Iterable[int], at: str) -> list[Change]:
    keys = [_key(number) for number in numbers]
    gone = [Change(WAITING, key, None) for key in keys]
    return [*gone, *(Change(SETTLED, key, {"at": at}) for key in keys)]
