"""Questions: from words to cards."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from telegram import InlineKeyboardButton, LinkPreviewOptions, Message, Update

from handlers import bare, fixing, following, people, replies, upload, wishes
from handlers.cards import card_buttons, other_buttons
from handlers.context import Context
from handlers.keyboards import button, keyboard
from handlers.ready import Ready
from handlers.render import PAGE, answer_page, more_buttons, nearest_questions
from handlers.texts import Texts
from handlers.typed import zone_of
from store import (
    Answer,
    Question,
    Recent,
    bare_command,
    is_small_talk,
    key_of,
    person_asked_for,
    place_asked_about,
    resolve,
)

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

# Stands in prepared buttons for the question's own number, which differs each time.
TOKEN = secrets.token_hex(6)
NO_PREVIEW = LinkPreviewOptions(is_disabled=True).to_json()
LIMIT = 12
KEPT_QUESTIONS = 10
REMEMBERED = timedelta(minutes=10)


def _today(context: Context, t: Texts) -> date:
    return context.now().astimezone(zone_of(t)).date()


def ask_store(context: Context, t: Texts, text: str) -> Answer:
    """The store's answer, in the words of `t`."""
    # About a millisecond, all in memory: a hop to another thread would cost more than it saves.
    return context.store.ask(Question(text, t.lang, _today(context, t)), limit=LIMIT)


async def private(update: Update, context: Context) -> None:
    """Any text in a private chat is a question."""
    message = update.effective_message
    if message is None or await _taken(update, context, message.text or ""):
        return
    if not await upload.text(update, context, message.text or ""):
        await answer_question(update, context, message.text or "")


async def _taken(update: Update, context: Context, text: str) -> bool:
    """Whether the words answer a question that was asked with a button."""
    taken = await fixing.take(update, context, text) or await following.take_words(update, context, text)
    if taken and update.effective_message is not None:
        replies.typed(context, update.effective_message)
    return taken


async def command(update: Update, context: Context) -> None:
    """`/ask QUESTION`; without a question it says how to ask."""
    await answer_question(update, context, " ".join(context.args or []))


async def grouped(update: Update, context: Context) -> None:
    """A group's message that mentions the bot or replies to it."""
    message = update.effective_message
    if message is None:
        return
    name = context.bot.username
    words = (message.text or message.caption or "").replace(f"@{name}", " ")
    if await _taken(update, context, words):
        return
    await answer_question(update, context, words)


async def answer_question(update: Update, context: Context, text: str) -> None:
    """Answer `text`; a wish to hear of a region is granted, and a follow-up leans on the question before.

    Where the message was edited, the new answer takes the place of the old one.
    """
    message, t = update.effective_message, context.texts(update)
    if message is None:
        return
    if not text.strip():
        await message.reply_text(t("ask.empty"))
        return
    command = bare_command(text)
    note = await wishes.heard(update, context, message, t, "" if command else text)
    if command and note is not None:
        await bare.said(update, context, message, t, command, note)
    elif note is not None:
        await _answer(message, context, t, text, note)


async def _answer(message: Message, context: Context, t: Texts, text: str, note: str = "") -> None:
    """Answer `text`, which stands in `message`, with `note` above; it is kept for paging and for what follows on it."""
    known = context.store.chat(str(message.chat_id))
    whole = resolve(_last_question(context, known, message), text)
    person = person_asked_for(whole)
    if person and context.store.library.mentions(person):
        numbers = await people.show(message, context, t, person, note=note)
        _remember(context, message, known, whole, numbers)
        return
    answer = ask_store(context, t, whole)
    if not answer.hits and whole != text:
        # Perhaps it did not lean on the question before.
        alone = ask_store(context, t, text)
        whole, answer = (text, alone) if alone.hits else (whole, answer)
    if not answer.hits and is_small_talk(whole):
        small = t("ask.small_talk")
        await replies.say(message, context, f"{note}\n\n{small}" if note else small)
        return
    context.store.tally.count(context.now().date(), answered=bool(answer.hits))
    if context.store.writable and not answer.hits:
        context.later(context.store.feedback.missed(whole, t.lang, at=context.now()))
    prepared = _prepared(t, context, answer, whole if whole != text else "", note)
    fact = answer.hits[0].found.fact.id if answer.hits else ""
    numbers = await replies.give(message, context, prepared.pages, str(message.message_id), fact)
    _remember(context, message, known, whole, numbers, fact)


