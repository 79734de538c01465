"""What is stored about a person, and how it is deleted."""

from __future__ import annotations

from telegram import Message, Update

from handlers import replies
from handlers.access import may_set
from handlers.context import Context
from handlers.keyboards import button, keyboard

__all__ = ["forget", "show", "stop"]


async def show(update: Update, context: Context) -> None:
    """`/privacy`: everything that is stored about a person, and no more than that."""
    message = update.effective_message
    if message is not None:
        await replies.say(message, context, context.texts(update)("privacy.text"))


async def stop(update: Update, context: Context) -> None:
    """`/stop`: asks once, then deletes everything about the chat."""
    t, message = context.texts(update), update.effective_message
    if message is not None and await may_set(update, context):
        rows = [[button(t("stop.yes"), "forget")]]
        await message.reply_text(t("stop.sure"), reply_markup=keyboard(rows))


async def forget(update: Update, context: Context, _: list[str]) -> None:
    """The button that deletes."""
    t, message = context.texts(update), update.effective_message
    if isinstance(message, Message) and await may_set(update, context):
        await context.durable(context.store.forget(str(message.chat_id)))
        await message.reply_text(t("stop.done"))
