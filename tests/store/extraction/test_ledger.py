"""The ledger: short names meet full names, institutions their short forms."""

from tests.store.extraction.samples import ENGLISH, INDONESIAN, findings


def test_people_have_their_fullest_name_and_role() -> None:
    people = {person.name: person.role for person in findings(INDONESIAN, "id").ledger.people}
    assert people["Maryna Koval"] == "Kepala Dinas Kesehatan Lypky"
    assert people["Ihor Bondar"] == "Juru bicara Angkatan Darat"
    assert "Koval" not in people


def test_a_capital_short_name_stands_for_its_institution() -> None:
    found = findings(INDONESIAN, "id")
    assert found.ledger.groups["komando selatan"] is found.ledger.groups["komsel"]
    assert found.ledger.groups["komsel"].name == "KOMSEL"


def test_a_speaker_is_a_plain_value() -> None:
    person = findings(ENGLISH, "en").ledger.people[0].speaker()
    assert (person.name, person.role) == ("Maryna Koval", "head of the village council")
