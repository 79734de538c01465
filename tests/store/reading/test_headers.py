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


@pytest.mark.parametrize(
    ("text", "title", "published", "source", "url"),
    [
        ("2025-06-19 | Nile Monitor\n\nShells fell.", None, "2025-06-19", "Nile Monitor", ""),
        (
            "Shells fall\n19 June 2025 | Nile Monitor\n\nShells fell.",
            "Shells fall",
            "19 June 2025",
            "Nile Monitor",
            "",
        ),
        (
            "\n# Peluru jatuh\r\n\r\n18 Juni 2025 | Harian Fajar | https://fajar.example/1\r\nPeluru jatuh.",
            "Peluru jatuh",
            "18 Juni 2025",
            "Harian Fajar",
            "https://fajar.example/1",
        ),
        (
            "Judul: Peluru\n18.06.2025 | Harian Fajar | tautan\nPeluru.",
            "Peluru",
            "18.06.2025",
            "Harian Fajar",
            "",
        ),
    ],
)
def test_day_and_source_on_one_line(
    text: str, title: str | None, published: str, source: str, url: str
) -> None:
    header = split_header(text)
    assert header.fields.get("title") == title
    assert (header.fields["published"], header.fields["source"], header.fields["url"]) == (
        published,
        source,
        url,
    )
    assert text[header.start :].startswith(("Shells fell.", "Peluru"))


@pytest.mark.parametrize(
    "text",
    [
        "12.5.2024 | 3 | 4\nA table of numbers follows.",
        "Kyiv | Kharkiv\nTwo towns.",
        "One line.\nAnother line.\n2025-06-19 | Nile Monitor\nToo far down.",
        "x" * 300 + "\n2025-06-19 | Nile Monitor\nThat is no title.",
        "|",
        "2025-06-19 |",
    ],
)
def test_other_lines_with_a_bar_belong_to_the_article(text: str) -> None:
    assert split_header(text).start == 0
