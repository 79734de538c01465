"""Words of change: the nearest one before a figure, and which way it points."""

import pytest

from store.language.changes import DOWN, UP, change_word, fits
from store.language.numbers import find_numbers
from store.language.pack import load_pack
from store.language.tokens import tokenise

WORDS = [
    ("en", "The toll rose from 7", UP),
    ("en", "The toll fell from 9", DOWN),
    ("en", "It rose. Drones flew from 7", ""),
    ("id", "Jumlah korban bertambah dari 7", UP),
    ("id", "Jumlah korban berkurang dari 9", DOWN),
    ("id", "Pejabat merevisi angka dari 7", "any"),
    ("id", "Drone terbang dari 7", ""),
]


@pytest.mark.parametrize(("lang", "text", "direction"), WORDS)
def test_the_nearest_word_gives_the_direction(lang: str, text: str, direction: str) -> None:
    tokens = tokenise(text)
    lowers = [token.lower for token in tokens]
    assert change_word(tokens, lowers, len(tokens) - 1, load_pack(lang)) == direction


def test_a_direction_fits_or_does_not() -> None:
    assert fits(UP, 7.0, 9.0)
    assert not fits(UP, 9.0, 7.0)
    assert fits(DOWN, 9.0, 7.0)
    assert fits("any", 9.0, 7.0)
    assert fits(UP, None, 7.0)
    assert not fits("any", 7.0, 7.0)
    assert not fits("", 7.0, 9.0)


RANGES = [
    ("The toll rose from 7 to 9.", [(7.0, None), (9.0, None)]),
    ("Sales rose from 2 to 3 million.", [(2e6, None), (3e6, None)]),
    ("The toll rose by two to nine.", [(2.0, None), (9.0, None)]),
    ("Sales rose by 2 to 9 percent.", [(2.0, 9.0)]),
    ("They flew from 7 to 9 drones.", [(7.0, 9.0)]),
    ("Planes dropped from 7 to 9 bombs.", [(7.0, 9.0)]),
]


@pytest.mark.parametrize(("text", "values"), RANGES)
def test_a_change_is_no_range(text: str, values: list[tuple[float, float | None]]) -> None:
    assert [(number.value, number.high) for number in find_numbers(text, "en")] == values
