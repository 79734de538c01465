"""The front door: raw updates from Telegram, on disk before Telegram is told, handled in order chat by chat.

One chat's updates wait for each other and for nobody else's. What was received before a stop is finished before
anything new is asked for. An update that can't even be decoded is set aside.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import deque
from collections.abc import Callable, Coroutine, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from datetime import datetime
from typing import Any

import orjson
from telegram import Update
from telegram.error import TelegramError
from telegram.request import BaseRequest, RequestData

# The only way to make a RequestData; python-telegram-bot keeps it in a private module.
from telegram.request._requestparameter import RequestParameter

from handlers import KabarApplication
from store import RejectedWrite, Store, UnstorableValue

__all__ = ["Inbox", "chat_of"]

log = logging.getLogger(__name__)
LONG_POLL_S = 25
BATCH = 100
# More than this many unhandled updates, and nothing new is asked for.
FULL = 1000
# So long a handled update may stay unsettled: what is handled meanwhile is settled by one transaction, at best
# by the one that keeps the next updates. A crash within that time has them handled once more.
SETTLE_S = 0.005
FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 5.0

Raw = Mapping[str, Any]


def chat_of(update: Raw) -> int:
    """Whose queue an update waits in: its chat, or the person who asked inline."""
    for kind, body in update.items():
        if not isinstance(body, dict):
            continue
        chat = body.get("chat") or (body.get("message") or {}).get("chat")
        if isinstance(chat, dict):
            return int(chat.get("id", 0))
        person = body.get("from") or body.get("user")
        if kind != "update_id" and isinstance(person, dict):
            return int(person.get("id", 0))
    return 0


class Inbox:
    """Polls, keeps, hands out, settles."""

    def __init__(
        self,
        application: KabarApplication,
        request: BaseRequest,
        store: Store,
        clock: Callable[[], datetime],
        allowed: list[str],
        *,
        sleep: Callable[[float], Coroutine[Any, Any, None]] = asyncio.sleep,
    ) -> None:
        self._application = application
        self._request = request
        self._store = store
        self._clock = clock
        self._allowed = allowed
        self._sleep = sleep
        self._offset = 0
        self._queues: dict[int, deque[Raw]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._handled = asyncio.Event()
        self._handled_numbers: list[int] = []
        self._settling: asyncio.TimerHandle | None = None
        self._settled: Future[int] | None = None
        self._unhandled = 0
        self._main: asyncio.Task[None] | None = None
        self.last_poll: datetime | None = None

    @property
    def backlog(self) -> int:
        """How many updates are received and not handled."""
        return self._unhandled

    async def start(self) -> None:
        """Finish what an earlier life received, then begin to poll."""
        for _, update in await asyncio.to_thread(self._store.inbox.pending):
            self._hand_out(update)
        await self.idle()
        self._main = asyncio.create_task(self._poll(), name="inbox")

    async def stop(self, within_s: float) -> None:
        """Ask for nothing more and give what is under way a little time; the rest is on disk."""
        if self._main is not None:
            self._main.cancel()
            await asyncio.gather(self._main, return_exceptions=True)
            self._main = None
        if self._workers:
            _, late = await asyncio.wait(self._workers, timeout=within_s)
            for worker in late:
                worker.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self._all_settled()

    async def idle(self) -> None:
        """Wait until everything received is handled."""
        while self._unhandled:
            self._handled.clear()
            await self._handled.wait()
        await self._all_settled()

    async def _all_settled(self) -> None:
        self._settle()
        if self._settled is not None:
            # Waited for in a thread it is written at once.
            with suppress(RejectedWrite):
                await asyncio.to_thread(self._settled.result)

    # --- receiving ----------------------------------------------------------------------------------------

    async def _poll(self) -> None:
        wait = FIRST_WAIT_S
        while True:
            try:
                updates = await self._get_updates()
                self.last_poll = self._clock()
                if updates:
                    await self.take(updates)
            except (Refused, RejectedWrite) as refusal:
                # What could not be kept stays with Telegram: the offset has not moved.
                pause = getattr(refusal, "wait_s", 0.0) or wait
                log.warning("getUpdates: %s; next try in %.1f s", refusal, pause)
                await self._sleep(pause)
                wait = min(wait * 2, LONGEST_WAIT_S)
                continue
            wait = FIRST_WAIT_S
            while self._unhandled >= FULL:
                self._handled.clear()
                await self._handled.wait()

    async def _get_updates(self) -> list[Raw]:
        bot = self._application.bot
        fields: dict[str, Any] = {"offset": self._offset, "limit": BATCH, "timeout": LONG_POLL_S}
        fields["allowed_updates"] = self._allowed
        data = RequestData([RequestParameter.from_input(name, value) for name, value in fields.items()])
        try:
            status, body = await self._request.do_request(
                f"{bot.base_url}/getUpdates", "POST", data, read_timeout=LONG_POLL_S + 10
            )
            answer = _parsed(body)
        except (TelegramError, ValueError) as error:
            raise Refused(str(error)) from error
        if status != 200 or not isinstance(answer, dict) or not answer.get("ok"):
            raise Refused.of(status, answer)
        return [
            update
            for update in answer.get("result", [])
            if isinstance(update, dict) and "update_id" in update
        ]

    async def take(self, updates: list[Raw]) -> None:
        """Keep updates durably, then move the offset and hand them out."""
        fresh = self._store.inbox.fresh(updates)
        try:
            await self._keep(fresh)
        except UnstorableValue:
            fresh = [update for update in fresh if await self._kept_alone(update)]
        self._offset = max([self._offset, *(update["update_id"] + 1 for update in updates)])
        for update in fresh:
            self._hand_out(update)

    async def _keep(self, fresh: Sequence[Raw]) -> None:
        """Keep updates, and settle in the same transaction what was handled meanwhile."""
        numbers = self._take_handled()
        self._settled = self._store.inbox.receive(fresh, at=self._clock(), settled=numbers)
        try:
            await asyncio.wrap_future(self._settled)
        except RejectedWrite:
            self._handled_numbers += numbers
            raise

    async def _kept_alone(self, update: Raw) -> bool:
        """Keep one update; False where its words can't be kept (half a character): it is set aside without them."""
        try:
            await self._keep([update])
        except UnstorableValue as error:
            log.warning("update %s can't be kept and is set aside: %s", update["update_id"], error)
            await self._set_aside(update, error)
            return False
        return True

    async def _set_aside(self, update: Raw, error: Exception) -> None:
        number, chat = update["update_id"], str(chat_of(update))
        reason = f"{type(error).__name__}: {error}"
        await asyncio.wrap_future(self._store.inbox.set_aside(number, reason, at=self._clock(), chat=chat))

    # --- handling -----------------------------------------------------------------------------------------

    def _hand_out(self, update: Raw) -> None:
        self._unhandled += 1
        chat = chat_of(update)
        if chat in self._queues:
            self._queues[chat].append(update)
            return
        self._queues[chat] = deque([update])
        worker = asyncio.create_task(self._work(chat))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _work(self, chat: int) -> None:
        queue = self._queues[chat]
        try:
            while queue:
                await self._handle(queue.popleft())
                self._unhandled -= 1
                self._handled.set()
        finally:
            del self._queues[chat]

    async def _handle(self, raw: Raw) -> None:
        number = raw["update_id"]
        try:
            update = Update.de_json(dict(raw), self._application.bot)
        except Exception as error:  # whatever a malformed update breaks, the next one must be handled
            log.warning("update %s can't be decoded and is set aside: %s", number, type(error).__name__)
            await self._set_aside(raw, error)
            return
        await self._application.process_update(update)
        # Not waited for: what a crash leaves unsettled is handled once more, and so would be the update itself.
        self._handled_numbers.append(number)
        if self._settling is None:
            self._settling = asyncio.get_running_loop().call_later(SETTLE_S, self._settle)

    def _take_handled(self) -> list[int]:
        numbers, self._handled_numbers = self._handled_numbers, []
        if self._settling is not None:
            self._settling.cancel()
            self._settling = None
        return numbers

    def _settle(self) -> None:
        numbers = self._take_handled()
        if numbers:
            self._settled = self._store.inbox.settle(numbers, at=self._clock())
            self._settled.add_done_callback(_complain)


def _parsed(body: bytes) -> Any:
    """JSON; what only the standard library reads (half a character, enormous numbers) is read by it."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return json.loads(body)


def _complain(done: Future[int]) -> None:
    if done.exception() is not None:
        log.error("an update could not be settled: %s", done.exception())


class Refused(Exception):
    """Telegram, or the way to it, gave no updates. `wait_s` is what Telegram asks for, 0 if nothing."""

    def __init__(self, reason: str, wait_s: float = 0.0) -> None:
        super().__init__(reason)
        self.wait_s = wait_s

    @classmethod
    def of(cls, status: int, answer: object) -> Refused:
        """From an answer that is no success."""
        fields = answer if isinstance(answer, dict) else {}
        if status == 409:
            return cls("another process polls with this token; only one may")
        wait = (fields.get("parameters") or {}).get("retry_after", 0)
        return cls(f"{status} {fields.get('description', '')}", float(wait))
