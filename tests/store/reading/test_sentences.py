"""The reading room's door to sentences."""

from store.reading.sentences import split_sentences


def test_sentences_are_split() -> None:
    assert len(split_sentences("Satu. Dua.", "id")) == 2
