"""What waited for a time goes out: alone as it is, several articles as one digest a chat."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from datetime import datetime

from store.chats import Chats
from store.database import Change, Doc, Engine
from store.hours import Pace
from store.outbox import DUE, SENT, TABLE, Outbox
from store.pending import again, then

__all__ = ["DIGEST", "Digests"]

DIGEST = "digest"
# So many chats a transaction.
CHATS = 500
# Where a row was held for this chat, "in" names the digest that told of it.
FOLDED = "in"
# What only a held row has: its time, and the pace that gave it where that is none of "instant".
WAIT = ("until", "pace")


class Digests:
    """Turns held rows into due ones. Nothing is lost by a stop: a row is held or due, never neither."""

    def __init__(self, engine: Engine, chats: Chats, outbox: Outbox) -> None:
        self._engine = engine
        self._chats = chats
        self._outbox = outbox

    def release(self, now: datetime) -> Future[int] | None:
        """Make due what was held until `now`; holds the number of messages. None where nothing was.

        At most some hundred chats a call, so that no transaction gets large: call it again until it is None. Where
        the store refuses, nothing has changed and the next call tries again.
        """
        chats = self._outbox.take_held(now, CHATS)
        if not chats:
            return None
        try:
            since = self._engine.last
            held = [(chat, self._held(chat, now)) for chat in chats]
            changes = [change for chat, rows in held if rows for change in self._released(chat, rows, now)]
            # What is superseded or withdrawn meanwhile must not go out.
            read = [Change(TABLE, key, doc) for _, rows in held for key, doc in rows]
            written = self._engine.commit(changes, read=read, since=since)
        except BaseException:
            self._outbox.hold(chats, now)
            raise
        fresh = sum(bool(change.doc and change.doc["state"] == DUE) for change in changes)

        def finish() -> int:
            self._outbox.appear(changes)
            return fresh

        written.add_done_callback(lambda done: self._outbox.hold(chats, now) if done.exception() else None)
        return then(written, finish)

    def _held(self, chat: str, now: datetime) -> list[tuple[str, Doc]]:
        if self._chats.get(chat).get("paused"):
            # What was held before the pause keeps waiting: its end looks at it again.
            return []
        return [(key, doc) for key, doc in self._outbox.held_rows(chat) if doc["until"] <= now.isoformat()]

    def _released(self, chat: str, rows: Sequence[tuple[str, Doc]], now: datetime) -> list[Change]:
        later = self._chats.hours(chat).release(now, Pace.INSTANT)
        if later is not None:
            # A mute or quiet hours that were set meanwhile.
            return [Change(TABLE, key, {**doc, "until": later.isoformat()}) for key, doc in rows]
        if len(rows) == 1:
            key, doc = rows[0]
            return [Change(TABLE, key, {**_without(doc, *WAIT), "state": DUE})]
        return _folded(chat, rows, now)

    def reschedule(self, chat: str, now: datetime, *, anew: bool = False) -> Future[int]:
        """A chat's hours were changed: what is held waits for the time that they give now, or goes out at once.

        The time counts from when each article came, or (`anew`: the clock itself was set) from now.
        """
        hours, changes = self._chats.hours(chat), list[Change]()

        def make() -> Future[int]:
            rows = self._outbox.held_rows(chat)
            changes.clear()
            for key, doc in rows:
                since = now if anew else datetime.fromisoformat(doc["at"])
                until = hours.again(since, now, Pace(doc.get("pace", Pace.INSTANT))) or now
                changes.append(Change(TABLE, key, {**doc, "until": until.isoformat()}))
            return self._engine.commit(changes, read=[Change(TABLE, key, doc) for key, doc in rows])

        return then(again(make), lambda: self._outbox.appear(changes))


def _without(doc: Doc, *names: str) -> Doc:
    return {key: value for key, value in doc.items() if key not in names}


def _folded(chat: str, rows: Sequence[tuple[str, Doc]], now: datetime) -> list[Change]:
    """One digest in place of several rows, which count as told."""
    name = f"{DIGEST}-{now.isoformat()}"
    items = [doc["article"] for _, doc in sorted(rows, key=lambda row: row[1]["at"])]
    regions = sorted({region for _, doc in rows for region in doc["regions"]})
    doc: Doc = {"recipient": chat, "article": name, "regions": regions, "state": DUE, "at": now.isoformat()}
    told = [Change(TABLE, key, {**_without(old, *WAIT), "state": SENT, FOLDED: name}) for key, old in rows]
    return [Change(TABLE, f"{name}|{chat}|{DIGEST}", {**doc, "notice": DIGEST, "items": items}), *told]
