from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.database import Engine, open_engine
from store.inbox import KEPT, Inbox

NOW = datetime(2024, 8, 14, tzinfo=UTC)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(tmp_path)
    yield engine
    engine.close()


def update(number: int) -> dict[str, object]:
    return {"update_id": number, "message": {"text": "private words"}}


def test_updates_come_back_in_order_until_they_are_settled(engine: Engine) -> None:
    inbox = Inbox(engine)
    inbox.receive([update(12), update(3)], at=NOW).result()
    assert [number for number, _ in inbox.pending()] == [3, 12]
    assert inbox.pending()[0][1] == update(3)
    inbox.settle([3], at=NOW).result()
    inbox.set_aside(12, "broken", at=NOW).result()
    assert inbox.pending() == []
    assert inbox.oldest() is None


def test_what_was_set_aside_of_a_chat_is_forgotten_with_it(engine: Engine) -> None:
    inbox = Inbox(engine)
    inbox.receive([update(1), update(2)], at=NOW).result()
    for number, chat in ((1, "5"), (2, "6")):
        inbox.set_aside(number, "words", at=NOW, chat=chat).result()
    engine.commit(inbox.forgetting("5")).result()
    assert engine.get("set_aside", f"{1:020d}") == {"at": NOW.isoformat()}
    assert inbox.known(1)
    kept = engine.get("set_aside", f"{2:020d}") or {}
    assert kept["raw"] == update(2)


def test_a_known_update_is_not_taken_twice(engine: Engine) -> None:
    inbox = Inbox(engine)
    inbox.receive([update(1)], at=NOW).result()
    inbox.settle([1], at=NOW).result()
    assert inbox.known(1)
    assert inbox.fresh([update(1), update(2), update(2)]) == [update(2)]
    assert inbox.pending() == []


def test_new_updates_and_settled_ones_are_one_transaction(engine: Engine) -> None:
    inbox = Inbox(engine)
    inbox.receive([update(1), update(2)], at=NOW).result()
    before = engine.last
    inbox.receive([update(3)], at=NOW, settled=[1, 2]).result()
    assert engine.last == before + 1
    assert [number for number, _ in inbox.pending()] == [3]
    assert all(inbox.known(number) for number in (1, 2, 3))


def test_settled_rows_keep_no_words_and_go_after_a_week(engine: Engine) -> None:
    inbox = Inbox(engine)
    inbox.receive([update(1), update(2)], at=NOW).result()
    inbox.settle([1], at=NOW).result()
    assert engine.get("inbox", f"{1:020d}") is None
    assert engine.get("settled", f"{1:020d}") == {"at": NOW.isoformat()}
    inbox.purge(now=NOW + KEPT).result()
    assert inbox.known(1)
    inbox.purge(now=NOW + KEPT + timedelta(seconds=1)).result()
    assert not inbox.known(1)
    assert [number for number, _ in inbox.pending()] == [2]
    assert inbox.oldest() == NOW.isoformat()
