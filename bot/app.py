"""The composition root: here, and only here, the parts are put together."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from telegram import LinkPreviewOptions, ReplyParameters, Update
from telegram.ext import Application, ContextTypes, Defaults
from telegram.request import BaseRequest

from bot.config import Config
from bot.courier import Courier, Send
from bot.fetch import Fetcher
from bot.health import Heartbeat
from bot.inbox import Inbox
from bot.lanes import ALERT, Lanes
from bot.pacing import BULK_PER_S
from bot.spool import Spool, Spooler
from bot.timetable import Timetable
from bot.transport import AiohttpRequest
from bot.upkeep import Housekeeping
from bot.wire import Wire
from handlers import (
    Context,
    Desk,
    KabarApplication,
    Settings,
    failure,
    guards,
    help,
    outgoing,
    preludes,
    routes,
    warm,
)
from store import OutboxMessage, Store

__all__ = ["ALLOWED_UPDATES", "Running", "build", "run", "serve"]

log = logging.getLogger(__name__)
ALLOWED_UPDATES = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
    Update.CHANNEL_POST,
    Update.MESSAGE_REACTION,
]
# Objects of an update are gone when it is handled, without the collector's help; it looks for the few others.
COLLECT_AFTER = (20_000, 20, 20)
# Docker kills ten seconds after SIGTERM.
STOP_WITHIN_S = 5.0


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Running:
    """All parts of a bot, wired, and started and stopped in the right order."""

    application: KabarApplication
    inbox: Inbox
    courier: Courier
    heartbeat: Heartbeat
    spooler: Spooler
    housekeeping: Housekeeping
    timetable: Timetable
    menu: bool = True
    pace: tuple[int, int, int] = field(default_factory=gc.get_threshold)

    async def start(self, *, polling: bool = True) -> None:
        """Open everything; what an earlier life left comes first."""
        await self.application.initialize()
        await self.application.start()
        if self.menu:
            await help.set_menu(self.application)
        await self.courier.start()
        await self.heartbeat.start()
        await self.spooler.start()
        await self.housekeeping.start()
        await self.timetable.start()
        if polling:
            await asyncio.to_thread(warm, self.application.bot_data.known_store)
        # What was loaded stays: the collector need not walk it again and again.
        gc.freeze()
        gc.set_threshold(*COLLECT_AFTER)
        if polling:
            await self.inbox.start()

    async def stop(self) -> None:
        """Finish what is under way, within a few seconds; everything else is on disk."""
        await self.spooler.stop()
        await self.housekeeping.stop()
        await self.timetable.stop()
        await self.inbox.stop(STOP_WITHIN_S)
        await self.courier.stop()
        await self.heartbeat.stop()
        await self.application.stop()
        await self.application.shutdown()
        # Whoever lives on gets the memory back, and the collector's own pace.
        gc.unfreeze()
        gc.set_threshold(*self.pace)


def build(
    config: Config,
    store: Store,
    *,
    request: BaseRequest | None = None,
    clock: Callable[[], datetime] = _now,
    sleep: Callable[[float], Coroutine[Any, Any, None]] = asyncio.sleep,
) -> Running:
    """The whole bot over a store. `request` replaces the way to Telegram, `sleep` the waits of answers (tests)."""
    way = request or AiohttpRequest()
    lanes = Lanes(paced=config.send_limits, sleep=sleep)
    application = _application(config, way, lanes)
    rate = BULK_PER_S if config.send_limits else 0
    courier = Courier(store, _sender(application, store), clock, rate=rate, pauses=lanes.pauses)
    inbox = Inbox(application, way, store, clock, ALLOWED_UPDATES)
    heartbeat = Heartbeat(config.data_dir, clock, lambda: _measure(inbox, courier, store))
    desk = application.bot_data
    desk.settings = Settings(config.admins, config.review)
    desk.store, desk.clock, desk.wake = store, clock, courier.wake
    desk.fetch = Fetcher() if config.fetch_urls else None
    desk.post = Wire(application.bot, way, lanes)
    application.add_handlers({-2: guards(config.send_limits), -1: preludes(), 0: routes()})
    application.add_error_handler(failure.report)
    spooler = Spooler(Spool(config.spool_dir), store, clock, courier.wake)
    timetable = Timetable(store, clock, courier.wake)
    housekeeping = Housekeeping(store, clock)
    return Running(application, inbox, courier, heartbeat, spooler, housekeeping, timetable)


def _application(config: Config, way: BaseRequest, lanes: Lanes) -> KabarApplication:
    builder = (
        Application.builder()
        .token(config.token)
        .context_types(ContextTypes(context=Context, bot_data=Desk))
        .defaults(Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True)))
        .job_queue(None)
        .updater(None)
        .rate_limiter(lanes)
        .request(way)
        .get_updates_request(way)
    )
    if config.api_base_url:
        builder = builder.base_url(config.api_base_url)
    if config.api_file_url:
        builder = builder.base_file_url(config.api_file_url)
    application: KabarApplication = builder.build()
    return application


def _sender(application: KabarApplication, store: Store) -> Send:
    async def send(message: OutboxMessage) -> int | None:
        found = outgoing(store, message)
        if found is None:
            return None
        earlier = ReplyParameters(message.reply_to, allow_sending_without_reply=True)
        sent = await application.bot.send_message(
            message.recipient,
            found.rich.text,
            entities=found.rich.entities,
            reply_markup=found.buttons,
            reply_parameters=earlier if message.reply_to else None,
            message_thread_id=found.topic or None,
            disable_notification=message.silent or None,
            rate_limit_args=ALERT,
        )
        return sent.message_id

    return send


def _measure(inbox: Inbox, courier: Courier, store: Store) -> dict[str, object]:
    """What the health file tells besides the time."""
    return {
        "inbox": inbox.backlog,
        "outbox": courier.backlog,
        "oldest_update": store.inbox.oldest(),
        "oldest_message": courier.oldest,
        "last_poll": inbox.last_poll.isoformat() if inbox.last_poll else None,
    }


def run(config: Config, store: Store) -> None:
    """Serve Telegram until SIGTERM or SIGINT."""
    asyncio.run(serve(build(config, store)))


async def serve(running: Running) -> None:
    """Run until a signal asks to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await running.start()
    log.info("serving")
    await stop.wait()
    log.info("stopping")
    await running.stop()
