"""What a chat can set: its language."""

from __future__ import annotations

from telegram import Update

from handlers.access import may_set
from handlers.context import Context
from handlers.keyboards import button, keyboard
from handlers.texts import LANGUAGES, texts

__all__ = ["choose_language", "language"]


async def language(update: Update, context: Context) -> None:
    """`/lang [id|en]`; without a language it shows the choice."""
    message = update.effective_message
    if message is None:
        return
    wanted = (context.args or [""])[0].lower()
    if wanted in LANGUAGES:
        await choose_language(update, context, [wanted])
        return
    row = [button(texts(lang)("language.name"), "lang", lang) for lang in LANGUAGES]
    await message.reply_text(context.texts(update)("language.choose"), reply_markup=keyboard([row]))


async def choose_language(update: Update, context: Context, arguments: list[str]) -> None:
    """Keep the chat's language and say so in it."""
    chat, message, lang = update.effective_chat, update.effective_message, arguments[0]
    if chat is None or message is None or lang not in LANGUAGES or not await may_set(update, context):
        return
    await context.durable(context.store.remember(str(chat.id), lang=lang))
    await context.bot.send_message(chat.id, texts(lang)("language.set"))
