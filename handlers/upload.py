"""Articles from editors: a document or `/add TEXT`, with `DATE | SOURCE | URL` where they know it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from telegram import Message, Update

from handlers.access import is_admin, name_of
from handlers.context import Context
from handlers.review import announce, send_overview
from handlers.typed import address, one_line
from store import Draft, RejectedWrite, UnreadableFile, Upload, parse_day

__all__ = ["MAX_BYTES", "Header", "add", "document", "header"]

# What a bot may download from Telegram.
MAX_BYTES = 20 * 1024 * 1024
NO_DATE = {"", "-", "?"}
MAX_SOURCE = 100


class Header(NamedTuple):
    """What an editor says of an article; `published` None = unknown."""

    published: date | None = None
    source: str = ""
    url: str = ""


def header(line: str) -> Header | None:
    """`DATE | SOURCE | URL`; None where the line is something else."""
    parts = [part.strip() for part in line.split("|")]
    day = parse_day(parts[0]) if parts[0] not in NO_DATE else None
    if len(parts) > 3 or (day is None and (len(parts) == 1 or parts[0] not in NO_DATE)):
        return None
    source, url = ([*parts[1:], "", ""])[:2]
    if url and not address(url):
        return None
    return Header(day, one_line(source, MAX_SOURCE), address(url))


def _upload(data: bytes, filename: str, said: Header) -> Upload:
    return Upload(data, filename, "", said.published, said.source, said.url)


async def document(update: Update, context: Context) -> None:
    """A file. Nothing of it is fetched before the sender is known to be an editor."""
    t, message = context.texts(update), update.effective_message
    if message is None or message.document is None:
        return
    if not is_admin(update, context):
        await message.reply_text(t("upload.refused"))
        return
    file, caption = message.document, (message.caption or "").strip()
    said = header(caption) if caption else Header()
    if said is None:
        await message.reply_text(t("upload.bad_caption"))
    elif (file.file_size or 0) > MAX_BYTES:
        await message.reply_text(t("unreadable.too_large"))
    else:
        data = bytes(await (await file.get_file()).download_as_bytearray())
        await _take(update, context, message, _upload(data, file.file_name or "", said))


async def add(update: Update, context: Context) -> None:
    """`/add TEXT`, the first line may be `DATE | SOURCE | URL`."""
    t, message = context.texts(update), update.effective_message
    if message is None:
        return
    if not is_admin(update, context):
        await message.reply_text(t("upload.refused"))
        return
    body = (message.text or "").partition(" ")[2] if " " in (message.text or "").split("\n")[0] else ""
    body = body or (message.text or "").partition("\n")[2]
    first, _, rest = body.partition("\n")
    said = header(first) if "|" in first else None
    text = rest if said is not None else body
    if not text.strip():
        await message.reply_text(t("upload.how"))
        return
    await _take(update, context, message, _upload(text.encode("utf-8", "replace"), "", said or Header()))


async def _take(update: Update, context: Context, message: Message, upload: Upload) -> None:
    t, store = context.texts(update), context.store
    by = name_of(update)
    try:
        kept = await context.run(store.receive, upload, by=by, at=context.now())
        draft: Draft = await context.durable(kept)
    except UnreadableFile as error:
        key = f"unreadable.{error.code}"
        await message.reply_text(t(key) if t.has(key) else t("unreadable.other"))
        return
    except RejectedWrite:
        await message.reply_text(t("failure.store"))
        return
    if store.knows(draft.article.id):
        await context.durable(store.discard(draft.article.id))
        await message.reply_text(t("upload.known"))
    elif context.settings.review:
        await send_overview(message, context, t, draft.article.id)
    else:
        await announce(message, context, t, draft.article.id, by=by)
