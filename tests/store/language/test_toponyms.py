"""Folding: spellings and scripts of one name meet, offsets of words are exact."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language.toponyms import fold, fold_name, keys_of_name, place_words, stem_name, words_of


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Kupyansk", "Kupiansk"),
        ("Куп'янськ", "Kupiansk"),
        ("Zaporizhzhia", "Zaporizhia"),
        ("Alekseyevka", "Алексеевка"),
        ("Sana'a", "Sanaa"),
        ("Nizhny Novgorod", "Nizhniy  Novgorod"),
        ("Khan Younis", "khan-younis"),
        ("KURSK", "Kursk"),
    ],
)
def test_spellings_of_one_name_share_a_key(a: str, b: str) -> None:
    assert fold_name(a) == fold_name(b)


@pytest.mark.parametrize(
    ("cases", "stem"),
    [
        (("Суджа", "Судже", "Суджу", "Суджей"), "sudzh"),
        (("Киев", "Киева", "Києві", "Киевом"), "kev"),
        (("Белгородская", "Белгородской", "Белгородскую"), "belgorodsk"),
        (("Нижний Новгород", "Нижнем Новгороде", "Нижнего Новгорода"), "nizhn novgorod"),
        (("Украина", "Украины", "Украине", "Украину"), "ukrain"),
    ],
)
def test_cases_of_one_name_share_a_stem(cases: tuple[str, ...], stem: str) -> None:
    assert {stem_name(case) for case in cases} == {stem}


def test_a_name_is_filed_by_script() -> None:
    assert keys_of_name("Kursk") == ("kursk",)
    assert keys_of_name("Курская") == ("~kursk",)
    assert keys_of_name("=AS") == ("=AS",)
    assert keys_of_name("Ob") == ()


def test_the_possessive_is_no_part_of_a_word() -> None:
    assert [word.text for word in words_of("Ukraine's Slov'yansk, Kyiv’s")] == [
        "Ukraine",
        "s",
        "Slov'yansk",
        "Kyiv",
        "s",
    ]


@given(st.text())
def test_words_slice_the_text(text: str) -> None:
    words = words_of(text)
    assert all(text[word.start : word.end] == word.text for word in words)
    assert all(a.end <= b.start for a, b in itertools.pairwise(words))


@given(st.text(max_size=30))
def test_folding_takes_any_text_and_leaves_small_letters(text: str) -> None:
    assert fold(text) == fold(text).lower()


def test_helper_words_come_from_all_languages() -> None:
    words = place_words()
    assert {words.kinds[key] for key in map(fold, ("oblast", "desa", "village", "район"))} == {
        "region",
        "settlement",
        "raion",
    }
    assert "di" in words.prepositions
    assert list(words.endings) == sorted(words.endings, key=lambda e: (-len(e), e))
