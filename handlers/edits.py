"""Edited messages: an edited question has its answer edited."""

from __future__ import annotations

from telegram import Update

from handlers import ask
from handlers.context import Context

__all__ = ["edited"]


async def edited(update: Update, context: Context) -> None:
    """A text that was edited after it was sent; without words left there is nothing to ask."""
    message = update.edited_message
    if message is not None and (message.text or "").strip():
        words = (message.text or "").replace(f"@{context.bot.username}", " ")
        await ask.answer_question(update, context, words)
