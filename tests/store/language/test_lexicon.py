"""Common words and names."""

from store.language.lexicon import is_common, opens_sentences
from store.language.pack import load_pack


def test_words_of_the_dictionary_are_common() -> None:
    assert is_common("Manajemen", load_pack("id"))
    assert not is_common("Karelin", load_pack("id"))
    assert is_common("rival", load_pack("en"))


def test_endless_words_are_not_looked_up() -> None:
    assert not is_common("a" * 100, load_pack("en"))


def test_roots_and_words_with_endings_open_sentences() -> None:
    pack = load_pack("id")
    assert [opens_sentences(word, pack) for word in ("Kendati", "Semestinya", "Koval")] == [True, True, False]
    assert not opens_sentences("Sanders", load_pack("en"))
