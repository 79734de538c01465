from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.chats import Chats
from store.database import Engine, open_engine
from store.errors import UnstorableValue
from store.model import Subscription

NOW = datetime(2024, 8, 14, tzinfo=UTC)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(tmp_path)
    yield engine
    engine.close()


@pytest.fixture
def chats(engine: Engine) -> Chats:
    chats = Chats(engine)
    changes = [
        *chats.subscribing("1", "ru", NOW),
        *chats.subscribing("1", "ua", NOW),
        *chats.subscribing("2", "ru", NOW),
    ]
    engine.commit(changes).result()
    chats.set("1", lang="id").result()
    chats.set("1", zone="Asia/Jakarta").result()
    return chats


def test_subscribers_are_found_by_region_and_by_chat(chats: Chats) -> None:
    assert chats.subscribers({"ru", "ua"}) == {"1": ["ru", "ua"], "2": ["ru"]}
    assert chats.subscriptions("1") == [Subscription("1", "ru"), Subscription("1", "ua")]
    assert chats.get("1") == {"lang": "id", "zone": "Asia/Jakarta"}
    assert chats.get("9") == {}


def test_leaving_ends_the_subscriptions_and_forgetting_everything(engine: Engine, chats: Chats) -> None:
    engine.commit(chats.ending("1", "ua")).result()
    engine.commit(chats.leaving("2")).result()
    assert chats.subscribers({"ru", "ua"}) == {"1": ["ru"]}
    chats.forget("1", []).result()
    assert chats.subscribers({"ru", "ua"}) == {}
    assert chats.get("1") == {}


def test_moving_takes_everything_along(engine: Engine, chats: Chats) -> None:
    engine.commit(chats.moving("1", "-5")).result()
    engine.commit(chats.moving("2", "-6")).result()
    assert chats.subscribers({"ru", "ua"}) == {"-5": ["ru", "ua"], "-6": ["ru"]}
    assert chats.get("-5")["lang"] == "id"


def test_what_is_on_its_way_to_the_disk_counts_already(engine: Engine, chats: Chats) -> None:
    first, second = chats.set("1", lang="en"), chats.set("1", zone="UTC")
    assert chats.get("1") == {"lang": "en", "zone": "UTC"}
    gone = chats.forget("1", [])
    assert chats.get("1") == {}
    again = chats.set("1", lang="id")
    for done in (first, second, gone, again):
        done.result()
    assert chats.get("1") == engine.get("chats", "1") == {"lang": "id"}
    assert chats.subscriptions("1") == []


def test_what_was_refused_does_not_count(chats: Chats) -> None:
    with pytest.raises(UnstorableValue):
        chats.set("1", lang="\ud800").result()
    assert chats.get("1")["lang"] == "id"
