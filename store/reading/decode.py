"""Bytes to text: the encoding is found, the words stay as they were written.

UTF-8 is tried strictly and first, then UTF-16 and UTF-32 by their marks or by where their zeros lie, then
the encoding that a page declares, then a guess by charset-normalizer. Mojibake is repaired line by line where
it is certain; quotation marks are never touched.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import ftfy
from charset_normalizer import from_bytes
from ftfy.badness import is_bad

from store.errors import UnreadableFile

__all__ = ["Decoded", "decode"]

# Longer marks first: the UTF-32 mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"MZ\x90\x00", b"\x1f\x8b", b"BZh", b"\xfd7zXZ",
    b"7z\xbc\xaf", b"Rar!", b"OggS", b"ID3", b"fLaC", b"SQLite format 3\x00", b"\xca\xfe\xba\xbe", b"wOFF",
)  # fmt: skip
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_CHARACTERS = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]{2,20})", re.IGNORECASE)
# What our languages are written in. Among all encodings short Western text is often taken for a Baltic one.
_LIKELY = ["cp1252", "cp1251", "koi8_u", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic"]
_MAX_CONTROLS = 0.01
_SAMPLE = 4096
_MIN_ZEROS = 4


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the codec that it was written in."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Decode a text file. Raises UnreadableFile: `empty`, `binary`, `damaged` or `no_text`."""
    if not data.strip():
        raise UnreadableFile("empty")
    if data.startswith(_BINARY) or data[4:8] == b"ftyp":
        raise UnreadableFile("binary", "the file is a picture, a recording, a program or an archive")
    decoded = _by_mark(data) or _by_zeros(data) or _by_trial(data)
    _check(decoded.text)
    return Decoded(_mended(decoded.text), decoded.encoding)


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data[len(mark) :], encoding), encoding)
    return None


def _by_zeros(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: in Latin text every second byte is zero, always on the same side."""
    sample = data[:_SAMPLE]
    # Two bytes tell nothing: a letter and a NUL, or one letter of UTF-16.
    if b"\x00" not in sample or len(data) < 4:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if min(even, odd) > len(sample) // 50 or max(even, odd) < max(_MIN_ZEROS, len(sample) // 8):
        raise UnreadableFile("binary", "zero bytes")
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    return Decoded(_strictly(data, encoding), encoding)


def _by_trial(data: bytes) -> Decoded:
    if b"\x00" in data:
        raise UnreadableFile("binary", "zero bytes")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        # Text in one old encoding hardly ever forms whole UTF-8 characters by chance.
        whole = _CHARACTERS.findall(data)
        stray = len(_HIGH.findall(data)) - sum(map(len, whole))
        if len(whole) > stray:
            raise UnreadableFile("damaged", "encodings are mixed, or the file is cut") from error
    if declared := _declared(data):
        return declared
    guess = from_bytes(data, cp_isolation=_LIKELY).best() or from_bytes(data).best()
    if guess is None:
        raise UnreadableFile("binary", "no encoding fits")
    return Decoded(str(guess), guess.encoding)


def _declared(data: bytes) -> Decoded | None:
    """The text in the encoding that a page names, if that is one and fits."""
    named = _DECLARED.search(data[:_SAMPLE])
    try:
        encoding = codecs.lookup(named[1].decode("ascii")).name if named else ""
        return Decoded(data.decode(encoding), encoding) if encoding else None
    except (LookupError, UnicodeDecodeError):
        return None


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile("damaged", str(error)) from error


def _check(text: str) -> None:
    """Refuse what decodes but is no text."""
    if not text.strip():
        raise UnreadableFile("empty")
    if len(_CONTROLS.findall(text)) > _MAX_CONTROLS * len(text):
        raise UnreadableFile("binary", "control characters")
    if not any(map(str.isalnum, text)):
        raise UnreadableFile("no_text")


def _mended(text: str) -> str:
    """Undo a wrong decoding that happened before the file was written, in the lines where it shows."""
    if not is_bad(text):
        return text
    return "".join(
        ftfy.fix_encoding(line) if is_bad(line) else line for line in text.splitlines(keepends=True)
    )
