"""What is stored about a chat: its subscriptions and its settings. Changes only; whoever calls commits them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from store.database import Change, Doc, Engine
from store.model import Subscription

__all__ = ["Chats"]

SUBSCRIPTIONS, CHATS = "subscriptions", "chats"


class Chats:
    """The tables `subscriptions` and `chats`. A chat's number is opaque to the store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

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
        """A chat's settings; empty for an unknown one."""
        return dict(self._engine.get(CHATS, chat) or {})

    def setting(self, chat: str, **fields: Any) -> list[Change]:
        """Changed settings beside the others."""
        return [Change(CHATS, chat, {**self.get(chat), **fields})]

    def leaving(self, chat: str) -> list[Change]:
        """All subscriptions end."""
        return [Change(SUBSCRIPTIONS, key, None) for key, _ in self._rows(chat=chat)]

    def forgetting(self, chat: str) -> list[Change]:
        """Everything of a chat, as deletes."""
        return [*self.leaving(chat), Change(CHATS, chat, None)]

    def moving(self, chat: str, new: str) -> list[Change]:
        """Everything of a chat under its new number."""
        changes: list[Change] = []
        for _, doc in self._rows(chat=chat):
            changes.append(Change(SUBSCRIPTIONS, f"{chat}|{doc['region']}", None))
            changes.append(Change(SUBSCRIPTIONS, f"{new}|{doc['region']}", {**doc, "chat": new}))
        known = self._engine.get(CHATS, chat)
        return [*changes, Change(CHATS, chat, None), Change(CHATS, new, known)] if known else changes
