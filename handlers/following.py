"""One subscription's own settings: how soon, with or without sound, what, and which words."""

from __future__ import annotations

from typing import Any

from telegram import InlineKeyboardButton, Message, Update

from handlers.access import may_set
from handlers.context import Context
from handlers.keyboards import button, keyboard
from handlers.subjects import key, name_of_subject, owned
from handlers.texts import Texts
from handlers.typed import one_line
from store import PACES, Subscription

__all__ = [
    "IMPORTANCE",
    "KIND",
    "ask_words",
    "choose_importance",
    "choose_pace",
    "choose_sound",
    "open_panel",
    "take_words",
]

KIND = "words"
IMPORTANCE = (1, 2, 3)
WORDS = ("allow", "deny")
MAX_WORDS, MAX_WORD = 20, 40
NONE = {"-", "–", "—"}


async def open_panel(update: Update, context: Context, arguments: list[str]) -> None:
    """`set:KEY`: what is set, and buttons to set it otherwise."""
    message, one = update.effective_message, _owned(update, context, arguments[0])
    if not isinstance(message, Message):
        return
    t = context.texts(update)
    if one is None:
        await message.reply_text(t("follow.ended"))
        return
    await message.reply_text(_text(t, context, one), reply_markup=keyboard(_rows(t, one)))


def _owned(update: Update, context: Context, text: str) -> Subscription | None:
    chat = update.effective_chat
    return owned(context.store, str(chat.id), text) if chat else None


def _text(t: Texts, context: Context, one: Subscription) -> str:
    lines = [
        t("follow.head", name=name_of_subject(t, context.store, one.subject, one.name)),
        t(f"follow.pace.{one.pace}"),
        t("follow.silent" if one.silent else "follow.sound"),
        t(f"follow.importance.{one.importance}"),
    ]
    lines += [
        t(f"follow.{field}", words=", ".join(getattr(one, field))) for field in WORDS if getattr(one, field)
    ]
    return "\n".join(lines)


def _rows(t: Texts, one: Subscription) -> list[list[InlineKeyboardButton]]:
    subject = key(one.subject)

    def choice(label: str, chosen: bool, verb: str, value: object) -> InlineKeyboardButton:
        return button(f"✓ {label}" if chosen else label, verb, subject, str(value))

    paces = [choice(t(f"follow.button.{pace}"), pace == one.pace, "sp", pace) for pace in PACES]
    levels = [choice(t(f"follow.level.{n}"), n == one.importance, "si", n) for n in IMPORTANCE]
    sound = button(t("follow.button.loud" if one.silent else "follow.button.silent"), "ss", subject)
    words = [button(t(f"follow.button.{field}"), "sw", subject, field) for field in WORDS]
    return [paces, levels, [sound], words, [button(t("follow.button.stop"), "unsub", subject)]]


async def _set(update: Update, context: Context, text: str, **settings: Any) -> None:
    """Keep a setting and show the panel as it is now, in place."""
    message, one, t = update.effective_message, _owned(update, context, text), context.texts(update)
    if not isinstance(message, Message) or not await may_set(update, context):
        return
    if one is None:
        await message.reply_text(t("follow.ended"))
        return
    await context.durable(context.store.adjust(one.chat, one.subject, **settings))
    fresh = _owned(update, context, text)
    if fresh is None:
        return
    shown, rows = _text(t, context, fresh), keyboard(_rows(t, fresh))
    if update.callback_query is not None:
        await update.callback_query.edit_message_text(shown, reply_markup=rows)
    else:
        await message.reply_text(shown, reply_markup=rows)


async def choose_pace(update: Update, context: Context, arguments: list[str]) -> None:
    """`sp:KEY:PACE`."""
    if arguments[1] in PACES:
        await _set(update, context, arguments[0], pace=arguments[1])


async def choose_importance(update: Update, context: Context, arguments: list[str]) -> None:
    """`si:KEY:LEVEL`."""
    if int(arguments[1]) in IMPORTANCE:
        await _set(update, context, arguments[0], importance=int(arguments[1]))


async def choose_sound(update: Update, context: Context, arguments: list[str]) -> None:
    """`ss:KEY`: the other way round."""
    one = _owned(update, context, arguments[0])
    await _set(update, context, arguments[0], silent=not (one and one.silent))


async def ask_words(update: Update, context: Context, arguments: list[str]) -> None:
    """`sw:KEY:allow|deny`: the next message has the words."""
    chat, user, message = update.effective_chat, update.effective_user, update.effective_message
    field = arguments[1]
    if chat is None or user is None or not isinstance(message, Message) or field not in WORDS:
        return
    if await may_set(update, context):
        flow = {"asks": KIND, "subject": arguments[0], "field": field}
        await context.durable(context.store.flows.open(str(chat.id), str(user.id), flow, at=context.now()))
        await message.reply_text(context.texts(update)(f"follow.type.{field}"))


async def take_words(update: Update, context: Context, text: str) -> bool:
    """Typed words for a subscription; False where nobody asked for any."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None:
        return False
    flow = context.store.flows.get(str(chat.id), str(user.id), now=context.now())
    if flow is None or flow.get("asks") != KIND:
        return False
    closed = context.store.flows.close(str(chat.id), str(user.id))
    if closed is not None:
        await context.durable(closed)
    clean = [one_line(part, MAX_WORD).casefold() for part in text[:2000].split(",")]
    words = [] if text.strip() in NONE else [word for word in dict.fromkeys(clean) if word]
    await _set(update, context, flow["subject"], **{flow["field"]: words[:MAX_WORDS]})
    return True
