"""The reading room's door to page furniture."""

from store.reading.clean import furniture


def test_furniture_is_found() -> None:
    assert [span.of("ADVERTISEMENT\nIsi.") for span in furniture("ADVERTISEMENT\nIsi.")] == ["ADVERTISEMENT"]
