"""Held rows, by the thousand: see `test_delivery.py` for what a reader gets."""

from __future__ import annotations

import errno
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store import RejectedWrite, StaleVersion, Upload, open_store
from store.database import Change
from store.digests import CHATS
from tests.builders import ARTICLE

NOW = datetime(2024, 8, 14, 6, 0, tzinfo=UTC)


def test_many_chats_are_released_in_portions(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    number = CHATS + 20
    done = [store.subscribe(str(chat), "ru/belgorod", at=NOW, pace="hourly") for chat in range(number)]
    done[-1].result()
    draft = store.receive(Upload(ARTICLE.encode()), by="", at=NOW).result()
    assert store.publish(draft.article.id, at=NOW).result() == number
    hour = NOW + timedelta(hours=1)
    portions = []
    while (released := store.digests.release(hour)) is not None:
        portions.append(released.result())
    assert portions == [CHATS, 20]
    assert len(store.outbox.due()) == number
    store.close()


def test_what_the_disk_refuses_is_released_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(tmp_path)
    store.subscribe("1", "ru/belgorod", at=NOW, pace="hourly").result()
    draft = store.receive(Upload(ARTICLE.encode()), by="", at=NOW).result()
    store.publish(draft.article.id, at=NOW).result()
    hour = NOW + timedelta(hours=1)

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("os.write", full)
        released = store.digests.release(hour)
        assert released is not None
        with pytest.raises(RejectedWrite):
            released.result()
    assert store.outbox.due() == []
    again = store.digests.release(hour + timedelta(minutes=1))
    assert again is not None
    assert again.result() == 1
    assert [message.recipient for message in store.outbox.due()] == ["1"]
    store.close()


@pytest.mark.parametrize("articles", [1, 2])
def test_what_ends_in_the_moment_of_its_release_is_not_told(tmp_path: Path, articles: int) -> None:
    store, hour = open_store(tmp_path), NOW + timedelta(hours=1)
    store.subscribe("1", "ru/belgorod", at=NOW, pace="hourly").result()
    texts = [ARTICLE, "Mayor Ivan Petrov said 12 houses burned in Belgorod on Friday.\n"][:articles]
    for text in texts:
        draft = store.receive(Upload(text.encode()), by="", at=NOW).result()
        store.publish(draft.article.id, at=NOW).result()
    (key, row), *_ = store.outbox.held_rows("1")
    # Under way, but not visible yet when the held rows are read.
    store._engine.commit([Change("outbox", key, {**row, "state": "dead"})], lazily=True)
    # Refused where it read the row as it was; the next look finds what is left.
    with suppress(StaleVersion):
        while (released := store.digests.release(hour)) is not None:
            released.result()
    while (released := store.digests.release(hour)) is not None:
        released.result()
    assert (store._engine.get("outbox", key) or {})["state"] == "dead"
    assert len(store.outbox.due()) == articles - 1
    assert all(row["article"] not in (message.article, *message.items) for message in store.outbox.due())
    store.close()


def test_new_hours_do_not_bring_back_what_has_ended(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.subscribe("1", "ru/belgorod", at=NOW, pace="hourly").result()
    draft = store.receive(Upload(ARTICLE.encode()), by="", at=NOW).result()
    store.publish(draft.article.id, at=NOW).result()
    ((key, row),) = store.outbox.held_rows("1")
    store._engine.commit([Change("outbox", key, {**row, "state": "dead"})], lazily=True)
    store.digests.reschedule("1", NOW).result()
    assert (store._engine.get("outbox", key) or {})["state"] == "dead"
    store.close()
