"""Who, where and when of a claim."""

from store.extraction.draft import extract
from store.model import Claim
from tests.store.extraction.samples import article


def claim(text: str, lang: str) -> Claim:
    return next(fact for fact in extract(article(text, lang)).facts if isinstance(fact, Claim))


def test_a_passive_names_its_agent() -> None:
    assert (
        claim("Nineteen sailors were rescued by a French frigate in Hodeidah on Tuesday.", "en").actor
        == "French"
    )


def test_place_and_time_come_from_the_sentence() -> None:
    found = claim("Tiga prajurit terluka di Desa Lypky pada hari Selasa.", "id")
    assert (found.place, found.time.surface, str(found.time.start)) == (
        "Desa Lypky",
        "pada hari Selasa",
        "2025-10-14",
    )
