"""Questions: from words to cards."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import date
from zoneinfo import ZoneInfo

from telegram import Message, ReplyParameters, Update

from handlers.context import Context
from handlers.keyboards import button, keyboard
from handlers.render import PAGE, answer_page, more_buttons, nearest_questions
from handlers.texts import Texts
from store import Answer, Question

__all__ = [
    "again",
    "answer_question",
    "ask_store",
    "asked",
    "command",
    "example",
    "grouped",
    "page",
    "private",
]

LIMIT = 12
KEPT_QUESTIONS = 10
# Where a chat has set no time zone, its language says which day it probably is.
ZONES = {"id": "Asia/Jakarta"}


def _today(context: Context, t: Texts) -> date:
    return context.now().astimezone(ZoneInfo(ZONES.get(t.lang, "UTC"))).date()


def ask_store(context: Context, t: Texts, text: str) -> Answer:
    """The store's answer, in the words of `t`."""
    # About a millisecond, all in memory: a hop to another thread would cost more than it saves.
    return context.store.ask(Question(text, t.lang, _today(context, t)), limit=LIMIT)


async def private(update: Update, context: Context) -> None:
    """Any text in a private chat is a question."""
    message = update.effective_message
    if message is not None:
        await answer_question(update, context, message.text or "")


async def command(update: Update, context: Context) -> None:
    """`/ask QUESTION`; without a question it says how to ask."""
    await answer_question(update, context, " ".join(context.args or []))


async def grouped(update: Update, context: Context) -> None:
    """A group's message that mentions the bot or replies to it."""
    message = update.effective_message
    if message is None:
        return
    name = context.bot.username
    words = (message.text or "").replace(f"@{name}", " ")
    await answer_question(update, context, words)


async def answer_question(update: Update, context: Context, text: str) -> None:
    """Answer `text`, as a reply to the message that asked it."""
    message, t = update.effective_message, context.texts(update)
    if message is None:
        return
    if not text.strip():
        await message.reply_text(t("ask.empty"))
        return
    await _answer(message, context, t, text)


async def _answer(message: Message, context: Context, t: Texts, text: str) -> None:
    """Answer `text`, which stands in `message`; the question is kept for paging while the answer goes out."""
    answer = ask_store(context, t, text)
    kept = _remember(context, message, text) if len(answer.hits) > PAGE else None
    await _send(message, context, answer, str(message.message_id))
    if kept is not None:
        await context.durable(kept)


def _remember(context: Context, message: Message, text: str) -> Future[int]:
    chat = str(message.chat_id)
    earlier = context.store.chat(chat).get("asked", {})
    asked = [*earlier.items(), (str(message.message_id), text)]
    return context.store.remember(chat, asked=dict(asked[-KEPT_QUESTIONS:]))


async def _send(message: Message, context: Context, answer: Answer, token: str) -> None:
    t = Texts(answer.question.lang)
    pages = answer_page(t, answer, context.store.describe)
    rows = more_buttons(t, answer, token)
    rows += [
        [button(text, "near", fact)] for text, fact in nearest_questions(t, answer, context.store.describe)
    ]
    reply = ReplyParameters(message.message_id, allow_sending_without_reply=True)
    for place, rich in enumerate(pages):
        last = place + 1 == len(pages)
        await message.reply_text(
            rich.text,
            entities=rich.entities,
            reply_markup=keyboard(rows) if last else None,
            reply_parameters=reply if place == 0 and message.chat.type != "private" else None,
        )


async def page(update: Update, context: Context, arguments: list[str]) -> None:
    """Turn to another page of an answer, in place."""
    t, query = context.texts(update), update.callback_query
    chat = update.effective_chat
    token, offset = arguments[0], int(arguments[1])
    text = context.store.chat(str(chat.id)).get("asked", {}).get(token) if chat else None
    if query is None or text is None:
        await again(update, context)
        return
    answer = ask_store(context, t, text)
    rich = answer_page(t, answer, context.store.describe, offset)[0]
    rows = more_buttons(t, answer, token, offset)
    await query.edit_message_text(rich.text, entities=rich.entities, reply_markup=keyboard(rows))


async def again(update: Update, context: Context) -> None:
    """An old button: ask for the question once more."""
    message = update.effective_message
    if isinstance(message, Message):
        await message.reply_text(context.texts(update)("button.stale"))


async def example(update: Update, context: Context, arguments: list[str]) -> None:
    """One of the example questions of the greeting."""
    await asked(update, context, context.texts(update)(f"example.{arguments[0]}"))


async def asked(update: Update, context: Context, text: str) -> None:
    """A question that was chosen by button: show it, then answer it."""
    message = update.effective_message
    if isinstance(message, Message):
        shown = await message.reply_text(f"❓ {text}")
        await _answer(shown, context, context.texts(update), text)
