from store.search import Index, Query, Record
from store.search.beside import counted_beside
from store.search.vocabulary import Vocabulary


def read(question: str, *texts: str) -> tuple[Query, Vocabulary]:
    index = Index.from_records(Record(str(number), text, "id") for number, text in enumerate(texts))
    vocabulary = Vocabulary()
    for text in texts:
        for word in text.lower().replace(".", "").split():
            vocabulary.word(word)
    return index.understand(question), vocabulary


def test_a_number_beside_what_is_counted() -> None:
    texts = ("Sebanyak 12 prajurit terluka.", "Prajurit terluka oleh 12 rudal.", "Tidak ada prajurit.")
    query, vocabulary = read("berapa prajurit terluka", *texts)
    found = counted_beside(query, texts, vocabulary)
    assert found is not None
    assert found.tolist() == [1, 0, 0]


def test_words_for_numbers_count_and_the_other_language_does() -> None:
    texts = ("Three soldiers were hurt.",)
    query, vocabulary = read("berapa prajurit terluka", *texts)
    found = counted_beside(query, texts, vocabulary)
    assert found is not None
    assert found.tolist() == [1]


def test_nothing_is_counted() -> None:
    query, vocabulary = read("siapa gladkov", "Gladkov.")
    assert counted_beside(query, ["Gladkov."], vocabulary) is None
