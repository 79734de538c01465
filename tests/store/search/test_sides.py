"""Sides: whose drones, whose minister, and who may tell of it."""

from __future__ import annotations

import pytest

from store.search import Index, Record
from store.search.features import FEATURES
from store.search.sides import side_columns

FACTS = (
    Record(
        "india", "Juru bicara militer Pakistan Imran Qasmi mengatakan 14 drone India ditembak jatuh.", "id"
    ),
    Record("pakistan", "Tentara India menyatakan 9 drone Pakistan ditembak jatuh di Rajasthan.", "id"),
    Record("ryazan", "Kementerian Pertahanan Rusia melaporkan delapan drone dijatuhkan di Ryazan.", "id"),
    Record("israel", "“Kami memukul sasaran di Beirut,” kata Menteri Pertahanan Israel Dan Harel.", "id"),
    Record("surin", "Roket dari Kamboja jatuh di kebun kosong, kata tentara Thailand.", "id"),
)


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.from_records(FACTS)


def column(index: Index, question: str, name: str, record: str) -> float:
    ranked = index.rank(question)
    return float(ranked.rows[ranked.ids.index(record), FEATURES.index(name)])


def test_others_drones_are_told_from_those_asked_for(index: Index) -> None:
    asked = "berapa drone pakistan yang ditembak jatuh"
    assert column(index, asked, "owner_differs", "india") == 1.0
    assert column(index, asked, "owner_differs", "pakistan") == 0.0
    assert column(index, asked, "missing_owner", "ryazan") == 1.0


def test_whose_rockets_they_are_is_read_behind_from_too(index: Index) -> None:
    assert column(index, "roket kamboja jatuh di mana", "owner_differs", "surin") == 0.0
    assert column(index, "roket kamboja jatuh di mana", "missing_owner", "surin") == 0.0
    # The soldiers who tell of it are Thailand's, the rocket is not.
    assert column(index, "roket thailand jatuh di mana", "owner_differs", "surin") == 1.0


def test_who_shot_drones_down_speaks_of_others_drones(index: Index) -> None:
    assert (
        column(index, "berapa drone rusia yang ditembak jatuh di ryazan", "victim_differs", "ryazan") == 1.0
    )
    assert (
        column(index, "berapa drone ukraina yang ditembak jatuh di ryazan", "victim_differs", "ryazan") == 0.0
    )


def test_weapons_and_soldiers_of_two_sides_are_both_looked_at(index: Index) -> None:
    asked = "drone pakistan membunuh berapa tentara ukraina"
    # Its drones are India's; that it names no Ukrainian soldiers does not undo this.
    assert column(index, asked, "owner_differs", "india") == 1.0
    assert column(index, asked, "missing_owner", "pakistan") == 1.0


def test_a_minister_of_another_country_is_another_minister(index: Index) -> None:
    assert column(index, "menhan lebanon bilang apa soal beirut", "office_differs", "israel") == 1.0
    assert column(index, "menhan israel bilang apa soal beirut", "office_differs", "israel") == 0.0


def test_the_right_side_is_on_top(index: Index) -> None:
    assert index.query("brp drone pakistan jatuh", answer_all=True)[0].id == "pakistan"
    assert index.query("how many indian drones were shot down", answer_all=True)[0].id == "india"


def test_a_question_of_no_side_has_no_columns(index: Index) -> None:
    from store.search.candidates import best_of, resolve
    from store.search.evidence import collect
    from store.search.segment import build_segment
    from store.search.vocabulary import Vocabulary

    vocabulary = Vocabulary.blank()
    segment = build_segment(FACTS, vocabulary)
    query = index.understand("kebun kosong")
    wanted = resolve(query, vocabulary, [segment])
    found = collect([best_of(segment, wanted)], wanted, vocabulary.marks.view)
    assert side_columns(query, found) == {}
