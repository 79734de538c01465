"""Pronouns and definite roles meet their speaker, or stay open."""

import pytest

from store.extraction.draft import extract
from store.model import Quotation
from tests.store.extraction.samples import article, findings


def speakers(text: str, lang: str) -> list[str]:
    return [item.entity.name if item.entity else "" for item in findings(text, lang).resolved]


def test_pronouns_take_the_last_speaker() -> None:
    text = '"Ya," kata Maryna Koval.\n"Tidak," ujarnya.\nIa menambahkan jalan ditutup.'
    assert speakers(text, "id") == ["Maryna Koval"] * 3


def test_gender_is_respected() -> None:
    text = "Mrs Maryna Koval said it was shut. Spokesman Ihor Bondar said it was open. She said it was shut."
    assert speakers(text, "en") == ["Maryna Koval", "Ihor Bondar", "Maryna Koval"]


def test_it_takes_an_institution() -> None:
    text = "The defence ministry said the road was shut. Maryna Koval said so too. It said more would follow."
    assert speakers(text, "en")[-1] == "defence ministry"


def test_a_definite_role_points_back() -> None:
    text = 'Seorang pejabat senior mengatakan jalan ditutup. "Tunggu saja," kata pejabat itu.'
    assert speakers(text, "id") == ["pejabat senior", "pejabat senior"]


def test_a_pronoun_without_anybody_stays_open() -> None:
    assert speakers("Ia mengatakan jalan ditutup.", "id") == [""]


def test_an_outlet_hands_on_whom_it_cites() -> None:
    text = "Jalan ditutup, kata Reuters mengutip pejabat senior."
    assert speakers(text, "id")[0] == "pejabat senior"


def test_any_institution_may_be_that_agency() -> None:
    text = "Layanan darurat Merah Tua melaporkan dua orang terluka. Dua jalan ditutup, kata lembaga itu."
    assert speakers(text, "id")[1] == speakers(text, "id")[0]


def test_a_subject_of_the_sentence_before_is_meant() -> None:
    text = 'Dokter Maryna Koval, yang bekerja di sana, memberi gambaran lain. "Kami takut," ujarnya.'
    assert speakers(text, "id") == ["Maryna Koval"]


def test_they_are_no_single_person() -> None:
    assert speakers("Maryna Koval said it rained. They said it snowed.", "en") == ["Maryna Koval", ""]


def test_an_institution_is_he_or_she_only_where_no_person_is() -> None:
    assert (
        speakers(
            'Kementerian Pertahanan Rusia diam. "Ya," kata Kementerian Pertahanan Rusia. "Ya," ujarnya.', "id"
        )
        == ["Kementerian Pertahanan Rusia"] * 2
    )


def test_a_named_institution_is_not_another_one() -> None:
    text = "The Lypky Railway Agency said the road was shut. The Northern Energy Agency said it was open."
    assert speakers(text, "en") == ["Lypky Railway Agency", "Northern Energy Agency"]


def test_whoever_a_sentence_names_at_its_end_is_meant() -> None:
    more = "\n“Terlalu dini,” ujarnya."
    text = "Gubernur Ihor Bondar mengatakan jalan dibuka. Salah satunya adalah Menteri Maryna Koval." + more
    assert speakers(text, "id")[-1] == "Maryna Koval"
    text = "Gubernur Ihor Bondar mengatakan jalan dibuka. Kritik datang dari Menteri Maryna Koval." + more
    assert speakers(text, "id")[-1] == "Maryna Koval"
    text = "Gubernur Ihor Bondar mengatakan jalan dibuka. Acara dihadiri Menteri Maryna Koval." + more
    assert speakers(text, "id")[-1] == "Maryna Koval"


@pytest.mark.parametrize(
    ("text", "lang", "name"),
    [
        ("Moscow did not comment at first; it says it spares towns.", "en", "Moscow"),
        ("The navy had no comment, but it denied that a ship was lost.", "en", "navy"),
        ("The rival army lost a tank, it said.", "en", "health ministry"),
    ],
)
def test_it_is_the_subject_of_its_own_sentence_unless_that_is_what_it_says(
    text: str, lang: str, name: str
) -> None:
    before = "The health ministry said nine people were hurt.\n"
    last = [fact for fact in extract(article(before + text, lang)).facts if isinstance(fact, Quotation)][-1]
    assert last.attribution.name == name


@pytest.mark.parametrize(
    ("text", "lang", "same"),
    [
        ("Israeli officials said it rained. It snowed, according to two officials.", "en", False),
        ("Israeli officials said it rained. It snowed, according to the two officials.", "en", True),
        ("Israeli officials said it rained. It snowed, the officials said.", "en", True),
        ("Pejabat Israel mengatakan jalan ditutup. Jembatan dibuka, menurut tiga pejabat.", "id", False),
    ],
)
def test_some_of_a_number_are_not_those_of_before(text: str, lang: str, same: bool) -> None:
    found = speakers(text, lang)
    assert (found[0] == found[-1]) is same
