"""Greeting, help, and an answer to everything that is no question."""

from __future__ import annotations

import contextlib

from telegram import BotCommand, BotCommandScopeChat, InlineKeyboardButton, Update
from telegram.error import TelegramError

from handlers import bare, opening, replies
from handlers.access import is_admin, is_owner
from handlers.ask import ask_store
from handlers.context import Context, KabarApplication
from handlers.keyboards import button, keyboard
from handlers.render import question_about
from handlers.texts import LANGUAGES, Texts, texts

__all__ = ["COMMANDS", "EDITORS", "EXAMPLES", "OWNERS", "set_menu", "show", "start", "unknown"]

COMMANDS = (
    "ask",
    "who",
    "where",
    "latest",
    "timeline",
    "subscribe",
    "unsubscribe",
    "list",
    "settings",
    "quiet",
    "zone",
    "daily",
    "mute",
    "pause",
    "export",
    "lang",
    "privacy",
    "stop",
    "help",
)
EXAMPLES = ("1", "2", "3")
# So many of the newest articles may give example questions.
RECENT = 10


async def start(update: Update, context: Context) -> None:
    """`/start`: who the bot is, and three questions to try; behind a deep link what it names."""
    t, message = context.texts(update), update.effective_message
    if message is not None and not await opening.opened(update, context):
        rows = [[one] for one in _examples(t, context)]
        await message.reply_text(t("start.hello"), reply_markup=keyboard(rows))


def _examples(t: Texts, context: Context) -> list[InlineKeyboardButton]:
    """Three questions to try: those that have an answer here, then some that the newest facts answer."""
    store = context.store
    good = [name for name in EXAMPLES if ask_store(context, t, t(f"example.{name}")).hits]
    found = [button(t(f"example.{name}"), "ask", name) for name in good]
    for newest in store.library.latest(limit=RECENT) if len(found) < len(EXAMPLES) else ():
        text = question_about(t, store.describe(newest, t.lang))
        # "What did Zelensky say?" stands for one with his first name, too.
        if text and not any(set(one.text.split()) <= set(text.split()) for one in found):
            found.append(button(text, "near", newest.fact.id))
    rest = [button(t(f"example.{name}"), "ask", name) for name in EXAMPLES if name not in good]
    return [*found, *rest][: len(EXAMPLES)]


# What editors, and owners besides, find in their menu.
EDITORS = (
    "add",
    "queue",
    "articles",
    "history",
    "misses",
    "feedback",
    "stats",
    "audit",
    "alias",
    "place",
    "word",
    "words",
    "cancel",
)
OWNERS = ("editors", "broadcast", "backup")


async def show(update: Update, context: Context) -> None:
    """`/help`; editors see their part too, and get their commands into their menu."""
    t, message = context.texts(update), update.effective_message
    if message is not None and is_admin(update, context) and message.chat.type == message.chat.PRIVATE:
        names = (*COMMANDS, *EDITORS, *(OWNERS if is_owner(update, context) else ()))
        menu = [BotCommand(name, t(f"menu.{name}")) for name in names]
        # A menu is no reason for no answer.
        with contextlib.suppress(TelegramError):
            await context.bot.set_my_commands(menu, scope=BotCommandScopeChat(message.chat_id))
    if message is not None:
        await replies.say(message, context, bare.manual(update, context, t))


async def unknown(update: Update, context: Context) -> None:
    """A command that the bot doesn't have."""
    t, message = context.texts(update), update.effective_message
    if message is not None:
        await message.reply_text(t("command.unknown"))


async def set_menu(application: KabarApplication) -> None:
    """Tell Telegram the commands, in every language; the fallback's stand for all other languages."""
    for lang in LANGUAGES:
        t = texts(lang)
        menu = [BotCommand(name, t(f"menu.{name}")) for name in COMMANDS]
        await application.bot.set_my_commands(menu, language_code=lang)
        if lang == "en":
            await application.bot.set_my_commands(menu)
