"""Wishes to hear of something, as a command or in plain words ("subscribe me to Kursk"), and edits of them.

An edited wish is taken back before the new one is granted: what it followed is followed no more, what it ended goes
on as it was. So is one whose message becomes anything else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from telegram import Message, Update

from handlers import replies, subscribe
from handlers.access import may_set
from handlers.context import Context
from handlers.keyboards import button
from handlers.subjects import Meant, all_meant, name_of_subject, place_labels
from handlers.texts import Texts
from store import MOST_NAMES, Subscription, key_of, names_in, wish

__all__ = ["add", "end", "heard", "taken_back"]

LONGEST_SHOWN = 100
# Subject -> how it was followed before a wish; None where it was not.
Before = Mapping[str, dict[str, Any] | None]
Named = Sequence[tuple[str, Meant]]


async def add(update: Update, context: Context) -> None:
    """`/subscribe NAME`: a region, a person or a topic, or several with commas or "and" between; typos allowed."""
    t, message = context.texts(update), update.effective_message
    if message is None or not await may_set(update, context):
        return
    found = await _named(context, message, t)
    if found is None:
        return
    if any(one.subject for _, one in found):
        await _follow(update, context, message, t, found)
        return
    note = await taken_back(update, context, message, t)
    text, rows = _unclear(t, context, found) if found else (t("subscribe.how"), [])
    await replies.say(message, context, _lines(text, note), rows)


async def end(update: Update, context: Context) -> None:
    """`/unsubscribe [NAME]`; without a name, or one that is not followed, buttons for what the chat has."""
    t, message = context.texts(update), update.effective_message
    if message is None or not await may_set(update, context):
        return
    found = await _named(context, message, t)
    if found is not None:
        await _end(update, context, message, t, found)


async def _named(context: Context, message: Message, t: Texts) -> Named | None:
    """What stands behind a command; None, and said so, where these are too many names."""
    typed = " ".join(context.args or [])
    if len(names_in(typed)) > MOST_NAMES:
        await replies.say(message, context, t("subscribe.many", most=t.number(MOST_NAMES)))
        return None
    return all_meant(context, typed) if typed else []


async def heard(update: Update, context: Context, message: Message, t: Texts, text: str) -> str | None:
    """Grant a wish where a name is clearly a subject; None, as nothing is left to answer.

    Else the words are left to be a question; what was taken back of a wish that they stood for before is told, "" =
    nothing.
    """
    wished = wish(text)
    found = all_meant(context, wished.name) if wished is not None else []
    if wished is None or not any(one.subject for _, one in found):
        return await taken_back(update, context, message, t)
    if await may_set(update, context):
        await (_end if wished.end else _follow)(update, context, message, t, found)
    return None


async def _follow(update: Update, context: Context, message: Message, t: Texts, found: Named) -> None:
    """Follow what is clear, and say what is not."""
    wanted = list({one.subject: one for _, one in found if one.subject}.values())
    note, was = await _instead(update, context, message, t, [one.subject for one in wanted])
    said, rows = await subscribe.follow_all(message, context, t, wanted)
    unclear = [pair for pair in found if not pair[1].subject]
    others, more = _unclear(t, context, unclear) if unclear else ("", [])
    await replies.say(message, context, _lines(said, note, others), [*rows, *more], done=was)


async def _end(update: Update, context: Context, message: Message, t: Texts, found: Named) -> None:
    """End what is followed of it; where nothing is, show what there is."""
    own = [one for _, each in found if (one := subscribe.followed(message, context, each)) is not None]
    wanted = [one.subject for one in own] or [each.subject for _, each in found if each.subject]
    note, was = await _instead(update, context, message, t, wanted)
    said = [await subscribe.unfollow(context, t, one) for one in {one.subject: one for one in own}.values()]
    rows: list[Any] = []
    if not said:
        some = context.store.subscriptions(str(message.chat_id))
        head = t("unsubscribe.which") if some else t("list.none")
        text, rows = subscribe.listed(message, context, t, head)
        said = [text]
    await replies.say(message, context, _lines(*said, note), rows, done=was)


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _unclear(t: Texts, context: Context, found: Named) -> subscribe.Said:
    """What is no subject, and which places to choose from."""
    unknown = [name[:LONGEST_SHOWN] for name, one in found if not one.others]
    places = [place.id for _, one in found for place in one.others]
    labels = place_labels(t, context.store, places)
    rows = [[button(label, "sub", key_of(one))] for label, one in zip(labels, places, strict=True)]
    lines = [t("subscribe.unknown", name=name) for name in unknown]
    return _lines(*lines, t("subscribe.which") if places else ""), rows


# --- taking back ------------------------------------------------------------------------------------------


def _own(context: Context, message: Message, subject: str) -> Subscription | None:
    own = context.store.subscriptions(str(message.chat_id))
    return next((one for one in own if one.subject == subject), None)


def _settings(one: Subscription | None) -> dict[str, Any] | None:
    """How something is followed; None where it is not."""
    if one is None:
        return None
    words = {"allow": list(one.allow), "deny": list(one.deny), "name": one.name}
    return {"pace": one.pace, "silent": one.silent, "importance": one.importance, **words}


def _before(context: Context, message: Message) -> Before:
    """How it was before an edited message's wish; empty where it was none."""
    did = replies.did(context, message) or []
    if did == replies.TYPED:
        return {}
    # An older version kept the one subject alone.
    return dict([did] if did and isinstance(did[0], str) else did)


async def _instead(
    update: Update, context: Context, message: Message, t: Texts, subjects: Sequence[str]
) -> tuple[str, list[list[Any]]]:
    """(what was taken back of the wish before, in words; how each of `subjects` was before, as it is kept)."""
    before = _before(context, message)
    others = {subject: was for subject, was in before.items() if subject not in subjects}
    note = await _undone(update, context, message, t, others)
    own = {one: before[one] if one in before else _settings(_own(context, message, one)) for one in subjects}
    return note, [[subject, was] for subject, was in own.items()]


async def taken_back(update: Update, context: Context, message: Message, t: Texts) -> str:
    """Take an edited message's wish back; what that changed, in words, "" = nothing."""
    before = _before(context, message)
    if not before:
        return ""
    replies.taken_back(context, message)
    return await _undone(update, context, message, t, before)


async def _undone(update: Update, context: Context, message: Message, t: Texts, before: Before) -> str:
    chat, store = str(message.chat_id), context.store
    now = {subject: _own(context, message, subject) for subject in before}
    changed = [subject for subject in before if (now[subject] is None) != (before[subject] is None)]
    if not changed or not await may_set(update, context):
        return ""
    lines = []
    for subject in changed:
        one, was = now[subject], before[subject]
        if one is not None:
            lines.append(await subscribe.unfollow(context, t, one))
        elif was is not None:
            await context.durable(store.subscribe(chat, subject, at=context.now(), **was))
            label = name_of_subject(t, store, subject, was["name"])
            lines.append(t("subscribe.done", region=label))
    return _lines(*lines)
