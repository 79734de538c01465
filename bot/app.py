"""The composition root: here, and only here, the parts are put together."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any

from telegram import LinkPreviewOptions, Update
from telegram.ext import Application, ContextTypes, Defaults
from telegram.request import BaseRequest

from bot.config import Config
from bot.courier import Courier
from handlers import Context, Desk, KabarApplication, Settings, failure, help, routes
from store import Store

__all__ = ["ALLOWED_UPDATES", "build_application", "run"]

ALLOWED_UPDATES = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
]


def _now() -> datetime:
    return datetime.now(UTC)


def build_application(
    config: Config,
    store: Store,
    *,
    request: BaseRequest | None = None,
    clock: Callable[[], datetime] = _now,
) -> KabarApplication:
    """The whole bot over a store. `request` replaces the way to Telegram (tests, console)."""
    builder = (
        Application.builder()
        .token(config.token)
        .context_types(ContextTypes(context=Context, bot_data=Desk))
        .defaults(Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True)))
        .job_queue(None)
        .concurrent_updates(False)
    )
    if request is not None:
        builder = builder.request(request).get_updates_request(request)
    if config.api_base_url:
        builder = builder.base_url(config.api_base_url)
    if config.api_file_url:
        builder = builder.base_file_url(config.api_file_url)
    application: KabarApplication = builder.build()
    courier = Courier(application, store, paced=config.send_limits)
    desk = application.bot_data
    desk.settings = Settings(config.admins, config.review)
    desk.store, desk.clock, desk.wake = store, clock, courier.wake
    application.add_handlers(routes())
    application.add_error_handler(failure.report)
    application.post_init = _begin(courier)
    application.post_stop = _end(courier)
    return application


def _begin(courier: Courier) -> Callable[[KabarApplication], Coroutine[Any, Any, None]]:
    async def begin(application: KabarApplication) -> None:
        await help.set_menu(application)
        await courier.start()

    return begin


def _end(courier: Courier) -> Callable[[KabarApplication], Coroutine[Any, Any, None]]:
    async def end(_: KabarApplication) -> None:
        await courier.stop()

    return end


def run(config: Config, store: Store) -> None:
    """Serve Telegram until SIGTERM or SIGINT."""
    application = build_application(config, store)
    application.run_polling(allowed_updates=ALLOWED_UPDATES, bootstrap_retries=-1)
