"""What is stored about a chat itself: its language, its hours, its last questions."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from typing import Any

from store.database import Change, Doc, Engine
from store.hours import Hours, hours_of, zone_for
from store.pending import UnderWay

__all__ = ["Chats"]

CHATS = "chats"
# What is kept by the number of a message: a group with a new number counts its messages anew.
BY_MESSAGE = {"asked", "asked_at", "answered", "did", "handed", "pasted", "album"}


class Chats:
    """The table `chats`. A chat's number is opaque to the store."""

    def __init__(self, engine: Engine) -> None:
        self._chats = UnderWay(engine, CHATS)

    def get(self, chat: str) -> Doc:
        """A chat's settings, also those that are not on disk yet; empty for an unknown one."""
        return dict(self._chats.get(chat) or {})

    def hours(self, chat: str, lang: str = "") -> Hours:
        """When a chat wants to be told; `lang` says which time zone is likely where nothing is known."""
        known = self.get(chat)
        return hours_of(known, zone_for(known.get("lang") or known.get("spoken") or lang))

    def set(self, chat: str, *, lazily: bool = False, **fields: Any) -> Future[int]:
        """Write changed settings beside the others; they count at once. `lazily`: see `Engine.commit`."""
        return self._chats.put(chat, {**self.get(chat), **fields}, lazily=lazily)

    def forget(self, chat: str, others: Sequence[Change]) -> Future[int]:
        """Delete everything of a chat, and `others` with it."""
        return self._chats.put(chat, None, others)

    def moving(self, chat: str, new: str) -> list[Change]:
        """What is known of a chat under its new number."""
        known = {name: value for name, value in self.get(chat).items() if name not in BY_MESSAGE}
        return [Change(CHATS, chat, None), Change(CHATS, new, known)] if known else []
