import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language.names import (
    SAME,
    UNSURE,
    fold,
    known_people,
    known_person,
    other_names,
    similarity,
    skeleton,
)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Oleksandr Syrskyi", "Alexander Sirsky"),
        ("Volodymyr Zelenskyy", "Zelenskiy"),
        ("Gladkov", "Гладков"),
        ("Vyacheslav Gladkov", "Viacheslav Gladkow"),
        ("Heorhii Tykhyi", "Hiorhi Taikhi"),
        ("Sergei Sobyanin", "Sergey Sobianin"),
        ("Gubernur Bryansk Alexander Bogomaz", "Aleksandr Bogomaz"),
        ("Presiden Macron", "Emmanuel Makron"),
    ],
)
def test_spellings_of_one_name_are_the_same(a: str, b: str) -> None:
    assert similarity(a, b) >= SAME


@pytest.mark.parametrize(
    ("a", "b"), [("Joe Biden", "Vladimir Putin"), ("Andrii Kovalenko", "Ivan Fedorov"), ("", "Putin")]
)
def test_different_people_stay_apart(a: str, b: str) -> None:
    assert similarity(a, b) < UNSURE


@given(st.text(max_size=60), st.text(max_size=60))
def test_similarity_is_symmetric_and_bounded(a: str, b: str) -> None:
    assert similarity(a, b) == pytest.approx(similarity(b, a))
    assert 0 <= similarity(a, b) <= 100


@given(st.text(max_size=40))
def test_folding_is_plain_letters(word: str) -> None:
    assert fold(word) == "" or (fold(word).isascii() and fold(word).isalpha())


def test_who_shares_a_middle_and_a_last_name_is_not_the_same() -> None:
    assert similarity("Aung Min Tun", "Zaw Min Tun") < SAME
    assert similarity("Muhammad Iqbal Saputra", "Iqbal Saputra") >= SAME


def test_titles_and_first_name_variants_leave_the_skeleton() -> None:
    assert skeleton("Presiden Wladimir Putin") == skeleton("Vladimir Putin")
    assert skeleton("Gubernur") == skeleton("gubernur") != ""


def test_known_people_have_distinct_keys_and_offices() -> None:
    people = known_people()
    assert len(people) == len({person.key for person in people})
    person = known_person("gladkow")
    assert person is not None
    assert person.name == "Vyacheslav Gladkov"
    assert person.offices[0].kind == "governor"
    assert person.offices[0].of == ("belgorod",)
    assert known_person("Nobody Whatsoever") is None


def test_other_names_are_those_of_nobody_in_the_table() -> None:
    assert "merkel" in other_names()
    assert not {"putin", "zelensky", "macron", "gladkov"} & other_names()
