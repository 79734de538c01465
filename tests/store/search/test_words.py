import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.search.words import clean, is_name_like, number_root, root, words_of


@pytest.mark.parametrize(
    "words",
    [
        ("syrskyi", "sirsky", "сирський"),
        ("kupiansk", "kupyansk"),
        ("menembak", "ditembak"),
        ("house", "houses"),
        ("diledakin", "meledakkan"),
        ("nyerang", "menyerang"),
        ("ngerebut", "merebut"),
        ("gladkov", "gladkov's"),
        ("1.240", "1,240", "1240"),
        ("12,5", "12.5"),
    ],
)
def test_forms_of_one_word_share_a_root(words: tuple[str, ...]) -> None:
    assert len({root(word) for word in words}) == 1


def test_numbers() -> None:
    assert number_root("007") == "#7"
    assert number_root("000") == "#0"
    assert number_root("1.000.000") == "#1000000"


def test_words_and_numbers_of_a_text() -> None:
    assert words_of("f-16: 1.240 km, it's “dua” rumah-rumah") == [
        "f", "16", "1.240", "km", "it's", "dua", "rumah", "rumah",
    ]  # fmt: skip


def test_cleaning_keeps_the_words() -> None:
    assert words_of(clean("<b>Gladkov</b>\x00 \ud800bilang\u202e APA")) == ["gladkov", "bilang", "apa"]


def test_names_are_what_no_dictionary_knows() -> None:
    assert is_name_like("gladkov")
    assert not is_name_like("rumah")
    assert not is_name_like("houses")
    assert not is_name_like("mengevakuasinya")
    assert not is_name_like("74")


@given(st.text(max_size=100))
def test_every_word_has_a_root(text: str) -> None:
    assert all(root(word) for word in words_of(clean(text)))
