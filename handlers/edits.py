"""Edited messages: what an article, a question, a wish or a command says now is what counts.

An edited article is read again. A question, or a command that only reads, has its answer edited. `/subscribe` and
`/unsubscribe` are wishes: the edited one takes the place of the old one, since whoever corrects a name wants that
name and not both. Every other command changes something once, as a pause that the next one ends: it is not given
twice.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import Update

from handlers import ask, help, hours, latest, privacy, replies, subscribe, upload, who, wishes
from handlers.context import Context

__all__ = ["COMMANDS", "edited"]

READING: dict[str, Callable[[Update, Context], Awaitable[None]]] = {
    "help": help.show,
    "list": subscribe.show,
    "settings": hours.settings,
    "latest": latest.show,
    "timeline": latest.timeline,
    "who": who.person,
    "where": who.place,
    "privacy": privacy.show,
}
WISHES: dict[str, Callable[[Update, Context], Awaitable[None]]] = {
    "subscribe": wishes.add,
    "unsubscribe": wishes.end,
}
ASK = "ask"
# The commands that are obeyed in an edited message.
COMMANDS = (ASK, *READING, *WISHES)


async def edited(update: Update, context: Context) -> None:
    """A text that was edited after it was sent; without words left there is nothing to ask."""
    message = update.edited_message
    if message is None or await upload.edited(update, context):
        return
    if replies.did(context, message) == replies.TYPED:
        await message.reply_text(context.texts(update)("edit.typed"))
        return
    text = message.text or message.caption or ""
    name, words = _command(text) if text.startswith("/") else (ASK, text)
    words = words.replace(f"@{context.bot.username}", " ")
    if name in WISHES:
        await WISHES[name](update, context)
    elif name == ASK and words.strip():
        await ask.answer_question(update, context, words)
    elif name != ASK:
        await _obey(update, context, name)


async def _obey(update: Update, context: Context, name: str) -> None:
    """A command that is no wish; the wish that stood in its place is told to be taken back."""
    message, t = update.edited_message, context.texts(update)
    if message is None:
        return
    note = await wishes.taken_back(update, context, message, t)
    if note:
        await message.reply_text(note)
    if name in READING:
        await READING[name](update, context)
    else:
        await replies.say(message, context, t("edit.command"))


def _command(text: str) -> tuple[str, str]:
    """(the name of a command, what stands behind it)."""
    name, *rest = text[1:].split(maxsplit=1) or [""]
    return name.partition("@")[0].lower(), " ".join(rest)
