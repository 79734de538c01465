import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from store.search.corrections import Corrections, most_edits

WORDS = ["gladkov", "belgorod", "bryansk", "tewas", "drone", "kursk", "mengungsi", "rusia", "a1b", "is"]


def corrections(words: list[str]) -> Corrections:
    made = Corrections()
    made.update(words)
    return made


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("gldkov", "gladkov"), ("brynask", "bryansk"), ("tewsa", "tewas"), ("mengunsi", "mengungsi")],
)
def test_typing_errors_find_their_word(typed: str, meant: str) -> None:
    assert corrections(WORDS).near(typed)[0] == (meant, OSA.distance(typed, meant))


def test_short_and_odd_words_are_left_alone() -> None:
    assert most_edits("is") == 0
    assert most_edits("a1bcdef") == 0
    assert most_edits("tewas") == 1
    assert corrections(WORDS).near("it") == []


@given(
    st.lists(st.text("abcde", min_size=4, max_size=9), max_size=30), st.text("abcde", min_size=4, max_size=9)
)
def test_one_edit_is_always_found(words: list[str], typed: str) -> None:
    near = dict(corrections(words).near(typed))
    for word in words:
        if OSA.distance(word, typed) == 1:
            assert near[word] == 1
    assert all(0 < distance <= most_edits(typed) for distance in near.values())


def test_the_sorted_index_finds_what_the_plain_scan_finds_and_can_be_restored() -> None:
    many = [*WORDS, *(f"kata{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(400))]
    made = corrections(many)
    made.update(["voronezh"])
    restored = Corrections.restored([*many, "voronezh"], *made.arrays())
    for typed in ("gldkov", "voronzh", "kataxy"):
        assert made.near(typed) == restored.near(typed) != []
    assert len(made) == len(many) + 1


@given(
    st.lists(st.text("abcd'", min_size=6, max_size=12), max_size=30), st.text("abcd", min_size=8, max_size=10)
)
def test_something_is_found_where_a_plain_scan_finds_something(words: list[str], typed: str) -> None:
    made = corrections([*words, *map(str, range(300))])  # so many that they are sorted in
    near = any(0 < OSA.distance(word, typed) <= most_edits(typed) for word in words)
    assert bool(made.near(typed)) == near


def test_a_copy_grows_by_itself() -> None:
    made = corrections(WORDS)
    copied = made.copy()
    copied.update(f"kata{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(400))
    assert copied.near("kataaq")
    assert made.near("kataaq") == []
