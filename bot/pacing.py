"""Telegram's limits as arithmetic: when may the next message go? Pure; times are seconds of any monotonic clock."""

from __future__ import annotations

from collections import deque

__all__ = ["Bucket", "Pauses", "Schedule"]

# Alerts and digests together; Telegram allows about 30 a second, the rest is left to answers.
BULK_PER_S = 25
PER_CHAT_S = 1.0
GROUP_MESSAGES = 20
GROUP_WINDOW_S = 60.0
REPLY_BURST = 20
# A chat's own limit does not stop other chats; so many chats one after another mean that all are meant.
GLOBAL_CHATS = 3
GLOBAL_WINDOW_S = 1.0


class Bucket:
    """Replies to one chat: bursts of twenty, then one a second."""

    def __init__(self, size: int = REPLY_BURST, every: float = PER_CHAT_S) -> None:
        self._size = size
        self._every = every
        self._free_at = float("-inf")

    def take(self, now: float) -> float:
        """Take a place; the time from which it may be used."""
        self._free_at = max(self._free_at, now - self._size * self._every) + self._every
        return max(now, self._free_at)


class Schedule:
    """Bulk messages: at most 25 a second in all, one a second a chat, twenty a minute a group."""

    def __init__(self, per_second: float = BULK_PER_S) -> None:
        self._gap = 1 / per_second if per_second else 0.0
        self._next = float("-inf")
        self._chats: dict[str, float] = {}
        self._groups: dict[str, deque[float]] = {}

    def ready_at(self, chat: str, now: float) -> float:
        """The earliest time for this chat's next message, apart from the others' turn."""
        if not self._gap:
            return now
        at = max(now, self._chats.get(chat, now))
        window = self._groups.get(chat)
        if window and len(window) == GROUP_MESSAGES:
            at = max(at, window[0] + GROUP_WINDOW_S)
        return at

    def turn(self, now: float) -> float:
        """The time of the next turn of all chats together."""
        return max(now, self._next)

    def took(self, chat: str, now: float) -> None:
        """A message to `chat` goes out now."""
        if not self._gap:
            return
        self._next = max(self._next + self._gap, now)
        self._chats[chat] = now + PER_CHAT_S
        if chat.startswith("-"):
            self._groups.setdefault(chat, deque(maxlen=GROUP_MESSAGES)).append(now)
        if len(self._chats) > 10_000:
            self._chats = {name: at for name, at in self._chats.items() if at > now}


class Pauses:
    """Telegram's 429s: each stops its chat; several chats within a second, with no success between, stop all."""

    def __init__(self) -> None:
        self._chats: dict[str, float] = {}
        self._refused: dict[str, float] = {}
        self._all = float("-inf")

    def add(self, chat: str, seconds: float, now: float) -> None:
        """A 429 for `chat` that names `seconds`."""
        self._chats[chat] = max(self._chats.get(chat, 0.0), now + seconds)
        self._refused = {name: at for name, at in self._refused.items() if now - at <= GLOBAL_WINDOW_S}
        self._refused[chat] = now
        if len(self._refused) >= GLOBAL_CHATS:
            self._all = max(self._all, now + seconds)

    def succeeded(self) -> None:
        """A message was taken: what was refused before it was meant for its chats alone."""
        self._refused.clear()

    def until(self, chat: str, now: float) -> float:
        """The time until which nothing may be sent to `chat`; `now` where it may."""
        at = self._chats.get(chat, now)
        if at <= now:
            self._chats.pop(chat, None)
        return max(now, at, self._all)
