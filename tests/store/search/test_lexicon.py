import pytest

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


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [
        ("pasutri", "couple"),
        ("apotek", "pharmacy"),
        ("jagung", "maize"),
        ("tanggul", "levee"),
        ("santunan", "payout"),
        ("dibenerin", "mended"),
        ("nyasar", "stray"),
        ("ngincer", "aimed"),
        ("kelar", "completed"),
        ("dinyalakan", "turned on"),
        ("kehabisan", "ran out"),
        ("nyampe", "arrived"),
        ("ketangkep", "captured"),
        ("duit", "money"),
        ("disita", "confiscated"),
        ("jembatan apung", "pontoon bridge"),
    ],
)
def test_everyday_and_colloquial_words_share_a_concept_with_english(indonesian: str, english: str) -> None:
    assert _concepts(indonesian) & _concepts(english)


def test_what_answers_different_questions_stays_apart() -> None:
    assert not _concepts("suami") & _concepts("istri")
    assert not _concepts("reconnaissance") & _concepts("attack")
    assert not _concepts("jaring") & _concepts("jaringan")
    assert not _concepts("renovate") & _concepts("rebuild")


@pytest.mark.parametrize(
    ("name", "term"),
    [
        ("nyala", "g:sd/south-darfur/nyala"),
        ("kasur", "g:pk/kasur"),
        ("jember", "g:id/jember"),
        ("tyre", "g:lb/south-lebanon/tyre"),
        ("maluku", "g:id/maluku"),
        ("kursk", "g:kursk"),
        ("sisi", "p:sisi"),
        ("bibi", "p:netanyahu"),
    ],
)
def test_ordinary_words_take_no_name_away(name: str, term: str) -> None:
    assert term in load_lexicon().meanings(name)


def _concepts(words: str) -> set[str]:
    lexicon = load_lexicon()
    if " " in words:
        return set(lexicon.by_phrase[tuple(root(word) for word in words.split())])
    return {term for term in lexicon.meanings(words) if term.startswith("c:")}
