"""Who may do what: the only checks of authorisation in the house."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import ChatMember, Message, Update
from telegram.error import TelegramError

from handlers.context import Context

__all__ = ["editors_only", "is_admin", "is_owner", "may_edit", "may_set", "name_of", "owners_only"]

RULES = {ChatMember.OWNER, ChatMember.ADMINISTRATOR}


def is_admin(update: Update, context: Context) -> bool:
    """Whether the person behind the update is an editor or an owner. A channel or an anonymous sender is nobody."""
    user = update.effective_user
    return user is not None and (is_owner(update, context) or context.store.editors.knows(str(user.id)))


def is_owner(update: Update, context: Context) -> bool:
    """Whether the person behind the update is an owner: the settings name them."""
    user = update.effective_user
    return user is not None and user.id in context.settings.admins


def name_of(update: Update) -> str:
    """Who acts, as it is written into the audit: the person's number, "" for a channel."""
    return str(update.effective_user.id) if update.effective_user else ""


async def may_edit(update: Update, context: Context) -> bool:
    """Whether the person is an editor. Says so if not."""
    if is_admin(update, context):
        return True
    if isinstance(update.effective_message, Message):
        await update.effective_message.reply_text(context.texts(update)("desk.refused"))
    return False


Command = Callable[[Update, Context], Coroutine[Any, Any, None]]


def editors_only(command: Command) -> Command:
    """A command that only editors may give."""

    async def guarded(update: Update, context: Context) -> None:
        if await may_edit(update, context):
            await command(update, context)

    return guarded


def owners_only(command: Command) -> Command:
    """A command that only owners may give."""

    async def guarded(update: Update, context: Context) -> None:
        if is_owner(update, context):
            await command(update, context)
        elif await may_edit(update, context) and isinstance(update.effective_message, Message):
            await update.effective_message.reply_text(context.texts(update)("desk.owners_only"))

    return guarded


async def may_set(update: Update, context: Context) -> bool:
    """Whether the person may change what the chat has set: anyone in private, admins in a group. Says so if not."""
    chat, user, message = update.effective_chat, update.effective_user, update.effective_message
    # Only its admins can write in a channel; its buttons anybody can press.
    if chat is None or chat.type == chat.PRIVATE or update.channel_post is not None:
        return True
    # An admin who writes as the group itself.
    if isinstance(message, Message) and message.sender_chat is not None and message.sender_chat.id == chat.id:
        return True
    try:
        member = await context.bot.get_chat_member(chat.id, user.id) if user else None
    except TelegramError:
        member = None
    if member is not None and member.status in RULES:
        return True
    if isinstance(message, Message):
        await message.reply_text(context.texts(update)("group.admins_only"))
    return False
