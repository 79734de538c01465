"""Held rows, by the thousand: see `test_delivery.py` for what a reader gets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from store import Upload, open_store
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
