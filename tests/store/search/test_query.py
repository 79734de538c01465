from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.search.asking import Intent
from store.search.query import understand
from store.search.slots import SlotKind


def test_every_piece_of_a_question() -> None:
    query = understand("gub belgorod bilang brp drone yg ditembak jatuh semalam", "2024-08-14")
    assert query.language == "id"
    assert {Intent.SAID, Intent.HOW_MANY} <= query.intents
    assert query.persons == ("gladkov",)
    assert query.quantity in {"gubernur", "drone"}
    assert understand("apa kata putin").quantity == ""
    assert query.regions == ("belgorod",)
    assert query.dates == (date(2024, 8, 14), date(2024, 8, 14))
    assert "ditembak jatuh" in query.topics


@pytest.mark.parametrize(
    ("question", "person"),
    [
        ("who is the ukrainian foreign ministry spokesman", "tykhyi"),
        ("jubir kemenlu ukraina siapa", "tykhyi"),
        ("menhan rusia", "belousov"),
        ("kepala IAEA bilang apa", "grossi"),
        ("what did the us president say", "trump"),
        ("kim jong un", "kimjongun"),
        ("gldkov", "gladkov"),
        ("bibi on the hostages", "netanyahu"),
    ],
)
def test_people_by_office_alias_and_typing_error(question: str, person: str) -> None:
    assert person in understand(question).persons


def test_corrections_are_shown() -> None:
    assert ("gldkov", "gladkov") in understand("gldkov bilang apa").corrected


def test_numbers_with_multipliers() -> None:
    slots = understand("apakah 50 ribu orang tewas").slots
    assert [slot.terms for slot in slots if slot.kind is SlotKind.NUMBER] == [(("#50000", 1.0),)]


def test_days_are_no_topic() -> None:
    assert understand("drone 16 agustus 2024").topics == ("drone",)


def test_days_draw_candidates() -> None:
    (day,) = (slot for slot in understand("drone 16 agustus 2024").slots if slot.kind is SlotKind.DAY)
    assert ("d:739114", 1.0) in day.terms
    (month,) = (slot for slot in understand("drone agustus 2024").slots if slot.kind is SlotKind.DAY)
    assert month.terms[0] == ("m:2024-8", 1.0)


def test_reduplication_sign() -> None:
    assert "anak" in understand("anak2 desa").topics


def test_intent_words_weigh_little() -> None:
    shares = {slot.surface: slot.share for slot in understand("reaksi indonesia soal gaza").slots}
    assert shares["reaksi"] < shares["gaza"] == 1.0


@given(st.text(max_size=120))
def test_anything_is_read(text: str) -> None:
    query = understand(text, "2024-08-14")
    assert all(0 < weight <= 1 for slot in query.slots for _, weight in slot.terms)


@pytest.mark.parametrize(
    ("question", "negated"),
    [
        ("ada yg luka gak", False),
        ("kota itu sudah jatuh apa belum", False),
        ("menteri mau gak mundur", False),
        ("kenapa bandara tidak dibuka", True),
        ("why was the bridge not repaired", True),
    ],
)
def test_a_negation_that_only_asks_denies_nothing(question: str, negated: bool) -> None:
    assert understand(question).negated is negated


def test_words_between_quotation_marks_are_told_from_a_word() -> None:
    assert understand('"we will not leave the town" who said that').quoted
    assert not understand('"rebels" in goma').quoted


def test_what_asks_for_a_day_or_place_is_no_topic() -> None:
    shares = {slot.surface: slot.share for slot in understand("sejak tahun berapa jembatan ditutup").slots}
    assert shares["tahun"] < shares["jembatan"] == 1.0
    shares = {slot.surface: slot.share for slot in understand("which city lost power in year 2024").slots}
    assert shares["city"] < 1.0


def test_how_long_and_why_are_asked_for() -> None:
    assert Intent.HOW_LONG in understand("berapa lama listrik padam").intents
    assert Intent.HOW_LONG in understand("how long was the port closed").intents
    assert Intent.HOW_LONG not in understand("berapa drone ditembak jatuh").intents


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("korban 12/3/2025", "2025-03-12"),
        ("korban 12-03-2025", "2025-03-12"),
        ("korban 12.3.2025", "2025-03-12"),
        ("casualties 3/14/2025", "2025-03-14"),
    ],
)
def test_a_day_in_numbers_is_a_day(text: str, day: str) -> None:
    query = understand(text)
    assert query.dates == (date.fromisoformat(day),) * 2
    assert not [slot for slot in query.slots if slot.kind is SlotKind.NUMBER]
