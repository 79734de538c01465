from store.search.lexicon import load_lexicon
from store.search.words import root


def test_words_mean_concepts_people_and_places() -> None:
    lexicon = load_lexicon()
    assert "p:gladkov" in lexicon.meanings("gladkow")
    assert "c:killed" in lexicon.meanings("menewaskan")
    assert "c:killed" in lexicon.meanings("killed")
    assert set(lexicon.meanings("shebekino")) == {"g:shebekino", "in:belgorod", "in:ru"}
    assert lexicon.meanings("qwertyui") == ()


def test_a_printed_form_wins_over_its_stem() -> None:
    lexicon = load_lexicon()
    assert "c:shelling" in lexicon.meanings("penembakan")
    assert "c:shelling" not in lexicon.meanings("tertembak")


def test_phrases_are_found_by_their_roots() -> None:
    lexicon = load_lexicon()
    assert lexicon.by_phrase[root("ditembak"), root("jatuh")] == ("c:shoot_down",)
    assert "g:us" in lexicon.by_phrase[root("us"), root("president")]


def test_office_holders() -> None:
    holders = load_lexicon().office_holders(frozenset({"c:governor", "g:belgorod", "c:drone"}))
    assert holders == ((frozenset({"c:governor", "g:belgorod"}), "p:gladkov"),)
