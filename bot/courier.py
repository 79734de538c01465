"""Sends what waits in the outbox: one sender, paced, each message settled by itself.

At least once: a stop between Telegram's answer and the settled row sends that one message again.
"""

from __future__ import annotations

import asyncio
import logging

from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from handlers import KabarApplication, render
from handlers.texts import texts
from store import OutboxMessage, Store

__all__ = ["Courier"]

log = logging.getLogger(__name__)
BATCH = 20
# Telegram allows about 30 messages a second in all; the rest is left to answers.
PAUSE_S = 1 / 25
RETRY_S = 5.0


async def pause(seconds: float) -> None:
    """Let time pass; tests replace it."""
    await asyncio.sleep(seconds)


class Courier:
    """Runs beside the application and empties the outbox whenever it is woken."""

    def __init__(self, application: KabarApplication, store: Store, *, paced: bool = True) -> None:
        self._application = application
        self._store = store
        self._pause = PAUSE_S if paced else 0.0
        self._woken = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """There may be something to send."""
        self._woken.set()

    async def start(self) -> None:
        """Begin with what an earlier life left."""
        self.wake()
        self._task = asyncio.create_task(self._run(), name="courier")

    async def stop(self) -> None:
        """Stop after the message under way; what is left stays in the outbox."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def _run(self) -> None:
        while True:
            await self._woken.wait()
            self._woken.clear()
            try:
                await self.drain()
            except TelegramError as error:
                log.warning("delivery pauses: %s", error)
                asyncio.get_running_loop().call_later(RETRY_S, self.wake)

    async def drain(self) -> None:
        """Send everything that is due; raises `TelegramError` where Telegram can't be reached."""
        while batch := self._store.due(BATCH):
            for message in batch:
                await self._deliver(message)
                await pause(self._pause)

    async def _deliver(self, message: OutboxMessage) -> None:
        while True:
            try:
                await self._send(message)
            except RetryAfter as error:
                # The public attribute warns that its type will change; this one is a timedelta already.
                await pause(error._retry_after.total_seconds())
                continue
            except Forbidden as error:
                await self._done(self._store.leave(message.recipient, str(error)))
            except ChatMigrated as error:
                await self._done(self._store.move(message.recipient, str(error.new_chat_id)))
            except BadRequest as error:
                log.warning("message %s is dead: %s", message.id, error)
                await self._done(self._store.settle(message.id, "dead", reason=str(error)))
                if "chat not found" in str(error).lower():
                    await self._done(self._store.leave(message.recipient, str(error)))
            except NetworkError:
                raise
            return

    async def _send(self, message: OutboxMessage) -> None:
        article = self._store.article(message.article)
        if article is None:
            await self._done(self._store.settle(message.id, "dead", reason="the article was withdrawn"))
            return
        t = texts(self._store.chat(message.recipient).get("lang") or article.lang)
        labels = [self._store.place_name(region, t.lang) for region in message.regions]
        facts = self._store.main_facts(article.id, message.regions)
        rich = render.alert(t, article, labels, facts, self._store.describe)
        sent = await self._application.bot.send_message(message.recipient, rich.text, entities=rich.entities)
        await self._done(self._store.settle(message.id, "sent", message_id=sent.message_id))

    @staticmethod
    async def _done(future: object) -> None:
        await asyncio.wrap_future(future)  # type: ignore[arg-type]
