"""What somebody takes a stand on is found, is no source of figures, and ends where the sentence goes on."""

import pytest

from store.extraction.draft import extract
from store.extraction.objects import Objects
from store.extraction.page import read_page
from store.model import Quotation
from tests.store.extraction.samples import article


def objects(text: str, lang: str) -> list[tuple[str, str, str]]:
    facts = extract(article(text, lang)).facts
    return [
        (f.attribution.name, f.attribution.cue, f.span.of(text))
        for f in facts
        if isinstance(f, Quotation) and not f.direct and f.partial
    ]


ACTS = [
    ("id", "Ihor Bondar mengecam serangan ke pelabuhan itu.", "mengecam", "serangan ke pelabuhan itu"),
    ("id", "Ihor Bondar menolak rencana gencatan senjata.", "menolak", "rencana gencatan senjata"),
    ("id", "Ihor Bondar mengumumkan pembukaan dua jalur.", "mengumumkan", "pembukaan dua jalur"),
    ("en", "Ihor Bondar condemned the attack on the port.", "condemned", "the attack on the port"),
    ("en", "Ihor Bondar refused to leave the town.", "refused", "to leave the town"),
    ("en", "Ihor Bondar wants a longer truce.", "wants", "a longer truce"),
    ("en", "Ihor Bondar announced the release of ten sailors.", "announced", "the release of ten sailors"),
    (
        "en",
        "Ihor Bondar praised the medics of the port, who had worked all night.",
        "praised",
        "the medics of the port",
    ),
    ("en", "Ihor Bondar endorsed Mirova.", "endorsed", "Mirova"),
    ("en", "Ihor Bondar won votes by dismissing the plan.", "dismissing", "the plan"),
    ("en", "Ihor Bondar rejected the plan but stayed in the talks.", "rejected", "the plan"),
    ("en", "Ihor Bondar defended the raid in an interview on Friday.", "defended", "the raid"),
    (
        "en",
        "Ihor Bondar praised the medics, the drivers and the cooks.",
        "praised",
        "the medics, the drivers and the cooks",
    ),
]


@pytest.mark.parametrize(("lang", "text", "cue", "content"), ACTS)
def test_the_object_of_an_act_is_found(lang: str, text: str, cue: str, content: str) -> None:
    assert objects(text, lang) == [("Ihor Bondar", cue, content)]


NONE = [
    ("id", "Ihor Bondar tidak menolak rencana itu."),
    ("id", "Seorang warga yang menolak pergi mengatakan air sudah surut."),
    ("en", "The attack on the port was condemned."),
    ("en", 'Ihor Bondar condemned "an act of terror".'),
    ("en", "Ihor Bondar said that he welcomed the plan."),
]


@pytest.mark.parametrize(("lang", "text"), NONE)
def test_negated_passive_and_quoted_acts_have_no_object(lang: str, text: str) -> None:
    assert objects(text, lang) == []


def test_an_object_is_no_source_of_figures() -> None:
    text = "Ihor Bondar condemned the killing of 12 sailors."
    claims = [f for f in extract(article(text, "en")).facts if not isinstance(f, Quotation)]
    assert [claim.claimant.name for claim in claims] == [""]


def test_a_clause_keeps_its_commas() -> None:
    page = read_page(article("the road is closed, the mayor says", "en"))
    assert Objects(page).end((0, len(page.tokens))) == len(page.tokens)


def test_only_people_strike_with_words() -> None:
    assert objects("Russia blasted the port.", "en") == []
    assert objects("Ihor Bondar blasted the plan.", "en") == [("Ihor Bondar", "blasted", "the plan")]


def test_a_verb_of_two_words_is_no_part_of_its_object() -> None:
    text = "Ihor Bondar menyambut baik rencana itu."
    assert objects(text, "id") == [("Ihor Bondar", "menyambut", "rencana itu")]


def test_a_relative_clause_is_no_part_of_an_object() -> None:
    text = "Ihor Bondar praised what they have built, which took years."
    assert objects(text, "en") == [("Ihor Bondar", "praised", "what they have built")]
