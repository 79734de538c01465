"""Reading any document: content decides, hostile files are refused, this process stays small."""

from __future__ import annotations

import contextlib
import resource
from datetime import date

import pytest
from ftfy.badness import is_bad
from hypothesis import assume, given
from hypothesis import strategies as st

from store.errors import UnreadableFile
from store.reading import Format, Limits, read
from store.reading.formats import sniff
from tests.store.reading import documents


def code_of(data: bytes, filename: str = "", limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read(data, filename, limits=limits or Limits())
    return caught.value.code


def test_plain_text_with_its_header() -> None:
    data = f"Judul: Drone jatuh\nTanggal: 15/08/2024\nSumber: Warta Uji\n\n{documents.WORDS}".encode()
    document = read(data, "berita.txt")
    assert document.text == documents.WORDS
    assert (document.title, document.published, document.source) == (
        "Drone jatuh",
        date(2024, 8, 15),
        "Warta Uji",
    )
    assert document.original_encoding == "utf-8"


def test_content_decides_and_not_the_name() -> None:
    assert read(documents.pdf(), "berita.txt").text == "Petugas menemukan dua drone."
    assert read(documents.word("Isi."), "berita.pdf").text.startswith("Isi.")
    assert read(documents.WORDS.encode(), "berita.docx").text == documents.WORDS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_page(encoding: str) -> None:
    pytest.importorskip("lxml_html_clean", reason="trafilatura needs it")
    document = read(documents.PAGE.encode(encoding), "berita.txt")
    assert document.text.startswith("“Kami kaget,”")
    assert (document.title, document.published) == ("Drone jatuh di ladang", date(2024, 8, 15))
    assert document.original_encoding.startswith(encoding)


def test_deep_nesting_does_no_harm() -> None:
    pytest.importorskip("lxml_html_clean", reason="trafilatura needs it")
    assert code_of(b"<html>" + b"<div>" * 200_000 + b"x") in {"no_text", "too_large", "memory", "damaged"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "unsupported"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"{\\rtf1 Isi}", "unsupported"),
        (documents.archive({"a.txt": b"x"}), "unsupported"),
        (documents.entity_bomb(), "unsupported"),
        (b'<?xml version="1.0"?><rss><item>x</item></rss>', "unsupported"),
        (documents.word("x")[:700], "damaged"),
        (documents.word("x")[:-30], "damaged"),
        (documents.pdf()[:120], "damaged"),
        (b"Judul: Hanya judul\n\n", "no_text"),
        (b"<html>" + b"<p>kata</p>" * 2_000_000, "too_large"),
        (b"kata " * 1_700_000, "too_large"),
        (("и" * 2_100_000).encode(), "too_large"),
    ],
)
def test_refused_with_a_reason(data: bytes, code: str) -> None:
    assert code_of(data) == code


def test_the_name_stands_in_the_error() -> None:
    with pytest.raises(UnreadableFile, match=r"surat\.rtf: RTF"):
        read(b"{\\rtf1 Isi}", "surat.rtf")


def test_a_bomb_leaves_this_process_small() -> None:
    bomb = documents.word_with(b" " * 300_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert code_of(bomb) == "too_large"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_too_large_a_file() -> None:
    assert code_of(documents.pdf(), limits=Limits(file=10)) == "too_large"


def test_formats_are_told_apart() -> None:
    assert sniff(documents.pdf()) is Format.PDF
    assert sniff(documents.word("x")) is Format.DOCX
    assert sniff(b"Isi") is None


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="<\x00"), max_size=200))
def test_plain_text_is_a_tail_of_the_file(text: str) -> None:
    assume(not is_bad(text))
    with contextlib.suppress(UnreadableFile):
        assert text.endswith(read(text.encode()).text)
