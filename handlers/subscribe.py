"""What a chat follows: regions, people, topics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from telegram import ChatMemberUpdated, InlineKeyboardButton, Message, Update

from handlers import replies
from handlers.access import may_set
from handlers.context import Context
from handlers.keyboards import button, keyboard
from handlers.rich import Rich
from handlers.subjects import Meant, key, name_of_subject, owned
from handlers.texts import Texts
from store import (
    PACES,
    Quotation,
    Subscription,
    key_of,
    person_subject,
    place_kind,
    region_of,
    regions_near,
)

__all__ = [
    "LISTED",
    "Said",
    "choose",
    "drop",
    "follow",
    "follow_all",
    "followed",
    "listed",
    "membership",
    "migrated",
    "only",
    "person",
    "pin",
    "show",
    "unfollow",
]

GONE = {"kicked", "left"}
# So many subscriptions have buttons: two each, and Telegram takes a hundred.
LISTED = 49
# Words and the buttons under them.
Said = tuple[str, list[list[InlineKeyboardButton]]]


async def follow(message: Message, context: Context, t: Texts, found: Meant) -> Said:
    """Follow a subject; what to say of it."""
    store = context.store
    await _follow(context, message, t, found.subject, found.name)
    narrower = [other for other in found.others if found.subject in store.chain(other.id)]
    rows = [[_narrow(context, t, other.id, found.subject)] for other in narrower[:2]]
    rows.append([button(t("follow.button.settings"), "set", key(found.subject))])
    label = name_of_subject(t, store, found.subject, found.name)
    return t("subscribe.done", region=label), rows


async def follow_all(message: Message, context: Context, t: Texts, several: Sequence[Meant]) -> Said:
    """Follow each of several subjects; what to say of them."""
    if len(several) == 1:
        return await follow(message, context, t, several[0])
    names = [name_of_subject(t, context.store, one.subject, one.name) for one in several]
    for one in several:
        await _follow(context, message, t, one.subject, one.name)
    rows = [[button(f"⚙ {name}", "set", key(one.subject))] for one, name in zip(several, names, strict=True)]
    return t("subscribe.done", region=", ".join(names)), rows


async def _subscribe(message: Message, context: Context, t: Texts, found: Meant) -> None:
    text, rows = await follow(message, context, t, found)
    await message.reply_text(text, reply_markup=keyboard(rows))


async def _follow(
    context: Context,
    message: Message,
    t: Texts,
    subject: str,
    name: str = "",
    like: Subscription | None = None,
) -> None:
    """Keep the subscription, the language in which the chat hears of it, and a forum's topic.

    Where it takes the place of another one, it is set `like` that.
    """
    chat = str(message.chat_id)
    settings: dict[str, Any] = {"name": name} if name else {}
    if like is not None:
        settings |= {"pace": like.pace, "silent": like.silent, "importance": like.importance}
        settings |= {"allow": list(like.allow), "deny": list(like.deny)}
    await context.durable(context.store.subscribe(chat, subject, at=context.now(), **settings))
    topic = message.message_thread_id if message.is_topic_message else 0
    await context.durable(context.store.remember(chat, spoken=t.lang, topic=topic))


def _narrow(context: Context, t: Texts, region: str, wider: str) -> InlineKeyboardButton:
    """Only the town, only the district: often they are called as the region around them, which then ends.

    The `wider` one stands in the button as the number of steps up the tree.
    """
    label = t("subscribe.narrow", region=_with_kind(t, context, region))
    return button(label, "only", key_of(region), str(context.store.chain(region).index(wider)))


def _with_kind(t: Texts, context: Context, region: str) -> str:
    """A place's name with what it is: a region and its centre often share one."""
    name, kind = context.store.place_name(region, t.lang), f"place.kind.{place_kind(region)}"
    return f"{name} ({t(kind)})" if t.has(kind) else name


async def only(update: Update, context: Context, arguments: list[str]) -> None:
    """`only:REGION:STEPS`: a narrower region, in place of the one for which it was offered."""
    region, steps = region_of(arguments[0]), int(arguments[1])
    if region and 0 < steps < len(chain := context.store.chain(region)):
        await choose(update, context, arguments, instead_of=chain[steps])


