"""Transactions as bytes: length and checksum framed, so that a torn tail and a damaged middle can be told apart.

A frame is a header of 24 bytes and a payload: length u32, sequence number u64, place u32, CRC-32 of those
sixteen bytes, CRC-32 of the payload, all little endian. The place is how many transactions were written before
this one by the same write: those, and no earlier ones, a power cut may lose while it keeps this one. A payload
is a row after another: length of the table's name u16, of the key u32, of the document i32 (-1 = the row is
deleted), then the three as UTF-8.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zlib import crc32

__all__ = ["HEADER", "Frame", "Rows", "flipped", "frame", "later_frames", "pack", "read_frames", "unpack"]

HEADER = struct.Struct("<IQIII")
_START = struct.Struct("<IQI")
_SUMS = struct.Struct("<II")
_ROW = struct.Struct("<HIi")
# A row: table, key, document as JSON bytes or None where it is deleted.
Rows = list[tuple[str, str, bytes | None]]
# How far behind its beginning a damaged frame is searched for a flipped bit: a second's work.
SEARCHED = 1 << 17


@dataclass(frozen=True, slots=True)
class Frame:
    """A whole frame of a file: where it ends, its sequence number, its payload, its place in its write."""

    end: int
    seq: int
    payload: bytes
    place: int = 0


def pack(rows: Iterable[tuple[str, str, bytes | None]]) -> bytes:
    """Rows as one payload; raises `UnicodeEncodeError` where a name can't be UTF-8."""
    parts: list[bytes] = []
    add, head = parts.append, _ROW.pack
    for table, key, doc in rows:
        name, identity = table.encode(), key.encode()
        if doc is None:
            add(head(len(name), len(identity), -1) + name + identity)
        else:
            add(head(len(name), len(identity), len(doc)) + name + identity + doc)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def unpack(payload: bytes) -> Iterator[tuple[str, str, bytes | None]]:
    """The rows of a payload."""
    at, end, step = 0, len(payload), _ROW.size
    while at < end:
        name, identity, size = _ROW.unpack_from(payload, at)
        at += step
        table = payload[at : at + name].decode()
        at += name
        key = payload[at : at + identity].decode()
        at += identity
        if size < 0:
            yield table, key, None
        else:
            yield table, key, payload[at : at + size]
            at += size


def frame(seq: int, payload: bytes, place: int = 0) -> bytes:
    """A payload with its header."""
    start = _START.pack(len(payload), seq, place)
    return start + _SUMS.pack(crc32(start), crc32(payload)) + payload


def _frame_at(data: bytes, at: int) -> Frame | None:
    if at + HEADER.size > len(data):
        return None
    length, seq, place, head, body = HEADER.unpack_from(data, at)
    begin, end = at + HEADER.size, at + HEADER.size + length
    if crc32(data[at : at + _START.size]) != head or end > len(data):
        return None
    payload = data[begin:end]
    return Frame(end, seq, payload, place) if crc32(payload) == body else None


def read_frames(data: bytes) -> tuple[list[Frame], int]:
    """(whole frames from the beginning, offset behind the last of them)."""
    frames, at = [], 0
    while (found := _frame_at(data, at)) is not None:
        frames.append(found)
        at = found.end
    return frames, at


def later_frames(data: bytes, at: int) -> Iterator[Frame]:
    """Whole frames somewhere behind `at`; what lies before them was not written, or damaged later."""
    offset = at + 1
    while offset <= len(data) - HEADER.size:
        length, _, _, head, _ = HEADER.unpack_from(data, offset)
        fits = offset + HEADER.size + length <= len(data)
        found = None
        if fits and length and crc32(data[offset : offset + _START.size]) == head:
            found = _frame_at(data, offset)
        if found is None:
            offset += 1
        else:
            yield found
            offset = found.end


def flipped(tail: bytes) -> bytes | None:
    """The whole frame that one flipped bit made of `tail`, or None: an interrupted write doesn't look like that."""
    tail = tail[:SEARCHED]
    if len(tail) < HEADER.size:
        return None
    for bit in range(HEADER.size * 8):
        candidate = bytearray(tail)
        candidate[bit // 8] ^= 1 << (bit % 8)
        found = _frame_at(bytes(candidate), 0)
        if found is not None:
            return bytes(candidate[: found.end])
    return _mended_payload(tail)


def _mended_payload(tail: bytes) -> bytes | None:
    length, _, _, head, body = HEADER.unpack_from(tail, 0)
    if crc32(tail[: _START.size]) != head or HEADER.size + length > len(tail):
        return None
    wanted = crc32(tail[HEADER.size : HEADER.size + length]) ^ body
    place = _flipped_bit(length, wanted)
    if place is None:
        return None
    mended = bytearray(tail[: HEADER.size + length])
    mended[HEADER.size + place // 8] ^= 1 << (place % 8)
    return bytes(mended)


def _flipped_bit(length: int, wanted: int) -> int | None:
    """The bit of a payload of `length` bytes whose flip changes the checksum by `wanted`.

    CRC is linear, so a flip's effect depends on its place alone; from the last byte on, each step to the
    front lets the checksum run over one more byte of zeros.
    """
    zero = crc32(b"\0")
    step = [crc32(bytes([value])) ^ zero for value in range(256)]
    effects = [step[1 << bit] for bit in range(8)]
    for byte in range(length - 1, -1, -1):
        for bit, effect in enumerate(effects):
            if effect == wanted:
                return byte * 8 + bit
        effects = [(effect >> 8) ^ step[effect & 0xFF] for effect in effects]
    return None
