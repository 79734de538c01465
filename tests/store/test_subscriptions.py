from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.database import Engine, open_engine
from store.model import Speaker, Subscription
from store.subscriptions import Subscriptions, person_subject, subjects_of_people, topic_subject

NOW = datetime(2024, 8, 14, tzinfo=UTC)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(tmp_path)
    yield engine
    engine.close()


@pytest.fixture
def own(engine: Engine) -> Subscriptions:
    own = Subscriptions(engine)
    for chat, subject in (("1", "ru"), ("1", "ua"), ("2", "ru"), ("2", topic_subject("drones"))):
        engine.commit(own.adding(chat, subject, NOW)).result()
    return own


def test_subscribers_are_found_by_subject_and_by_chat(own: Subscriptions) -> None:
    assert {chat: [s.subject for s in found] for chat, found in own.to({"ru", "ua"}).items()} == {
        "1": ["ru", "ua"],
        "2": ["ru"],
    }
    assert own.of("1") == [Subscription("1", "ru"), Subscription("1", "ua")]
    assert [s.region for s in own.of("2")] == ["ru", ""]


def test_what_was_set_stays_when_somebody_subscribes_again(engine: Engine, own: Subscriptions) -> None:
    engine.commit(own.changing("1", "ru", pace="daily", silent=True, deny=["football"])).result()
    engine.commit(own.adding("1", "ru", NOW)).result()
    assert own.of("1")[0] == Subscription("1", "ru", pace="daily", silent=True, deny=("football",))
    assert own.changing("1", "by", pace="daily") == []


def test_ending_leaving_and_moving(engine: Engine, own: Subscriptions) -> None:
    engine.commit(own.ending("1", "ua")).result()
    engine.commit(own.moving("1", "-5")).result()
    assert [s.subject for s in own.of("-5")] == ["ru"]
    engine.commit(own.leaving("2")).result()
    assert set(own.to({"ru", topic_subject("drones")})) == {"-5"}


def test_a_person_is_one_subject_in_all_spellings() -> None:
    assert person_subject("Oleksandr Syrskyi") == person_subject("Олександр Сирський")
    assert subjects_of_people([Speaker("Mira Talven"), Speaker("...")]) == {person_subject("Mira Talven")}
