"""Numbers: value first, then its spellings (the corpus), and what a number never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language.numbers import find_numbers, numbers_in, parse_digits
from store.language.pack import load_pack
from store.language.tokens import tokenise
from store.model import Bound

VALUES = {
    "id": {
        3.0: ["tiga", "3"],
        12.0: ["dua belas", "selusin", "12"],
        24.0: ["dua lusin", "dua puluh empat"],
        120.0: ["seratus dua puluh"],
        1200.0: ["1.200", "seribu dua ratus"],
        92.5: ["92,5"],
        123000.0: ["seratus dua puluh tiga ribu", "123 ribu", "123.000"],
        1200000.0: ["1,2 juta", "1.200.000"],
        2.5e9: ["2,5 miliar"],
    },
    "en": {
        6.0: ["six", "half a dozen"],
        12.0: ["a dozen", "twelve"],
        22.0: ["twenty-two", "twenty two", "22"],
        120.0: ["one hundred twenty"],
        1200.0: ["1,200", "one thousand two hundred"],
        92.5: ["92.5"],
        3.5e6: ["3.5 million", "3.5m"],
        1e6: ["a million"],
        1.2e9: ["1.2bn"],
    },
}
SPELLINGS = [
    (lang, value, words) for lang, rows in VALUES.items() for value, all_ in rows.items() for words in all_
]


@pytest.mark.parametrize(("lang", "value", "words"), SPELLINGS)
def test_a_spelling_has_its_value(lang: str, value: float, words: str) -> None:
    [number] = find_numbers(f"x {words} y", lang)
    assert number.value == value
    assert number.bound == Bound.EXACT


BOUNDS = [
    ("id", "sedikitnya 37", Bound.AT_LEAST),
    ("id", "lebih dari 150", Bound.AT_LEAST),
    ("id", "tidak lebih dari 12", Bound.AT_MOST),
    ("id", "hingga 235", Bound.AT_MOST),
    ("id", "sekitar dua lusin", Bound.ABOUT),
    ("id", "100 lebih", Bound.AT_LEAST),
    ("en", "no more than five", Bound.AT_MOST),
    ("en", "more than five", Bound.AT_LEAST),
    ("en", "at least about five", Bound.AT_LEAST),
    ("en", "nearly 20", Bound.ABOUT),
    ("en", "40+", Bound.AT_LEAST),
]


@pytest.mark.parametrize(("lang", "text", "bound"), BOUNDS)
def test_bound_words_are_part_of_the_number(lang: str, text: str, bound: Bound) -> None:
    [number] = find_numbers(text, lang)
    assert (number.span.of(text), number.bound) == (text, bound)


RANGES = [
    ("id", "15 sampai 20", 15, 20),
    ("id", "antara 60.000 dan 65.000", 60000, 65000),
    ("id", "dua puluh hingga dua puluh lima", 20, 25),
    ("en", "two to three", 2, 3),
    ("en", "between 10 and 12", 10, 12),
    ("en", "2 to 3 million", 2e6, 3e6),
    ("en", "75-80", 75, 80),
]


@pytest.mark.parametrize(("lang", "text", "low", "high"), RANGES)
def test_ranges(lang: str, text: str, low: float, high: float) -> None:
    [number] = find_numbers(text, lang)
    assert (number.value, number.high, number.bound) == (low, high, Bound.RANGE)


VAGUE = [
    ("id", "puluhan", Bound.TENS, ""),
    ("id", "puluhan ribu", Bound.TEN_THOUSANDS, ""),
    ("id", "dua pertiga", Bound.FRACTION, "2/3"),
    ("en", "dozens", Bound.TENS, ""),
    ("en", "about a third", Bound.FRACTION, "1/3"),
    ("en", "half", Bound.FRACTION, "1/2"),
]


@pytest.mark.parametrize(("lang", "text", "bound", "fraction"), VAGUE)
def test_vague_counts_and_fractions_have_no_value(lang: str, text: str, bound: Bound, fraction: str) -> None:
    [number] = find_numbers(text, lang)
    assert (number.value, number.bound, number.fraction) == (None, bound, fraction)


def test_a_bound_before_a_vague_count_keeps_its_kind() -> None:
    [number] = find_numbers("over half", "en")
    assert (number.span.of("over half"), number.bound) == ("over half", Bound.FRACTION)


def test_model_names_and_calibres_are_no_numbers() -> None:
    assert find_numbers("Su-34 152mm ke-93 47th", "id") == []


def test_articles_are_marked_and_left_out() -> None:
    tokens = tokenise("seorang bayi")
    [number] = numbers_in(tokens, load_pack("id"))
    assert (number.article, number.value) == (True, 1.0)
    assert find_numbers("seorang bayi", "id") == []


def test_two_numerals_side_by_side_stay_two() -> None:
    assert [number.value for number in find_numbers("five six", "en")] == [5.0, 6.0]
    assert [number.value for number in find_numbers("seribu seribu", "id")] == [1000.0, 1000.0]
    assert [number.value for number in find_numbers("5 to 3", "en")] == [5.0, 3.0]


def test_odd_separators_are_decimal_or_nothing() -> None:
    pack = load_pack("en")
    assert parse_digits("1,5", pack) == 1.5
    assert parse_digits("1.2.3", pack) is None
    assert find_numbers("1.2.3", "en") == []


@given(st.integers(min_value=0, max_value=10**12))
def test_grouped_digits_are_read_back(value: int) -> None:
    [english] = find_numbers(f"{value:,}", "en")
    [indonesian] = find_numbers(f"{value:,}".replace(",", "."), "id")
    assert english.value == indonesian.value == value


@given(st.text(), st.sampled_from(["id", "en"]))
def test_any_text_is_read(text: str, lang: str) -> None:
    for number in find_numbers(text, lang):
        assert number.span.covers(number.digits)
