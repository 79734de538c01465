from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.database import Engine, open_engine
from store.errors import NotFound
from store.model import OutboxMessage
from store.outbox import Outbox

NOW = datetime(2024, 8, 14, tzinfo=UTC)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(tmp_path)
    yield engine
    engine.close()


def publish(engine: Engine, article: str, *chats: str, at: datetime = NOW) -> None:
    rows = [(chat, ("ru",), "") for chat in chats]
    engine.commit(Outbox(engine).changes(article, rows, at)).result()


def due(engine: Engine) -> list[str]:
    return [message.id for message in Outbox(engine).due()]


def test_a_chat_is_told_of_an_article_once(engine: Engine) -> None:
    publish(engine, "a", "1", "2")
    publish(engine, "a", "1")
    assert due(engine) == ["a|1", "a|2"]


def test_the_oldest_article_goes_first(engine: Engine) -> None:
    publish(engine, "b", "1", at=NOW)
    publish(engine, "a", "1", at=NOW + timedelta(hours=1))
    assert due(engine) == ["b|1", "a|1"]


def test_from_due_to_sent_or_dead(engine: Engine) -> None:
    outbox = Outbox(engine)
    publish(engine, "a", "1", "2")
    first, second = outbox.due()
    outbox.claim([first, second], NOW).result()
    assert outbox.due() == []
    outbox.release([second]).result()
    assert due(engine) == ["a|2"]
    outbox.sent(first, 77, at=NOW).result()
    outbox.dead(second, "blocked", at=NOW).result()
    assert due(engine) == []
    outbox.reclaim().result()
    assert due(engine) == []
    outbox.purge(NOW + timedelta(days=1)).result()
    assert engine.get("outbox", "a|1") == {
        "recipient": "1", "article": "a", "regions": ["ru"], "state": "sent", "at": NOW.isoformat(),
    }  # fmt: skip
    outbox.purge(NOW, gone=NOW + timedelta(seconds=1)).result()
    assert engine.scan("outbox") == []


def test_leases_of_an_earlier_life_are_void(engine: Engine) -> None:
    publish(engine, "a", "1")
    outbox = Outbox(engine)
    outbox.claim(outbox.due(), NOW + timedelta(days=9)).result()
    outbox.reclaim().result()
    assert due(engine) == ["a|1"]


def test_a_message_that_may_have_arrived_is_remembered_as_such(engine: Engine) -> None:
    publish(engine, "a", "1")
    outbox = Outbox(engine)
    (message,) = outbox.due()
    assert not outbox.was_uncertain(message)
    outbox.uncertain(message).result()
    assert outbox.was_uncertain(message)
    assert due(engine) == ["a|1"]


def test_an_unknown_message_can_not_be_settled(engine: Engine) -> None:
    with pytest.raises(NotFound):
        Outbox(engine).sent(OutboxMessage("x|1", "1", "x"), 5, at=NOW)


def test_a_chat_leaves_or_moves(engine: Engine) -> None:
    outbox = Outbox(engine)
    publish(engine, "a", "1", "2")
    outbox.claim(outbox.due(), NOW).result()
    engine.commit([*outbox.leaving("1", "blocked"), *outbox.moving("2", "9")]).result()
    assert due(engine) == ["a|9"]
