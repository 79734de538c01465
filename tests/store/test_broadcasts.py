"""Words to everybody, once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.errors import NotFound, StaleVersion
from store.service import open_store
from tests.adversarial import TEXTS

NOW = datetime(2024, 8, 14, tzinfo=UTC)


def test_it_goes_once_to_each_chat_that_follows_something(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    for chat, region in (("1", "ru"), ("1", "ua"), ("2", "ru")):
        store.subscribe(chat, region, at=NOW).result()
    kept = store.broadcasts.draft("Hello", by="7", at=NOW).result()
    assert store.outbox.due() == []
    assert store.broadcasts.recipients() == ["1", "2"]
    first = store.broadcasts.send(kept.id, by="7", at=NOW)
    assert first.result() == 2
    assert [(m.recipient, m.notice) for m in store.outbox.due()] == [
        ("1", f"broadcast:{kept.id}"),
        ("2", f"broadcast:{kept.id}"),
    ]
    assert len(store.outbox.fresh()) == 2
    with pytest.raises(StaleVersion):
        store.broadcasts.send(kept.id, by="7", at=NOW)
    store.broadcasts.drop(kept.id).result()
    known = store.broadcasts.get(kept.id)
    assert known is not None
    assert (known.text, known.sent) == ("Hello", True)
    store.close()


def test_a_cancelled_one_is_gone(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    for text in TEXTS:
        kept = store.broadcasts.draft(text, by="7", at=NOW).result()
        assert store.broadcasts.get(kept.id) == kept
        store.broadcasts.drop(kept.id).result()
        with pytest.raises(NotFound):
            store.broadcasts.send(kept.id, by="7", at=NOW)
    store.close()


def test_who_has_paused_is_left_alone_and_the_night_is_quiet(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    for chat in ("1", "2", "3"):
        store.subscribe(chat, "ru", at=NOW).result()
    store.remember("1", paused=True).result()
    store.remember("2", quiet_from="22:00", quiet_to="07:00", zone="UTC").result()
    kept = store.broadcasts.draft("Hello", by="7", at=NOW).result()
    assert store.broadcasts.send(kept.id, by="7", at=NOW).result() == 2
    assert {(m.recipient, m.silent) for m in store.outbox.due()} == {("2", True), ("3", False)}
    store.close()
