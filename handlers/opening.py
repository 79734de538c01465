"""What a deep link opens in the private chat: a fact, a region or a person."""

from __future__ import annotations

from telegram import Message, Update

from handlers import latest, links, people
from handlers.cards import card_buttons
from handlers.context import Context
from handlers.keyboards import keyboard
from handlers.render import card
from handlers.typed import one_line

__all__ = ["opened"]

MAX_NAME = 80


async def opened(update: Update, context: Context) -> bool:
    """Show what `/start PAYLOAD` names; False where there is no payload, or it is none of ours."""
    message, t = update.effective_message, context.texts(update)
    kind, name = links.read((context.args or [""])[0])
    if message is None or not kind:
        return False
    if kind == links.FACT:
        await _fact(message, context, update, name)
    elif kind == links.REGION and context.store.chain(name):
        await latest.send(message, context, t, name)
    elif kind == links.PERSON and one_line(name, MAX_NAME):
        await people.show(message, context, t, one_line(name, MAX_NAME))
    else:
        await message.reply_text(t("link.gone"))
    return True


async def _fact(message: Message, context: Context, update: Update, name: str) -> None:
    t, found = context.texts(update), context.store.fact(name)
    if found is None or found.retracted:
        await message.reply_text(t("link.gone"))
        return
    page = card(t, found, context.store.describe).cut()
    rows = keyboard(card_buttons(t, found, context))
    await message.reply_text(page.text, entities=page.entities, reply_markup=rows)
