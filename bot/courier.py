"""The one sender of what waits in the outbox. Answers never wait for it: they have their own lane.

At least once: a stop between Telegram's answer and the settled row sends that one message again, so never more
than were in flight.
"""

from __future__ import annotations

import asyncio
import heapq
import logging
import time
from collections import deque
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from datetime import datetime, timedelta
from itertools import count
from typing import Any, Protocol

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError, TimedOut

from bot.lanes import seconds_of
from bot.pacing import Pauses, Schedule
from bot.transport import NotSent
from store import Outbox, OutboxMessage, RejectedWrite, StaleVersion

__all__ = ["Courier", "Desk", "Send"]

log = logging.getLogger(__name__)
IN_FLIGHT = 4
LEASE = timedelta(minutes=2)
FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 5.0
# A stop waits so long for what is in flight; what is later is sent again by the next life.
STOP_WITHIN_S = 3.0

Send = Callable[[OutboxMessage], Coroutine[Any, Any, int | None]]


class Desk(Protocol):
    """What the courier needs of the store."""

    @property
    def outbox(self) -> Outbox:
        """What waits."""
        ...

    def move(self, chat: str, new: str) -> Future[int]:
        """A group has a new number."""
        ...

    def leave(self, chat: str, reason: str) -> Future[int]:
        """A chat can't be reached any more."""
        ...


