"""Claims: kind, value, bound, unit and claimant on whole articles."""

import pytest

from store.extraction.draft import extract
from store.model import Bound, Claim
from tests.store.extraction.samples import ENGLISH, INDONESIAN, article


def claims(text: str, lang: str) -> list[Claim]:
    return [
        fact
        for fact in extract(article(text, lang)).facts
        if isinstance(fact, Claim) and fact.kind != "event"
    ]


def rows(text: str, lang: str) -> list[tuple[str, float | None, str, str]]:
    return [(c.kind, c.quantity.value, c.quantity.unit, c.claimant.name) for c in claims(text, lang)]


def test_an_indonesian_article() -> None:
    assert rows(INDONESIAN, "id") == [
        ("killed", 7.0, "orang", ""),
        ("wounded", 23.0, "orang", ""),
        ("wounded", 3.0, "korban", "Maryna Koval"),
        ("killed", 8.0, "orang", "Maryna Koval"),
        ("downed", 41.0, "drone", "Ihor Bondar"),
        ("killed", 0.0, "orang", "KOMSEL"),
    ]


def test_an_english_article() -> None:
    assert rows(ENGLISH, "en") == [
        ("killed", 5.0, "people", "regional officials"),
        ("wounded", 24.0, "people", "regional officials"),
        ("explosions", 3.0, "blasts", "Maryna Koval"),
        ("rescued", 9.0, "people", "Ihor Bondar"),
        ("displaced", 1200.0, "residents", "Maryna Koval"),
        ("downed", 14.0, "drones", "Army of the North"),
        ("killed", 9.0, "people", "Authorities"),
    ]


KINDS = [
    ("en", "No vessels were hit.", "damaged", 0.0, Bound.EXACT),
    ("en", "No one was hurt.", "wounded", 0.0, Bound.EXACT),
    ("en", "Troops seized 40 square kilometers.", "area", 40.0, Bound.EXACT),
    ("en", "The losses exceeded 220 personnel.", "lost", 220.0, Bound.AT_LEAST),
    ("id", "Kedua pihak kehilangan sebuah tank dan dua howitzer.", "lost", 1.0, Bound.EXACT),
    ("id", "Puluhan orang tewas.", "killed", None, Bound.TENS),
]


@pytest.mark.parametrize(("lang", "text", "kind", "value", "bound"), KINDS)
def test_a_sentence_gives_its_claim(
    lang: str, text: str, kind: str, value: float | None, bound: Bound
) -> None:
    assert (kind, value, bound) in [(c.kind, c.quantity.value, c.quantity.bound) for c in claims(text, lang)]


def test_a_main_event_without_a_number_is_a_fact() -> None:
    facts = extract(article("Pasukan Ukraina merebut Desa Lypky.", "id")).facts
    assert [(f.kind, f.action) for f in facts if isinstance(f, Claim)] == [("event", "merebut Desa Lypky")]


EVENTS = [
    ("en", "The besieged town waits.", []),
    ("en", "Bondar's damaged house waits.", []),
    ("en", "Rebels liberated two villages.", ["liberated two villages"]),
]


@pytest.mark.parametrize(("lang", "text", "actions"), EVENTS)
def test_events_stand_beside_what_is_measured_and_are_no_adjectives(
    lang: str, text: str, actions: list[str]
) -> None:
    facts = [f for f in extract(article(text, lang)).facts if isinstance(f, Claim)]
    assert [f.action for f in facts if f.kind == "event"] == actions


MORE_KINDS = [
    ("en", "The blast killed two and left 40,000 people without power.", "other", 40000.0, Bound.EXACT),
    ("id", "Ledakan itu membuat 40.000 orang tanpa listrik.", "other", 40000.0, Bound.EXACT),
    ("en", "LYPKY: The ministry said two people died.", "killed", 2.0, Bound.EXACT),
    ("en", "No one died.", "killed", 0.0, Bound.EXACT),
    ("en", "There were no casualties.", "killed", 0.0, Bound.EXACT),
    ("en", "The unit formed groups of three soldiers.", "size", 3.0, Bound.EXACT),
    ("en", "Fire spread over 40 hectares.", "area", 40.0, Bound.EXACT),
    ("en", "They captured 1,000 missiles.", "other", 1000.0, Bound.EXACT),
    ("en", "They captured 1,000 Ukrainians.", "captured", 1000.0, Bound.EXACT),
    ("en", "Six people were killed, two of them children.", "killed", 2.0, Bound.EXACT),
    ("id", "Tidak ada warga sipil yang tewas.", "killed", 0.0, Bound.EXACT),
    ("id", "Pasukan itu menguasai 12 desa.", "settlements", 12.0, Bound.EXACT),
    ("id", "Sebelas orang terluka, termasuk seorang bayi.", "wounded", 1.0, Bound.EXACT),
]


