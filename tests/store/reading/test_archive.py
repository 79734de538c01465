from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import UnreadableFile
from store.reading.archive import MAX_FILES, MAX_UNPACKED, is_archive, unpack


def zipped(*files: tuple[str, bytes], level: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", level) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return target.getvalue()


def test_the_files_come_in_order_without_folders_and_rubbish() -> None:
    data = zipped(
        ("news/one.txt", b"One."),
        ("news/", b""),
        ("__MACOSX/news/._one.txt", b"x"),
        (".DS_Store", b"x"),
        ("../../etc/passwd", b"Two."),
        ("C:\\news\\three.md", b"Three."),
    )
    assert is_archive(data)
    assert [(member.name, member.data) for member in unpack(data)] == [
        ("one.txt", b"One."),
        ("passwd", b"Two."),
        ("three.md", b"Three."),
    ]


def test_what_is_wrong_with_one_file_is_said_of_that_file() -> None:
    inner = zipped(("a.txt", b"a"))
    bomb = b"\0" * 25_000_000
    data = zipped(("inner.zip", inner), ("bomb.txt", bomb), ("fine.txt", b"Fine."))
    assert [(m.name, m.refused) for m in unpack(data)] == [
        ("inner.zip", "nested"),
        ("bomb.txt", "too_large"),
        ("fine.txt", ""),
    ]
    locked = bytearray(zipped(("a.txt", b"a")))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.find(mark) + at] |= 1
    assert [m.refused for m in unpack(bytes(locked))] == ["encrypted"]
    broken = zipped(("a.txt", b"words " * 1000), level=zipfile.ZIP_STORED).replace(b"words", b"wards", 1)
    assert [m.refused for m in unpack(broken)] == ["damaged"]


def test_all_files_together_have_a_bound() -> None:
    part = b"\0" * 15_000_000
    found = unpack(zipped(*((f"{n}.txt", part) for n in range(5))))
    assert sum(len(member.data) for member in found) <= MAX_UNPACKED
    assert [member.refused for member in found] == ["", "", "too_large", "too_large", "too_large"]


def test_too_many_files_and_a_lying_directory_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="too_many"):
        unpack(zipped(*((f"{n}.txt", b"x") for n in range(MAX_FILES + 1))))
    data = bytearray(zipped(("a.txt", b"a")))
    at = data.rfind(b"PK\x05\x06")
    struct.pack_into("<H", data, at + 10, 60_000)
    with pytest.raises(UnreadableFile, match="too_many"):
        unpack(bytes(data))
    with pytest.raises(UnreadableFile, match="damaged"):
        unpack(b"PK\x03\x04" + b"x" * 100)


@given(st.binary(max_size=300), st.integers(0, 400), st.integers(0, 255))
def test_no_bytes_do_more_than_refuse(tail: bytes, at: int, value: int) -> None:
    data = bytearray(zipped(("a.txt", b"some words"), ("b.txt", b"and more")) + tail)
    data[at % len(data)] = value
    try:
        members = unpack(bytes(data))
    except UnreadableFile:
        return
    assert all(len(member.data) <= 1000 for member in members)
