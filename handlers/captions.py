"""Pictures and the like: what counts are the words under them."""

from __future__ import annotations

from telegram import Message, Update

from handlers import upload
from handlers.access import is_admin
from handlers.ask import answer_question
from handlers.context import Context

__all__ = ["captioned", "wordless"]


async def captioned(update: Update, context: Context) -> None:
    """An editor's picture with an article under it is handed in; a reader's words are a question."""
    message, words = update.effective_message, ""
    if message is None or not (words := (message.caption or "").strip()):
        return
    _seen(context, message)
    if not is_admin(update, context):
        await answer_question(update, context, words)
    elif not await upload.text(update, context, words):
        await message.reply_text(context.texts(update)("message.caption"))


async def wordless(update: Update, context: Context) -> None:
    """A sticker, a voice message, a picture: say what the bot can read; of an album once."""
    message = update.effective_message
    if message is not None and not _seen(context, message):
        key = "message.not_text_editor" if is_admin(update, context) else "message.not_text"
        await message.reply_text(context.texts(update)(key))


def _seen(context: Context, message: Message) -> bool:
    """Whether a message is a further one of an album. Telegram sends its pictures one by one, the words with one."""
    album = message.media_group_id
    return album is not None and context.bot_data.note_album(message.chat_id, album)
