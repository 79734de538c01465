"""What an editor says of an article beside its text: a caption, a first line, where it was forwarded from."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from telegram import (
    Message,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
)

from handlers.typed import address, one_line
from store import Upload, parse_day

__all__ = ["LONG", "Header", "apart", "as_bytes", "header", "origin", "upload_of"]

NO_DATE = {"", "-", "?"}
MAX_SOURCE = 100
# So many characters of an editor are an article: no question, and no answer to one.
LONG = 600


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


def upload_of(data: bytes, filename: str, said: Header) -> Upload:
    """A document with what is said of it."""
    return Upload(data, filename, "", said.published, said.source, said.url)


def apart(body: str) -> tuple[Header | None, str]:
    """(what the first line says of the article, the article); None where that line belongs to it."""
    first, _, rest = body.partition("\n")
    said = header(first) if "|" in first else None
    return (said, rest) if said is not None else (None, body)


def as_bytes(words: str) -> bytes:
    """A text as a document; half a character becomes a question mark."""
    return words.encode("utf-8", "replace")
