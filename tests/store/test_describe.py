from dataclasses import replace
from datetime import date

import pytest

from store.describe import describe, localise
from store.editing import Field
from store.model import (
    Article,
    Attribution,
    Claim,
    Gloss,
    Quantity,
    Quotation,
    Span,
    Stance,
    StoredFact,
    TimeReference,
)

NIGHT = date(2024, 8, 13)
ARTICLE = Article(
    "a", "Rusia menembak jatuh 117 drone dalam semalam di Kursk.", "id", published=date(2024, 8, 14)
)


def claim(**fields: object) -> StoredFact:
    # Any field of a claim; each caller names fields of the right type.
    return StoredFact(Claim("c", Span(0, 54), Span(21, 30), "downed", **fields), ARTICLE)  # type: ignore[arg-type]


def test_a_claim_is_told_in_the_readers_language() -> None:
    found = claim(
        quantity=Quantity(117, unit="drone"),
        regions=("ru/kursk", "ru"),
        time=TimeReference("dalam semalam", NIGHT, NIGHT),
        claimant=Attribution("Rusia", stance=Stance.CLAIMS),
    )
    gloss = describe(found, "en")
    assert (gloss.kind, gloss.value, gloss.unit, gloss.who, gloss.stance) == (
        "downed",
        117,
        "drone",
        "Russia",
        "claims",
    )
    assert (gloss.places, gloss.start, gloss.when) == (("Kursk",), NIGHT, "night")
    assert describe(found, "id").who == "Rusia"


def test_what_no_table_knows_stays_as_printed() -> None:
    gloss = describe(claim(quantity=Quantity(3, unit="gawang"), claimant=Attribution("Ann")), "en")
    assert (gloss.unit, gloss.who) == ("gawang", "Ann")
    assert (gloss.start, gloss.when) == (ARTICLE.published, "")


def test_an_events_topics_are_concepts() -> None:
    event = Claim("e", Span(0, 54), Span(0, 5), "event", action="mengumumkan keadaan darurat")
    assert describe(StoredFact(event, ARTICLE), "en").topics[0] == "state_of_emergency"


def test_a_quotation_carries_its_speaker() -> None:
    fact = Quotation("q", Span(0, 5), Span(0, 54), Attribution("Ann", "gubernur"), regions=("ru/belgorod",))
    assert describe(StoredFact(fact, ARTICLE), "en") == Gloss(
        "quotation",
        who="Ann",
        role="gubernur",
        places=("Belgorod",),
        start=ARTICLE.published,
        end=ARTICLE.published,
    )
    assert (
        describe(StoredFact(Quotation("q", Span(0, 1), Span(0, 1), Attribution()), ARTICLE), "en").who == ""
    )


def test_only_a_whole_name_is_localised() -> None:
    assert localise("Rusia", "en") == "Russia"
    assert localise("Kementerian Pertahanan Rusia", "en") == "Kementerian Pertahanan Rusia"


@pytest.mark.parametrize(
    ("time", "day"),
    [
        (TimeReference("dalam semalam", NIGHT, NIGHT), ARTICLE.published),
        (TimeReference("Selasa", NIGHT, NIGHT), NIGHT),
        (TimeReference("bulan ini", date(2024, 8, 1), date(2024, 8, 31)), ARTICLE.published),
        (TimeReference("bulan lalu", date(2024, 7, 1), date(2024, 7, 31)), ARTICLE.published),
        (TimeReference("Sabtu", date(2024, 8, 17), date(2024, 8, 17)), ARTICLE.published),
        (TimeReference("kelak"), ARTICLE.published),
    ],
)
def test_words_are_of_the_day_on_which_they_were_said_not_of_the_one_they_are_about(
    time: TimeReference, day: date
) -> None:
    fact = Quotation("q", Span(0, 53), Span(0, 54), Attribution("Ann"), time=time)
    gloss = describe(StoredFact(fact, ARTICLE), "en")
    assert (gloss.start, gloss.end) == (day, day)
    settled = replace(fact, settled=(Field.DATE,))
    assert describe(StoredFact(settled, ARTICLE), "en").start == (time.start or ARTICLE.published)


def test_a_stand_that_the_article_tells_of_is_in_its_words() -> None:
    told = Quotation("q", Span(8, 20), Span(0, 54), Attribution("Ann", stance=Stance.DENIES), direct=False)
    assert describe(StoredFact(told, ARTICLE), "en").stance == "denies"
    assert describe(StoredFact(replace(told, partial=True), ARTICLE), "en").stance == "reported"
