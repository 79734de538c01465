"""Messages that many people get: made once, sent as they are.

Most questions were asked before. What python-telegram-bot does for each call anew (defaults, parameters, JSON) then
costs more CPU than finding the answer; so an answer is kept as the fields of its call.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

__all__ = ["Post", "Ready"]


@dataclass(frozen=True, slots=True)
class Ready:
    """The fields of a sendMessage call but for the chat's own; where they hold `blank`, each message has its word."""

    fields: Mapping[str, str]
    blank: str = ""


class Post(Protocol):
    """Sends a ready message in the reply lane."""

    async def __call__(self, ready: Ready, own: Mapping[str, str], word: str = "") -> int:
        """Send with a chat's `own` fields (chat_id at least); the message's number.

        Raises `TelegramError` as any call does.
        """
