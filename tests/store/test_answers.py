from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from store.answers import compose, record_of
from store.model import (
    Answer,
    Article,
    Attribution,
    Bound,
    Claim,
    Fact,
    Quantity,
    Question,
    Quotation,
    Span,
    Status,
    StoredFact,
)
from store.search import Hit, understand

TEXT = "Ann said “go”, and “now”, with 14 drones down and 3 ships.\nSo far nothing else."
SENTENCE, TAIL = Span(0, 58), Span(59, 79)
OLD = Article("a", TEXT, "en", published=date(2024, 8, 10))
NEW = Article("b", TEXT, "en", published=date(2024, 8, 14))
ANN = Attribution("Ann")


def facts(article: Article) -> dict[str, StoredFact]:
    made: list[Fact] = [
        Quotation("whole", Span(10, 12), SENTENCE, ANN),
        Quotation("piece", Span(20, 23), SENTENCE, ANN, partial=True),
        Quotation("clause", Span(9, 57), SENTENCE, ANN, direct=False),
        Claim(
            "drones",
            SENTENCE,
            Span(31, 40),
            "downed",
            Quantity(14, unit="drones"),
            action="down",
            claimant=ANN,
        ),
        Claim("ships", SENTENCE, Span(50, 57), "other", Quantity(3, unit="ships"), claimant=ANN),
        Claim("tail", TAIL, Span(59, 65), "event", status=Status.DISPUTED),
    ]
    return {f"{article.id}-{fact.id}": StoredFact(fact, article) for fact in made}


STORED = {**facts(OLD), **facts(NEW)}


def answer(
    text: str, *names: str, asked_on: date | None = None, score: float = 0.9, limit: int = 5
) -> Answer:
    question = Question(text, "en", asked_on)
    hits = [Hit(name, score) for name in names]
    return compose(
        question, understand(text, asked_on), hits, STORED.get, limit=limit, nearest=["a-whole", "gone"]
    )


def shown(found: Answer) -> list[str]:
    return [candidate.found.fact.id for candidate in found.hits]


def test_one_sentence_is_shown_once_by_the_fact_that_was_asked_for() -> None:
    every = ("a-ships", "a-drones", "a-clause", "a-whole", "a-piece")
    assert shown(answer("how many drones were shot down", *every)) == ["drones"]
    assert shown(answer("how many ships", *every)) == ["ships"]
    assert shown(answer("what did Ann say", *every)) == ["whole", "piece"]


def test_of_two_who_speak_in_one_sentence_the_other_is_no_answer() -> None:
    bob = Quotation("bob", Span(9, 30), SENTENCE, Attribution("Bob"), direct=False)
    stored = {**STORED, "a-bob": StoredFact(bob, OLD)}
    question = Question("what did Bob say", "en")
    hits = [Hit("a-bob", 0.98), Hit("a-whole", 0.9)]
    found = compose(question, understand(question.text), hits, stored.get, limit=5)
    assert shown(found) == ["bob"]


def test_the_same_words_from_two_articles_are_shown_once() -> None:
    assert shown(answer("how many drones", "a-drones", "b-drones")) == ["drones"]


def test_beside_a_good_hit_a_weak_one_is_not_shown() -> None:
    question = Question("drones", "en")
    hits = [Hit("a-drones", 0.95), Hit("a-tail", 0.5)]
    found = compose(question, understand("drones"), hits, STORED.get, limit=5)
    assert shown(found) == ["drones"]


def test_of_a_sentence_the_doubtful_claim_keeps_its_mark() -> None:
    assert shown(answer("is it true", "a-tail")) == ["tail"]


def test_where_a_number_is_asked_for_facts_without_it_are_left_out() -> None:
    assert shown(answer("how many drones", "a-tail", "a-drones")) == ["drones"]
    assert shown(answer("how many soldiers", "a-tail", "a-drones")) == ["drones"]
    assert shown(answer("how many drones", "a-tail")) == ["tail"]


def test_a_doubtful_figure_stands_behind_those_that_fit_as_well_and_no_others() -> None:
    question = Question("how many", "en", None)
    doubtful = {"a-drones": STORED["a-drones"]}
    fact = STORED["a-drones"].fact
    assert isinstance(fact, Claim)
    doubtful["a-drones"] = StoredFact(replace(fact, status=Status.DISPUTED), OLD)
    ships = replace(facts(NEW)["b-ships"], article=replace(NEW, text=TEXT.replace("3 ships", "4 ships")))
    stored = {**doubtful, "b-ships": ships}

    def order(other: float) -> list[str]:
        hits = sorted([Hit("a-drones", 0.95), Hit("b-ships", other)], key=lambda hit: -hit.score)
        return shown(compose(question, understand("how many"), hits, stored.get, limit=5))

    assert order(0.9) == ["ships", "drones"]
    assert order(0.7) == ["drones", "ships"]


