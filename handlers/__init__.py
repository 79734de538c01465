"""Handlers talk: they read an update, call the store, render, reply. `routes()` is all of them in order."""

from __future__ import annotations

from typing import Any

from telegram import Message, MessageEntity
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from handlers import (
    articles,
    ask,
    buttons,
    desk,
    failure,
    fixing,
    help,
    inline,
    latest,
    notices,
    privacy,
    render,
    settings,
    subscribe,
    teach,
    texts,
    upload,
    who,
)
from handlers.access import editors_only
from handlers.context import Context, Desk, KabarApplication, Settings
from handlers.ready import Post, Ready
from handlers.warm import warm

__all__ = [
    "Context",
    "Desk",
    "KabarApplication",
    "Post",
    "Ready",
    "Settings",
    "failure",
    "help",
    "notices",
    "preludes",
    "render",
    "routes",
    "texts",
    "warm",
]

PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
GROUPS = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE


class _ForTheBot(filters.MessageFilter):
    """A group's message that mentions the bot or replies to one of its messages."""

    def filter(self, message: Message) -> bool:
        name = f"@{message.get_bot().username}".lower()
        mentions = message.parse_entities([MessageEntity.MENTION]).values()
        if any(mention.lower() == name for mention in mentions):
            return True
        earlier = message.reply_to_message
        author = earlier.from_user if earlier else None
        return author is not None and author.id == message.get_bot().id


def preludes() -> list[BaseHandler[Any, Context, Any]]:
    """What happens before a command is carried out: whoever gives one does not answer an open question."""
    return [MessageHandler(filters.COMMAND & filters.UpdateType.MESSAGE, fixing.leave)]


def routes() -> list[BaseHandler[Any, Context, Any]]:
    """All handlers; the first that fits an update gets it."""
    new = filters.UpdateType.MESSAGE
    return [
        # First because it is by far the most frequent: each handler before it would be asked for nothing.
        MessageHandler(PRIVATE & filters.TEXT & ~filters.COMMAND, ask.private),
        CommandHandler("start", help.start, new),
        CommandHandler("help", help.show, new),
        CommandHandler("lang", settings.language, new),
        CommandHandler("ask", ask.command, new),
        CommandHandler("subscribe", subscribe.add, new),
        CommandHandler("unsubscribe", subscribe.end, new),
        CommandHandler("list", subscribe.show, new),
        CommandHandler("latest", latest.show, new),
        CommandHandler("timeline", latest.timeline, new),
        CommandHandler("who", who.person, new),
        CommandHandler("where", who.place, new),
        CommandHandler("privacy", privacy.show, new),
        CommandHandler("stop", privacy.stop, new),
        CommandHandler("misses", desk.misses, new),
        CommandHandler("stats", desk.stats, new),
        CommandHandler("add", upload.add, new),
        CommandHandler("cancel", fixing.cancel, new),
        CommandHandler("articles", editors_only(articles.show), new),
        CommandHandler("history", editors_only(articles.history), new),
        CommandHandler("alias", editors_only(teach.alias), new),
        CommandHandler("place", editors_only(teach.place), new),
        CommandHandler("word", editors_only(teach.word), new),
        CommandHandler("words", editors_only(teach.show), new),
        CallbackQueryHandler(buttons.press),
        InlineQueryHandler(inline.offer),
        MessageHandler(filters.StatusUpdate.MIGRATE, subscribe.migrated),
        ChatMemberHandler(subscribe.membership, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(PRIVATE & filters.Document.ALL, upload.document),
        MessageHandler(PRIVATE & filters.COMMAND, help.unknown),
        MessageHandler(PRIVATE & ~filters.StatusUpdate.ALL, help.not_text),
        MessageHandler(GROUPS & filters.TEXT & ~filters.COMMAND & _ForTheBot(), ask.grouped),
    ]
