"""The newest stored facts, about a region or about anything."""

from __future__ import annotations

from datetime import timedelta

from telegram import Message, MessageEntity, Update

from handlers.cards import card_buttons
from handlers.context import Context
from handlers.gloss import gloss_line
from handlers.keyboards import button, keyboard
from handlers.render import PAGE, card
from handlers.rich import Rich
from handlers.texts import Texts
from store import key_of, region_of

__all__ = ["page", "send", "show", "timeline"]


DAYS, MOST_DAYS, A_DAY = 7, 366, 8


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
    await send(message, context, t, places[0].id if places else "", 0)


async def page(update: Update, context: Context, arguments: list[str]) -> None:
    """Older ones."""
    message = update.effective_message
    if isinstance(message, Message):
        region = region_of(arguments[0]) if arguments[0] else ""
        await send(message, context, context.texts(update), region, int(arguments[1]))


async def send(message: Message, context: Context, t: Texts, region: str, offset: int) -> None:
    """A page of the newest facts about a region."""
    store = context.store
    found = store.library.latest(region, offset + PAGE + 1)[offset:]
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


async def timeline(update: Update, context: Context) -> None:
    """`/timeline REGION [DAYS]`: day by day, one line an article."""
    t, message = context.texts(update), update.effective_message
    if message is None:
        return
    words = list(context.args or [])
    days = int(words.pop()) if len(words) > 1 and words[-1].isdecimal() else DAYS
    places = context.store.places(" ".join(words)) if words else []
    if not places:
        await message.reply_text(t("timeline.how"))
        return
    region = places[0].id
    since = context.now().date() - timedelta(days=min(days, MOST_DAYS))
    rich = Rich().line(
        t("timeline.head", region=context.store.place_name(region, t.lang)), MessageEntity.BOLD
    )
    found = context.store.library.timeline(region, since)
    for day, facts in found:
        rich.line().line(t.day(day), MessageEntity.BOLD)
        for fact in facts[:A_DAY]:
            rich.line(f"• {gloss_line(t, context.store.describe(fact, t.lang))}")
    pages = rich.split() if found else [Rich().add(t("latest.none"))]
    for part in pages:
        await message.reply_text(part.text, entities=part.entities)
