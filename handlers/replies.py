"""Where an answer goes: as new messages under a new question, in the place of the answer before under an edited one.

Which messages answered which question is kept for a chat's last ones, so that an edit finds its answer after a
restart, too.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from telegram import InlineKeyboardButton, LinkPreviewOptions, Message, ReplyParameters
from telegram.error import BadRequest, TelegramError

from handlers.context import Context
from handlers.keyboards import keyboard
from handlers.ready import Ready
from handlers.rich import Rich

__all__ = ["TYPED", "did", "fact_of", "give", "keep", "kept", "pages_of", "say", "taken_back", "typed"]

NO_PREVIEW = LinkPreviewOptions(is_disabled=True).to_json()
# So many questions of a chat, and of those that did something besides.
KEPT, DEEDS = 10, 4
TYPED = "typed"
Rows = Sequence[Sequence[InlineKeyboardButton]]


def pages_of(rich: Rich, rows: Rows = (), *, note: str = "") -> list[dict[str, str]]:
    """A text as the fields of its messages, the last one with buttons; `note` stands above it."""
    whole = Rich().line(note).line().extend(rich) if note else rich
    pages = [
        {
            "text": page.text,
            "entities": json.dumps([entity.to_dict() for entity in page.entities]),
            "link_preview_options": NO_PREVIEW,
        }
        for page in whole.split()
    ]
    buttons = keyboard([list(row) for row in rows])
    if buttons:
        pages[-1]["reply_markup"] = buttons.to_json()
    return pages


def kept(known: Mapping[str, Any], message: Message, numbers: Sequence[int], fact: str = "") -> str:
    """What is to be kept in a chat's row as "answered": of its last messages one line each, "QUESTION ANSWERS FACT".

    ANSWERS are the numbers of the messages with commas between, FACT is the one that they show first. It is one
    string, because the row is read several times for each question.
    """
    lines = known.get("answered", "").split("\n")
    if message.edit_date is not None:
        own = f"{message.message_id} "
        lines = [line for line in lines if not line.startswith(own)]
    return "\n".join([*lines[1 - KEPT :], f"{message.message_id} {','.join(map(str, numbers))} {fact}"])


def _lines(context: Context, chat: int) -> list[list[str]]:
    lines = context.store.chat(str(chat)).get("answered", "").split("\n")
    return [line.split(" ") for line in lines if line]


def did(context: Context, message: Message) -> Any:
    """What an edited message did besides being answered, see `say`; None for a new one."""
    if message.edit_date is None:
        return None
    return context.store.chat(str(message.chat_id)).get("did", {}).get(str(message.message_id))


def fact_of(context: Context, chat: int, number: int) -> str | None:
    """The fact that a message of the bot shows first; None where that is not known any more."""
    shown = context.bot_data.shown.get((chat, number))
    if shown is not None:
        return shown
    found = (fact for _, answers, fact in _lines(context, chat) if answers.split(",")[0] == str(number))
    return next(found, None) or None


async def say(
    message: Message,
    context: Context,
    said: str | Rich,
    rows: Rows = (),
    *,
    above: str = "",
    done: Any = None,
) -> None:
    """Answer with some words, and keep which messages have them; `above` is one before.

    `done` is what the question did besides (JSON).
    """
    pages = pages_of(Rich().add(said) if isinstance(said, str) else said, rows)
    before = pages_of(Rich().add(above)) if above else []
    keep(message, context, await give(message, context, [Ready(page) for page in before + pages]), done=done)


def keep(message: Message, context: Context, numbers: Sequence[int], *, done: Any = None) -> None:
    """Keep which messages answered, so that an edit finds them after a restart, too; `done` see `say`."""
    if not context.store.writable:
        return
    known = context.store.chat(str(message.chat_id))
    fields: dict[str, Any] = {"answered": kept(known, message, numbers)}
    if done is not None:
        fields["did"] = _deeds(known, message) | {str(message.message_id): done}
    context.later(context.store.remember(str(message.chat_id), lazily=True, **fields))


def _deeds(known: Mapping[str, Any], message: Message) -> dict[str, Any]:
    """What other messages did, the last of them."""
    others = [one for one in known.get("did", {}).items() if one[0] != str(message.message_id)]
    return dict(others[1 - DEEDS :])


def typed(context: Context, message: Message) -> None:
    """Keep that a message was what a button had asked for, and no question."""
    chat = str(message.chat_id)
    deeds = _deeds(context.store.chat(chat), message) | {str(message.message_id): TYPED}
    context.later(context.store.remember(chat, lazily=True, did=deeds))


def taken_back(context: Context, message: Message) -> None:
    """What a message did besides being answered counts no more."""
    chat = str(message.chat_id)
    context.later(context.store.remember(chat, lazily=True, did=_deeds(context.store.chat(chat), message)))


async def give(
    message: Message, context: Context, pages: Sequence[Ready], word: str = "", fact: str = ""
) -> list[int]:
    """Answer `message`; the numbers of the answer's messages. `word` stands in for what the pages leave blank."""
    own = {"chat_id": str(message.chat_id)}
    if message.is_topic_message:
        own["message_thread_id"] = str(message.message_thread_id)
    if message.chat.type != "private" or message.edit_date is not None:
        own["reply_parameters"] = _reply(message.message_id)
    earlier = _earlier(context, message)
    for page, number in zip(pages, earlier, strict=False):
        await _replace(context, page, own["chat_id"], number, word)
    for number in earlier[len(pages) :]:
        with contextlib.suppress(TelegramError):
            await context.bot.delete_message(message.chat_id, number)
    numbers = earlier[: len(pages)]
    for page in pages[len(earlier) :]:
        numbers.append(await context.post(page, own, word))
        own.pop("reply_parameters", None)
    context.bot_data.note_answer(message.chat_id, message.message_id, numbers, fact)
    return numbers


def _earlier(context: Context, message: Message) -> list[int]:
    known = context.bot_data.answered.get((message.chat_id, message.message_id))
    if known is not None:
        return list(known)
    if message.edit_date is None:
        return []
    own = str(message.message_id)
    found = (answers for question, answers, _ in _lines(context, message.chat_id) if question == own)
    return [int(number) for number in next(found, "").split(",") if number]


async def _replace(context: Context, page: Ready, chat: str, number: int, word: str) -> None:
    """The answer of a question that was edited, in its old place."""
    fields = {
        name: text.replace(page.blank, word) if page.blank else text for name, text in page.fields.items()
    }
    text = fields.pop("text")
    # The same answer as before, or a message that somebody has deleted.
    with contextlib.suppress(BadRequest):
        await context.bot.edit_message_text(text, chat, number, api_kwargs=fields)


def _reply(number: int) -> str:
    return ReplyParameters(number, allow_sending_without_reply=True).to_json()
