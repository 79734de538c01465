"""What editors taught counts in asking and in extraction, in this life and the next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from store.errors import RejectedWrite
from store.language.additions import Additions, additions, install
from store.model import Question, Quotation, Upload
from store.overlay import Lesson, Overlay, Sort
from store.service import Store, open_store

NOW = datetime(2024, 8, 14, tzinfo=UTC)
STORY = """Governor Ivan Tarkov visited the town on Monday.
“The bridge will stand again by autumn,” Vanja Tarasko said in Tavrove Baru.
Nine lawnbirds were shot down near the river.
"""


@pytest.fixture(autouse=True)
def clean() -> Iterator[None]:
    yield
    install(Additions())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path)
    yield opened
    opened.close()


def published(store: Store) -> str:
    upload = Upload(STORY.encode(), published=date(2024, 8, 14), lang="en")
    identity = store.receive(upload, by="7", at=NOW).result().article.id
    store.publish(identity, at=NOW).result()
    return identity


def teach(store: Store, *lessons: Lesson | str) -> None:
    kept = [lesson for lesson in lessons if isinstance(lesson, Lesson)]
    assert len(kept) == len(lessons)
    assert store.overlay.teach(kept, by="7", at=NOW) == len(kept)


def asked(store: Store, text: str) -> list[str]:
    return [hit.found.text for hit in store.ask(Question(text, "en")).hits]


def test_two_spellings_are_one_person_in_what_is_stored_already(store: Store, tmp_path: Path) -> None:
    published(store)
    words = "The bridge will stand again by autumn,"
    assert words not in asked(store, "what did Ivan Tarkov say")
    teach(store, store.overlay.spelling("Vanja Tarasko", "Ivan Tarkov"))
    assert words in asked(store, "what did Ivan Tarkov say")
    assert {mention.name for mention in store.library.mentions("Ivan Tarkov")} == {
        "Ivan Tarkov",
        "Vanja Tarasko",
    }
    store.close()
    again = open_store(tmp_path)
    assert words in asked(again, "what did Ivan Tarkov say")
    (lesson,) = again.overlay.lessons()
    assert again.overlay.unteach(lesson.key, by="7", at=NOW) == 1
    assert again.overlay.unteach(lesson.key, by="7", at=NOW) == 0
    assert words not in asked(again, "what did Ivan Tarkov say")
    assert [deed.what for deed in again.audit.newest(2)] == ["untaught", "taught"]
    again.close()


def test_extraction_knows_what_was_taught(store: Store) -> None:
    teach(
        store,
        store.overlay.spelling("Vanja Tarasko", "Ivan Tarkov"),
        store.overlay.new_place("Tavrove Baru", "ua/kherson"),
    )
    facts = store.receive(Upload(STORY.encode(), lang="en"), by="7", at=NOW).result().facts
    said = next(fact for fact in facts if isinstance(fact, Quotation) and fact.direct)
    assert said.attribution.name == "Ivan Tarkov"
    assert said.regions == ("ua/kherson/tavrove-baru",)


def test_a_place_and_a_word_are_asked_for(store: Store) -> None:
    published(store)
    assert not any("lawnbirds" in text for text in asked(store, "berapa drone ditembak jatuh"))
    teach(
        store,
        store.overlay.new_place("Tavrove Baru", "ua/kherson"),
        store.overlay.word("lawnbirds", "drone", "en"),
    )
    assert [place.id for place in store.places("Tavrove Baru")][:1] == ["ua/kherson/tavrove-baru"]
    assert store.chain("ua/kherson/tavrove-baru") == ("ua/kherson/tavrove-baru", "ua/kherson", "ua")
    assert any("lawnbirds" in text for text in asked(store, "berapa drone ditembak jatuh"))


@pytest.mark.parametrize(
    ("name", "whose", "why"),
    [
        ("Al", "Ivan Tarkov", "short"),
        ("Vanja", "x", "short"),
        ("bridge", "Ivan Tarkov", "everyday"),
        ("Iwan Tarkow", "Ivan Tarkov", "same"),
        ("Putin", "Volodymyr Zelensky", "taken"),
    ],
)
def test_what_would_harm_is_not_learnt(store: Store, name: str, whose: str, why: str) -> None:
    assert store.overlay.spelling(name, whose) == why


def test_what_would_harm_is_no_place_and_no_word(store: Store) -> None:
    overlay = store.overlay
    assert overlay.place_name("water", "ua") == overlay.new_place("water", "ua") == "everyday"
    assert overlay.place_name("x", "ua") == overlay.new_place("!!", "ua") == "short"
    assert overlay.new_place("Kherson Raion", "ua") != "known"
    teach(store, overlay.new_place("Tavrove Baru", "ua/kherson"))
    assert overlay.new_place("Tavrove Baru", "ua/kherson") == "known"
    assert overlay.word("drones", "drone", "en") == "same"
    assert overlay.word("a, b", "drone", "en") == "short"
    assert overlay.word("lawnbird", "qwertyq", "en") == "unknown"
    assert overlay.word("lawnbird", "drone", "en") == Lesson(Sort.WORD, "lawnbird", "drone", "en")


def test_a_lesson_that_does_not_fit_changes_nothing(store: Store) -> None:
    published(store)
    for wrong in (
        Lesson(Sort.PLACE, "Nowhere", "atlantis/north/nowhere"),
        Lesson(Sort.WORD, "w", "nosuch", "en"),
    ):
        with pytest.raises(RejectedWrite):
            store.overlay.teach([wrong], by="7", at=NOW)
        assert additions() == Additions()
    assert store.overlay.lessons() == []
    store.close()
    with pytest.raises(RejectedWrite):
        store.overlay.teach([Lesson(Sort.PERSON, "Selja", "Ivan Tarkov")], by="7", at=NOW)
    assert additions() == Additions()


def test_lessons_go_from_store_to_store(store: Store, tmp_path: Path) -> None:
    teach(
        store,
        store.overlay.spelling("Vanja Tarasko", "Ivan Tarkov"),
        store.overlay.word("lawnbird", "drone", "en"),
    )
    rows = store.overlay.export()
    other = open_store(tmp_path / "other")
    assert other.overlay.lessons() == []
    assert other.overlay.teach(Overlay.read(rows), by="8", at=NOW) == 2
    assert other.overlay.export() == rows
    other.close()
    for wrong in (
        [{"sort": "person"}],
        [{"sort": "x", "name": "a", "means": "b"}],
        [["a"]],
        [{**rows[0], "name": " "}],
    ):
        with pytest.raises(ValueError, match="row 1"):
            Overlay.read(wrong)  # type: ignore[arg-type]
