"""Whose words a quoted stretch is, and which are nobody's."""

from tests.store.extraction.samples import findings


def said(text: str, lang: str) -> list[tuple[str, str]]:
    found = findings(text, lang)
    return [
        (item.stretch.span.of(text), item.entity.name if item.entity else "") for item in found.quotations
    ]


def test_split_and_follow_on_quotations_keep_their_speaker() -> None:
    text = '"A man came," said Maryna Koval, "and went." "Then it was dark."'
    assert said(text, "en") == [
        ("A man came,", "Maryna Koval"),
        ("and went.", "Maryna Koval"),
        ("Then it was dark.", "Maryna Koval"),
    ]


def test_several_paragraphs_take_the_speaker_of_the_last() -> None:
    text = "“The road is shut.\n“It will stay so,” said Maryna Koval."
    assert [speaker for _, speaker in said(text, "en")] == ["Maryna Koval", "Maryna Koval"]


def test_titles_and_nicknames_are_nobodys_words() -> None:
    assert said('Maryna Koval mengatakan film "Sungai Biru" bagus.', "id") == []
    assert said('Ia dijuluki "Elang Tua" oleh warga.', "id") == []


def test_a_fragment_belongs_to_its_sentence() -> None:
    assert said("Maryna Koval mengatakan jalan itu “sangat sulit”.", "id") == [
        ("sangat sulit", "Maryna Koval")
    ]
