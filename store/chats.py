"""What is stored about a chat: its subscriptions and its settings. Most methods give changes, which
whoever calls commits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import Any

from store.database import Change, Doc, Engine
from store.model import Subscription
from store.pending import UnderWay

__all__ = ["Chats"]

SUBSCRIPTIONS, CHATS = "subscriptions", "chats"


class Chats:
    """The tables `subscriptions` and `chats`. A chat's number is opaque to the store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._chats = UnderWay(engine, CHATS)

    def _rows(self, **where: str) -> Iterator[tuple[str, Doc]]:
        after = ""
        while page := self._engine.scan(SUBSCRIPTIONS, where=where, after=after):
            yield from page
            after = page[-1][0]

    def subscribing(self, chat: str, region: str, at: datetime) -> list[Change]:
        """A subscription; twice is no error."""
        doc = {"chat": chat, "region": region, "at": at.isoformat()}
        return [Change(SUBSCRIPTIONS, f"{chat}|{region}", doc)]

    def ending(self, chat: str, region: str) -> list[Change]:
        """No subscription any more; ending one that is not there is no error."""
        return [Change(SUBSCRIPTIONS, f"{chat}|{region}", None)]

    def subscriptions(self, chat: str) -> list[Subscription]:
        """A chat's subscriptions in the order of their ids."""
        return [Subscription(chat, doc["region"]) for _, doc in self._rows(chat=chat)]

    def subscribers(self, regions: Iterable[str]) -> dict[str, list[str]]:
        """chat -> those of `regions` that it wants to hear of."""
        matched: dict[str, list[str]] = {}
        for region in sorted(regions):
            for _, doc in self._rows(region=region):
                matched.setdefault(doc["chat"], []).append(region)
        return matched

    def get(self, chat: str) -> Doc:
        """A chat's settings, also those that are not on disk yet; empty for an unknown one."""
        return dict(self._chats.get(chat) or {})

    def set(self, chat: str, *, lazily: bool = False, **fields: Any) -> Future[int]:
        """Write changed settings beside the others; they count at once. `lazily`: see `Engine.commit`."""
        return self._chats.put(chat, {**self.get(chat), **fields}, lazily=lazily)

    def forget(self, chat: str, others: Sequence[Change]) -> Future[int]:
        """Delete everything of a chat, and `others` with it."""
        return self._chats.put(chat, None, [*self.leaving(chat), *others])

    def leaving(self, chat: str) -> list[Change]:
        """All subscriptions end."""
        return [Change(SUBSCRIPTIONS, key, None) for key, _ in self._rows(chat=chat)]

    def moving(self, chat: str, new: str) -> list[Change]:
        """Everything of a chat under its new number."""
        changes: list[Change] = []
        for _, doc in self._rows(chat=chat):
            changes.append(Change(SUBSCRIPTIONS, f"{chat}|{doc['region']}", None))
            changes.append(Change(SUBSCRIPTIONS, f"{new}|{doc['region']}", {**doc, "chat": new}))
        known = self.get(chat)
        return [*changes, Change(CHATS, chat, None), Change(CHATS, new, known)] if known else changes
