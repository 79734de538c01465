from store.search.analysis import analyse, lowered
from store.search.record import Record
from store.search.vocabulary import Vocabulary


def terms_of(record: Record) -> set[str]:
    vocabulary = Vocabulary()
    found = analyse([Record("other", "Lain lagi."), record], vocabulary)
    known = list(vocabulary.terms)
    return {known[term] for term in found.terms[found.documents == 1].tolist()}


def test_words_concepts_places_and_numbers_of_a_text() -> None:
    terms = terms_of(Record("a", "Tujuh drone ditembak jatuh di Shebekino."))
    assert {"drone", "c:drone", "c:shoot_down", "g:shebekino", "in:belgorod", "in:ru", "#7"} <= terms


def test_the_speaker_stands_beside_the_verb() -> None:
    terms = terms_of(Record("a", "Gerasimov melapor kepada Putin bahwa desa itu direbut."))
    assert "@p:gerasimov" in terms
    assert "@p:putin" not in terms
    terms = terms_of(Record("a", "Desa itu aman, kata Gubernur Belgorod Gladkov."))
    assert {"@p:gladkov", "@g:belgorod"} <= terms


def test_a_named_speaker_is_the_only_one() -> None:
    terms = terms_of(Record("a", "Trump said he asked Putin.", speaker="Donald Trump"))
    assert "@p:trump" in terms
    assert "@p:putin" not in terms


def test_fields_and_context_count_as_text() -> None:
    record = Record("a", "“Sulit.”", region="Kursk", role="Gubernur", context="Kebakaran di kilang.")
    assert {"g:kursk", "c:governor", "c:refinery"} <= terms_of(record)


def test_regions_may_be_ids_of_the_gazetteer() -> None:
    assert {"g:shebekino", "g:belgorod", "in:ru"} <= terms_of(
        Record("a", "Api.", region="ru/belgorod/shebekinsky/shebekino")
    )
    assert "g:ru" in terms_of(Record("a", "Api.", region="ru"))


def test_frequencies_and_lengths() -> None:
    vocabulary = Vocabulary()
    found = analyse([Record("a", "api api air"), Record("b", "")], vocabulary)
    assert found.lengths.tolist() == [3, 0]
    assert found.counts[found.terms == vocabulary.term("api")].tolist() == [2]


def test_capital_abbreviations_are_spelt_out_before_lowering() -> None:
    assert lowered("Presiden AS as") == "presiden amerika as"
