"""Who, where and when of a claim."""

import pytest

from store.extraction.draft import extract
from store.model import Claim
from tests.store.extraction.samples import article


def claim(text: str, lang: str) -> Claim:
    return next(fact for fact in extract(article(text, lang)).facts if isinstance(fact, Claim))


def test_a_passive_names_its_agent() -> None:
    assert (
        claim("Nineteen sailors were rescued by a French frigate in Hodeidah on Tuesday.", "en").actor
        == "French frigate"
    )


def test_place_and_time_come_from_the_sentence() -> None:
    found = claim("Tiga prajurit terluka di Desa Lypky pada hari Selasa.", "id")
    assert (found.place, found.time.surface, str(found.time.start)) == (
        "Desa Lypky",
        "pada hari Selasa",
        "2025-10-14",
    )


def test_a_list_of_places_is_one_place() -> None:
    found = claim("Rusia menembak jatuh 12 drone di Kursk, Voronezh dan Belgorod.", "id")
    assert found.place == "Kursk, Voronezh dan Belgorod"
    assert found.regions[:1] == ("ru",)


def test_the_sentence_before_lends_its_place() -> None:
    text = "Drone menyerang kota Shebekino. Tidak ada korban jiwa."
    facts = [f for f in extract(article(text, "id")).facts if isinstance(f, Claim) and f.kind == "killed"]
    assert [fact.place for fact in facts] == ["Shebekino"]


def test_since_an_event_is_a_time_without_a_day() -> None:
    found = claim("Since the start of the operation, 12 tanks have been destroyed.", "en")
    assert (found.time.surface, found.time.start) == ("Since the start of the operation", None)


ACTORS = [
    ("en", "Russian drones struck a port, killing four people.", "Russian drones"),
    ("en", "The army said it had shot down 12 drones.", "army"),
    ("en", "The enemy lost 12 tanks.", "enemy"),
    # an adjective is nobody, and a joined verb has the subject of the verb before it
    ("en", "It was the first direct attack on 12 bases.", ""),
    ("en", "The war began when Hilltop militants killed 12 people and abducted 3.", "Hilltop militants"),
    ("id", "Serangan itu melukai 12 orang.", "Serangan"),
    ("id", "Sebanyak 12 drone ditembak jatuh oleh Angkatan Udara.", "Angkatan Udara"),
]


@pytest.mark.parametrize(("lang", "text", "actor"), ACTORS)
def test_who_acts(lang: str, text: str, actor: str) -> None:
    facts = [f for f in extract(article(text, lang)).facts if isinstance(f, Claim) and f.kind != "event"]
    assert facts[0].actor == actor


def test_the_bound_of_a_number_is_no_place() -> None:
    assert claim("At least 15 villagers were killed in overnight shelling.", "en").place == ""
    assert claim("At least 15 villagers were killed at Lypky.", "en").place == "Lypky"


def test_a_capital_that_acts_is_not_where_it_happened() -> None:
    found = claim("Orang pergi ke Rusia, dan Bondar mengklaim Kyiv menguasai 74 desa.", "id")
    assert (found.actor, found.place) == ("Kyiv", "Rusia")


def test_a_peoples_name_is_no_place() -> None:
    assert claim("Rebels seized a Ukrainian convoy.", "en").place == ""


@pytest.mark.parametrize(
    ("text", "lang", "actions"),
    [
        ("The army did not attack the town, but it shelled the bridge.", "en", ["shelled the bridge"]),
        ("Delegasi pulang dari Odesa tanpa gencatan senjata.", "id", []),
        ("Pasukan itu tidak menyerang Kherson.", "id", []),
        ("Pasukan itu menyerang Kherson.", "id", ["menyerang Kherson"]),
    ],
)
def test_what_did_not_happen_is_no_event(text: str, lang: str, actions: list[str]) -> None:
    facts = extract(article(text, lang)).facts
    assert [fact.action for fact in facts if isinstance(fact, Claim) and fact.kind == "event"] == actions


def test_among_them_is_no_place() -> None:
    text = "Serangan di Desa Lypky menewaskan 41 orang, 14 di antaranya anak-anak."
    claims = [claim for claim in extract(article(text, "id")).facts if isinstance(claim, Claim)]
    assert {claim.place for claim in claims} == {"Desa Lypky"}
