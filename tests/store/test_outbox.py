from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.database import Change, Engine, open_engine
from store.errors import StaleVersion
from store.model import OutboxMessage
from store.outbox import WITHDRAWN, Outbox

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


def test_a_message_whose_chat_is_forgotten_leaves_no_row(engine: Engine) -> None:
    outbox = Outbox(engine)
    outbox.sent(OutboxMessage("x|1", "1", "x"), 5, at=NOW).result()
    publish(engine, "a", "1")
    (message,) = outbox.due()
    outbox.claim([message], NOW).result()
    # Deleted while it is on its way, and not on disk yet when it is settled.
    engine.commit(outbox.forgetting("1"), lazily=True)
    outbox.sent(message, 5, at=NOW).result()
    assert engine.scan("outbox") == []


@pytest.mark.parametrize("reason", ["superseded", WITHDRAWN])
def test_what_ends_in_the_moment_of_its_claim_is_not_sent(engine: Engine, reason: str) -> None:
    outbox = Outbox(engine)
    publish(engine, "a", "1", "2")
    first, second = outbox.due()
    ended = {**(engine.get("outbox", "a|1") or {}), "state": "dead", "reason": reason}
    # Under way, but not visible yet: the claim reads the row as it was.
    engine.commit([Change("outbox", "a|1", ended)], lazily=True)
    with pytest.raises(StaleVersion):
        outbox.claim([first, second], NOW).result()
    assert engine.get("outbox", "a|1") == ended
    assert due(engine) == ["a|2"]
    with pytest.raises(StaleVersion):
        outbox.claim([first], NOW)
    outbox.claim([second], NOW).result()


def test_a_claim_and_what_ends_it_interleaved_by_threads(engine: Engine) -> None:
    """Whoever is first, the row and the claim agree."""
    outbox = Outbox(engine)
    chats = [str(number) for number in range(60)]
    publish(engine, "a", *chats)
    messages = outbox.due()
    start = threading.Barrier(2)

    def end() -> None:
        start.wait()
        for message in messages:
            row = engine.get("outbox", message.id) or {}
            if row["state"] == "due":
                engine.commit(
                    [Change("outbox", message.id, {**row, "state": "dead"})],
                    read=[Change("outbox", message.id, row)],
                )

    other = threading.Thread(target=end)
    other.start()
    start.wait()
    claimed = {}
    for message in messages:
        try:
            claimed[message.id] = outbox.claim([message], NOW)
        except StaleVersion:
            continue
    other.join()
    engine.commit([]).result()
    won = {key for key, done in claimed.items() if done.exception() is None}
    assert won == {key for key, row in engine.scan("outbox") if row["state"] == "sending"}


def ended(engine: Engine, key: str, **fields: str) -> None:
    """A row as it is after a write that had read it before its message was claimed."""
    row = {**(engine.get("outbox", key) or {}), "state": "dead", **fields}
    row.pop("lease", None)
    engine.commit([Change("outbox", key, row)]).result()


def test_who_was_sent_what_was_withdrawn_in_that_moment_hears_of_it(engine: Engine) -> None:
    outbox = Outbox(engine)
    publish(engine, "a", "1")
    (message,) = outbox.due()
    outbox.claim([message], NOW).result()
    ended(engine, "a|1", reason=WITHDRAWN)
    outbox.sent(message, 5, at=NOW).result()
    (notice,) = outbox.fresh()
    assert (notice.recipient, notice.article, notice.notice) == ("1", "a", f"withdrawn:{NOW.isoformat()}")
    assert (engine.get("outbox", "a|1") or {})["state"] == "sent"


@pytest.mark.parametrize("what", ["release", "uncertain"])
def test_what_was_withdrawn_on_its_way_is_not_due_again(engine: Engine, what: str) -> None:
    outbox = Outbox(engine)
    publish(engine, "a", "1")
    (message,) = outbox.due()
    outbox.claim([message], NOW).result()
    ended(engine, "a|1", reason=WITHDRAWN)
    if what == "release":
        outbox.release([message]).result()
    else:
        outbox.uncertain(message).result()
    assert due(engine) == []


def test_what_was_sent_while_it_was_superseded_counts_as_told(engine: Engine) -> None:
    outbox = Outbox(engine)
    publish(engine, "a", "1")
    (message,) = outbox.due()
    outbox.claim([message], NOW).result()
    ended(engine, "a|1", reason="superseded", by="b")
    outbox.sent(message, 5, at=NOW).result()
    row = engine.get("outbox", "a|1") or {}
    assert (row["state"], "by" in row, "reason" in row) == ("sent", False, False)
    assert outbox.fresh() == []


def test_a_chat_leaves_or_moves(engine: Engine) -> None:
    outbox = Outbox(engine)
    publish(engine, "a", "1", "2")
    outbox.claim(outbox.due(), NOW).result()
    engine.commit([*outbox.forgetting("1"), *outbox.moving("2", "9")]).result()
    assert due(engine) == ["a|9"]
