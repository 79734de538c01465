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

__all__ = ["before", "fact_of", "give", "kept", "pages_of", "say"]

NO_PREVIEW = LinkPreviewOptions(is_disabled=True).to_json()
KEPT = 10
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


def before(context: Context, message: Message) -> Mapping[str, Any]:
    """What is kept of how an edited message was answered before (see `kept`); nothing for a new one."""
    if message.edit_date is None:
        return {}
    found: Mapping[str, Any] = context.store.chat(str(message.chat_id)).get("answered", {})
    return dict(found.get(str(message.message_id), {}))


def kept(
    known: Mapping[str, Any], message: Message, numbers: Sequence[int], *, fact: str = "", did: object = None
) -> dict[str, Any]:
    """What is to be kept of a chat of which so much is `known`: the messages, the fact they show first, and what
    the message did besides (see `handlers.wishes`).
    """
    answered = dict(known.get("answered", {}))
    answered.pop(str(message.message_id), None)
    optional = {"fact": fact, "did": did}
    own = {"messages": list(numbers)} | {name: value for name, value in optional.items() if value}
    return {"answered": dict([*answered.items(), (str(message.message_id), own)][-KEPT:])}


def fact_of(context: Context, chat: int, number: int) -> str | None:
    """The fact that a message of the bot shows first; None where that is not known any more."""
    shown = context.bot_data.shown.get((chat, number))
    if shown is not None:
        return shown
    answered = context.store.chat(str(chat)).get("answered", {}).values()
    return next((one.get("fact") for one in answered if one["messages"][:1] == [number]), None)


async def say(message: Message, context: Context, text: str, rows: Rows = (), *, did: object = None) -> None:
    """Answer with some words, and keep which message has them."""
    numbers = await give(message, context, [Ready(page) for page in pages_of(Rich().add(text), rows)])
    if context.store.writable:
        chat = str(message.chat_id)
        fields = kept(context.store.chat(chat), message, numbers, did=did)
        context.later(context.store.remember(chat, lazily=True, **fields))


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
    return list(before(context, message).get("messages", ())) if known is None else list(known)


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
