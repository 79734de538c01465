"""Several articles at once: the files of an album and of an archive. One message tells what became of each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from telegram import InlineKeyboardButton, Message, Update
from telegram.error import BadRequest

from handlers import pasted
from handlers.access import name_of
from handlers.context import Context
from handlers.keyboards import button, keyboard
from handlers.render import headline
from handlers.rich import Rich
from handlers.texts import Texts
from store import Draft, Likeness, Member, RejectedWrite, UnreadableFile, Upload, unpack

__all__ = ["archive", "one_of_an_album", "reason", "received", "said"]

IN_A_ROW = 5
MOST = 50


def reason(t: Texts, error: Exception) -> str:
    """Why something was not taken, in the person's language."""
    if isinstance(error, UnreadableFile):
        key = f"unreadable.{error.code}"
        return t(key) if t.has(key) else t("unreadable.other")
    return t("failure.store")


async def received(update: Update, context: Context, upload: Upload) -> Draft:
    """A document's draft, on disk; raises `UnreadableFile` or `RejectedWrite`."""
    kept = await context.run(context.store.receive, upload, by=name_of(update), at=context.now())
    return await context.durable(kept)


async def _outcome(update: Update, context: Context, t: Texts, upload: Upload) -> tuple[str, str]:
    """(what became of a document, the draft that waits for its review or "")."""
    store = context.store
    try:
        draft = await received(update, context, upload)
    except (UnreadableFile, RejectedWrite) as error:
        return t("batch.refused", name=upload.filename or "?", why=reason(t, error)), ""
    title = headline(draft.article)[:80]
    if store.knows(draft.article.id):
        await context.durable(store.discard(draft.article.id))
        return t("batch.known", title=title), ""
    likeness = store.drafts.get(draft.article.id).likeness
    if context.settings.review or likeness == Likeness.DUPLICATE or not draft.facts:
        return t(
            "batch.draft", title=title, facts=t.count("review.facts", len(draft.facts))
        ), draft.article.id
    written = await context.run(store.publish, draft.article.id, at=context.now(), by=name_of(update))
    await context.durable(written)
    context.bot_data.wake()
    return t("batch.published", title=title, facts=t.count("review.facts", len(draft.facts))), ""


def _page(
    t: Texts, lines: list[str], drafts: list[str], whole: int
) -> tuple[Rich, list[list[InlineKeyboardButton]]]:
    head = (
        t("batch.head", done=t.number(len(lines)), whole=t.number(whole))
        if whole
        else t.count("batch.files", len(lines))
    )
    rich = Rich().line(head).line()
    for number, (line, draft) in enumerate(zip(lines, drafts, strict=True), 1):
        rich.line(f"{number}. {line}" if draft else f"– {line}")
    opened = [button(str(number), "rv", draft, 0) for number, draft in enumerate(drafts, 1) if draft]
    return rich, [opened[at : at + IN_A_ROW] for at in range(0, len(opened), IN_A_ROW)]


async def archive(
    update: Update, context: Context, message: Message, data: bytes, upload: Callable[[Member], Upload]
) -> None:
    """The files of a zip, one after another; one message counts along."""
    t = context.texts(update)
    try:
        members = await context.run(unpack, data)
    except UnreadableFile as error:
        await message.reply_text(reason(t, error))
        return
    if not members:
        await message.reply_text(t("unreadable.empty"))
        return
    note = await message.reply_text(t("batch.head", done=t.number(0), whole=t.number(len(members))))
    lines: list[str] = []
    drafts: list[str] = []
    for member in members:
        if member.refused:
            found = t("batch.refused", name=member.name, why=reason(t, UnreadableFile(member.refused))), ""
        else:
            found = await _outcome(update, context, t, upload(member))
        lines.append(found[0])
        drafts.append(found[1])
        whole = len(members) if len(lines) < len(members) else 0
        await _show(note, *_page(t, lines, drafts, whole))


async def _show(note: Message, rich: Rich, rows: list[list[InlineKeyboardButton]]) -> None:
    page = rich.cut()
    await note.edit_text(page.text, entities=page.entities, reply_markup=keyboard(rows))


def said(message: Message, context: Context) -> tuple[date | None, str, str]:
    """What the caption of an album's first file said of all of them."""
    album: dict[str, Any] = context.store.chat(str(message.chat_id)).get("album") or {}
    if not message.media_group_id or album.get("id") != message.media_group_id:
        return None, "", ""
    day, source, url = album["said"]
    return date.fromisoformat(day) if day else None, source, url


async def one_of_an_album(update: Update, context: Context, message: Message, upload: Upload) -> None:
    """Telegram sends an album's files one by one, without saying which is the last: each adds its line."""
    t, chat = context.texts(update), str(message.chat_id)
    known: dict[str, Any] = context.store.chat(chat).get("album") or {}
    if known.get("id") != message.media_group_id:
        note = await message.reply_text(t.count("batch.files", 0))
        day = upload.published.isoformat() if upload.published else ""
        known = {"id": message.media_group_id, "note": note.message_id, "lines": [], "drafts": [], "seen": []}
        known["said"] = [day, upload.source, upload.url]
    if message.message_id in known["seen"] or len(known["lines"]) >= MOST:
        return
    line, draft = await _outcome(update, context, t, upload)
    if draft:
        pasted.noted(context, message, pasted.Part(draft))
    album = {
        **known,
        "lines": [*known["lines"], line],
        "drafts": [*known["drafts"], draft],
        "seen": [*known["seen"], message.message_id],
    }
    await context.durable(context.store.remember(chat, album=album))
    rich, rows = _page(t, album["lines"], album["drafts"], 0)
    page = rich.cut()
    try:
        await context.bot.edit_message_text(
            page.text, message.chat_id, album["note"], entities=page.entities, reply_markup=keyboard(rows)
        )
    except BadRequest:
        await message.reply_text(page.text, entities=page.entities, reply_markup=keyboard(rows))
