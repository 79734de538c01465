"""One person's pace: sixty updates a minute with a burst of thirty. Beyond, one "slow down", never silence.

Who goes on is told again every ten seconds, so that a flood costs the bot and Telegram little.
"""

from __future__ import annotations

import contextlib

from telegram import Message, Update
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from handlers.context import Context

__all__ = ["guard"]


async def guard(update: Update, context: Context) -> None:
    """Before everything else; raises `ApplicationHandlerStop` where a person is too fast."""
    user, now = update.effective_user, context.now().timestamp()
    paces = context.bot_data.paces
    if user is None or paces.allows(user.id, now):
        return
    text = context.texts(update)("limits.slow") if paces.tells(user.id, now) else ""
    with contextlib.suppress(TelegramError):
        await _tell(update, text)
    raise ApplicationHandlerStop


async def _tell(update: Update, text: str) -> None:
    """Say it, or without words only end what waits on the person's screen."""
    if update.callback_query is not None:
        await update.callback_query.answer(text or None)
    elif update.inline_query is not None:
        await update.inline_query.answer([], cache_time=1, is_personal=True)
    elif text and isinstance(update.effective_message, Message):
        await update.effective_message.reply_text(text)
