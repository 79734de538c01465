from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model import Article, Attribution, Claim, Quantity, Quotation, Span, StoredFact
from store.similar import differing_figures, excerpt, other_sides, telling

DAY = date(2024, 8, 14)


def claim(who: str, kind: str = "downed", day: date = DAY, region: str = "ru/kursk") -> StoredFact:
    text = "three drones fell"
    quantity = Quantity(3, unit="drones")
    fact = Claim(who, Span(0, 17), Span(0, 12), kind, quantity, regions=(region,), claimant=Attribution(who))
    return StoredFact(fact, Article("a", text, "en", published=day))


def quotation(who: str, text: str) -> StoredFact:
    whole = Span(0, len(text))
    fact = Quotation(f"{who}-words", whole, whole, Attribution(who), regions=("ru/kursk",))
    return StoredFact(fact, Article("a", text, "en", published=DAY))


def names(found: list[StoredFact]) -> list[str]:
    return [other.fact.id for other in found]


def test_each_other_speaker_of_the_same_matter_is_heard_once() -> None:
    others = [
        claim("Ukraine"), claim("Ukraine"), claim("Russia"), claim("", "killed"), claim(""),
        claim("NATO", day=date(2024, 9, 1)), claim("EU", region="ua/sumy"), claim("Belarus"),
    ]  # fmt: skip
    assert names(other_sides(claim("Russia"), others)) == ["Ukraine", "Belarus"]
    assert names(other_sides(claim("Russia"), others, limit=1)) == ["Ukraine"]


def test_figures_come_first_a_persons_own_one_before_his_words_and_bystanders_not_at_all() -> None:
    others = [
        quotation("Ukraine", "Our drones flew far"), quotation("a baker", "My shop is gone"),
        quotation("NATO", "These drones worry us"), claim("EU", "launched"), claim("Ukraine"),
    ]  # fmt: skip
    assert names(other_sides(claim("Russia"), others)) == ["Ukraine", "EU", "NATO-words"]
    assert names(other_sides(quotation("Russia", "We saw drones"), others))[0] == "Ukraine-words"


@given(st.text(alphabet="ab \n", min_size=1, max_size=2000), st.data())
def test_an_excerpt_holds_the_sentence_and_stays_inside(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    fact = Quotation("q", Span(start, end), Span(start, end), Attribution())
    found = excerpt(StoredFact(fact, Article("a", text, "en")))
    assert 0 <= found.start <= start
    assert end <= found.end <= len(text)


@pytest.mark.parametrize("size", [10, 5000])
def test_an_excerpt_is_no_longer_than_needed(size: int) -> None:
    text = "word " * size
    fact = Claim("c", Span(0, 4), Span(0, 4), "killed")
    found = excerpt(StoredFact(fact, Article("a", text, "en")))
    assert found.end - found.start <= 404


def test_numbers_and_whole_quotations_tell_most() -> None:
    article = Article("a", "text", "en")
    facts = [
        Claim("number", Span(0, 4), Span(0, 4), "killed"),
        Quotation("whole", Span(0, 4), Span(0, 4), Attribution()),
        Claim("event", Span(0, 4), Span(0, 4), "event"),
        Quotation("piece", Span(0, 4), Span(0, 4), Attribution(), partial=True),
        Quotation("clause", Span(0, 4), Span(0, 4), Attribution(), direct=False),
    ]
    assert [telling(StoredFact(fact, article)) for fact in facts] == [0, 0, 1, 2, 2]


def counted(
    who: str,
    value: float | None,
    *,
    unit: str = "drones",
    kind: str = "downed",
    day: date = DAY,
    region: str = "ru/kursk",
) -> StoredFact:
    quantity = Quantity(value, unit=unit)
    fact = Claim(
        f"{who}{value}",
        Span(0, 4),
        Span(0, 4),
        kind,
        quantity,
        regions=(region, "ru"),
        claimant=Attribution(who),
    )
    return StoredFact(fact, Article("a", "text", "en", published=day))


def test_figures_that_contradict_stand_together_and_nothing_else_does() -> None:
    russia, ukraine = counted("Russia", 117), counted("Ukraine", 90)
    others = [
        russia, ukraine, counted("Ukraine", 91), counted("UN", 5, unit="ships"), counted("UN", 5, kind="killed"),
        counted("UN", None), counted("UN", 4, day=date(2024, 8, 15)), counted("UN", 4, region="ru/belgorod"),
        counted("", 8),
    ]  # fmt: skip
    assert differing_figures(russia, others) == [russia, ukraine]
    assert differing_figures(russia, [russia, counted("Moscow", 117)]) == []
    assert differing_figures(counted("Russia", None), others) == []
