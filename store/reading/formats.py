"""Which kind of document some bytes are, by what they hold and not by their name; and reading any of them."""

from __future__ import annotations

import re
from enum import StrEnum

from store.errors import UnreadableFile
from store.reading.decode import decode
from store.reading.document import Document
from store.reading.headers import parse_date, split_header
from store.reading.limits import DEFAULT_LIMITS, Limits, parse_in_child

__all__ = ["Format", "read", "sniff"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DOCX_PART = b"word/document.xml"
_ZIP_END = b"PK\x05\x06"
_PDF_WITHIN = 1024
_MAX_BYTES_PER_CHARACTER = 4
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,500}-->\s*){0,5}"
    r"<(?:!doctype\s+html|html|head|body|meta|title|article|main|div|section|p|h1)\b",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<(?:\?xml|!DOCTYPE|!ENTITY|svg|rss|feed)\b", re.IGNORECASE)


class Format(StrEnum):
    """The kinds of documents that can be read."""

    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"


def sniff(data: bytes) -> Format | None:
    """The format of packed documents; None: the bytes must be decoded first. Raises UnreadableFile."""
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return Format.PDF
    if data.startswith(_OLE):
        raise UnreadableFile("encrypted" if _ENCRYPTED in data else "unsupported", "an old Office file")
    if data.startswith(b"{\\rtf"):
        raise UnreadableFile("unsupported", "RTF")
    if not data.startswith(b"PK\x03\x04"):
        return None
    # Names stand unpacked in an archive. The child opens it: the directory itself may be the bomb.
    if _ZIP_END not in data:
        raise UnreadableFile("damaged", "the archive is cut")
    if _DOCX_PART not in data:
        raise UnreadableFile("unsupported", "an archive, but no DOCX")
    return Format.DOCX


def read(data: bytes, filename: str = "", *, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a document. `filename` is only named in errors: content decides.

    Raises UnreadableFile whose code is `empty`, `binary`, `too_large`, `encrypted`, `damaged`, `timeout`,
    `memory`, `unsupported` or `no_text`.
    """
    try:
        if len(data) > limits.file:
            raise UnreadableFile("too_large", f"{len(data)} bytes")
        packed = sniff(data)
        return _read_packed(packed, data, limits) if packed else _read_text(data, limits)
    except UnreadableFile as error:
        raise UnreadableFile(error.code, ": ".join(filter(None, (filename, error.detail)))) from error


def _read_packed(kind: Format, data: bytes, limits: Limits, encoding: str = "") -> Document:
    fields = parse_in_child(kind, data, limits)
    return Document(
        text=fields["text"],
        title=fields.get("title", ""),
        published=parse_date(fields.get("published", "")),
        source=fields.get("source", ""),
        url=fields.get("url", ""),
        original_encoding=encoding,
    )


def _read_text(data: bytes, limits: Limits) -> Document:
    if len(data) > _MAX_BYTES_PER_CHARACTER * limits.characters:
        raise UnreadableFile("too_large", f"{len(data)} bytes of text")
    decoded = decode(data)
    text = decoded.text
    if _PAGE.match(text):
        return _read_packed(Format.HTML, text.encode("utf-8"), limits, decoded.encoding)
    if _MARKUP.match(text.lstrip()):
        raise UnreadableFile("unsupported", "markup that is no page")
    if len(text) > limits.characters:
        raise UnreadableFile("too_large", f"{len(text)} characters")
    header = split_header(text)
    body = text[header.start :]
    if not body.strip():
        raise UnreadableFile("no_text", "a header without an article")
    return Document(
        text=body,
        title=header.fields.get("title", ""),
        published=parse_date(header.fields.get("published", "")),
        source=header.fields.get("source", ""),
        url=header.fields.get("url", ""),
        original_encoding=decoded.encoding,
    )
