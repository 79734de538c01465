"""The one sender of what waits in the outbox. Answers never wait for it: they have their own lane.

At least once: a stop between Telegram's answer and the settled row sends that one message again, so never more
than were in flight.
"""

from __future__ import annotations

import asyncio
import heapq
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError, TimedOut

from bot.lanes import seconds_of
from bot.pacing import Pauses, Schedule
from bot.transport import NotSent
from store import OutboxMessage, Store

__all__ = ["Courier", "Send"]

log = logging.getLogger(__name__)
IN_FLIGHT = 4
LEASE = timedelta(minutes=2)
FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 5.0

Send = Callable[[OutboxMessage], Coroutine[Any, Any, int | None]]


class Courier:
    """Empties the outbox whenever it is woken. `send` gives a message to Telegram and returns its number there."""

    def __init__(
        self,
        store: Store,
        send: Send,
        clock: Callable[[], datetime],
        *,
        rate: float,
        pauses: Pauses | None = None,
        sleep: Callable[[float], Coroutine[Any, Any, None]] = asyncio.sleep,
    ) -> None:
        self._store = store
        self._send = send
        self._clock = clock
        self._schedule = Schedule(rate)
        self._pauses = pauses or Pauses()
        self._sleep = sleep
        self._woken = asyncio.Event()
        self._slots = asyncio.Semaphore(IN_FLIGHT)
        self._waiting: list[tuple[float, int, OutboxMessage]] = []
        self._known: set[str] = set()
        self._order = count()
        self._wait = FIRST_WAIT_S
        self._tasks: set[asyncio.Task[None]] = set()
        self._main: asyncio.Task[None] | None = None

    @property
    def backlog(self) -> int:
        """How many messages wait or are under way."""
        return len(self._known)

    def wake(self) -> None:
        """There may be something new to send."""
        self._woken.set()

    async def start(self) -> None:
        """Begin with what an earlier life left."""
        await asyncio.wrap_future(self._store.outbox.reclaim())
        self.wake()
        self._main = asyncio.create_task(self._run(), name="courier")

    async def stop(self) -> None:
        """Stop after what is in flight; the rest stays in the outbox."""
        if self._main is not None:
            self._main.cancel()
            await asyncio.gather(self._main, *self._tasks, return_exceptions=True)
            self._main = None

    async def _run(self) -> None:
        while True:
            if not self._waiting:
                await self._woken.wait()
            if self._woken.is_set():
                self._woken.clear()
                await self._take_in()
            if self._waiting:
                await self._next()

    async def _take_in(self) -> None:
        now = asyncio.get_running_loop().time()
        for message in await asyncio.to_thread(self._store.outbox.due):
            if message.id not in self._known:
                self._known.add(message.id)
                self._later(message, now)

    def _later(self, message: OutboxMessage, at: float) -> None:
        heapq.heappush(self._waiting, (at, next(self._order), message))

    async def _next(self) -> None:
        """Send the message whose time comes first; new ones may arrive while it is waited for."""
        loop = asyncio.get_running_loop()
        at, _, message = heapq.heappop(self._waiting)
        ready = max(self._schedule.ready_at(message.recipient, at), self._pauses.until(message.recipient, at))
        if ready > max(at, loop.time()):
            self._later(message, ready)
            if self._waiting[0][0] > loop.time():
                await self._doze(self._waiting[0][0] - loop.time())
            return
        begin = max(at, self._schedule.turn(loop.time()))
        if begin > loop.time():
            await self._sleep(begin - loop.time())
        await self._slots.acquire()
        self._schedule.took(message.recipient, loop.time())
        task = asyncio.create_task(self._deliver(message))
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    async def _doze(self, seconds: float) -> None:
        """Sleep until the next message's time, or until something new comes."""
        woken = asyncio.ensure_future(self._woken.wait())
        slept = asyncio.ensure_future(self._sleep(seconds))
        await asyncio.wait({woken, slept}, return_when=asyncio.FIRST_COMPLETED)
        woken.cancel()
        slept.cancel()

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._slots.release()
        if not task.cancelled() and task.exception() is not None:
            log.error("a delivery failed", exc_info=task.exception())

    async def _deliver(self, message: OutboxMessage) -> None:
        await self._durable(self._store.outbox.claim([message], self._clock() + LEASE))
        try:
            number = await self._send(message)
        except TelegramError as error:
            await self._failed(message, error)
            return
        self._wait = FIRST_WAIT_S
        self._known.discard(message.id)
        if number is None:
            await self._durable(self._store.outbox.dead(message, "withdrawn", at=self._clock()))
        else:
            await self._durable(self._store.outbox.sent(message, number, at=self._clock()))

    async def _failed(self, message: OutboxMessage, error: TelegramError) -> None:
        outbox, now = self._store.outbox, asyncio.get_running_loop().time()
        if isinstance(error, RetryAfter):
            self._pauses.add(message.recipient, seconds_of(error), now)
            await self._durable(outbox.release([message]))
            self._later(message, now + seconds_of(error))
        elif isinstance(error, ChatMigrated):
            await self._durable(self._store.move(message.recipient, str(error.new_chat_id)))
            self._known.discard(message.id)
        elif isinstance(error, Forbidden) or "chat not found" in str(error).lower():
            await self._durable(self._store.leave(message.recipient, str(error)))
            self._known.discard(message.id)
        elif isinstance(error, BadRequest) or (isinstance(error, TimedOut) and outbox.was_uncertain(message)):
            log.warning("message %s is dead: %s", message.id, error)
            await self._durable(outbox.dead(message, str(error), at=self._clock()))
            self._known.discard(message.id)
        else:
            await self._again(message, error, now)
        self.wake()

    async def _again(self, message: OutboxMessage, error: TelegramError, now: float) -> None:
        """No connection, or no answer: due again, after a little longer each time."""
        outbox = self._store.outbox
        maybe_sent = isinstance(error, TimedOut) and not isinstance(error, NotSent)
        await self._durable(outbox.uncertain(message) if maybe_sent else outbox.release([message]))
        log.warning("delivery waits %.1f s: %s", self._wait, error)
        self._later(message, now + self._wait)
        self._wait = min(self._wait * 2, LONGEST_WAIT_S)

    @staticmethod
    async def _durable(future: Future[int]) -> None:
        await asyncio.wrap_future(future)
