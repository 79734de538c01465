"""Decoding: every encoding gives the same words, and what is no text is refused with its reason."""

from __future__ import annotations

import contextlib

import pytest
from ftfy.badness import is_bad
from hypothesis import assume, given
from hypothesis import strategies as st

from store.errors import UnreadableFile
from store.reading.decode import decode

LATIN = "“Kami kaget,” kata Rudi Hartono — warga desa itu. Ia menambahkan: ‘belum selesai’…"
CYRILLIC = "Ми були вдома, сказав губернатор області. Ракета впала на житловий будинок, є поранені."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_one_text_in_many_encodings(encoding: str) -> None:
    assert decode(LATIN.encode(encoding)).text == LATIN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251", "koi8-u"])
def test_cyrillic_encodings(encoding: str) -> None:
    assert decode(CYRILLIC.encode(encoding)).text == CYRILLIC


def test_a_declared_encoding_comes_before_a_guess() -> None:
    page = '<meta charset="iso-8859-9"><p>Türkçe ığ</p>'
    assert decode(page.encode("iso-8859-9")).text == page
    assert decode('<meta charset="no-such"><p>Déjà vu, café, garçon, où</p>'.encode("cp1252")).text.endswith(
        "où</p>"
    )


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), max_size=80))
def test_utf8_comes_back_verbatim_or_is_refused(text: str) -> None:
    assume(not is_bad(text))
    with contextlib.suppress(UnreadableFile):
        assert decode(text.encode()).text == text.removeprefix("\ufeff")


def test_line_ends_and_quotation_marks_stay() -> None:
    text = "“Satu,” katanya.\r\n'Dua'\r\n\n„Tiga“\r"
    assert decode(text.encode()).text == text


def test_mojibake_is_mended_where_it_shows() -> None:
    broken = "â€œKami kagetâ€\x9d, kata Rudi.\n“Utuh”, kata Sinta.\n"
    assert decode(broken.encode()).text == "“Kami kaget”, kata Rudi.\n“Utuh”, kata Sinta.\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        ("\ufeff  \n".encode(), "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "binary"),
        (b"\x00\x00\x00\x18ftypmp42", "binary"),
        (b"teks\x00dengan nol di tengah kalimat", "binary"),
        (b"x" * 5000 + b"\x00", "binary"),
        (b"000\x00", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
        (b"... --- ... !!!", "no_text"),
        (b"\xff\xfe\x00\xd8a\x00b\x00", "damaged"),
        ("“Kami kaget” di Café".encode() + "Café".encode("cp1252"), "damaged"),
        ("Харків – у вогні".encode()[:-1], "damaged"),
        ("satu dua “tiga” ".encode() + b"\xed\xa0\x80 empat", "damaged"),
    ],
)
def test_refused_with_a_reason(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        decode(data)
    assert caught.value.code == code


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    with contextlib.suppress(UnreadableFile):
        assert decode(data).text.strip()
