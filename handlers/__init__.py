"""Handlers talk: they read an update, call the store, render, reply. `routes()` is all of them in order."""

from __future__ import annotations

from typing import Any

from telegram import Message, MessageEntity, Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    MessageReactionHandler,
    TypeHandler,
    filters,
)

from handlers import (
    articles,
    ask,
    backup,
    broadcast,
    buttons,
    captions,
    cards,
    desk,
    edits,
    failure,
    fixing,
    help,
    hours,
    inline,
    latest,
    limits,
    notices,
    portable,
    privacy,
    render,
    settings,
    staff,
    subscribe,
    teach,
    texts,
    upload,
    who,
    wishes,
)
from handlers.access import editors_only, owners_only
from handlers.alerts import outgoing
from handlers.context import Context, Desk, KabarApplication, Settings
from handlers.fetching import Fetched, NotFetched
from handlers.ready import Post, Ready
from handlers.warm import warm

__all__ = [
    "Context",
    "Desk",
    "Fetched",
    "KabarApplication",
    "NotFetched",
    "Post",
    "Ready",
    "Settings",
    "failure",
    "guards",
    "help",
    "notices",
    "outgoing",
    "preludes",
    "render",
    "routes",
    "texts",
    "warm",
]

PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
EDITED = filters.UpdateType.EDITED_MESSAGE
GROUPS = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE
# What people look at rather than read, also where it was sent as a file.
SEEN = ~filters.Document.ALL | filters.ANIMATION | filters.Document.IMAGE | filters.Document.VIDEO


class _ForTheBot(filters.MessageFilter):
    """A group's message that mentions the bot or replies to one of its messages."""

    def filter(self, message: Message) -> bool:
        name = f"@{message.get_bot().username}".lower()
        kinds: list[str | None] = [MessageEntity.MENTION]
        mentions = message.parse_entities(kinds) if message.text else {}
        mentions |= message.parse_caption_entities(kinds) if message.caption else {}
        if any(mention.lower() == name for mention in mentions.values()):
            return True
        earlier = message.reply_to_message
        author = earlier.from_user if earlier else None
        return author is not None and author.id == message.get_bot().id


def guards(limited: bool) -> list[BaseHandler[Any, Context, Any]]:
    """What comes before everything else: nobody may be faster than a person is."""
    return [TypeHandler(Update, limits.guard)] if limited else []


def preludes() -> list[BaseHandler[Any, Context, Any]]:
    """What happens before a command is carried out: whoever gives one does not answer an open question."""
    return [MessageHandler(filters.COMMAND & filters.UpdateType.MESSAGE, fixing.leave)]


def _settings() -> list[BaseHandler[Any, Context, Any]]:
    """What a chat follows and sets; a channel's admins may write it there, too."""
    chats = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
    commands = {
        "lang": settings.language,
        "subscribe": wishes.add,
        "unsubscribe": wishes.end,
        "list": subscribe.show,
        "settings": hours.settings,
        "quiet": hours.quiet,
        "zone": hours.zone,
        "daily": hours.daily,
        "mute": hours.mute,
        "pause": hours.pause,
        "export": portable.export,
    }
    return [CommandHandler(name, command, chats) for name, command in commands.items()]


def _readers() -> list[BaseHandler[Any, Context, Any]]:
    """What anybody may ask for; `/add` itself says who may not."""
    commands = {
        "start": help.start,
        "help": help.show,
        "ask": ask.command,
        "latest": latest.show,
        "timeline": latest.timeline,
        "who": who.person,
        "where": who.place,
        "privacy": privacy.show,
        "stop": privacy.stop,
        "add": upload.add,
        "cancel": fixing.cancel,
    }
    return [CommandHandler(name, command, filters.UpdateType.MESSAGE) for name, command in commands.items()]


def _desk() -> list[BaseHandler[Any, Context, Any]]:
    """The commands of editors and owners."""
    new = filters.UpdateType.MESSAGE
    editors = {
        "misses": desk.misses,
        "stats": desk.stats,
        "queue": desk.queue,
        "feedback": desk.feedback,
        "audit": desk.audit,
        "articles": articles.show,
        "history": articles.history,
        "alias": teach.alias,
        "place": teach.place,
        "word": teach.word,
        "words": teach.show,
    }
    owners = {
        "editors": staff.editors,
        "broadcast": broadcast.preview,
        "backup": backup.send,
    }
    guarded = {name: editors_only(command) for name, command in editors.items()}
    guarded |= {name: owners_only(command) for name, command in owners.items()}
    return [CommandHandler(name, command, new) for name, command in guarded.items()]


def routes() -> list[BaseHandler[Any, Context, Any]]:
    """All handlers; the first that fits an update gets it."""
    new = filters.UpdateType.MESSAGE
    # In a group people share places and files with each other; the bot's are those that reply to it.
    meant = PRIVATE | _ForTheBot()
    words = (filters.TEXT | filters.CAPTION) & ~filters.COMMAND & _ForTheBot()
    return [
        # First because it is by far the most frequent: each handler before it would be asked for nothing.
        MessageHandler(PRIVATE & filters.TEXT & ~filters.COMMAND, ask.private),
        *_readers(),
        *_settings(),
        *_desk(),
        CallbackQueryHandler(buttons.press),
        InlineQueryHandler(inline.offer),
        MessageReactionHandler(cards.reaction),
        MessageHandler(filters.StatusUpdate.MIGRATE, subscribe.migrated),
        ChatMemberHandler(subscribe.membership, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(filters.LOCATION & new & meant, subscribe.pin),
        MessageHandler(filters.Document.FileExtension("json") & new & meant, portable.take),
        MessageHandler(PRIVATE & filters.CAPTION & SEEN, captions.captioned),
        MessageHandler(PRIVATE & filters.ANIMATION, captions.wordless),
        MessageHandler(PRIVATE & filters.Document.ALL, upload.document),
        MessageHandler(PRIVATE & filters.COMMAND, help.unknown),
        MessageHandler(PRIVATE & ~filters.StatusUpdate.ALL, captions.wordless),
        CommandHandler(edits.COMMANDS, edits.edited, EDITED),
        MessageHandler(
            EDITED & filters.ChatType.PRIVATE & (filters.TEXT | filters.CAPTION | filters.Document.ALL),
            edits.edited,
        ),
        MessageHandler(EDITED & filters.ChatType.GROUPS & words, edits.edited),
        MessageHandler(GROUPS & words, ask.grouped),
    ]
