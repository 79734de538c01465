"""The ledger: short names meet full names, institutions their short forms."""

import pytest

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


def speakers(text: str, lang: str) -> list[str]:
    """Who says the direct quotations of a text, in reading order."""
    facts = extract(article(text, lang)).facts
    return [one.attribution.name for one in facts if isinstance(one, Quotation) and one.direct]


TWO = (
    'Army spokesman Zaw Min Tun left the town. "It is calm," Zaw Min Tun said.\n',
    'Resident Zaw Min Tun Oo left the town. "They burned my house," Zaw Min Tun Oo said.\n',
)


@pytest.mark.parametrize("order", [TWO, TWO[::-1]])
def test_a_whole_name_with_which_another_begins_is_somebody_else(order: tuple[str, str]) -> None:
    names = {"It is calm,": "Zaw Min Tun", "They burned my house,": "Zaw Min Tun Oo"}
    found = extract(article("".join(order), "en")).facts
    said = {one.span.of("".join(order)): one for one in found if isinstance(one, Quotation) and one.direct}
    assert {words: one.attribution.name for words, one in said.items()} == names
    assert said["It is calm,"].attribution.role == "Army spokesman"
    assert said["They burned my house,"].attribution.role == "Resident"


def test_a_name_of_two_words_is_somebody_else_where_the_offices_differ() -> None:
    text = (
        'Wali Kota Ahmad Yani datang. "Kami sedih," kata Ahmad Yani.\n'
        'Juru bicara Ahmad Yani Pratama datang. "Kami menunggu," kata Ahmad Yani Pratama.\n'
    )
    assert speakers(text, "id") == ["Ahmad Yani", "Ahmad Yani Pratama"]


def test_a_short_form_joins_the_only_longer_name() -> None:
    text = 'Juru bicara Ahmad Yani Pratama datang. "Kami menunggu," kata Ahmad Yani. "Ya," kata Pratama.\n'
    assert speakers(text, "id") == ["Ahmad Yani Pratama"] * 2


def test_a_short_form_that_fits_two_people_stays_as_printed() -> None:
    assert speakers("".join(TWO) + '"We know nothing," Zaw Min said.\n', "en")[-1] == "Zaw Min"
    text = 'Mayor Maryna Koval came. Governor Ihor Koval came. "We are sad," Koval said.\n'
    assert speakers(text, "en") == ["Koval"]


def test_a_short_form_of_two_is_the_known_person() -> None:
    text = 'President Volodymyr Zelensky came with Olena Zelensky. "We are sad," Zelensky said.\n'
    assert speakers(text, "en") == ["Volodymyr Zelensky"]


def test_of_two_people_of_one_name_whoever_was_introduced_before_is_meant() -> None:
    text = (
        "Letkol Yogi Nugroho mengatakan jalan ditutup.\n“Kami siaga,” ucap Yogi.\n"
        "Pastor Yance Yogi mengatakan gereja penuh.\n“Kami lelah,” ucap Yance.\n"
    )
    quotations = [fact for fact in extract(article(text, "id")).facts if isinstance(fact, Quotation)]
    assert [one.attribution.name for one in quotations if one.direct] == ["Yogi Nugroho", "Yance Yogi"]
