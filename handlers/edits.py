"""Edited messages: an edited article is read again, an edited question has its answer edited."""

from __future__ import annotations

from telegram import Update

from handlers import ask, upload
from handlers.context import Context

__all__ = ["edited"]


async def edited(update: Update, context: Context) -> None:
    """A text that was edited after it was sent; without words left there is nothing to ask."""
    message = update.edited_message
    if message is None or await upload.edited(update, context):
        return
    if (message.text or "").strip() and not (message.text or "").startswith("/"):
        words = (message.text or "").replace(f"@{context.bot.username}", " ")
        await ask.answer_question(update, context, words)
