"""A message to everybody who follows something: a preview, how many and how long, then a button."""

from __future__ import annotations

import unicodedata

from telegram import Message, Update

from handlers.access import is_owner, name_of
from handlers.context import Context
from handlers.keyboards import button, keyboard
from handlers.review import estimate
from handlers.rich import Rich
from store import NotFound, StaleVersion

__all__ = ["cancel", "preview", "send"]

UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp", "Mn"}


def _text(message: Message) -> str:
    """The words behind the command, else those of the message that it replies to."""
    own = message.text or ""
    first = next((at for at, char in enumerate(own) if char.isspace()), len(own))
    earlier = message.reply_to_message
    body = own[first:].strip() or ((earlier.text or earlier.caption or "") if earlier else "").strip()
    return body if any(unicodedata.category(char) not in UNSEEN for char in body) else ""


async def preview(update: Update, context: Context) -> None:
    """`/broadcast TEXT`, or as a reply to the text: shows it as it will look. Nothing is sent yet."""
    t, message = context.texts(update), update.effective_message
    if not isinstance(message, Message):
        return
    text = _text(message)
    pages = Rich().add(text).split()
    if not text or len(pages) > 1:
        await message.reply_text(t("broadcast.how") if not text else t("broadcast.too_long"))
        return
    store = context.store
    kept = await context.durable(store.broadcasts.draft(text, by=name_of(update), at=context.now()))
    told = len(await context.run(store.broadcasts.recipients))
    await message.reply_text(pages[0].text)
    key = "broadcast.preview" if told else "broadcast.nobody"
    rows = [[button(t("broadcast.send"), "bc", kept.id)]] if told else []
    rows.append([button(t("button.cancel"), "bcx", kept.id)])
    texts = {"told": t.count("broadcast.chats", told), "time": estimate(t, told)}
    await message.reply_text(t(key, **texts), reply_markup=keyboard(rows))


async def send(update: Update, context: Context, arguments: list[str]) -> None:
    """`bc:ID`: the confirming button; a second press sends nothing."""
    t, message = context.texts(update), update.effective_message
    if not isinstance(message, Message):
        return
    if not is_owner(update, context):
        await message.reply_text(t("desk.owners_only"))
        return
    try:
        written = await context.run(
            context.store.broadcasts.send, arguments[0], by=name_of(update), at=context.now()
        )
        told = await context.durable(written)
    except NotFound:
        await message.reply_text(t("broadcast.gone"))
    except StaleVersion:
        await message.reply_text(t("broadcast.sent_already"))
    else:
        context.bot_data.wake()
        await message.reply_text(t.count("broadcast.sent", told))


async def cancel(update: Update, context: Context, arguments: list[str]) -> None:
    """`bcx:ID`: nothing is sent."""
    message, t = update.effective_message, context.texts(update)
    known = context.store.broadcasts.get(arguments[0])
    if not isinstance(message, Message):
        return
    if known is not None and known.sent:
        await message.reply_text(t("broadcast.sent_already"))
        return
    await context.durable(context.store.broadcasts.drop(arguments[0]))
    await message.reply_text(t("broadcast.cancelled"))
