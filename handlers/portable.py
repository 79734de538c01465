"""What a chat follows and has set, as a file: out with `/export`, in by sending it back."""

from __future__ import annotations

import json
from typing import Any

from telegram import InputFile, Message, Update

from handlers.access import may_set
from handlers.context import Context
from handlers.texts import LANGUAGES, Texts
from handlers.typed import one_line
from store import PACES, Subscription, known_zone, valid_subject

__all__ = ["FILE", "export", "is_settings", "take"]

FILE = "kabar-settings.json"
FORMAT = "kabar-settings"
MAX_BYTES = 100_000
MAX_SUBSCRIPTIONS = 200
CHAT_FIELDS = ("lang", "zone", "quiet_from", "quiet_to", "daily_at")
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
    rows = body.get("subscriptions")
    for row in (rows if isinstance(rows, list) else [])[:MAX_SUBSCRIPTIONS]:
        subject = row.get("subject") if isinstance(row, dict) else None
        if not isinstance(subject, str) or not valid_subject(subject):
            left_out += 1
            continue
        await context.durable(context.store.subscribe(chat, subject, at=context.now(), **_settings(row)))
        count += 1
    fields = _chat_settings(body.get("chat"))
    if fields:
        await context.durable(context.store.remember(chat, **fields))
    text = t.count("portable.done", count)
    await message.reply_text(f"{text} {t.count('portable.left_out', left_out)}" if left_out else text)


def _settings(row: dict[str, Any]) -> dict[str, Any]:
    """What of a row is what it should be."""
    found: dict[str, Any] = {}
    if row.get("pace") in PACES:
        found["pace"] = str(row["pace"])
    if isinstance(row.get("silent"), bool):
        found["silent"] = row["silent"]
    if row.get("importance") in (1, 2, 3):
        found["importance"] = row["importance"]
    for name in ("allow", "deny"):
        words = row.get(name)
        if isinstance(words, list):
            clean = (one_line(word, 40).casefold() for word in words[:20] if isinstance(word, str))
            found[name] = [word for word in clean if word]
    if isinstance(row.get("name"), str) and one_line(row["name"], 80):
        found["name"] = one_line(row["name"], 80)
    return found


def _chat_settings(body: object) -> dict[str, Any]:
    fields = body if isinstance(body, dict) else {}
    texts = {name: fields[name] for name in CHAT_FIELDS if isinstance(fields.get(name), str)}
    if "zone" in texts and not known_zone(texts["zone"]):
        del texts["zone"]
    for name in ("quiet_from", "quiet_to", "daily_at"):
        if name in texts and not _is_time(texts[name]):
            del texts[name]
    if texts.get("lang") not in LANGUAGES:
        texts.pop("lang", None)
    return texts


def _is_time(text: str) -> bool:
    hour, _, minute = text.partition(":")
    return len(text) == 5 and hour.isdecimal() and minute.isdecimal() and int(hour) < 24 and int(minute) < 60
