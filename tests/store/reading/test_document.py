"""A document without statements about itself."""

from store.reading.document import Document


def test_defaults_say_nothing() -> None:
    document = Document("Teks.")
    assert (document.title, document.published, document.original_encoding) == ("", None, "")
