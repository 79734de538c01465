"""Which facts of an article a reader is shown."""

from __future__ import annotations

from datetime import date

import pytest

from store.highlights import highlights
from store.model import Article, Attribution, Claim, Quantity, Quotation, Span, StoredFact
from store.subscriptions import person_subject, topic_subject

TEXT = """Toll of the flood
Nine people died in Kursk. Two drones fell near Sumy. The water is still rising, Mirova said."""
ARTICLE = Article("a", TEXT, "en", "Toll of the flood", date(2024, 8, 14))


def span(words: str) -> Span:
    at = TEXT.index(words)
    return Span(at, at + len(words))


def claim(key: str, words: str, kind: str, value: float, regions: tuple[str, ...] = ()) -> StoredFact:
    found = Claim(key, span(words), span(words), kind, Quantity(value), regions=regions)
    return StoredFact(found, ARTICLE)


DEAD = claim("dead", "Nine people died in Kursk.", "killed", 9, regions=("ru/kursk",))
HEADLINE = claim("headline", "Toll of the flood", "killed", 9)
DRONES = claim("drones", "Two drones fell near Sumy.", "downed", 2, regions=("ua/sumy",))
BARE = claim("bare", "near Sumy", "other", 2, regions=("ua/sumy",))
RISING = span("The water is still rising")
WORDS = StoredFact(Quotation("words", RISING, RISING, Attribution("Olena Mirova")), ARTICLE)
FACTS = [HEADLINE, BARE, DEAD, DRONES, WORDS]


@pytest.mark.parametrize(
    ("subjects", "shown"),
    [
        (["ru"], ["dead"]),
        (["ua/sumy"], ["drones", "bare"]),
        ([person_subject("Mirova, Olena")], ["dead", "drones", "words", "bare"]),
        ([person_subject("Olena Mirova")], ["words"]),
        ([topic_subject("drones")], ["drones"]),
        (["ru/kursk", topic_subject("drones"), person_subject("Olena Mirova")], ["words", "drones", "dead"]),
        (["id"], ["dead", "drones", "words", "bare"]),
        ([], ["dead", "drones", "words", "bare"]),
    ],
)
def test_what_a_reader_follows_comes_first(subjects: list[str], shown: list[str]) -> None:
    assert [found.fact.id for found in highlights(FACTS, subjects)] == shown
