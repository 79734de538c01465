import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language.detect import detect_language


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("berapa drone ditembak jatuh semalam", "id"),
        ("gldkov bilang apa", "id"),
        ("ada korban ga di ustinka", "id"),
        ("how many drones were shot down", "en"),
        ("any casualties in ustinka?", "en"),
        ("сколько дронов сбили ночью", "ru"),
        ("скільки дронів збили вночі", "uk"),
    ],
)
def test_short_questions(text: str, lang: str) -> None:
    assert detect_language(text) == lang


@pytest.mark.parametrize("text", ["", "Gladkov", "???", "74"])
def test_where_nothing_tells_the_default_stays(text: str) -> None:
    assert detect_language(text, default="en") == "en"
    assert detect_language(text, default="id") == "id"


@given(st.text(max_size=300))
def test_any_text_has_a_language(text: str) -> None:
    assert detect_language(text) in {"id", "en", "ru", "uk"}
