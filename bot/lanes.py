"""The reply lane: what handlers send goes at once, paced a chat, and a 429 or a broken connection is waited out.

Plugged in as python-telegram-bot's rate limiter, so handlers simply send. Alerts come with their own lane: their
pace is the courier's business, and their errors go back to it.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import RetryAfter, TimedOut
from telegram.ext import BaseRateLimiter

from bot.pacing import Bucket, Pauses
from bot.transport import NotSent

__all__ = ["ALERT", "Lanes", "seconds_of"]

ALERT = "alert"
SENDING = ("send", "copy", "forward", "edit")
REMEMBERED_CHATS = 10_000
CONNECT_ATTEMPTS = 4
CONNECT_WAIT_S = 0.5

Callback = Callable[..., Coroutine[Any, Any, Any]]


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    # The public attribute warns that its type will change; this one is a timedelta already.
    return error._retry_after.total_seconds()


class Lanes(BaseRateLimiter[str]):
    """Paces replies; `paced=False` lifts the pace, not the waiting after a 429."""

    def __init__(
        self, *, paced: bool = True, sleep: Callable[[float], Coroutine[Any, Any, None]] = asyncio.sleep
    ) -> None:
        self.pauses = Pauses()
        self._paced = paced
        self._sleep = sleep
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callback,
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: str | None,
    ) -> Any:
        """Send, when its time has come."""
        chat = str(data.get("chat_id", ""))
        if rate_limit_args == ALERT or not chat or not endpoint.startswith(SENDING):
            return await callback(*args, **kwargs)
        await self._room(chat)
        return await self._patiently(callback, args, kwargs, chat)

    async def _room(self, chat: str) -> None:
        now = asyncio.get_running_loop().time()
        at = self._bucket(chat).take(now) if self._paced else now
        at = max(at, self.pauses.until(chat, now))
        if at > now:
            await self._sleep(at - now)

    def _bucket(self, chat: str) -> Bucket:
        bucket = self._buckets.setdefault(chat, Bucket())
        self._buckets.move_to_end(chat)
        if len(self._buckets) > REMEMBERED_CHATS:
            self._buckets.popitem(last=False)
        return bucket

    async def _patiently(self, callback: Callback, args: Any, kwargs: dict[str, Any], chat: str) -> Any:
        refused, uncertain = 0, False
        while True:
            try:
                result = await callback(*args, **kwargs)
                self.pauses.succeeded()
                return result
            except RetryAfter as error:
                self.pauses.add(chat, seconds_of(error), asyncio.get_running_loop().time())
                await self._sleep(seconds_of(error))
            except NotSent:
                refused += 1
                if refused == CONNECT_ATTEMPTS:
                    raise
                await self._sleep(CONNECT_WAIT_S * 2**refused)
            except TimedOut:
                # It may have arrived: once more, then no further, so that nobody gets it three times.
                if uncertain:
                    raise
                uncertain = True
