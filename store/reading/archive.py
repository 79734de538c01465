"""A zip of articles: its files one by one, with bounds that no archive passes.

Nothing is written to disk, so a path inside the archive is only a name; archives inside archives are not opened.
"""

from __future__ import annotations

import io
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from store.errors import UnreadableFile

__all__ = ["MAX_FILES", "MAX_UNPACKED", "Member", "is_archive", "unpack"]

MAX_FILES = 50
# Bytes of one file, and of all together.
MAX_FILE = 20_000_000
MAX_UNPACKED = 40_000_000
# What the directory may hold at most: reading it costs memory before anything is unpacked.
MAX_ENTRIES = 1000
MAX_DIRECTORY = 1_000_000
_END = b"PK\x05\x06"
_END_RECORD = struct.Struct("<4s4H2LH")
_ZIP = b"PK\x03\x04"
_DOCX_PART = b"word/document.xml"
_ENCRYPTED = 0x1
_HIDDEN = ("__MACOSX/", ".")
MAX_NAME = 80


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its name without folders; `data`, or why it was refused (a code of `UnreadableFile`)."""

    name: str
    data: bytes = b""
    refused: str = ""


def is_archive(data: bytes) -> bool:
    """Whether bytes are a zip and no document that is packed as one."""
    return data.startswith(_ZIP) and _DOCX_PART not in data


def unpack(data: bytes) -> list[Member]:
    """The files of a zip in their order. Raises `UnreadableFile` where the archive as a whole is refused."""
    _check_directory(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            wanted = [info for info in archive.infolist() if _is_file(info)]
            if len(wanted) > MAX_FILES:
                raise UnreadableFile("too_many", str(len(wanted)))
            return list(_members(archive, wanted))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error) as error:
        raise UnreadableFile("damaged", type(error).__name__) from error


def _check_directory(data: bytes) -> None:
    at = data.rfind(_END)
    if at < 0 or at + _END_RECORD.size > len(data):
        raise UnreadableFile("damaged", "the archive is cut")
    _, _, _, _, entries, size, _, _ = _END_RECORD.unpack_from(data, at)
    if entries > MAX_ENTRIES or size > MAX_DIRECTORY:
        raise UnreadableFile("too_many", str(entries))


def _is_file(info: zipfile.ZipInfo) -> bool:
    return (
        not info.is_dir()
        and not info.filename.startswith(_HIDDEN[0])
        and not _name(info).startswith(_HIDDEN[1])
    )


def _name(info: zipfile.ZipInfo) -> str:
    """The last part of the path, as it can be shown."""
    last = PurePosixPath(info.filename.replace("\\", "/")).name
    shown = "".join(char for char in last if unicodedata.category(char)[0] != "C")
    return shown[-MAX_NAME:] or "?"


def _members(archive: zipfile.ZipFile, wanted: list[zipfile.ZipInfo]) -> Iterator[Member]:
    left = MAX_UNPACKED
    for info in wanted:
        member = _member(archive, info, min(MAX_FILE, left))
        left -= len(member.data)
        yield member


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, room: int) -> Member:
    """One file, unpacked up to `room` bytes, whatever its header promises."""
    name = _name(info)
    if info.flag_bits & _ENCRYPTED:
        return Member(name, refused="encrypted")
    try:
        with archive.open(info) as file:
            data = file.read(room + 1)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError):
        return Member(name, refused="damaged")
    if len(data) > room:
        return Member(name, refused="too_large")
    return Member(name, refused="nested") if is_archive(data) else Member(name, data)
