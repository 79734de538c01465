"""Wishes in plain words ("subscribe me to Kursk"), and what becomes of one whose message is edited.

An edited wish is taken back before the new one is granted: what it followed is followed no more, what it ended goes
on as it was.
"""

from __future__ import annotations

from typing import Any

from telegram import Message, Update

from handlers import replies, subscribe
from handlers.access import may_set
from handlers.context import Context
from handlers.subjects import Meant, meant, name_of_subject
from handlers.texts import Texts
from store import Subscription, wish

__all__ = ["heard"]


async def heard(update: Update, context: Context, message: Message, t: Texts, text: str) -> str | None:
    """Grant a wish whose name is clearly a subject; None, as nothing is left to answer.

    Else the words are left to be a question; what was taken back of a wish that they stood for before is told, "" =
    nothing.
    """
    wished, did = wish(text), replies.did(context, message)
    found = meant(context, wished.name) if wished is not None else Meant()
    if wished is None or not found.subject:
        return await _undone(update, context, message, t, did) if did else ""
    if not await may_set(update, context):
        return None
    note = ""
    if did and did[0] != found.subject:
        note, did = await _undone(update, context, message, t, did), None
    was = did or [found.subject, _settings(_own(context, message, found.subject))]
    granted = subscribe.unfollow if wished.end else subscribe.follow
    said, rows = await granted(message, context, t, found)
    await replies.say(message, context, "\n".join(part for part in (said, note) if part), rows, done=was)
    return None


def _own(context: Context, message: Message, subject: str) -> Subscription | None:
    own = context.store.subscriptions(str(message.chat_id))
    return next((one for one in own if one.subject == subject), None)


def _settings(one: Subscription | None) -> dict[str, Any] | None:
    """How something is followed; None where it is not."""
    if one is None:
        return None
    words = {"allow": list(one.allow), "deny": list(one.deny), "name": one.name}
    return {"pace": one.pace, "silent": one.silent, "importance": one.importance, **words}


async def _undone(update: Update, context: Context, message: Message, t: Texts, did: list[Any]) -> str:
    """Take a wish back; what that changed, in words."""
    subject, was = did
    replies.taken_back(context, message)
    chat, store, now = str(message.chat_id), context.store, _own(context, message, did[0])
    if (now is None) == (was is None) or not await may_set(update, context):
        return ""
    if now is not None:
        await context.durable(store.unsubscribe(chat, subject))
        return t("unsubscribe.done", region=name_of_subject(t, store, subject, now.name))
    await context.durable(store.subscribe(chat, subject, at=context.now(), **was))
    return t("subscribe.done", region=name_of_subject(t, store, subject, was["name"]))
