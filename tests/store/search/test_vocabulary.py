import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from store.search.vocabulary import NO_TERM, Vocabulary
from store.search.words import root

VOCABULARY = Vocabulary()


def names(vocabulary: Vocabulary, ids: list[int]) -> set[str]:
    terms = list(vocabulary.terms)
    return {terms[number] for number in ids}


def test_words_keep_their_number_and_know_their_terms() -> None:
    vocabulary = Vocabulary()
    word = vocabulary.word("demidovka")
    assert vocabulary.word("demidovka") == word
    words = np.array([word, vocabulary.word("tewas")], dtype=np.int32)
    terms, positions = vocabulary.terms_of(words)
    assert positions.tolist()[0] == 0
    assert names(vocabulary, terms[positions == 1].tolist()) == {"tewas", "c:killed"}


def test_only_who_can_speak_has_a_speaker_term() -> None:
    speakers = VOCABULARY.speaker_terms.view
    assert speakers[VOCABULARY.term("p:gladkov")] == VOCABULARY.term("@p:gladkov")
    assert speakers[VOCABULARY.term("c:damage")] == NO_TERM


def found_slowly(words: list[str], documents: list[int]) -> set[tuple[int, str]]:
    """The plain reference: every phrase at every position."""
    lexicon, roots = VOCABULARY.lexicon, [root(word) for word in words]
    return {
        (place, term)
        for place in range(len(roots))
        for length in range(2, 7)
        if place + length <= len(roots) and len(set(documents[place : place + length])) == 1
        for table in (lexicon.by_phrase, lexicon.by_pair)
        for term in lexicon.with_enclosing(table.get(tuple(roots[place : place + length]), ()))
    }


WORDS = [
    "tembak",
    "jatuh",
    "rumah",
    "sakit",
    "anak",
    "air",
    "defence",
    "kim",
    "jong",
    "un",
    "laut",
    "hitam",
    "x",
]


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.booleans()), max_size=20))
def test_phrases_as_by_the_plain_reference(drawn: list[tuple[str, bool]]) -> None:
    words = [word for word, _ in drawn]
    documents = np.cumsum([new for _, new in drawn]).astype(np.int32)
    ids = np.array([VOCABULARY.word(word) for word in words], dtype=np.int32)
    terms, places = VOCABULARY.phrases_in(VOCABULARY.roots.view[ids], documents)
    known = list(VOCABULARY.terms)
    found = {(place, known[term]) for place, term in zip(places.tolist(), terms.tolist(), strict=True)}
    assert found == found_slowly(words, documents.tolist())


def test_a_blank_one_has_the_words_that_ship_and_grows_by_itself() -> None:
    shipped, one, other = Vocabulary(), Vocabulary.blank(), Vocabulary.blank()
    assert list(one.words) == list(shipped.words)
    assert list(one.terms) == list(shipped.terms)
    word = one.word("qwertyuiop")
    assert one.terms_of_word("qwertyuiop")
    assert (len(one.words), other.terms_of_word("qwertyuiop")) == (word + 1, [])
    assert list(Vocabulary.blank().words) == list(shipped.words)
