"""Countries inside the names of institutions are no places."""

import pytest

from store.extraction.draft import extract, find
from store.model import Claim, Quotation
from tests.store.extraction.samples import article


def scene(text: str, lang: str) -> tuple[str, tuple[str, ...]]:
    """Place and regions of the first figure."""
    claims = [fact for fact in extract(article(text, lang)).facts if isinstance(fact, Claim)]
    first = next(claim for claim in claims if claim.quantity.value is not None)
    return first.place, first.regions


FOUND = [
    ("en", "70 people were killed at the Saudi Hospital in Khartoum.", "Khartoum", "sd/khartoum"),
    ("en", "The U.S. Navy said two sailors were killed in the Red Sea.", "Red Sea", "red-sea"),
    ("en", "Two people were killed aboard a Turkish Airlines plane in Nepal.", "Nepal", "np"),
    (
        "en",
        "12 people were killed near the Indonesian Hospital in northern Gaza.",
        "northern Gaza",
        "ps/gaza",
    ),
    ("id", "12 orang tewas di Rumah Sakit Indonesia di Gaza.", "Gaza", "ps/gaza"),
]


@pytest.mark.parametrize(("lang", "text", "place", "region"), FOUND)
def test_another_place_of_the_sentence_is_where(lang: str, text: str, place: str, region: str) -> None:
    found = scene(text, lang)
    assert found[0] == place
    assert all(one == region or one.startswith(region + "/") for one in found[1])
    assert found[1]


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        ("en", "Shelling of the Saudi Hospital killed 12 people.", ""),
        ("en", "Two people were killed when a Turkish Airlines plane crashed.", ""),
        ("id", "Serangan di Rumah Sakit Indonesia menewaskan 12 orang.", "Rumah Sakit Indonesia"),
    ],
)
def test_a_house_or_firm_may_stand_anywhere(lang: str, text: str, place: str) -> None:
    assert scene(text, lang) == (place, ())
    assert extract(article(text, lang)).regions == ()


def test_an_organ_of_a_country_tells_where_if_nothing_else_does() -> None:
    assert scene("The U.S. Navy seized two boats.", "en")[1] == ("us",)
    text = 'The U.S. Navy was there. "We saw it," the U.S. Navy said in Nepal.'
    quotation = next(fact for fact in extract(article(text)).facts if isinstance(fact, Quotation))
    assert quotation.regions == ("np",)
    assert extract(article(text)).regions == ("us", "np")


def test_countries_themselves_and_their_armies_are_no_names() -> None:
    found = find(
        article("Russian forces killed 12 people in Nepal. The hospital in Russia was hit.")
    ).namesakes
    assert (found.houses, found.organs) == (frozenset(), frozenset())
