"""Mentions: people, institutions, the nameless, pronouns."""

import pytest

from store.extraction.draft import extract
from store.extraction.mentions import ANONYMOUS, GROUP, PERSON, REFERENCE, Mention
from store.extraction.page import Page
from store.model import Quotation
from tests.store.extraction.samples import article, findings


def named(text: str, lang: str) -> list[tuple[str, str]]:
    found = findings(text, lang)
    return [(mention.kind, words(found.page, mention)) for mention in found.mentions]


def words(page: Page, mention: Mention) -> str:
    return page.words((mention.first, mention.end))


def test_each_kind() -> None:
    text = "The defence ministry, a senior port official and Maryna Koval met. She left."
    assert named(text, "en") == [
        (GROUP, "The defence ministry"),
        (ANONYMOUS, "a senior port official"),
        (PERSON, "Maryna Koval"),
        (REFERENCE, "She"),
    ]


def test_a_short_name_in_brackets_belongs_to_the_institution() -> None:
    [mention] = findings("Badan Energi Atom (BEA) diam.", "id").mentions
    assert (mention.kind, mention.alias) == (GROUP, "BEA")


def test_apposition_joins_role_and_name_both_ways() -> None:
    assert named("Juru bicara junta, Kolonel Ihor Bondar, datang.", "id") == [
        (PERSON, "Juru bicara junta, Kolonel Ihor Bondar")
    ]
    assert named("kata Maryna Koval (52), pemilik toko roti di Jalan Baru.", "id") == [
        (PERSON, "Maryna Koval (52), pemilik toko roti di Jalan Baru")
    ]


def test_a_rank_alone_is_somebody() -> None:
    assert named("The general left.", "en") == [(ANONYMOUS, "The general")]


def test_a_role_described_by_a_clause_gets_its_name() -> None:
    text = "Pejabat yang ditunjuk Moskow di Donetsk, Roman Gusev, menolak."
    person = next(m for m in findings(text, "id").mentions if m.kind == PERSON)
    found = findings(text, "id").page
    assert person.role is not None
    assert found.words(person.role) == "Pejabat yang ditunjuk Moskow di Donetsk"


def test_a_role_is_named_by_known_as() -> None:
    text = "seorang komandan RSF yang dikenal sebagai Abu Lulu mengatakan ya."
    assert findings(text, "id").ledger.people[0].role == "komandan RSF"


def test_a_name_with_a_role_in_capitals_behind_it() -> None:
    text = "Maryna Koval, Koordinator Tirta Jaya, juga datang."
    assert findings(text, "id").ledger.people[0].role == "Koordinator Tirta Jaya"


@pytest.mark.parametrize(
    ("text", "lang", "role"),
    [
        ("Menurut kepala delegasi Rusia, Vladimir Medved, jaraknya jauh.", "id", "kepala delegasi Rusia"),
        ("Menurut ketua tim perunding, Vladimir Medved, jaraknya jauh.", "id", "ketua tim perunding"),
        ("Kepala desa, Vladimir Medved, mengatakan air naik.", "id", "Kepala desa"),
        (
            "According to the head of the home team, Vladimir Medved, the gap is wide.",
            "en",
            "head of the home team",
        ),
        ("UN humanitarian coordinator Vladimir Medved said it is open.", "en", "UN humanitarian coordinator"),
    ],
)
def test_an_office_has_all_its_words_and_the_name_beside_it(text: str, lang: str, role: str) -> None:
    (quotation,) = [fact for fact in extract(article(text, lang)).facts if isinstance(fact, Quotation)]
    assert (quotation.attribution.name, quotation.attribution.role) == ("Vladimir Medved", role)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("The mayor of Kharkiv Ihor Bondar said it is cold.", "Ihor Bondar", "mayor of Kharkiv"),
        (
            "Head of the regional administration Olena Mirova said it is cold.",
            "Olena Mirova",
            "Head of the regional administration",
        ),
        (
            "The president of the University of Notre Dame said it is cold.",
            "president of the University of Notre Dame",
            "",
        ),
    ],
)
def test_the_holder_of_an_office_of_somewhere_stands_behind_it(text: str, name: str, role: str) -> None:
    (quotation,) = [fact for fact in extract(article(text, "en")).facts if isinstance(fact, Quotation)]
    assert (quotation.attribution.name, quotation.attribution.role) == (name, role)
