from dataclasses import replace

import pytest

from store.model import Article, Attribution, Claim, Quotation, Span, StoredFact
from store.search import understand
from store.vetoes import Vetoes, only_asks_about

ARTICLE = Article("a", "text", "en")


def said(name: str, role: str = "") -> StoredFact:
    return StoredFact(Quotation("q", Span(0, 4), Span(0, 4), Attribution(name, role)), ARTICLE)


def counted(*regions: str) -> StoredFact:
    return StoredFact(Claim("c", Span(0, 4), Span(0, 4), "killed", regions=regions), ARTICLE)


@pytest.mark.parametrize(
    ("title", "out"),
    [("Shells hit El Fasher", True), ("Shells hit Khartoum", False), ("A quiet night", False), ("", False)],
)
def test_a_fact_without_a_place_is_where_the_title_is(title: str, out: bool) -> None:
    found = replace(counted(), article=Article("a", "text", "en", title))
    assert ruled_out("how many dead in khartoum", found) is out
    elsewhere = replace(found, fact=counted("sd/khartoum").fact)
    assert not ruled_out("how many dead in khartoum", elsewhere)


def ruled_out(question: str, found: StoredFact) -> bool:
    return Vetoes(question, understand(question)).rules_out(found)


@pytest.mark.parametrize(
    ("question", "found", "out"),
    [
        ("how many killed in kyiv", counted("ua/odesa", "ua"), True),
        ("how many killed in kyiv", counted("ua/kyiv"), False),
        ("how many killed in kyiv", counted("ua"), False),
        ("how many killed in kyiv", counted(), False),
        ("how many killed in ukraine", counted("ua/odesa"), False),
        ("how many killed in israel", counted("ps/gaza/khan-younis"), True),
        ("how many drones from russia", counted("ua/odesa"), False),
        ("berapa tewas di ukraina", counted("ru/belgorod"), True),
        ("berapa drone dari ukraina", counted("ru/belgorod"), False),
        ("how many drones did kyiv shoot down", counted("ua/odesa"), False),
        ("berapa orang tewas di kharkiv", counted("ua/odesa"), True),
        ("siapa presiden rusia", said("Volodymyr Zelensky", "Presiden Ukraina"), True),
        ("siapa presiden rusia", said("Vladimir Putin", "Presiden Rusia"), False),
        ("apa kata kyiv", said("Kementerian Pertahanan Rusia"), True),
        ("apa kata kyiv", said("Volodymyr Zelensky"), False),
        ("what did Zelensky say about Russia", said("Volodymyr Zelensky", "President of Ukraine"), False),
        ("what did the governor say about Ukraine", said("Gladkov", "Governor of Belgorod"), False),
    ],
)
def test_what_a_question_rules_out(question: str, found: StoredFact, out: bool) -> None:
    assert ruled_out(question, found) is out


@pytest.mark.parametrize(
    ("name", "question", "only"),
    [
        ("Zaw Min Tun", "what did zaw min tun say", True),
        ("Khalil al-Hayya", "apa kata al hayya", True),
        ("Agus Subiyanto", "apa kata agus subiyanto", True),
        ("Vyacheslav Gladkov", "what did Gladkov say about Crimea", False),
        ("Vyacheslav Gladkov", "what did Putin say", False),
        ("Vyacheslav Gladkov", "who is Gladkov", False),
        ("", "what did he say", False),
    ],
)
def test_a_question_that_asks_only_for_somebodys_words(name: str, question: str, only: bool) -> None:
    assert only_asks_about(name, question, understand(question)) is only
