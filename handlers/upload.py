"""Articles from editors: documents, albums, archives, pasted and forwarded texts, addresses, `/add TEXT`."""

from __future__ import annotations

from telegram import Message, Update

from handlers import batch, pasted
from handlers.access import is_admin, name_of
from handlers.context import Context
from handlers.fetching import NotFetched
from handlers.headers import LONG, Header, apart, as_bytes, header, origin, upload_of
from handlers.pasted import Part
from handlers.review import announce, gone, show_draft, stale
from handlers.texts import Texts
from handlers.typed import address
from store import (
    Draft,
    Likeness,
    NotFound,
    RejectedWrite,
    StaleVersion,
    UnreadableFile,
    Upload,
    is_archive,
)

__all__ = ["MAX_BYTES", "add", "document", "edited", "text"]

# What a bot may download from Telegram.
MAX_BYTES = 20 * 1024 * 1024
# So are so many lines.
LINES = 8
# Under a picture there is room for 1,024 only, and questions are seldom put there.
CAPTION = 300
# The message is the whole article.
ALL = Part("")


# --- what comes in ----------------------------------------------------------------------------------------


async def document(update: Update, context: Context) -> None:
    """A file, one of an album, or an archive. Nothing is fetched before the sender is known to be an editor."""
    t, message = context.texts(update), update.effective_message
    if message is None or message.document is None:
        return
    if not is_admin(update, context):
        await message.reply_text(t("upload.refused"))
        return
    said = _said(message, context)
    if said is None:
        await message.reply_text(t("upload.bad_caption"))
        return
    data = await _fetched(message, t)
    if data is None:
        return
    name = message.document.file_name or ""
    if is_archive(data):
        await batch.archive(
            update, context, message, data, lambda member: upload_of(member.data, member.name, said)
        )
    elif message.media_group_id:
        await batch.one_of_an_album(update, context, message, upload_of(data, name, said))
    else:
        await _take(update, context, message, upload_of(data, name, said))


async def _fetched(message: Message, t: Texts) -> bytes | None:
    """The file of a message; None, and said so, where it is too large."""
    file = message.document
    if file is None or (file.file_size or 0) > MAX_BYTES:
        await message.reply_text(t("unreadable.too_large"))
        return None
    return bytes(await (await file.get_file()).download_as_bytearray())


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
    said, words = apart(body)
    if not words.strip():
        await message.reply_text(context.texts(update)("upload.how"))
        return
    upload = upload_of(as_bytes(words), "", said or origin(message) or Header())
    cut = pasted.is_cut(message.text or "")
    await _take(update, context, message, upload, Part("", 0, len(words)), cut=cut)


async def text(update: Update, context: Context, words: str) -> bool:
    """An editor's message that is an article and no question: forwarded, long, a web address, or the next piece of
    what was pasted a moment ago. False otherwise.
    """
    message = update.effective_message
    if message is None or not is_admin(update, context):
        return False
    before = pasted.goes_on(context.store.chat(str(message.chat_id)), message, name_of(update))
    if before is not None and await _go_on(update, context, message, before, words):
        return True
    if not _looks_like_an_article(message, words):
        return False
    link = address(words)
    if link and message.forward_origin is None:
        await _take_page(update, context, message, link)
    else:
        await _take_text(update, context, message, words)
    return True


def _looks_like_an_article(message: Message, words: str) -> bool:
    long = len(words) >= (LONG if message.text is not None else CAPTION) or words.count("\n") >= LINES
    return (
        long
        or apart(words)[0] is not None
        or message.forward_origin is not None
        or words.startswith(("http://", "https://"))
    )


async def _go_on(update: Update, context: Context, message: Message, before: Part, words: str) -> bool:
    """A piece of a text whose beginning waits as a draft; False where that is gone already."""
    try:
        known = context.store.rereading.original(before.draft).decode("utf-8", "replace")
    except NotFound:
        return False
    known += pasted.seam(context.store.chat(str(message.chat_id)), known)
    whole, cut = known + words, pasted.is_cut(words)
    draft = await _reread(update, context, message, before.draft, upload_of(as_bytes(whole), "", Header()))
    if draft is not None:
        if draft.article.id != before.draft:
            # Gone already, but where the whole was handed in before.
            await context.durable(context.store.discard(before.draft))
        part = Part(draft.article.id, len(known), len(whole))
        pasted.noted(context, message, part, person=name_of(update) if cut else "", before=before)
        await _offer(update, context, message, None, draft, cut=cut)
    return True


async def _take_page(update: Update, context: Context, message: Message, link: str) -> None:
    page = await _page(update, context, message, link)
    if page is not None:
        await _take(update, context, message, page)


async def _page(update: Update, context: Context, message: Message, link: str) -> Upload | None:
    """The page behind an address; None, and said so, where it can't be had."""
    t, fetch = context.texts(update), context.bot_data.fetch
    if fetch is None:
        await message.reply_text(t("upload.no_fetching"))
        return None
    try:
        page = await fetch(link)
    except NotFetched as error:
        await message.reply_text(t(f"upload.not_fetched.{error.reason}"))
        return None
    return Upload(page.data, "page.html", url=page.url)


# --- an edited message ------------------------------------------------------------------------------------


