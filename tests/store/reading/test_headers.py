"""Header lines above a plain text: only marked ones count, in every language of the packs."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.reading.headers import parse_date, split_header

BODY = "“Kami kaget,” kata Rudi: warga desa.\nTitle: bukan judul.\n"


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("", {}),
        ("# Drone jatuh #\n\n", {"title": "Drone jatuh"}),
        ("Judul: Drone jatuh\r\nTanggal: 15 Agustus 2024\r\nSumber: Warta\r\n\r\n",
         {"title": "Drone jatuh", "published": "15 Agustus 2024", "source": "Warta"}),
        ("---\ntitle: \"Drone: jatuh\"\ndate: 2024-08-15\nurl: https://a.example/b\n---\n\n",
         {"title": "Drone: jatuh", "published": "2024-08-15", "url": "https://a.example/b"}),
        ("**Title:** A drone fell\n\n", {"title": "A drone fell"}),
        ("Джерело: Вісник\nДата: 15.08.2024\n", {"source": "Вісник", "published": "15.08.2024"}),
    ],
)  # fmt: skip
def test_headers(header: str, fields: dict[str, str]) -> None:
    found = split_header(header + BODY)
    assert found.fields == fields
    assert (header + BODY)[found.start :] == BODY


def test_a_field_said_twice_belongs_to_the_text() -> None:
    found = split_header("Judul: Satu\nJudul: Dua\n")
    assert (found.fields, found.start) == ({"title": "Satu"}, len("Judul: Satu\n"))


@given(st.text())
def test_the_text_proper_is_a_tail_of_the_text(text: str) -> None:
    found = split_header(text)
    assert 0 <= found.start <= len(text)
    assert found.fields or found.start == 0


@pytest.mark.parametrize(
    ("surface", "day"),
    [
        ("2024-08-15T08:00:00+07:00", date(2024, 8, 15)),
        ("15.08.2024", date(2024, 8, 15)),
        ("15/8/2024", date(2024, 8, 15)),
        ("15 Agustus 2024", date(2024, 8, 15)),
        ("August 15, 2024", date(2024, 8, 15)),
        ("15 серпня 2024", date(2024, 8, 15)),
        ("2024-02-31", None),
        ("kemarin", None),
        ("", None),
    ],
)
def test_dates(surface: str, day: date | None) -> None:
    assert parse_date(surface) == day
