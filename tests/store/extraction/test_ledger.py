"""The ledger: short names meet full names, institutions their short forms."""

from store.extraction.draft import extract
from store.model import Quotation
from tests.store.extraction.samples import ENGLISH, INDONESIAN, article, findings


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


def test_two_spellings_are_one_person() -> None:
    people = findings(
        "Governor Vyacheslav Gladkov left. Gladkow said it rained. Gladkow went.", "en"
    ).ledger.people
    assert [person.name for person in people] == ["Vyacheslav Gladkov"]


def test_a_known_other_name_is_the_same_person() -> None:
    text = "President Volodymyr Zelenskyy left. Zelensky said it rained."
    assert [person.name for person in findings(text, "en").ledger.people] == ["Volodymyr Zelenskyy"]


def test_a_headline_lends_the_first_name() -> None:
    text = "Maryna Koval Blasts Plans For Broken Bridges Again\nKoval said it rained. So Koval left."
    people = [person.name for person in findings(text, "en").ledger.people]
    assert people == ["Maryna Koval"]


def test_a_headline_names_a_known_person() -> None:
    text = "Maryna Koval Blasts Plans For Broken Bridge Again\nMaryna Koval said it rained."
    assert [person.name for person in findings(text, "en").ledger.people] == ["Maryna Koval"]


def test_institutions_meet_their_longer_name() -> None:
    groups = findings("Angkatan Udara Ukraina diam. Hujan turun, kata Angkatan Udara.", "id").ledger.groups
    assert groups["angkatan udara"] is groups["angkatan udara ukraina"]


def test_of_two_people_of_one_name_whoever_was_introduced_before_is_meant() -> None:
    text = (
        "Letkol Yogi Nugroho mengatakan jalan ditutup.\n“Kami siaga,” ucap Yogi.\n"
        "Pastor Yance Yogi mengatakan gereja penuh.\n“Kami lelah,” ucap Yance.\n"
    )
    quotations = [fact for fact in extract(article(text, "id")).facts if isinstance(fact, Quotation)]
    assert [one.attribution.name for one in quotations if one.direct] == ["Yogi Nugroho", "Yance Yogi"]
