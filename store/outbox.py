"""Messages that are to be sent: due -> sending (leased) -> sent, or dead with a reason.

A row's key is (article, chat), so no chat is ever told of an article twice. At least once: between Telegram's
answer and the settled row a crash may fall, and then that one message is sent again.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import Any

from store.database import Change, Doc, Engine
from store.errors import StaleVersion
from store.model import OutboxMessage
from store.pending import again, then

__all__ = ["DEAD", "DUE", "HELD", "SENDING", "SENT", "TABLE", "WAITING", "WITHDRAWN", "Outbox"]

TABLE = "outbox"
DUE, HELD, SENDING, SENT, DEAD = "due", "held", "sending", "sent", "dead"
# Not sent yet: due now, or held until a time.
WAITING = {DUE, HELD}
# One page: the rows of a state are put in order once, not once for every thousand of them.
PAGE = 1 << 30
# The article was taken back: should it come again, the chat is told again.
WITHDRAWN = "withdrawn"
PASSING = ("lease", "after")
OPTIONAL = ("text", "question", "fact", "after", "at", "notice", "story", "reply_to", "silent")


def _message(key: str, doc: Doc) -> OutboxMessage:
    optional = {name: doc[name] for name in OPTIONAL if name in doc}
    items = tuple(doc.get("items", ()))
    return OutboxMessage(
        key, doc["recipient"], doc["article"], tuple(doc["regions"]), items=items, **optional
    )


class Outbox:
    """Everything that waits for a chat. Recipients are opaque to the store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._fresh: deque[OutboxMessage] = deque()
        # When -> the chats for which something is held until then; read at the first question for it.
        self._held: dict[str, set[str]] | None = None
        self._held_lock = threading.Lock()

    def _rows(self, **where: str) -> Iterator[tuple[str, Doc]]:
        yield from self._engine.scan(TABLE, where=where, limit=PAGE)

    def changes(
        self, article: str, chats: Iterable[tuple[str, Sequence[str], str]], at: datetime
    ) -> list[Change]:
        """Rows for (chat, regions, text) of an article, to be committed with it; a chat that has one gets none."""
        fresh: list[Change] = []
        for chat, regions, text in chats:
            key = self.free_key(article, chat)
            if key is not None:
                doc = self.due_row(article, chat, regions, at) | ({"text": text} if text else {})
                fresh.append(Change(TABLE, key, doc))
        return fresh

    def free_key(self, article: str, chat: str) -> str | None:
        """The key of an article's row for a chat; None where there is one, which was not taken back."""
        key = f"{article}|{chat}"
        known = self._engine.get(TABLE, key)
        return key if known is None or known.get("reason") == WITHDRAWN else None

    @staticmethod
    def due_row(article: str, chat: str, regions: Sequence[str], at: datetime) -> dict[str, Any]:
        """A row that is due at once."""
        row: dict[str, Any] = {"recipient": chat, "article": article, "regions": list(regions)}
        return row | {"state": DUE, "at": at.isoformat()}

    def appear(self, changes: Iterable[Change]) -> int:
        """Rows that were committed just now: whoever sends need not look for them. The number of due ones."""
        changes = list(changes)
        rows = [
            _message(change.key, change.doc)
            for change in changes
            if change.table == TABLE and change.doc is not None and change.doc["state"] == DUE
        ]
        self._fresh.extend(rows)
        with self._held_lock:
            for doc in (change.doc for change in changes if change.table == TABLE):
                if self._held is not None and doc is not None and doc["state"] == HELD:
                    self._held.setdefault(doc["until"], set()).add(doc["recipient"])
        return len(rows)

    def held_rows(self, chat: str) -> list[tuple[str, Doc]]:
        """What is held for a chat."""
        return list(self._rows(recipient=chat, state=HELD))

    def take_held(self, now: datetime, limit: int) -> list[str]:
        """At most `limit` chats for which something was held until `now`, those of the earliest time first.

        They are named once, before their rows are read: what is held meanwhile names them again.
        """
        with self._held_lock:
            if self._held is None:
                self._held = {}
                for _, doc in self._rows(state=HELD):
                    self._held.setdefault(doc["until"], set()).add(doc["recipient"])
            due = sorted(until for until in self._held if until <= now.isoformat())
            chats = dict.fromkeys(chat for until in due for chat in sorted(self._held[until]))
            taken = list(chats)[:limit]
            for until in due:
                self._held[until].difference_update(taken)
                if not self._held[until]:
                    del self._held[until]
            return taken

    def hold(self, chats: Iterable[str], until: datetime) -> None:
        """Chats that were taken and could not be served are looked at again."""
        with self._held_lock:
            if self._held is not None:
                self._held.setdefault(until.isoformat(), set()).update(chats)

    def fresh(self) -> list[OutboxMessage]:
        """What appeared since the last call. Costs what it returns, however much waits."""
        return [self._fresh.popleft() for _ in range(len(self._fresh))]

    def answer(self, article: str, chat: str, question: str, fact: str, at: datetime) -> list[Change]:
        """A row that brings the answer to a waiting question, beside whatever else the chat gets of the article."""
        doc = {"recipient": chat, "article": article, "regions": [], "state": DUE, "at": at.isoformat()}
        return [Change(TABLE, f"{article}|{chat}|{fact}", {**doc, "question": question, "fact": fact})]

    def notice(
        self, article: str, chat: str, notice: str, at: datetime, *, text: str = "", silent: bool = False
    ) -> Change:
        """A row for something else than news of an article, see `OutboxMessage.notice`; once a chat and notice."""
        doc: dict[str, Any] = {
            "recipient": chat,
            "article": article,
            "regions": [],
            "state": DUE,
            "at": at.isoformat(),
        }
        doc |= {"notice": notice} | ({"text": text} if text else {}) | ({"silent": True} if silent else {})
        return Change(TABLE, f"{article}|{chat}|{notice}", doc)

    def waits(self, article: str) -> bool:
        """Whether any chat has still to be told of an article."""
        return bool(self._engine.scan(TABLE, where={"article": article, "state": DUE}, limit=1))

    def superseding(self, fresh: Iterable[Change], articles: Sequence[str]) -> list[Change]:
        """Messages of older `articles` that the `fresh` ones to the same chats replace, if they still wait."""
        replaced: list[Change] = []
        docs = [change.doc for change in fresh if change.doc is not None] if articles else []
        for chat, fresh_article in ((doc["recipient"], doc.get("article", "")) for doc in docs):
            for article in articles:
                key = f"{article}|{chat}"
                old = self._engine.get(TABLE, key)
                if old is not None and old["state"] in WAITING:
                    dead = {**old, "state": DEAD, "reason": "superseded", "by": fresh_article}
                    replaced.append(Change(TABLE, key, dead))
        return replaced

    def due(self) -> list[OutboxMessage]:
        """All messages that wait, those of the oldest article first. Reads every such row: not for the loop."""
        rows = sorted(self._rows(state=DUE), key=lambda row: row[1]["at"])
        return [_message(key, doc) for key, doc in rows]

    def is_due(self, message: OutboxMessage) -> bool:
        """Whether a message still waits: it may have been superseded, or its chat may have left."""
        return (self._engine.get(TABLE, message.id) or {}).get("state") == DUE

    def reclaim(self) -> Future[int]:
        """Leases of an earlier life are void: what was being sent is due again."""
        rows = [Change(TABLE, key, {**doc, "state": DUE}) for key, doc in self._rows(state=SENDING)]
        return self._engine.commit(rows)

    def claim(self, messages: Sequence[OutboxMessage], until: datetime) -> Future[int]:
        """Lease messages to the sender, in one transaction.

        Fails with `StaleVersion` where one of them does not wait any more, or was changed before this is written:
        it may have been superseded or withdrawn meanwhile.
        """
        rows = [(m.id, self._engine.get(TABLE, m.id)) for m in messages]
        gone = next((key for key, doc in rows if doc is None or doc["state"] != DUE), None)
        if gone is not None:
            raise StaleVersion(gone)
        leased = {"state": SENDING, "lease": until.isoformat()}
        changes = [Change(TABLE, key, {**(doc or {}), **leased}) for key, doc in rows]
        return self._engine.commit(changes, read=[Change(TABLE, key, doc) for key, doc in rows])

    def _write(self, messages: Sequence[OutboxMessage], **fields: Any) -> Future[int]:
        """Rows with other fields, as they are when it is written; one that is gone stays gone."""
        more: list[Change] = []

        def make() -> Future[int]:
            read = [Change(TABLE, m.id, self._engine.get(TABLE, m.id)) for m in messages]
            rows = [(one.key, one.doc) for one in read if one.doc is not None and _may(one.doc, fields)]
            changes = [Change(TABLE, key, _with(doc, fields)) for key, doc in rows]
            more[:] = self._late(rows, fields)
            return self._engine.commit([*changes, *more], read=read)

        return then(again(make), lambda: self.appear(more))

    def _late(self, rows: Sequence[tuple[str, Doc]], fields: Doc) -> list[Change]:
        """Who was sent what was withdrawn in the same moment hears of that."""
        if fields["state"] != SENT:
            return []
        at = datetime.fromisoformat(fields["at"])
        return [
            self.notice(doc["article"], doc["recipient"], f"withdrawn:{at.isoformat()}", at)
            for _, doc in rows
            if doc.get("reason") == WITHDRAWN and "notice" not in doc
        ]

    def release(self, messages: Sequence[OutboxMessage], *, after: datetime | None = None) -> Future[int]:
        """Give leases back: a 429, a stop. It counts as no attempt. `after`: no message to the chat before."""
        wait = {"after": after.isoformat()} if after else {}
        return self._write(messages, state=DUE, **wait)

    def sent(self, message: OutboxMessage, number: int, *, at: datetime) -> Future[int]:
        """Telegram took the message and gave it a number."""
        return self._write([message], state=SENT, message_id=number, at=at.isoformat())

    def dead(self, message: OutboxMessage, reason: str, *, at: datetime) -> Future[int]:
        """The message will never arrive."""
        return self._write([message], state=DEAD, reason=reason, at=at.isoformat())

    def uncertain(self, message: OutboxMessage) -> Future[int]:
        """The request left and no answer came: due once more, with a note that it may have arrived."""
        return self._write([message], state=DUE, uncertain=1)

    def was_uncertain(self, message: OutboxMessage) -> bool:
        """Whether this message may have arrived already."""
        return bool((self._engine.get(TABLE, message.id) or {}).get("uncertain"))

    def unwanted(self, chat: str, subject: str) -> list[Change]:
        """What waits for a chat only because of a subject that it follows no more is dead."""
        changes: list[Change] = []
        for key, doc in self._rows(recipient=chat):
            if doc["state"] in WAITING and subject in doc["regions"]:
                left = [one for one in doc["regions"] if one != subject]
                ended = {} if left else {"state": DEAD, "reason": "unsubscribed"}
                changes.append(Change(TABLE, key, {**doc, "regions": left or [subject], **ended}))
        return changes

    def forgetting(self, chat: str) -> list[Change]:
        """Everything of a chat, as deletes."""
        return [Change(TABLE, key, None) for key, _ in self._rows(recipient=chat)]

    def moving(self, chat: str, new: str) -> list[Change]:
        """A chat's rows under its new number, due again where they were under way."""
        changes: list[Change] = []
        for key, doc in self._rows(recipient=chat):
            state = DUE if doc["state"] == SENDING else doc["state"]
            changes.append(Change(TABLE, key, None))
            fresh = "|".join([doc["article"], new, *key.split("|")[2:]])
            changes.append(Change(TABLE, fresh, {**doc, "recipient": new, "state": state}))
        return changes

    def purge(self, before: datetime, gone: datetime | None = None) -> Future[int]:
        """Of what was settled before a time only (article, chat) and the state stay; before `gone`, nothing.

        An article that comes again after so long is news again.
        """
        limit, changes = before.isoformat(), []
        for state in (SENT, DEAD):
            for key, doc in self._rows(state=state):
                if gone is not None and doc.get("at", "") < gone.isoformat():
                    changes.append(Change(TABLE, key, None))
                elif doc.get("at", "") < limit and "message_id" in doc:
                    names = ("recipient", "article", "regions", "state", "at", "notice")
                    kept = {k: doc[k] for k in names if k in doc}
                    changes.append(Change(TABLE, key, kept))
        return self._engine.commit(changes)


def _may(doc: Doc, fields: Doc) -> bool:
    """Whether a row takes what became of its message: what was withdrawn on its way is not due again."""
    return doc["state"] != DEAD if fields["state"] != SENT else True


def _with(doc: Doc, fields: Doc) -> Doc:
    """A row with other fields, without those that pass."""
    dropped = {*PASSING, "text"} if fields["state"] in {SENT, DEAD} else set(PASSING)
    if fields["state"] == SENT and doc.get("reason") != WITHDRAWN:
        # It went out in the moment in which it was superseded.
        dropped |= {"reason", "by"}
    return {**{name: value for name, value in doc.items() if name not in dropped}, **fields}
