import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language.labels import concepts_in, label_of


@pytest.mark.parametrize(
    ("phrase", "origin", "lang", "label"),
    [
        ("drone", "id", "en", "drone"),
        ("rumah", "id", "en", "house"),
        ("prajurit TNI", "id", "en", "soldier"),
        ("houses", "en", "id", "rumah"),
        ("gawang", "id", "en", ""),
        ("gawang", "id", "id", "gawang"),
        ("", "id", "en", ""),
    ],
)
def test_a_unit_in_another_language(phrase: str, origin: str, lang: str, label: str) -> None:
    assert label_of(phrase, origin, lang) == label


def test_concepts_of_a_phrase_longer_ones_first() -> None:
    assert concepts_in("mengumumkan keadaan darurat", "id")[0] == "state_of_emergency"
    assert concepts_in("xyz", "en") == []


@given(st.text(st.characters(categories=("Cs", "L", "P", "Z"))), st.sampled_from(["id", "en"]))
def test_any_words_have_concepts_or_none(text: str, lang: str) -> None:
    assert isinstance(concepts_in(text, lang), list)
    assert isinstance(label_of(text, lang, "en" if lang == "id" else "id"), str)


def test_half_a_character_hides_no_concept_beside_it() -> None:
    assert concepts_in("drone \ud83d", "en") == concepts_in("drone", "en") != []
