"""Owners name the editors: by reply to a person's message, or by number."""

from __future__ import annotations

import contextlib

from telegram import Message, MessageOriginUser, Update, User
from telegram.error import TelegramError

from handlers.access import is_owner, name_of
from handlers.context import Context
from handlers.keyboards import button
from handlers.review import put
from handlers.rich import Rich
from handlers.texts import texts
from handlers.typed import one_line

__all__ = ["editors", "remove"]

MAX_NAME = 60
MOST = 80
MAX_NUMBER = 1 << 52


async def editors(update: Update, context: Context) -> None:
    """`/editors`: the list; `/editors NUMBER NAME`, or as a reply to somebody's message: one more."""
    t, message = context.texts(update), update.effective_message
    if not isinstance(message, Message):
        return
    words = context.args or []
    meant = _meant(message)
    if meant is not None:
        await _add(update, context, str(meant.id), one_line(meant.full_name, MAX_NAME))
    elif words and words[0].isascii() and words[0].isdigit() and 0 < int(words[0][:20]) < MAX_NUMBER:
        await _add(update, context, str(int(words[0])), one_line(" ".join(words[1:]), MAX_NAME))
    elif words:
        await message.reply_text(t("editors.how"))
    else:
        await _list(update, context)


def _meant(message: Message) -> User | None:
    """Whom a reply points at: the author of a forwarded message, else who wrote it; never a bot."""
    earlier = message.reply_to_message
    if earlier is None:
        return None
    origin = earlier.forward_origin
    person = origin.sender_user if isinstance(origin, MessageOriginUser) else earlier.from_user
    return person if person is not None and not person.is_bot else None


async def _add(update: Update, context: Context, person: str, name: str) -> None:
    t, message = context.texts(update), update.effective_message
    added = context.store.editors.add(person, name, by=name_of(update), at=context.now())
    await context.durable(added)
    if isinstance(message, Message):
        await message.reply_text(t("editors.added", name=" ".join(filter(None, (name, person)))))
    # Whoever has never written to the bot can't be written to.
    with contextlib.suppress(TelegramError):
        lang = context.store.chat(person).get("lang") or t.lang
        await context.bot.send_message(int(person), texts(lang)("editors.welcome"))


async def remove(update: Update, context: Context, arguments: list[str]) -> None:
    """`uned:NUMBER`: no editor any more; only an owner may."""
    t, message = context.texts(update), update.effective_message
    if not is_owner(update, context):
        if isinstance(message, Message):
            await message.reply_text(t("desk.owners_only"))
        return
    person = str(int(arguments[0]))
    removed = context.store.editors.remove(person, by=name_of(update), at=context.now())
    await context.durable(removed)
    await _list(update, context)


async def _list(update: Update, context: Context) -> None:
    t, known = context.texts(update), context.store.editors.all()
    rich = Rich().line(t("editors.owners", owners=", ".join(map(str, sorted(context.settings.admins)))))
    rich.line(t("editors.head") if known else t("editors.none"))
    rows = []
    for editor in known[:MOST]:
        label = " ".join(filter(None, (editor.name, editor.person)))
        rich.line(f"• {label}")
        rows.append([button(f"✕ {label}", "uned", editor.person)])
    rich.line().line(t("editors.how"))
    await put(update, rich, rows)
