"""Cards for people and places."""

from __future__ import annotations

from telegram import Update

from handlers import latest, people, replies
from handlers.context import Context

__all__ = ["person", "place"]


def _name(context: Context) -> str:
    return " ".join(context.args or []).strip()[:100]


async def person(update: Update, context: Context) -> None:
    """`/who NAME`: the fullest name, the roles as printed with their days, and what the person said last."""
    t, message, name = context.texts(update), update.effective_message, _name(context)
    if message is not None:
        replies.keep(message, context, await people.show(message, context, t, name))


async def place(update: Update, context: Context) -> None:
    """`/where NAME`: where a place lies, and the newest facts about it."""
    t, message, name = context.texts(update), update.effective_message, _name(context)
    if message is None:
        return
    places = context.store.places(name) if name else []
    if not places:
        await replies.say(message, context, t("subscribe.unknown", name=name) if name else t("where.how"))
        return
    chain = context.store.chain(places[0].id)
    labels = list(dict.fromkeys(context.store.place_name(region, t.lang) for region in chain))
    await latest.send(message, context, t, places[0].id, above=", ".join(labels))
