"""Who was told, and how it is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.database import Engine, open_engine
from store.outbox import Outbox
from store.recall import Recall

NOW = datetime(2024, 8, 14, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_engine(tmp_path)
    yield opened
    opened.close()


def queued(engine: Engine, article: str, *chats: str) -> Outbox:
    outbox = Outbox(engine)
    engine.commit(outbox.changes(article, [(chat, ["ru"], "") for chat in chats], NOW)).result()
    return outbox


def settle(outbox: Outbox, chat: str, at: datetime = NOW) -> None:
    message = next(one for one in outbox.due() if one.recipient == chat)
    outbox.sent(message, 1, at=at).result()


def test_what_waits_is_stopped_and_who_was_told_hears_of_it_once(engine: Engine) -> None:
    outbox = queued(engine, "a", "1", "2", "3")
    recall = Recall(engine, outbox)
    settle(outbox, "1")
    assert recall.told("a") == ["1"]
    assert recall.waiting("a") == 2
    changes, stopped, told = recall.withdrawing("a", "Title", LATER)
    assert (stopped, told) == (2, 1)
    engine.commit(changes).result()
    (notice,) = outbox.due()
    assert (notice.recipient, notice.notice.split(":")[0], notice.text) == ("1", "withdrawn", "Title")
    # Should the article come again, everybody is told again.
    engine.commit(outbox.changes("a", [("1", [], ""), ("2", [], "")], LATER)).result()
    assert {one.recipient for one in outbox.due() if not one.notice} == {"1", "2"}


def test_what_it_replaced_is_due_again_and_what_it_answered_waits_again(engine: Engine) -> None:
    outbox = queued(engine, "old", "1")
    recall = Recall(engine, outbox)
    fresh = outbox.changes("new", [("1", [], "")], NOW)
    answered = outbox.answer("new", "2", "who?", "f", NOW)
    engine.commit([*fresh, *answered, *outbox.superseding(fresh, ["old"])]).result()
    assert {one.article for one in outbox.due()} == {"new"}
    engine.commit(recall.withdrawing("new", "", LATER)[0]).result()
    assert [one.article for one in outbox.due()] == ["old"]
    assert [doc["question"] for _, doc in engine.scan("standing")] == ["who?"]


def test_one_notice_a_chat_that_was_told_before_and_one_that_waits_is_taken_in(engine: Engine) -> None:
    outbox = queued(engine, "a", "1", "2", "3")
    recall = Recall(engine, outbox)
    settle(outbox, "1")
    settle(outbox, "2", LATER)
    assert recall.told("a", NOW) == ["1"]
    engine.commit(recall.correcting("a", 2, 2, NOW, NOW)).result()
    assert [one.notice for one in outbox.due() if one.notice] == ["corrected:2-2"]
    engine.commit(recall.correcting("a", 3, 4, LATER, LATER)).result()
    notices = {(one.recipient, one.notice) for one in outbox.due() if one.notice}
    assert notices == {("1", "corrected:2-4"), ("2", "corrected:3-4")}
    for message in outbox.due():
        if message.notice:
            outbox.sent(message, 1, at=LATER).result()
    # A notice is no news: it makes nobody one of those who were told.
    assert sorted(recall.told("a")) == ["1", "2"]


def test_stopping_leaves_notices_alone(engine: Engine) -> None:
    outbox = queued(engine, "a", "1", "2")
    recall = Recall(engine, outbox)
    engine.commit([outbox.notice("a", "7", "published", NOW)]).result()
    engine.commit(recall.stopping("a")).result()
    assert [one.notice for one in outbox.due()] == ["published"]


def test_who_was_told_hears_of_the_first_undo_although_a_second_one_comes(engine: Engine) -> None:
    outbox = queued(engine, "a", "1")
    recall = Recall(engine, outbox)
    settle(outbox, "1")
    engine.commit(recall.withdrawing("a", "Title", NOW)[0]).result()
    engine.commit(outbox.changes("a", [("1", [], "")], LATER)).result()
    engine.commit(recall.withdrawing("a", "Title", LATER)[0]).result()
    (notice,) = outbox.due()
    assert notice.notice == f"withdrawn:{NOW.isoformat()}"