def _last_question(context: Context, known: Mapping[str, Any], message: Message) -> str:
    """The question of a chat before `message`, if it was asked a moment ago."""
    asked, at = known.get("asked", {}), known.get("asked_at")
    if not asked or not at or context.now() - datetime.fromisoformat(at) > REMEMBERED:
        return ""
    own, earlier = str(message.message_id), list(asked)
    if message.edit_date is not None and own in asked:
        # What an edited question leans on came before it.
        earlier = earlier[: earlier.index(own)]
    return str(asked[earlier[-1]]) if earlier else ""


def _remember(
    context: Context,
    message: Message,
    known: Mapping[str, Any],
    text: str,
    numbers: Sequence[int],
    fact: str = "",
) -> None:
    """Keep a question and which messages answered it; beside a running bot the console only reads."""
    if not context.store.writable:
        return
    asked = [*known.get("asked", {}).items(), (str(message.message_id), text)]
    # Not waited for: writes are done in their order, so it is on disk before the update counts as handled.
    context.later(
        context.store.remember(
            str(message.chat_id),
            lazily=True,
            asked=dict(asked[-KEPT_QUESTIONS:]),
            asked_at=context.now().isoformat(),
            answered=replies.kept(known, message, numbers, fact),
        )
    )


@dataclass(frozen=True, slots=True)
class _Prepared:
    """An answer as it goes out, message by message; the last one has the buttons."""

    answer: Answer  # kept, so that its id is no other's
    pages: tuple[Ready, ...]


_RECENT = Recent[tuple[int, str, str], _Prepared](1000)


def _prepared(t: Texts, context: Context, answer: Answer, meant: str, note: str = "") -> _Prepared:
    """The first page's messages. Where the store gives the same answer again, they are not made again."""

    def make() -> _Prepared:
        first, *others = answer_page(t, answer, context.store.describe, meant=meant)
        rows = _buttons(t, context, answer, TOKEN, 0)
        parts = [(first, note), *((page, "") for page in others)]
        fields = [
            field
            for place, (page, above) in enumerate(parts, 1)
            for field in replies.pages_of(page, rows if place == len(parts) else (), note=above)
        ]
        return _Prepared(answer, tuple(Ready(each, TOKEN) for each in fields))

    return make() if note else _RECENT.get((id(answer), t.lang, meant), make)


def _buttons(
    t: Texts, context: Context, answer: Answer, token: str, offset: int
) -> list[list[InlineKeyboardButton]]:
    """Under an answer: what can be done with its first card, the other cards, paging; else the nearest questions."""
    if not answer.hits:
        near = nearest_questions(t, answer, context.store.describe)
        rows = [[button(text, "near", fact)] for text, fact in near]
        return [*rows, [button(t("button.wait"), "wait", token)]]
    days = _day_by_day(t, context, answer)
    shown = range(offset + 1, min(offset + PAGE, len(answer.hits)))
    rows = card_buttons(t, answer.hits[offset].found, context)
    return [*rows, other_buttons(answer, shown), days, *more_buttons(t, answer, token, offset)]


def _day_by_day(t: Texts, context: Context, answer: Answer) -> list[InlineKeyboardButton]:
    """Under what happened somewhere: the timeline of that place."""
    name = place_asked_about(answer.question.text)
    places = context.store.places(name) if name else []
    return [button(t("button.days"), "days", key_of(places[0].id))] if places else []


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
    rows = _buttons(t, context, answer, token, offset)
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
