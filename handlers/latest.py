"""The newest stored facts, about a region or about anything."""

from __future__ import annotations

from telegram import Message, Update

from handlers.cards import card_buttons
from handlers.context import Context
from handlers.keyboards import button, keyboard
from handlers.render import PAGE, card
from handlers.rich import Rich
from handlers.texts import Texts
from store import key_of, region_of

__all__ = ["page", "show"]


async def show(update: Update, context: Context) -> None:
    """`/latest [REGION]`, typos allowed."""
    t, message = context.texts(update), update.effective_message
    if message is None:
        return
    name = " ".join(context.args or []).strip()
    places = context.store.places(name) if name else []
    if name and not places:
        await message.reply_text(t("subscribe.unknown", name=name[:100]))
        return
    await _send(message, context, t, places[0].id if places else "", 0)


async def page(update: Update, context: Context, arguments: list[str]) -> None:
    """Older ones."""
    message = update.effective_message
    if isinstance(message, Message):
        region = region_of(arguments[0]) if arguments[0] else ""
        await _send(message, context, context.texts(update), region, int(arguments[1]))


async def _send(message: Message, context: Context, t: Texts, region: str, offset: int) -> None:
    store = context.store
    found = store.latest(region, offset + PAGE + 1)[offset:]
    if not found:
        await message.reply_text(t("latest.none"))
        return
    label = store.place_name(region, t.lang) if region else t("latest.everywhere")
    rich = Rich().line(t("latest.head", region=label)).line()
    for fact in found[:PAGE]:
        rich.extend(card(t, fact, store.describe)).line().line()
    rows = card_buttons(t, found[0], context)[:2]
    if len(found) > PAGE:
        rows.append([button(t("button.more"), "latest", key_of(region) if region else "", offset + PAGE)])
    pages = rich.split()
    for place, rich_page in enumerate(pages):
        last = place + 1 == len(pages)
        await message.reply_text(
            rich_page.text, entities=rich_page.entities, reply_markup=keyboard(rows) if last else None
        )
