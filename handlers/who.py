"""Cards for people and places."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, MessageEntity, Update

from handlers import latest, links
from handlers.ask import ask_store
from handlers.context import Context
from handlers.render import card
from handlers.rich import Rich
from handlers.texts import Texts

__all__ = ["person", "place", "show"]

ROLES = 4
WORDS = 2


def _name(context: Context) -> str:
    return " ".join(context.args or []).strip()[:100]


async def person(update: Update, context: Context) -> None:
    """`/who NAME`: the fullest name, the roles as printed with their days, and what the person said last."""
    t, message, name = context.texts(update), update.effective_message, _name(context)
    if message is not None:
        await show(message, context, t, name)


async def show(message: Message, context: Context, t: Texts, name: str) -> None:
    """The card of a person, with a link to pass on."""
    mentions = context.store.person(name) if name else []
    if not mentions:
        await message.reply_text(t("who.unknown", name=name) if name else t("who.how"))
        return
    full = max((mention.name for mention in mentions), key=len)
    rich = Rich().line(full, MessageEntity.BOLD)
    for role, day in _roles(t, mentions):
        rich.line(f"• {role} ({day})")
    rich.line().extend(_words(context, t, full))
    address = links.share(context.bot.username, links.PERSON, full)
    share = [[InlineKeyboardButton(t("button.share"), url=address)]] if address else []
    pages = rich.split()
    for place, page in enumerate(pages):
        buttons = InlineKeyboardMarkup(share) if share and place + 1 == len(pages) else None
        await message.reply_text(page.text, entities=page.entities, reply_markup=buttons)


def _roles(t: Texts, mentions: Sequence[tuple[date, str, str, str]]) -> list[tuple[str, str]]:
    """Roles with the newest day on which each was printed."""
    found: dict[str, str] = {}
    for day, _, _, role in mentions:
        if role:
            found.setdefault(role, t("article.undated") if day == date.min else t.day(day))
    return list(found.items())[:ROLES]


def _words(context: Context, t: Texts, name: str) -> Rich:
    """The best of what a person said."""
    rich = Rich()
    for hit in ask_store(context, t, t("ask.said", who=name)).hits[:WORDS]:
        rich.extend(card(t, hit.found, context.store.describe)).line().line()
    return rich


async def place(update: Update, context: Context) -> None:
    """`/where NAME`: where a place lies, and the newest facts about it."""
    t, message, name = context.texts(update), update.effective_message, _name(context)
    if message is None:
        return
    places = context.store.places(name) if name else []
    if not places:
        await message.reply_text(t("subscribe.unknown", name=name) if name else t("where.how"))
        return
    chain = context.store.chain(places[0].id)
    labels = list(dict.fromkeys(context.store.place_name(region, t.lang) for region in chain))
    await message.reply_text(", ".join(labels))
    await latest.send(message, context, t, places[0].id, 0)
