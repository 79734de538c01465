"""Commands without their stroke: "help" gets the help, "stop" is asked back, since several things could be meant."""

from __future__ import annotations

from telegram import Message, Update

from handlers import replies, subscribe
from handlers.access import is_admin
from handlers.context import Context
from handlers.hours import silence_row
from handlers.keyboards import button
from handlers.texts import Texts

__all__ = ["manual", "said"]


def manual(update: Update, context: Context, t: Texts) -> str:
    """The text of `/help`; editors see their part too."""
    editors = [t("help.editor")] if is_admin(update, context) else []
    return "\n\n".join([t("help.reader"), *editors, t("help.data")])


async def said(
    update: Update, context: Context, message: Message, t: Texts, command: str, note: str = ""
) -> None:
    """Answer "help" or "stop"; `note` stands above. Nothing is ended before a button says what."""
    text, rows = (manual(update, context, t), []) if command == "help" else _stops(message, context, t)
    await replies.say(message, context, f"{note}\n\n{text}" if note else text, rows)


def _stops(message: Message, context: Context, t: Texts) -> subscribe.Said:
    """What could be stopped: one subscription, all news for a while or for good, everything that is stored."""
    delete = [button(t("bare.delete"), "stop")]
    if not context.store.subscriptions(str(message.chat_id)):
        return t("bare.nothing"), [delete]
    text, rows = subscribe.listed(message, context, t, t("bare.stop"))
    last = [silence_row(t, context.store.hours(str(message.chat_id), t.lang), context.now()), delete]
    return text, [*rows[: subscribe.LISTED - len(last)], *last]
