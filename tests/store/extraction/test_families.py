"""A family's own number is no figure of the event."""

import pytest

from tests.store.extraction.test_claims import rows

OWN = [
    ("en", '"My three children were killed," said Maryna Koval.'),
    ("en", '"Our two sons died in the blast," said Maryna Koval.'),
    ("en", '"Three of my children were killed," said Maryna Koval.'),
    ("en", '"Two of our own sons were wounded," said Maryna Koval.'),
    ("en", '"I have three children," said Maryna Koval.'),
    ("id", '"Tiga anak saya tewas," kata Maryna Koval.'),
    ("id", '"Tiga orang anak perempuan kami terluka," kata Maryna Koval.'),
    ("id", '"Dua anakku tewas," kata Maryna Koval.'),
    ("id", '"Saya punya tiga anak," kata Maryna Koval.'),
]


@pytest.mark.parametrize(("lang", "text"), OWN)
def test_a_familys_own_number_is_no_claim(lang: str, text: str) -> None:
    assert rows(text, lang) == []


EVENT = [
    ("en", '"Three children were killed," said Maryna Koval.', 3),
    ("en", '"Our three soldiers were killed," said Maryna Koval.', 3),
    ("en", '"My city lost: 14 children were killed," said Maryna Koval.', 14),
    ("en", '"We counted 14 of our children among the dead: 14 were killed," said Maryna Koval.', 14),
    ("en", "The blast killed a man and his three children.", 3),
    ("id", '"Tiga anak tewas," kata Maryna Koval.', 3),
    ("id", '"Tiga tentara kami tewas," kata Maryna Koval.', 3),
    ("id", '"Tiga anak tewas di kota kami," kata Maryna Koval.', 3),
]


@pytest.mark.parametrize(("lang", "text", "value"), EVENT)
def test_other_numbers_of_people_stay(lang: str, text: str, value: float) -> None:
    assert ("killed", value) in [row[:2] for row in rows(text, lang)]


def test_a_ward_has_children_of_others() -> None:
    assert rows('"We have three children in intensive care," said Maryna Koval.', "en")


def test_beside_a_familys_number_others_stay() -> None:
    text = '"Two of our sons were killed and 12 people were wounded," said Maryna Koval.'
    assert rows(text, "en") == [("wounded", 12.0, "people", "Maryna Koval")]
