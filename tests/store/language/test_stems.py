from itertools import product

import pytest
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from store.language.stems import is_word, stem


@pytest.mark.parametrize(
    ("words", "lang"),
    [
        (["mengungsi", "ungsi"], "id"),
        (["rumah-rumah", "rumah"], "id"),
        (["dievakuasi", "pengevakuasian", "evakuasi"], "id"),
        (["ditembak", "menembak", "tembak"], "id"),
        (["houses", "house"], "en"),
        (["evacuated", "evacuates", "evacuate"], "en"),
    ],
)
def test_inflections_share_a_stem(words: list[str], lang: str) -> None:
    assert len({stem(word, lang) for word in words}) == 1


@pytest.mark.parametrize(("a", "b"), [("tewas", "tawas"), ("serang", "sarang"), ("rudal", "rumah")])
def test_different_words_keep_different_stems(a: str, b: str) -> None:
    assert stem(a, "id") != stem(b, "id")


def test_fewer_steps_find_what_all_steps_find() -> None:
    plain = StemmerFactory().create_stemmer(False)
    roots = ("tembak", "serang", "evakuasi", "karyzhk", "bakar", "pelihara", "independac", "nyaring")
    for parts in product(
        ("", "me", "mem", "meny", "di", "keber", "memper"), roots, ("", "kan", "i", "annya")
    ):
        word = "".join(parts)
        assert is_word(word, "id") or stem(word, "id") == plain.stem(word)


@pytest.mark.parametrize(
    "word", ["", "x" * 5000, "Гладков", "a-b-c", "-", "\ud83d", "drone\udfff", "\ud800-\ud800"]
)
def test_anything_has_a_stem(word: str) -> None:
    assert isinstance(stem(word, "id"), str)


def test_other_languages_keep_the_word() -> None:
    assert stem("Дом", "ru") == "дом"


def test_dictionaries_tell_the_languages_apart() -> None:
    assert is_word("rumah", "id")
    assert not is_word("rumah", "en")
    assert is_word("house", "en")
    assert not is_word("y" * 100, "en")
    assert not is_word("", "en")