def test_a_figure_of_nobody_yields_to_the_same_one_with_a_claimant() -> None:
    ours = STORED["a-drones"].fact
    assert isinstance(ours, Claim)
    nobodys = Claim("bare", TAIL, Span(59, 65), "downed", Quantity(14, unit="drones"), action="down")
    stored = {"bare": StoredFact(nobodys, OLD), "a-drones": StoredFact(ours, OLD)}
    question = "how many drones were shot down"
    hits = [Hit("bare", 0.95), Hit("a-drones", 0.94)]
    found = compose(Question(question, "en"), understand(question), hits, stored.get, limit=5)
    assert shown(found) == ["drones"]
    stored["bare"] = StoredFact(replace(nobodys, quantity=Quantity(15, unit="drones")), OLD)
    found = compose(Question(question, "en"), understand(question), hits, stored.get, limit=5)
    assert set(shown(found)) == {"drones", "bare"}


@pytest.mark.parametrize(
    ("bare", "claimed", "kept"),
    [
        (Quantity(bound=Bound.TENS, unit="drones"), Quantity(bound=Bound.HUNDREDS, unit="drones"), True),
        (Quantity(bound=Bound.TENS, unit="drones"), Quantity(bound=Bound.TENS, unit="drones"), False),
        (Quantity(14, 16, unit="drones"), Quantity(14, unit="drones"), True),
        (Quantity(fraction="1/3", unit="drones"), Quantity(fraction="1/2", unit="drones"), True),
    ],
)
def test_only_the_same_figure_is_a_repetition(bare: Quantity, claimed: Quantity, kept: bool) -> None:
    assert ("bare" in repeated(bare, claimed)) is kept


def test_the_same_number_elsewhere_is_another_figure() -> None:
    same = Quantity(14, unit="drones")
    assert "bare" in repeated(same, same, ("ua/sumy",), ("ua/kharkiv",))
    assert "bare" not in repeated(same, same, ("ua/sumy",), ("ua/sumy", "ua"))


def repeated(
    bare: Quantity, claimed: Quantity, here: tuple[str, ...] = (), there: tuple[str, ...] = ()
) -> list[str]:
    nobodys = Claim("bare", TAIL, Span(59, 65), "downed", bare, action="down", regions=here)
    anns = Claim(
        "anns", SENTENCE, Span(31, 40), "downed", claimed, action="down", claimant=ANN, regions=there
    )
    stored = {"bare": StoredFact(nobodys, OLD), "anns": StoredFact(anns, OLD)}
    question, hits = "how many drones were shot down", [Hit("bare", 0.95), Hit("anns", 0.94)]
    return shown(compose(Question(question, "en"), understand(question), hits, stored.get, limit=5))


def test_anothers_whole_words_do_not_come_first() -> None:
    bob = Quotation("bob", Span(0, 3), TAIL, Attribution("Bob"))
    stored = {"clause": STORED["a-clause"], "bob": StoredFact(bob, OLD)}
    hits = [Hit("clause", 0.95), Hit("bob", 0.93)]
    question = "what did Ann shoot down"
    found = compose(Question(question, "en"), understand(question), hits, stored.get, limit=5)
    assert shown(found) == ["clause", "bob"]


def test_nothing_found_offers_the_nearest_and_is_no_error() -> None:
    found = answer("what did Bob say")
    assert (found.hits, [near.fact.id for near in found.nearest]) == ((), ["whole"])
    assert answer("what did Bob say", "gone").hits == ()


def test_the_latest_come_first_when_asked_for() -> None:
    found = answer("latest on drones", "a-drones", "b-tail")
    assert [candidate.found.article.id for candidate in found.hits] == ["b", "a"]


@pytest.mark.parametrize(
    ("day", "newest"), [(date(2024, 8, 20), date(2024, 8, 14)), (date(2024, 8, 14), None)]
)
def test_an_older_answer_says_how_old_it_is(day: date, newest: date | None) -> None:
    assert answer("how many drones last night", "b-drones", asked_on=day).newest == newest


def test_a_weak_hit_is_not_sure_and_the_limit_holds() -> None:
    assert answer("drones", "a-drones", score=0.99).sure
    assert len(answer("drones", "a-drones", "b-tail", limit=1).hits) == 1


def test_a_record_is_found_by_its_words_and_its_paragraph() -> None:
    record = record_of(STORED["a-whole"].fact, OLD)
    assert (record.text, record.speaker, record.kind) == ("go", "Ann", "quotation")
    assert record.context == TEXT.split("\n", maxsplit=1)[0]
    claimed = record_of(STORED["a-tail"].fact, OLD)
    assert (claimed.claimed_by, claimed.status, claimed.context) == (None, "disputed", "")
