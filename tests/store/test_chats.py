from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.chats import Chats
from store.database import Change, Engine, open_engine
from store.errors import UnstorableValue


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(tmp_path)
    yield engine
    engine.close()


@pytest.fixture
def chats(engine: Engine) -> Chats:
    chats = Chats(engine)
    chats.set("1", lang="id").result()
    chats.set("1", zone="Asia/Jakarta").result()
    return chats


def test_settings_stand_beside_each_other(chats: Chats) -> None:
    assert chats.get("1") == {"lang": "id", "zone": "Asia/Jakarta"}
    assert chats.get("9") == {}


def test_moving_and_forgetting(engine: Engine, chats: Chats) -> None:
    engine.commit(chats.moving("1", "-5")).result()
    assert (chats.get("1"), chats.get("-5")["lang"]) == ({}, "id")
    assert chats.moving("9", "-6") == []
    chats.forget("-5", [Change("t", "other", {})]).result()
    assert chats.get("-5") == {}
    assert engine.get("t", "other") == {}


def test_what_is_on_its_way_to_the_disk_counts_already(engine: Engine, chats: Chats) -> None:
    first, second = chats.set("1", lang="en"), chats.set("1", zone="UTC")
    assert chats.get("1") == {"lang": "en", "zone": "UTC"}
    gone = chats.forget("1", [])
    assert chats.get("1") == {}
    again = chats.set("1", lang="id")
    for done in (first, second, gone, again):
        done.result()
    assert chats.get("1") == engine.get("chats", "1") == {"lang": "id"}


def test_what_was_refused_does_not_count(chats: Chats) -> None:
    with pytest.raises(UnstorableValue):
        chats.set("1", lang="\ud800").result()
    assert chats.get("1")["lang"] == "id"
