"""Subscriptions to regions."""

from __future__ import annotations

from telegram import ChatMemberUpdated, InlineKeyboardButton, Message, Update

from handlers.access import may_set
from handlers.context import Context
from handlers.keyboards import button, keyboard
from handlers.texts import Texts
from store import PlaceMatch, Wish, key_of, region_of

__all__ = ["add", "choose", "drop", "end", "grant", "membership", "migrated", "show"]

GONE = {"kicked", "left"}


def _named(context: Context) -> str:
    return " ".join(context.args or []).strip()


async def add(update: Update, context: Context) -> None:
    """`/subscribe REGION`, typos allowed."""
    t, message, name = context.texts(update), update.effective_message, _named(context)
    if message is None or not await may_set(update, context):
        return
    if not name:
        await message.reply_text(t("subscribe.how"))
        return
    places = context.store.places(name)
    if not places:
        await message.reply_text(t("subscribe.unknown", name=name[:100]))
    elif context.store.certain(places):
        await _subscribe(message, context, t, places[0], places[1:])
    else:
        rows = [[button(context.store.place_name(p.id, t.lang), "sub", key_of(p.id))] for p in places]
        await message.reply_text(t("subscribe.which"), reply_markup=keyboard(rows))


async def grant(update: Update, context: Context, message: Message, wished: Wish) -> bool:
    """A wish in plain words: granted where its name is clearly a region, else left to be a question."""
    t, places = context.texts(update), context.store.places(wished.name)
    if not places or not context.store.certain(places):
        return False
    if not await may_set(update, context):
        return True
    if not wished.end:
        await _subscribe(message, context, t, places[0], places[1:])
        return True
    own = {subscription.region for subscription in context.store.subscriptions(str(message.chat_id))}
    meant = next((place.id for place in places if place.id in own), None)
    if meant is None:
        await _list(message, context, t, t("unsubscribe.which") if own else t("list.none"))
        return True
    await context.durable(context.store.unsubscribe(str(message.chat_id), meant))
    await message.reply_text(t("unsubscribe.done", region=context.store.place_name(meant, t.lang)))
    return True


async def _subscribe(
    message: Message, context: Context, t: Texts, place: PlaceMatch, others: list[PlaceMatch]
) -> None:
    chat, store = str(message.chat_id), context.store
    await context.durable(store.subscribe(chat, place.id, at=context.now()))
    narrower = [other for other in others if place.id in store.chain(other.id)]
    rows = [[_narrow(context, t, other)] for other in narrower[:2]]
    text = t("subscribe.done", region=store.place_name(place.id, t.lang))
    await message.reply_text(text, reply_markup=keyboard(rows))


def _narrow(context: Context, t: Texts, place: PlaceMatch) -> InlineKeyboardButton:
    label = t("subscribe.narrow", region=context.store.place_name(place.id, t.lang))
    return button(label, "only", key_of(place.id))


async def choose(update: Update, context: Context, arguments: list[str], *, narrowing: bool = False) -> None:
    """A region chosen by button; narrowing ends the subscriptions around it."""
    t, chat, message = context.texts(update), update.effective_chat, update.effective_message
    region = region_of(arguments[0])
    if chat is None or not isinstance(message, Message) or not region:
        return
    if not await may_set(update, context):
        return
    if narrowing:
        for wider in context.store.chain(region)[1:]:
            await context.durable(context.store.unsubscribe(str(chat.id), wider))
    await context.durable(context.store.subscribe(str(chat.id), region, at=context.now()))
    await message.reply_text(t("subscribe.done", region=context.store.place_name(region, t.lang)))


async def end(update: Update, context: Context) -> None:
    """`/unsubscribe [REGION]`; without a region, buttons for what the chat has."""
    t, message, name = context.texts(update), update.effective_message, _named(context)
    if message is None or not await may_set(update, context):
        return
    own = {subscription.region for subscription in context.store.subscriptions(str(message.chat_id))}
    meant = next((place for place in context.store.places(name) if place.id in own), None) if name else None
    if meant is None:
        await _list(message, context, t, t("unsubscribe.which") if own else t("list.none"))
        return
    await context.durable(context.store.unsubscribe(str(message.chat_id), meant.id))
    await message.reply_text(t("unsubscribe.done", region=context.store.place_name(meant.id, t.lang)))


async def drop(update: Update, context: Context, arguments: list[str]) -> None:
    """End one subscription by button."""
    t, chat, message = context.texts(update), update.effective_chat, update.effective_message
    region = region_of(arguments[0])
    if chat is None or not isinstance(message, Message) or not region:
        return
    if not await may_set(update, context):
        return
    await context.durable(context.store.unsubscribe(str(chat.id), region))
    await message.reply_text(t("unsubscribe.done", region=context.store.place_name(region, t.lang)))


async def show(update: Update, context: Context) -> None:
    """`/list`: what the chat is subscribed to, each with a button that ends it."""
    t, message = context.texts(update), update.effective_message
    if message is not None:
        own = context.store.subscriptions(str(message.chat_id))
        await _list(message, context, t, t("list.head") if own else t("list.none"))


async def _list(message: Message, context: Context, t: Texts, head: str) -> None:
    store = context.store
    own = [subscription.region for subscription in store.subscriptions(str(message.chat_id))]
    names = [store.place_name(region, t.lang) for region in own]
    rows = [[button(f"✕ {name}", "unsub", key_of(region))] for region, name in zip(own, names, strict=True)]
    lines = [head, *(f"• {name}" for name in names)]
    await message.reply_text("\n".join(lines), reply_markup=keyboard(rows[:50]))


async def membership(update: Update, context: Context) -> None:
    """The bot was blocked or removed: nothing more is sent there."""
    change: ChatMemberUpdated | None = update.my_chat_member
    if change is not None and change.new_chat_member.status in GONE:
        await context.durable(context.store.leave(str(change.chat.id), change.new_chat_member.status))


async def migrated(update: Update, context: Context) -> None:
    """A group became a supergroup: everything of its old number goes to the new one."""
    message = update.effective_message
    if message is not None and message.migrate_to_chat_id is not None:
        await context.durable(context.store.move(str(message.chat_id), str(message.migrate_to_chat_id)))