class Courier:
    """Empties the outbox whenever it is woken. `send` gives a message to Telegram and returns its number there."""

    def __init__(
        self,
        store: Desk,
        send: Send,
        clock: Callable[[], datetime],
        *,
        rate: float,
        pauses: Pauses | None = None,
        sleep: Callable[[float], Coroutine[Any, Any, None]] = asyncio.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._monotonic = monotonic
        self._store = store
        self._send = send
        self._clock = clock
        self._schedule = Schedule(rate)
        self._pauses = pauses or Pauses()
        self._sleep = sleep
        self._woken = asyncio.Event()
        self._slots = asyncio.Semaphore(IN_FLIGHT)
        # What may go at once, in order; what has to wait, by its time.
        self._ready: deque[OutboxMessage] = deque()
        self._delayed: list[tuple[float, int, OutboxMessage]] = []
        self._order = count()
        self._wait = FIRST_WAIT_S
        self._tasks: set[asyncio.Task[None]] = set()
        self._main: asyncio.Task[None] | None = None

    @property
    def backlog(self) -> int:
        """How many messages wait or are under way."""
        return len(self._ready) + len(self._delayed) + len(self._tasks)

    @property
    def oldest(self) -> str | None:
        """When the oldest message that waits was queued, as ISO text."""
        waiting = [*([self._ready[0]] if self._ready else []), *(message for _, _, message in self._delayed)]
        return min((message.at for message in waiting if message.at), default=None)

    def wake(self) -> None:
        """There may be something new to send."""
        self._ready.extend(self._store.outbox.fresh())
        self._woken.set()

    async def start(self) -> None:
        """Begin with what an earlier life left."""
        outbox = self._store.outbox
        await self._durable(outbox.reclaim())
        outbox.fresh()
        left, now = await asyncio.to_thread(outbox.due), self._clock()
        for message in left:
            wait = (datetime.fromisoformat(message.after) - now).total_seconds() if message.after else 0.0
            if wait > 0:
                self._pauses.add(message.recipient, wait, self._monotonic())
        self._ready.extend(left)
        self._main = asyncio.create_task(self._run(), name="courier")

    async def stop(self) -> None:
        """Stop after what is in flight, or a few seconds; the rest stays in the outbox."""
        if self._main is None:
            return
        self._main.cancel()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=STOP_WITHIN_S)
            for task in late:
                task.cancel()
        await asyncio.gather(self._main, *self._tasks, return_exceptions=True)
        self._main = None

    async def _run(self) -> None:
        while True:
            self._woken.clear()
            message, wait = self._pick(self._monotonic())
            if message is None:
                await self._doze(wait)
                continue
            begin = self._schedule.turn(self._monotonic())
            if begin > self._monotonic():
                await self._sleep(begin - self._monotonic())
            await self._slots.acquire()
            self._schedule.took(message.recipient, self._monotonic())
            task = asyncio.create_task(self._deliver(message))
            self._tasks.add(task)
            task.add_done_callback(self._finished)

    def _pick(self, now: float) -> tuple[OutboxMessage | None, float | None]:
        """The next message that may go, else how many seconds until one may; None where nothing waits."""
        while self._ready or (self._delayed and self._delayed[0][0] <= now):
            due = self._delayed and self._delayed[0][0] <= now
            message = heapq.heappop(self._delayed)[2] if due else self._ready.popleft()
            chat = message.recipient
            at = max(self._schedule.ready_at(chat, now), self._pauses.until(chat, now))
            if at <= now:
                return message, None
            self._later(message, at)
        return None, self._delayed[0][0] - now if self._delayed else None

    def _later(self, message: OutboxMessage, at: float) -> None:
        heapq.heappush(self._delayed, (at, next(self._order), message))

    async def _doze(self, seconds: float | None) -> None:
        """Sleep until the next message's time, or until something new comes."""
        woken = asyncio.ensure_future(self._woken.wait())
        waits: set[asyncio.Future[Any]] = {woken}
        if seconds is not None:
            waits.add(asyncio.ensure_future(self._sleep(seconds)))
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._slots.release()
        self._woken.set()
        if not task.cancelled() and task.exception() is not None:
            log.error("a delivery failed", exc_info=task.exception())

    async def _deliver(self, message: OutboxMessage) -> None:
        outbox = self._store.outbox
        if not outbox.is_due(message):
            return
        try:
            await self._durable(outbox.claim([message], self._clock() + LEASE))
        except StaleVersion:
            # Superseded or withdrawn in this moment; what only waits otherwise is tried once more.
            self._later(message, self._monotonic())
            return
        except RejectedWrite as error:
            # Nothing was sent; a full disk may get room again.
            log.error("message %s can't be claimed: %s", message.id, error)
            self._later(message, self._monotonic() + LONGEST_WAIT_S)
            return
        try:
            number = await self._send(message)
        except TelegramError as error:
            await self._failed(message, error)
            return
        except Exception as error:  # whatever can't be rendered or read back must not be tried for ever
            log.exception("message %s is dead", message.id)
            await self._durable(outbox.dead(message, type(error).__name__, at=self._clock()))
            return
        self._wait = FIRST_WAIT_S
        self._pauses.succeeded()
        if number is None:
            await self._durable(outbox.dead(message, "withdrawn", at=self._clock()))
        else:
            await self._durable(outbox.sent(message, number, at=self._clock()))

    async def _failed(self, message: OutboxMessage, error: TelegramError) -> None:
        outbox = self._store.outbox
        if isinstance(error, RetryAfter):
            wait, now = seconds_of(error), self._monotonic()
            self._pauses.add(message.recipient, wait, now)
            await self._durable(outbox.release([message], after=self._clock() + timedelta(seconds=wait)))
            self._later(message, now + wait)
        elif isinstance(error, ChatMigrated):
            await self._durable(self._store.move(message.recipient, str(error.new_chat_id)))
            self.wake()
        elif isinstance(error, Forbidden) or "chat not found" in str(error).lower():
            await self._durable(self._store.leave(message.recipient, str(error)))
        elif isinstance(error, BadRequest) or (isinstance(error, TimedOut) and outbox.was_uncertain(message)):
            log.warning("message %s is dead: %s", message.id, error)
            await self._durable(outbox.dead(message, str(error), at=self._clock()))
        else:
            await self._again(message, error, self._monotonic())

    async def _again(self, message: OutboxMessage, error: TelegramError, now: float) -> None:
        """No connection, or no answer: due again, after a little longer each time."""
        outbox, wait = self._store.outbox, self._wait
        maybe_sent = isinstance(error, TimedOut) and not isinstance(error, NotSent)
        self._wait = min(self._wait * 2, LONGEST_WAIT_S)
        log.warning("delivery waits %.1f s: %s", wait, error)
        await self._durable(outbox.uncertain(message) if maybe_sent else outbox.release([message]))
        self._later(message, now + wait)

    @staticmethod
    async def _durable(future: Future[int]) -> None:
        await asyncio.wrap_future(future)