async def edited(update: Update, context: Context) -> bool:
    """The message of an article was edited: it is read again. False where it is no article's message.

    The draft is replaced only when the new text was read; what was decided of facts that are still there stays.
    """
    message, store = update.edited_message, context.store
    if message is None or not is_admin(update, context):
        return False
    part = pasted.part_of(store.chat(str(message.chat_id)), message.message_id)
    if part is None:
        return await _becomes_one(update, context, message)
    changed = await _changed(update, context, message, part) if _waits(context, part) else None
    if changed is not None:
        upload, fresh = changed
        draft = await _reread(update, context, message, part.draft, upload)
        if draft is not None:
            grown = fresh.end - part.end
            fresh = fresh._replace(draft=draft.article.id)
            pasted.noted(context, message, fresh, before=part, grown=grown)
            await _show(update, context, message, draft)
    elif not _waits(context, part):
        gone = "upload.edited_late" if store.knows(part.draft) else "review.gone"
        await message.reply_text(context.texts(update)(gone))
    return True


async def _becomes_one(update: Update, context: Context, message: Message) -> bool:
    """A message that was no article's and now has one: a caption that grew, an `/add` that was misspelt."""
    words = message.text or message.caption or ""
    if words.split(maxsplit=1)[:1] == ["/add"] and _behind_command(words).strip():
        await add(update, context)
        return True
    return not words.startswith("/") and await text(update, context, words)


def _waits(context: Context, part: Part) -> bool:
    try:
        return bool(context.store.drafts.get(part.draft))
    except NotFound:
        return False


async def _changed(
    update: Update, context: Context, message: Message, part: Part
) -> tuple[Upload, Part] | None:
    """(the whole document as it is now, what the message holds of it); None, and said why, where there is none."""
    t, words = context.texts(update), message.text or message.caption or ""
    if message.document is not None:
        said = _said(message, context)
        if said is None:
            await message.reply_text(t("upload.edited_caption"))
            return None
        data = await _fetched(message, t)
        return None if data is None else (upload_of(data, message.document.file_name or "", said), part)
    words = _behind_command(words) if words.startswith("/") else words
    link = address(words)
    if link and message.forward_origin is None:
        page = await _page(update, context, message, link)
        return None if page is None else (page, Part(""))
    return await _spliced(update, context, message, part, words)


async def _spliced(
    update: Update, context: Context, message: Message, part: Part, words: str
) -> tuple[Upload, Part] | None:
    """Other words in the place of a part of a pasted text."""
    said, body = apart(words) if part.start == 0 else (None, words)
    if not body.strip():
        await message.reply_text(context.texts(update)("upload.edited_empty"))
        return None
    known = context.store.rereading.original(part.draft).decode("utf-8", "replace") if part.end >= 0 else ""
    whole = known[: part.start] + body + known[max(part.end, 0) :]
    upload = upload_of(as_bytes(whole), "", said or origin(message) or Header())
    return upload, Part("", part.start, part.start + len(body))


async def _reread(
    update: Update, context: Context, message: Message, identity: str, upload: Upload
) -> Draft | None:
    """Another text in the place of a draft's; None, and said why, where the draft stays as it was."""
    t, read = context.texts(update), context.store.rereading.read
    try:
        written = await context.run(read, identity, upload, by=name_of(update), at=context.now())
        return await context.durable(written)
    except (UnreadableFile, RejectedWrite) as error:
        await message.reply_text(t("upload.stays", why=reason(t, error)))
    except StaleVersion:
        await stale(update, context, identity)
    except NotFound:
        await gone(update, context, identity)
    return None


# --- what becomes of it -----------------------------------------------------------------------------------


async def _take(
    update: Update, context: Context, message: Message, upload: Upload, part: Part = ALL, *, cut: bool = False
) -> None:
    """Read, extract, and show the draft in place of the line that said so; without review, publish.

    `part` is what the message holds of it; `cut` says that more of it may follow.
    """
    t = context.texts(update)
    # What was typed is read at once; a file or a page takes a moment.
    slow = context.settings.review and bool(upload.filename)
    note = await message.reply_text(t("upload.reading")) if slow else None
    try:
        draft = await batch.received(update, context, upload)
    except (UnreadableFile, RejectedWrite) as error:
        await _say(message, note, reason(t, error))
        return
    held = part._replace(draft=draft.article.id)
    pasted.noted(context, message, held, person=name_of(update) if cut else "")
    await _offer(update, context, message, note, draft, cut=cut)


async def _offer(
    update: Update, context: Context, message: Message, note: Message | None, draft: Draft, *, cut: bool
) -> None:
    t, store, identity = context.texts(update), context.store, draft.article.id
    if store.knows(identity):
        await context.durable(store.discard(identity))
        await _say(message, note, t("upload.known"))
        return
    waiting = store.drafts.get(identity)
    if context.settings.review or waiting.likeness == Likeness.DUPLICATE:
        await show_draft(message, note, context, t, identity)
        return
    by, at, plan = name_of(update), context.now(), store.drafts.plan
    # Half an article must not go out: it waits a moment for the rest, which is published with it.
    due = at + pasted.SOON if cut else None
    if cut or waiting.due:
        teller = str(message.chat_id)
        await context.durable(plan(identity, waiting.version, due, teller=teller, by=by, at=at))
    # Where nothing was found, publishing is for its editor to decide.
    if cut or not draft.facts:
        await show_draft(message, note, context, t, identity)
    else:
        await announce(message, context, t, identity, by=by)


async def _show(update: Update, context: Context, message: Message, draft: Draft) -> None:
    """The draft after an edit, or that its text is stored already."""
    t = context.texts(update)
    if context.store.knows(draft.article.id):
        await message.reply_text(t("upload.known"))
    else:
        await show_draft(message, None, context, t, draft.article.id)


def reason(t: Texts, error: Exception) -> str:
    """Why something was not taken, in the person's language."""
    return batch.reason(t, error)


async def _say(message: Message, note: Message | None, words: str) -> None:
    await (note.edit_text(words) if note is not None else message.reply_text(words))
