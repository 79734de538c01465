import pytest

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
