"""What an editor says of an article."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.headers import Header, apart, as_bytes, header, upload_of


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("2024-08-14 | Border Post", Header(date(2024, 8, 14), "Border Post")),
        ("14 Agustus 2024", Header(date(2024, 8, 14))),
        ("- | Border Post | https://example.org/1", Header(None, "Border Post", "https://example.org/1")),
        ("| Border Post", Header(None, "Border Post")),
        ("2024-08-14 | Border Post | ftp://example.org", None),
        ("soon | Border Post", None),
        ("2024-08-14 | a | b | c", None),
        ("The bridge is gone.", None),
        ("", None),
    ],
)
def test_a_line_is_a_header_or_none(line: str, found: Header | None) -> None:
    assert header(line) == found


def test_only_a_first_line_with_a_bar_is_taken_off() -> None:
    assert apart("2024-08-14 | Border Post\nThe bridge\nis gone.") == (
        Header(date(2024, 8, 14), "Border Post"),
        "The bridge\nis gone.",
    )
    assert apart("14 August 2024\nThe bridge is gone.") == (None, "14 August 2024\nThe bridge is gone.")
    assert apart("what | ever\nelse") == (None, "what | ever\nelse")


def test_a_text_becomes_a_document() -> None:
    assert as_bytes("caf\u00e9 \ud800") == "caf\u00e9 ?".encode()
    upload = upload_of(b"x", "a.txt", Header(None, "Border Post"))
    assert (upload.data, upload.filename, upload.source, upload.published) == (
        b"x",
        "a.txt",
        "Border Post",
        None,
    )
