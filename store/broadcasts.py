"""A message to everybody who follows something: first a draft, then sent once."""

from __future__ import annotations

import hashlib
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime

from store.audit import Audit
from store.chats import Chats
from store.database import Change, Engine
from store.errors import NotFound, StaleVersion
from store.outbox import Outbox
from store.pending import then

__all__ = ["Broadcast", "Broadcasts"]

TABLE = "broadcasts"
# Stands where an outbox row names its article.
ARTICLE = "broadcast"
PAGE = 1 << 30
DRAFT, SENT = "draft", "sent"


@dataclass(frozen=True, slots=True)
class Broadcast:
    """Words to everybody; `sent` says whether they are on their way already."""

    id: str
    text: str
    sent: bool = False


class Broadcasts:
    """The table `broadcasts`."""

    def __init__(self, engine: Engine, audit: Audit, outbox: Outbox, chats: Chats) -> None:
        self._engine = engine
        self._chats = chats
        self._audit = audit
        self._outbox = outbox

    def draft(self, text: str, *, by: str, at: datetime) -> Future[Broadcast]:
        """Keep words that are to be sent."""
        raw = f"{by}|{at.isoformat()}|{text}".encode("utf-8", "replace")
        identity = hashlib.sha256(raw).hexdigest()[:12]
        clean = text.encode("utf-8", "replace").decode()
        row = {"text": clean, "by": by, "at": at.isoformat(), "state": DRAFT}
        return then(self._engine.commit([Change(TABLE, identity, row)]), lambda: Broadcast(identity, clean))

    def get(self, identity: str) -> Broadcast | None:
        """A broadcast, sent or not."""
        doc = self._engine.get(TABLE, identity)
        return Broadcast(identity, doc["text"], doc["state"] == SENT) if doc else None

    def recipients(self) -> list[str]:
        """The chats that follow something and have not paused."""
        rows = self._engine.scan("subscriptions", limit=PAGE)
        chats = dict.fromkeys(doc["chat"] for _, doc in rows)
        return [chat for chat in chats if not self._chats.get(chat).get("paused")]

    def send(self, identity: str, *, by: str, at: datetime) -> Future[int]:
        """Queue it for everybody, once; the number of messages.

        Raises `NotFound`, or `StaleVersion` where it was sent already.
        """
        doc = self._engine.get(TABLE, identity)
        if doc is None:
            raise NotFound(identity)
        if doc["state"] == SENT:
            raise StaleVersion(identity)
        # In a chat's quiet hours it comes without a sound.
        rows = [
            self._outbox.notice(ARTICLE, chat, f"broadcast:{identity}", at, silent=self._quiet(chat, at))
            for chat in self.recipients()
        ]
        deed = self._audit.entry(by, "broadcast", "", doc["text"], at=at)
        changes = [Change(TABLE, identity, {**doc, "state": SENT}), deed, *rows]
        written = self._engine.commit(changes, once=f"broadcast|{identity}")
        return then(written, lambda: self._outbox.appear(rows))

    def _quiet(self, chat: str, at: datetime) -> bool:
        hours = self._chats.hours(chat)
        return hours.is_quiet(at) or (hours.muted_until is not None and at < hours.muted_until)

    def drop(self, identity: str) -> Future[int]:
        """Forget a draft; one that was sent stays."""
        known = self.get(identity)
        gone = [Change(TABLE, identity, None)] if known is not None and not known.sent else []
        return self._engine.commit(gone)
