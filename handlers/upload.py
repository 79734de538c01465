"""Articles from editors: documents, albums, archives, pasted and forwarded texts, addresses, `/add TEXT`."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from telegram import (
    Message,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
    Update,
)

from handlers import batch
from handlers.access import is_admin, name_of
from handlers.context import Context
from handlers.fetching import NotFetched
from handlers.review import announce, show_draft
from handlers.texts import Texts
from handlers.typed import address, one_line
from store import Draft, Likeness, NotFound, RejectedWrite, UnreadableFile, Upload, is_archive, parse_day

__all__ = ["MAX_BYTES", "Header", "add", "document", "edited", "header", "origin", "text"]

# What a bot may download from Telegram.
MAX_BYTES = 20 * 1024 * 1024
NO_DATE = {"", "-", "?"}
MAX_SOURCE = 100
# A text of an editor from this length on, or with so many lines, is an article and no question.
LONG, LINES = 600, 8
# Telegram cuts what is pasted into pieces of 4,096; the next piece comes at once.
PIECE = 4000
JOINED = timedelta(seconds=20)
REMEMBERED = 20


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


def origin(message: Message) -> Header | None:
    """Where a forwarded message comes from, as its source; None for a message that was not forwarded."""
    came = message.forward_origin
    if came is None:
        return None
    name, link = "", ""
    if isinstance(came, MessageOriginChannel):
        name = came.chat.title or came.chat.username or ""
        link = f"https://t.me/{came.chat.username}/{came.message_id}" if came.chat.username else ""
    elif isinstance(came, MessageOriginChat):
        name = came.sender_chat.title or came.sender_chat.username or ""
    elif isinstance(came, MessageOriginUser):
        name = came.sender_user.full_name
    elif isinstance(came, MessageOriginHiddenUser):
        name = came.sender_user_name
    return Header(came.date.date(), one_line(name, MAX_SOURCE), link)


def _upload(data: bytes, filename: str, said: Header) -> Upload:
    return Upload(data, filename, "", said.published, said.source, said.url)


# --- what comes in ----------------------------------------------------------------------------------------


async def document(update: Update, context: Context) -> None:
    """A file, one of an album, or an archive. Nothing is fetched before the sender is known to be an editor."""
    t, message = context.texts(update), update.effective_message
    if message is None or message.document is None:
        return
    if not is_admin(update, context):
        await message.reply_text(t("upload.refused"))
        return
    file, said = message.document, _said(message, context)
    if said is None:
        await message.reply_text(t("upload.bad_caption"))
        return
    if (file.file_size or 0) > MAX_BYTES:
        await message.reply_text(t("unreadable.too_large"))
        return
    data = bytes(await (await file.get_file()).download_as_bytearray())
    name = file.file_name or ""
    if is_archive(data):
        await batch.archive(
            update, context, message, data, lambda member: _upload(member.data, member.name, said)
        )
    elif message.media_group_id:
        await batch.one_of_an_album(update, context, message, _upload(data, name, said))
    else:
        await _take(update, context, message, _upload(data, name, said))


def _said(message: Message, context: Context) -> Header | None:
    """What the caption says, else where the file was forwarded from, else what the album's first caption said."""
    caption = (message.caption or "").strip()
    found = header(caption.split("\n")[0]) if caption else None
    if found is not None:
        return found
    came = origin(message)
    return came if came is not None else None if caption else Header(*batch.said(message, context))


async def add(update: Update, context: Context) -> None:
    """`/add TEXT`, the first line may be `DATE | SOURCE | URL`."""
    message = update.effective_message
    if message is None:
        return
    if not is_admin(update, context):
        await message.reply_text(context.texts(update)("upload.refused"))
        return
    await _take_text(update, context, message, _behind_command(message.text or ""))


def _behind_command(text: str) -> str:
    body = text.partition(" ")[2] if " " in text.split("\n")[0] else ""
    return body or text.partition("\n")[2]


async def _take_text(update: Update, context: Context, message: Message, body: str) -> None:
    first, _, rest = body.partition("\n")
    said = header(first) if "|" in first else None
    words = rest if said is not None else body
    if not words.strip():
        await message.reply_text(context.texts(update)("upload.how"))
        return
    known = said or origin(message) or Header()
    await _take(update, context, message, _upload(words.encode("utf-8", "replace"), "", known))