async def choose(update: Update, context: Context, arguments: list[str], *, instead_of: str = "") -> None:
    """A region chosen by button; it may take the place of one that is followed."""
    t, chat, message = context.texts(update), update.effective_chat, update.effective_message
    region = region_of(arguments[0])
    if chat is None or not isinstance(message, Message) or not region:
        return
    if not await may_set(update, context):
        return
    store = context.store
    followed = owned(store, str(chat.id), key(instead_of)) if instead_of else None
    await _follow(context, message, t, region, like=followed)
    if followed is not None:
        await context.durable(store.unsubscribe(followed.chat, followed.subject, narrowed=True))
    rows = [[button(t("follow.button.settings"), "set", key(region))]]
    label = _with_kind(t, context, region) if followed else store.place_name(region, t.lang)
    text = t("subscribe.done", region=label)
    if followed is not None:
        text += "\n" + t("subscribe.ended", region=_with_kind(t, context, instead_of))
    await message.reply_text(text, reply_markup=keyboard(rows))


async def person(update: Update, context: Context, arguments: list[str]) -> None:
    """`folp:FACT`: follow whoever is quoted, or claims."""
    message, found = update.effective_message, context.store.fact(arguments[0])
    if not isinstance(message, Message) or found is None or not await may_set(update, context):
        return
    fact = found.fact
    name = (fact.attribution if isinstance(fact, Quotation) else fact.claimant).name
    if name:
        await _subscribe(message, context, context.texts(update), Meant(person_subject(name), name))


async def pin(update: Update, context: Context) -> None:
    """A location: the nearest region is followed, with offers of what lies around the place."""
    t, message = context.texts(update), update.effective_message
    if message is None or message.location is None or not await may_set(update, context):
        return
    chain = regions_near(message.location.latitude, message.location.longitude)
    if not chain:
        await message.reply_text(t("subscribe.nowhere"))
        return
    # The region below the country; closer ones are offered.
    region = chain[-2] if len(chain) > 1 else chain[-1]
    await _follow(context, message, t, region)
    narrower = [inner for inner in chain if inner not in (region, chain[-1])]
    rows = [[_narrow(context, t, inner, region)] for inner in narrower]
    rows.append([button(t("follow.button.settings"), "set", key(region))])
    text = t("subscribe.done", region=context.store.place_name(region, t.lang))
    await message.reply_text(text, reply_markup=keyboard(rows))


def followed(message: Message, context: Context, found: Meant) -> Subscription | None:
    """What the chat follows of what a name means, or may mean."""
    own = context.store.subscriptions(str(message.chat_id))
    wanted = [found.subject, *(place.id for place in found.others)]
    return next((one for subject in wanted for one in own if one.subject == subject), None)


async def unfollow(context: Context, t: Texts, one: Subscription) -> str:
    """End a subscription; what to say of it."""
    await context.durable(context.store.unsubscribe(one.chat, one.subject))
    return t("unsubscribe.done", region=name_of_subject(t, context.store, one.subject, one.name))


async def drop(update: Update, context: Context, arguments: list[str]) -> None:
    """End one subscription by button."""
    t, chat, message = context.texts(update), update.effective_chat, update.effective_message
    if chat is None or not isinstance(message, Message) or not await may_set(update, context):
        return
    one = owned(context.store, str(chat.id), arguments[0])
    if one is None:
        await message.reply_text(t("follow.ended"))
        return
    await message.reply_text(await unfollow(context, t, one))


async def show(update: Update, context: Context) -> None:
    """`/list`: what the chat follows, each with buttons to set it and to end it."""
    t, message = context.texts(update), update.effective_message
    if message is not None:
        own = context.store.subscriptions(str(message.chat_id))
        text, rows = listed(message, context, t, t("list.head") if own else t("list.none"))
        await replies.say(message, context, text, rows)


def listed(message: Message, context: Context, t: Texts, head: str) -> Said:
    """What the chat follows, below `head`, with buttons to set each and to end it."""
    store = context.store
    own = store.subscriptions(str(message.chat_id))
    names = [name_of_subject(t, store, one.subject, one.name) for one in own]
    rows = [
        [button(f"⚙ {name}", "set", key(one.subject)), button("✕", "unsub", key(one.subject))]
        for one, name in zip(own, names, strict=True)
    ]
    lines = [
        f"• {name}" + ("" if one.pace == PACES[0] else f" – {t(f'follow.button.{one.pace}')}")
        for one, name in zip(own, names, strict=True)
    ]
    text = Rich().line(head).add("\n".join(lines)).cut().text if own else head
    return text, rows[:LISTED]


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
