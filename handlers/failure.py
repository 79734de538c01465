"""What nobody foresaw: written down without the message's words, and the person is told."""

from __future__ import annotations

import logging

from telegram import Message, Update
from telegram.error import NetworkError, TelegramError

from handlers.context import Context
from store import RejectedWrite

__all__ = ["report"]

log = logging.getLogger(__name__)


async def report(update: object, context: Context) -> None:
    """Log an error and answer its person; a failure of the network itself can't be answered."""
    number = update.update_id if isinstance(update, Update) else None
    log.error("update %s failed", number, exc_info=context.error)
    if not isinstance(update, Update) or type(context.error) is NetworkError:
        return
    message = update.effective_message
    if isinstance(message, Message):
        try:
            key = "failure.store" if isinstance(context.error, RejectedWrite) else "failure.unknown"
            await message.reply_text(context.texts(update)(key))
        except TelegramError:
            log.warning("update %s: the person could not be told", number)
