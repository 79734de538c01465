"""The reference of the chat bench: a bot that repeats, on the same transport: `python -m tests.bench.echo API_BASE`."""

from __future__ import annotations

import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bot.transport import AiohttpRequest

__all__ = ["serve"]


async def repeat(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say what was said."""
    if update.effective_message is not None:
        await update.effective_message.reply_text(update.effective_message.text or "")


def serve(base: str) -> None:
    """Poll and repeat until SIGTERM; python-telegram-bot's own polling, 256 updates at once."""
    application = (
        Application.builder()
        .token("123456:loopback")
        .base_url(base)
        .request(AiohttpRequest())
        .get_updates_request(AiohttpRequest())
        .concurrent_updates(256)
        .build()
    )
    application.add_handler(MessageHandler(filters.TEXT, repeat))
    application.run_polling()


if __name__ == "__main__":
    serve(sys.argv[1])