@pytest.mark.parametrize(("lang", "text", "kind", "value", "bound"), MORE_KINDS)
def test_more_kinds(lang: str, text: str, kind: str, value: float | None, bound: Bound) -> None:
    assert (kind, value, bound) in [(c.kind, c.quantity.value, c.quantity.bound) for c in claims(text, lang)]


NOTHING = [
    ("en", "There is no doubt."),
    ("en", "No plans exist."),
    ("en", "One of the survivors spoke."),
    ("en", "He was 7, and small."),
    ("en", "A man slept."),
    ("id", "Tidak ada alasan."),
]


@pytest.mark.parametrize(("lang", "text"), NOTHING)
def test_what_reports_nothing_is_no_claim(lang: str, text: str) -> None:
    assert claims(text, lang) == []


def test_a_number_with_its_own_predicate_takes_none_from_the_next() -> None:
    text = (
        "Prosecutor Oksana Hryb said more than 900 people were in danger and about 300 were being evacuated."
    )
    assert [(c.kind, c.quantity.value) for c in claims(text, "en")] == [
        ("other", 900.0),
        ("evacuated", 300.0),
    ]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Both sides exchanged 300 prisoners near Chernihiv.", "en"),
        ("In all, 300 prisoners were swapped near Chernihiv.", "en"),
        ("Kedua negara menukar 300 tahanan di dekat Chernihiv.", "id"),
        ("Sebanyak 300 tawanan dipertukarkan di dekat Chernihiv.", "id"),
    ],
)
def test_prisoners_who_are_exchanged_are_not_captured(text: str, lang: str) -> None:
    assert [c.kind for c in claims(text, lang) if c.quantity.value == 300] == ["other"]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (
            "More than 1.9 million people - some 90 per cent of the population - had been displaced.",
            "en",
            [("displaced", 1_900_000.0, "people"), ("displaced", 90.0, "per cent")],
        ),
        (
            "Lebih dari 1,9 juta orang (sekitar 90 persen penduduk) mengungsi.",
            "id",
            [("displaced", 1_900_000.0, "orang"), ("displaced", 90.0, "persen")],
        ),
        (
            "Some 300 residents of three villages fled.",
            "en",
            [("displaced", 300.0, "residents"), ("settlements", 3.0, "villages")],
        ),
        (
            "Sekitar 300 warga dari tiga kampung mengungsi.",
            "id",
            [("displaced", 300.0, "warga"), ("other", 3.0, "kampung")],
        ),
    ],
)
def test_shares_and_places_beside_a_figure_are_no_people(
    text: str, lang: str, expected: list[tuple[str, float, str]]
) -> None:
    assert [(kind, value, unit) for kind, value, unit, _ in rows(text, lang)] == expected


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (
            "The navy denied it. It put the number of sailors killed at nine.",
            "en",
            [("killed", 9.0, "people", "navy")],
        ),
        (
            "Olena Mirova said a bus was hit. She had put the death toll at five.",
            "en",
            [("killed", 5.0, "people", "Olena Mirova")],
        ),
        (
            "Six people, including two children, were killed, the police said.",
            "en",
            [("killed", 6.0, "people", "police"), ("killed", 2.0, "children", "police")],
        ),
        (
            "Sedikitnya 23 orang, termasuk 17 siswa, tewas.",
            "id",
            [("killed", 23.0, "orang", ""), ("killed", 17.0, "siswa", "")],
        ),
        ("Since the 2021 coup 5,000 people have been killed.", "en", [("killed", 5000.0, "people", "")]),
        ("Some 1,150 soldiers were killed or wounded.", "en", [("lost", 1150.0, "soldiers", "")]),
        ("Sebanyak 1.150 tentara tewas atau terluka.", "id", [("lost", 1150.0, "tentara", "")]),
        ("Kota berpenduduk 14.000 jiwa itu kosong.", "id", [("size", 14000.0, "jiwa", "")]),
        (
            "The war has killed nine thousand and driven 12 million from their homes.",
            "en",
            [("killed", 9000.0, "people", ""), ("displaced", 12_000_000.0, "people", "")],
        ),
        (
            "The war has killed nine thousand people and beggared 12 million.",
            "en",
            [("killed", 9000.0, "people", "")],
        ),
    ],
)
def test_a_figure_has_its_own_verb_and_source(
    text: str, lang: str, expected: list[tuple[str, float, str, str]]
) -> None:
    assert rows(text, lang) == expected
