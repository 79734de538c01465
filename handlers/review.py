"""From draft to published article."""

from __future__ import annotations

from telegram import Message, Update

from handlers.access import is_admin
from handlers.context import Context
from handlers.texts import Texts
from store import NotFound

__all__ = ["announce", "discard", "publish"]


async def announce(message: Message, context: Context, t: Texts, identity: str) -> None:
    """Publish a draft and say so; the words appear only when the article can be found."""
    try:
        draft = context.store.draft(identity)
        told = await context.durable(await context.run(context.store.publish, identity, at=context.now()))
    except NotFound:
        key = "upload.known" if context.store.knows(identity) else "review.gone"
        await message.reply_text(t(key))
        return
    context.bot_data.wake()
    facts = t.count("review.facts", len(draft.facts))
    await message.reply_text(t("review.published", facts=facts, told=t.count("review.told", told)))


async def publish(update: Update, context: Context, arguments: list[str]) -> None:
    """The Publish button. Authorisation is checked again: messages with buttons can be forwarded."""
    message = update.effective_message
    if isinstance(message, Message) and await _allowed(update, context):
        await announce(message, context, context.texts(update), arguments[0])


async def discard(update: Update, context: Context, arguments: list[str]) -> None:
    """The Discard button."""
    message = update.effective_message
    if isinstance(message, Message) and await _allowed(update, context):
        await context.durable(context.store.discard(arguments[0]))
        await message.reply_text(context.texts(update)("review.discarded"))


async def _allowed(update: Update, context: Context) -> bool:
    message = update.effective_message
    if is_admin(update, context):
        return True
    if isinstance(message, Message):
        await message.reply_text(context.texts(update)("upload.refused"))
    return False
