"""Page furniture, line by line and inside lines."""

import pytest

from store.language.furniture import find_furniture

LINES = [
    ("id", "Baca juga: Menteri Sebut Semua Aman"),
    ("id", "ADVERTISEMENT"),
    ("id", "SCROLL TO CONTINUE WITH CONTENT"),
    ("id", "[Gambas:Video 20detik]"),
    ("id", "(abc/def)"),
    ("id", "PERANG MASUK HARI KEDUA"),
    ("en", "Read also: A story"),
    ("en", "Subscribe to our newsletter"),
]


@pytest.mark.parametrize(("lang", "line"), LINES)
def test_a_line_of_furniture_is_found_whole(lang: str, line: str) -> None:
    text = f"Satu kalimat biasa.\n{line}\nSatu lagi."
    assert [span.of(text) for span in find_furniture(text, lang)] == [line]


def test_the_line_behind_an_announcement_goes_with_it() -> None:
    text = "Baca juga:\nJudul Lain\nIsi berita."
    assert [span.of(text) for span in find_furniture(text, "id")] == ["Baca juga:", "Judul Lain"]


def test_stretches_inside_a_line() -> None:
    text = "Isi berita. [Gambas:Video X] [Gambas:Video Y]" + " lanjut" * 80
    assert [span.of(text) for span in find_furniture(text, "id")] == ["[Gambas:Video X]", "[Gambas:Video Y]"]


def test_overlapping_stretches_are_one() -> None:
    text = "Isi. Baca juga: Lihat [Gambas:Video X]"
    assert len(find_furniture(text, "id")) == 1


def test_the_line_behind_read_next_is_another_story() -> None:
    text = "The port was shut.\n\nRead Next\n\nDoctor told the mayor he was 'lucky'\n\nRain fell at night."
    assert [span.of(text) for span in find_furniture(text, "en")] == [
        "Read Next",
        "Doctor told the mayor he was 'lucky'",
    ]


def test_a_list_of_other_stories_inside_a_line_is_left_out() -> None:
    text = "The port was shut.Keep reading list of 2 itemslist 1 of 2X vows ‘war’list 2 of 2Rainend of listIt rained."
    [span] = find_furniture(text, "en")
    assert span.of(text).endswith("end of list")
