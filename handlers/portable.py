"""What a chat follows and has set, as a file: out with `/export`, in by sending it back."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from telegram import InputFile, Message, Update

from handlers.access import may_set
from handlers.context import Context
from handlers.following import IMPORTANCE
from handlers.hours import LONGEST_MUTE, MUTED_STORIES, keep
from handlers.texts import LANGUAGES, Texts
from handlers.typed import one_line
from store import PACES, Subscription, known_zone, moment, time_of_day, valid_subject

__all__ = ["FILE", "export", "is_settings", "take"]

FILE = "kabar-settings.json"
FORMAT = "kabar-settings"
MAX_BYTES = 100_000
MAX_SUBSCRIPTIONS = 200
MAX_ID = 64
CHAT_FIELDS = ("lang", "zone", "quiet_from", "quiet_to", "daily_at", "muted_until", "paused", "muted_stories")
TIMES = ("quiet_from", "quiet_to", "daily_at")
FIELDS = ("pace", "silent", "importance", "allow", "deny", "name")


async def export(update: Update, context: Context) -> None:
    """`/export`: a file with everything that the chat follows and has set; no questions, no numbers of people."""
    chat, t = update.effective_chat, context.texts(update)
    if chat is None or not await may_set(update, context):
        return
    known = context.store.chat(str(chat.id))
    body = {
        "format": FORMAT,
        "version": 1,
        "chat": {name: known[name] for name in CHAT_FIELDS if known.get(name)},
        "subscriptions": [_plain(one) for one in context.store.subscriptions(str(chat.id))],
    }
    data = json.dumps(body, ensure_ascii=False, indent=1).encode()
    await context.bot.send_document(
        chat.id, InputFile(data, filename=FILE), caption=t("portable.caption"), filename=FILE
    )


def _plain(one: Subscription) -> dict[str, Any]:
    fields = {name: getattr(one, name) for name in FIELDS}
    kept = {
        name: list(value) if isinstance(value, tuple) else value for name, value in fields.items() if value
    }
    return {"subject": one.subject, **kept}


def is_settings(message: Message) -> bool:
    """Whether a document looks like such a file."""
    document = message.document
    return document is not None and (document.file_name or "").lower().endswith(".json")


async def take(update: Update, context: Context) -> None:
    """A file of `/export` comes back: its subscriptions are added, its settings kept; what is wrong is left out."""
    message, t = update.effective_message, context.texts(update)
    if message is None or message.document is None or not await may_set(update, context):
        return
    if (message.document.file_size or 0) > MAX_BYTES:
        await message.reply_text(t("portable.wrong"))
        return
    file = await message.document.get_file()
    body = _parsed(bytes(await file.download_as_bytearray()))
    if body is None:
        await message.reply_text(t("portable.wrong"))
        return
    await _apply(message, context, t, body)


def _parsed(data: bytes) -> dict[str, Any] | None:
    try:
        body = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) and body.get("format") == FORMAT else None


async def _apply(message: Message, context: Context, t: Texts, body: dict[str, Any]) -> None:
    chat, count, left_out = str(message.chat_id), 0, 0
    found = body.get("subscriptions")
    rows = found if isinstance(found, list) else []
    left_out += len(rows[MAX_SUBSCRIPTIONS:])
    for row in rows[:MAX_SUBSCRIPTIONS]:
        subject = row.get("subject") if isinstance(row, dict) else None
        if not isinstance(subject, str) or not valid_subject(subject):
            left_out += 1
            continue
        await context.durable(context.store.subscribe(chat, subject, at=context.now(), **_settings(row)))
        count += 1
    fields = _chat_settings(body.get("chat"), context.now())
    if fields:
        await keep(context, chat, **fields)
    text = t.count("portable.done", count)
    await message.reply_text(f"{text} {t.count('portable.left_out', left_out)}" if left_out else text)


def _settings(row: dict[str, Any]) -> dict[str, Any]:
    """What of a row is what it should be."""
    found: dict[str, Any] = {}
    if row.get("pace") in PACES:
        found["pace"] = str(row["pace"])
    if isinstance(row.get("silent"), bool):
        found["silent"] = row["silent"]
    if type(row.get("importance")) is int and row["importance"] in IMPORTANCE:
        found["importance"] = row["importance"]
    for name in ("allow", "deny"):
        words = row.get(name)
        if isinstance(words, list):
            clean = (one_line(word, 40).casefold() for word in words[:20] if isinstance(word, str))
            found[name] = [word for word in clean if word]
    if isinstance(row.get("name"), str) and one_line(row["name"], 80):
        found["name"] = one_line(row["name"], 80)
    return found


def _chat_settings(body: object, now: datetime) -> dict[str, Any]:
    """What of a chat's settings is what it should be."""
    fields = body if isinstance(body, dict) else {}
    found: dict[str, Any] = {name: fields[name] for name in TIMES if time_of_day(fields.get(name))}
    for name, known in (("zone", known_zone), ("lang", LANGUAGES.__contains__)):
        if isinstance(fields.get(name), str) and known(fields[name]):
            found[name] = fields[name]
    if isinstance(fields.get("paused"), bool):
        found["paused"] = fields["paused"]
    muted = moment(fields.get("muted_until"))
    if muted is not None and muted <= now + LONGEST_MUTE:
        found["muted_until"] = muted.isoformat()
    stories = fields.get("muted_stories")
    if isinstance(stories, list):
        ids = [one for one in stories if isinstance(one, str) and one.isascii() and len(one) <= MAX_ID]
        found["muted_stories"] = ids[-MUTED_STORIES:]
    return found