async def text(update: Update, context: Context, words: str) -> bool:
    """An editor's message that is an article and no question: forwarded, long, or a web address. False otherwise."""
    message = update.effective_message
    if message is None or not _looks_like_an_article(message, words) or not is_admin(update, context):
        return False
    link = address(words)
    if link and message.forward_origin is None:
        await _take_page(update, context, message, link)
    else:
        await _take_text(update, context, message, await _joined(context, message, words))
    return True


def _looks_like_an_article(message: Message, words: str) -> bool:
    long = len(words) >= LONG or words.count("\n") >= LINES
    return long or message.forward_origin is not None or words.startswith(("http://", "https://"))


async def _joined(context: Context, message: Message, words: str) -> str:
    """A pasted text whose beginning came a moment ago: Telegram cut it. The draft of the beginning is dropped."""
    store, chat, now = context.store, str(message.chat_id), context.now()
    before: dict[str, Any] = store.chat(chat).get("pasted") or {}
    fresh = bool(before) and now - datetime.fromisoformat(before["at"]) <= JOINED
    whole = before["text"] + words if fresh else words
    if fresh:
        await context.durable(store.discard(before["draft"]))
    again = {"text": whole, "at": now.isoformat(), "draft": ""} if len(words) >= PIECE else None
    await context.durable(store.remember(chat, pasted=again))
    return whole


async def _take_page(update: Update, context: Context, message: Message, link: str) -> None:
    t, fetch = context.texts(update), context.bot_data.fetch
    if fetch is None:
        await message.reply_text(t("upload.no_fetching"))
        return
    try:
        page = await fetch(link)
    except NotFetched as error:
        await message.reply_text(t(f"upload.not_fetched.{error.reason}"))
        return
    await _take(update, context, message, Upload(page.data, "page.html", url=page.url))


async def edited(update: Update, context: Context) -> bool:
    """The message of an article was edited: it is read again. False where it is no article's message."""
    message = update.edited_message
    if message is None or not is_admin(update, context):
        return False
    identity = context.store.chat(str(message.chat_id)).get("handed", {}).get(str(message.message_id))
    if identity is None:
        return False
    try:
        context.store.drafts.get(identity)
    except NotFound:
        gone = "upload.edited_late" if context.store.knows(identity) else "review.gone"
        await message.reply_text(context.texts(update)(gone))
        return True
    await context.durable(context.store.discard(identity, by=name_of(update), at=context.now()))
    if message.document is not None:
        await document(update, context)
    else:
        words = message.text or ""
        await _take_text(update, context, message, _behind_command(words) if words.startswith("/") else words)
    return True


# --- what becomes of it -----------------------------------------------------------------------------------


async def _take(update: Update, context: Context, message: Message, upload: Upload) -> None:
    """Read, extract, and show the draft in place of the line that said so; without review, publish."""
    t, store = context.texts(update), context.store
    # What was typed is read at once; a file or a page takes a moment.
    slow = context.settings.review and bool(upload.filename)
    note = await message.reply_text(t("upload.reading")) if slow else None
    try:
        draft = await batch.received(update, context, upload)
    except (UnreadableFile, RejectedWrite) as error:
        await _say(message, note, reason(t, error))
        return
    await _remember(context, message, draft)
    if store.knows(draft.article.id):
        await context.durable(store.discard(draft.article.id))
        await _say(message, note, t("upload.known"))
    elif context.settings.review or store.drafts.get(draft.article.id).likeness == Likeness.DUPLICATE:
        await show_draft(message, note, context, t, draft.article.id)
    else:
        await announce(message, context, t, draft.article.id, by=name_of(update))


def reason(t: Texts, error: Exception) -> str:
    """Why something was not taken, in the person's language."""
    return batch.reason(t, error)


async def _say(message: Message, note: Message | None, words: str) -> None:
    await (note.edit_text(words) if note is not None else message.reply_text(words))


async def _remember(context: Context, message: Message, draft: Draft) -> None:
    """Which message a draft came from: an edit reads it again, and a pasted text may go on."""
    store, chat = context.store, str(message.chat_id)
    known = store.chat(chat)
    handed = {**known.get("handed", {}), str(message.message_id): draft.article.id}
    fields: dict[str, Any] = {"handed": dict(list(handed.items())[-REMEMBERED:])}
    if known.get("pasted"):
        fields["pasted"] = {**known["pasted"], "draft": draft.article.id}
    context.later(store.remember(chat, lazily=True, **fields))
