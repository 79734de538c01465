from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from store.model import Answer, Claim, Question, Quotation, StoredFact, Upload
from store.service import Store, open_store

DAY, NOW = date(2024, 8, 14), datetime(2024, 8, 14, tzinfo=UTC)
NIGHT = """Drones over Kursk
The Russian defence ministry said 60 drones were shot down over the Kursk region overnight.
Ukraine's air force said 45 drones were sent to the Kursk region that night.
Acting governor Oleg Sinitsyn said 11 people were wounded in Kursk.
Mayor Igor Kutsak said a drone had set a shed in Kursk on fire.
“Stay in your cellars,” Sinitsyn told residents of Kursk.
"""
MORNING = """Kursk setelah malam itu
Kementerian Kesehatan Kursk mengatakan 14 orang terluka di Kursk.
“Atap toko saya hilang,” kata Galina Orlova, penjual roti di Kursk.
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path)
    for text in (NIGHT, MORNING):
        upload = Upload(text.encode(), title=text.split("\n", maxsplit=1)[0], published=DAY)
        draft = opened.receive(upload, by="test", at=NOW).result()
        opened.publish(draft.article.id, at=NOW).result()
    yield opened
    opened.close()


def answered(store: Store, text: str, day: date = DAY) -> Answer:
    return store.ask(Question(text, "en", day))


def figures(found: list[StoredFact]) -> list[float | None]:
    return [one.fact.quantity.value if isinstance(one.fact, Claim) else None for one in found]


def test_other_sides_of_a_figure_are_the_figures_of_others_and_no_bystanders(store: Store) -> None:
    own = answered(store, "how many wounded in Kursk, says Sinitsyn").hits[0].found
    assert figures([own]) == [11]
    others = store.other_sides(own.fact.id)
    assert figures(others) == [14]


def test_another_count_of_the_same_thing_is_another_side(store: Store) -> None:
    own = answered(store, "how many drones were shot down").hits[0].found
    assert figures([own, *store.other_sides(own.fact.id)]) == [60, 45]


def test_words_have_other_sides_only_where_others_speak_of_the_same(store: Store) -> None:
    said = answered(store, "what did Orlova say about the roof").hits[0].found
    assert isinstance(said.fact, Quotation)
    assert store.other_sides(said.fact.id) == []
    assert store.other_sides("gone") == []


@pytest.mark.parametrize("text", ["drones last night", "drone semalam", "what happened in Kursk yesterday"])
def test_what_is_older_than_the_night_asked_about_is_shown_with_its_day(store: Store, text: str) -> None:
    asked_in_time, days_later = answered(store, text), answered(store, text, date(2024, 8, 20))
    assert asked_in_time.hits
    assert asked_in_time.newest is None
    assert days_later.hits
    assert days_later.newest == DAY


def test_a_day_by_the_calendar_is_no_other_day(store: Store) -> None:
    assert not answered(store, "drones on 20 August 2024", date(2024, 8, 21)).newest
    assert not answered(store, "the weather last night", date(2024, 8, 20)).hits


def asked_of(tmp_path: Path, text: str, question: str) -> Answer:
    store = open_store(tmp_path / "own")
    upload = Upload(text.encode(), title=text.split("\n", maxsplit=1)[0], published=DAY)
    draft = store.receive(upload, by="test", at=NOW).result()
    store.publish(draft.article.id, at=NOW).result()
    found = answered(store, question)
    store.close()
    return found


SPEAKER = """Port of Lypsk hit
Governor Olena Mirova said the port burnt all night. “We stay,” Mirova said. “The road is open,” Mirova added.
Some 300 residents fled to the hills, officials said.
Twenty-two drones were shot down, Mirova said. Four drones flew on to the sea, Mirova said.
A doctor said five people were killed. The rebels said nine people were killed.
"""


def test_several_words_of_the_one_asked_about_make_none_of_them_doubtful(tmp_path: Path) -> None:
    found = asked_of(tmp_path, SPEAKER, "what did Mirova say")
    assert found.sure
    assert len(found.hits) > 1


def test_what_names_no_place_goes_on_about_the_titles(tmp_path: Path) -> None:
    title = SPEAKER.replace("Lypsk", "Berdiansk")
    found = asked_of(tmp_path, title, "how many residents fled in Berdiansk")
    assert figures([found.hits[0].found]) == [300]


def test_a_how_many_answer_begins_with_what_was_asked_for(tmp_path: Path) -> None:
    found = asked_of(tmp_path, SPEAKER, "how many drones were shot down")
    assert figures([hit.found for hit in found.hits])[0] == 22
