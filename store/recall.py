"""Who was told of an article, and how what was told is taken back. Builds changes; whoever calls commits them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from store.database import Change, Doc, Engine
from store.feedback import question_key
from store.outbox import DEAD, DUE, HELD, SENDING, SENT, TABLE, WAITING, WITHDRAWN, Outbox

__all__ = ["Recall"]

PAGE = 1 << 30
CORRECTED = "corrected:"
# A row that went out in a digest names it, see `store.digests`.
FOLDED, DIGEST = "in", "digest"
# A row that a later article's replaced names that one.
REPLACED = "by"
# A row is settled a moment after its message was made.
MOMENT_S = 5.0


class Recall:
    """Reads the outbox by article."""

    def __init__(self, engine: Engine, outbox: Outbox) -> None:
        self._engine = engine
        self._outbox = outbox

    def _rows(self, **where: str) -> Iterator[tuple[str, Doc]]:
        yield from self._engine.scan(TABLE, where=where, limit=PAGE)

    def told(self, article: str, before: datetime | None = None) -> list[str]:
        """The chats that were told of an article, by news or as an answer; at `before` at the latest."""
        limit = before.timestamp() + MOMENT_S if before is not None else None
        chats: dict[str, None] = {}
        for _, doc in self._rows(article=article):
            at = self._reached(doc) if "notice" not in doc else ""
            if at and (limit is None or datetime.fromisoformat(at).timestamp() <= limit):
                chats[doc["recipient"]] = None
        return list(chats)

    def _reached(self, doc: Doc) -> str:
        """When a row's message went out, alone or in a digest; "" where it has not yet."""
        if FOLDED in doc:
            doc = self._engine.get(TABLE, f"{doc[FOLDED]}|{doc['recipient']}|{DIGEST}") or doc
        return str(doc["at"]) if doc["state"] in {SENT, SENDING} else ""

    def waiting(self, article: str) -> int:
        """How many messages of an article are not sent yet."""
        return sum(doc["state"] in WAITING and "notice" not in doc for _, doc in self._rows(article=article))

    def stopping(self, article: str) -> list[Change]:
        """What was not sent yet of an article will not be sent any more; what it replaced is due again."""
        stopped = [
            Change(TABLE, key, _withdrawn(doc))
            for key, doc in self._rows(article=article)
            if (doc["state"] in WAITING or REPLACED in doc) and "notice" not in doc
        ]
        return [*stopped, *self._reviving(article)]

    def _reviving(self, article: str) -> list[Change]:
        """Messages that an article's own replaced wait again, unless a later one has replaced that as well."""
        changes: list[Change] = []
        for key, doc in self._rows(by=article):
            later = (self._engine.get(TABLE, f"{article}|{doc['recipient']}") or {}).get(REPLACED)
            if later:
                changes.append(Change(TABLE, key, {**doc, REPLACED: later}))
                continue
            kept = {name: value for name, value in doc.items() if name not in {REPLACED, "reason"}}
            changes.append(Change(TABLE, key, {**kept, "state": HELD if "until" in kept else DUE}))
        return changes

    def withdrawing(self, article: str, title: str, at: datetime) -> tuple[list[Change], int, int]:
        """Take back everything of an article: (changes, messages that are not sent any more, chats that were told).

        Chats that were told hear that it was withdrawn; a question that it answered waits again; messages of older
        articles that it replaced are due again.
        """
        changes: list[Change] = []
        stopped, told = 0, self.told(article)
        for key, doc in self._rows(article=article):
            # Who was told earlier that it was withdrawn still hears of that.
            if (doc["state"] in {*WAITING, SENT} or REPLACED in doc) and "notice" not in doc:
                stopped += doc["state"] in WAITING or (doc["state"] == SENT and not self._reached(doc))
                changes.append(Change(TABLE, key, _withdrawn(doc)))
            if doc.get("question"):
                changes.append(self._waits_again(doc, at))
        changes += self._reviving(article)
        for chat in told:
            changes.append(self._outbox.notice(article, chat, f"withdrawn:{at.isoformat()}", at, text=title))
        return changes, stopped, len(told)

    @staticmethod
    def _waits_again(doc: Doc, at: datetime) -> Change:
        chat, question = doc["recipient"], doc["question"]
        row = {"chat": chat, "question": question, "lang": "", "at": at.isoformat()}
        return Change("standing", f"{chat}|{question_key(question)}", row)

    def correcting(
        self, article: str, first: int, last: int, corrected: datetime, at: datetime
    ) -> list[Change]:
        """One notice of the versions `first`..`last` a chat that was told; one that still waits is taken in."""
        changes: list[Change] = []
        old = {
            doc["recipient"]: (key, doc)
            for key, doc in self._rows(article=article)
            if doc["state"] == DUE and str(doc.get("notice", "")).startswith(CORRECTED)
        }
        for chat in self.told(article, corrected):
            since = first
            if chat in old:
                key, doc = old[chat]
                since = min(since, int(doc["notice"].removeprefix(CORRECTED).split("-")[0]))
                changes.append(Change(TABLE, key, {**doc, "state": DEAD, "reason": "superseded"}))
            notice = f"{CORRECTED}{since}-{last}"
            changes.append(self._outbox.notice(article, chat, notice, at, silent=True))
        return changes


def _withdrawn(doc: Doc) -> Doc:
    kept = {name: value for name, value in doc.items() if name != REPLACED}
    return {**kept, "state": DEAD, "reason": WITHDRAWN}
