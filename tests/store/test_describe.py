from datetime import date

from store.describe import describe, localise
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
