"""Edited messages: an edited article is read again, an edited question has its answer edited."""

from __future__ import annotations

from telegram import Update

from handlers import ask, replies, upload
from handlers.context import Context

__all__ = ["edited"]


async def edited(update: Update, context: Context) -> None:
    """A text that was edited after it was sent; without words left there is nothing to ask."""
    message = update.edited_message
    if message is None or await upload.edited(update, context):
        return
    if replies.did(context, message) == replies.TYPED:
        await message.reply_text(context.texts(update)("edit.typed"))
        return
    words = _asked(message.text or message.caption or "").replace(f"@{context.bot.username}", " ")
    if words.strip():
        await ask.answer_question(update, context, words)


def _asked(text: str) -> str:
    """The question of a message; "" for a command that asks nothing."""
    if not text.startswith("/"):
        return text
    command, _, rest = text.partition(" ")
    return rest if command[1:].partition("@")[0].lower() == "ask" else ""
