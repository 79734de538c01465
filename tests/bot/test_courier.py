"""What waits in the outbox reaches its people."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from telegram.error import BadRequest, NetworkError, TimedOut

from bot.courier import LONGEST_WAIT_S, Courier
from bot.transport import NotSent
from store import OutboxMessage, RejectedWrite
from store.database import Change, open_engine
from tests.builders import ARTICLE, BERITA
from tests.crash.sender import Desk
from tests.fakes import Refused
from tests.talk import Bot, published

READER = 55
NOW = datetime(2024, 8, 14, tzinfo=UTC)


async def test_an_article_reaches_the_subscribers_of_its_regions_once(direct: Bot) -> None:
    reader, other = direct.person(READER), direct.person(56)
    await reader.say("/subscribe Belgorod")
    await reader.say("/subscribe Russia")
    await other.say("/subscribe Kharkiv")
    (alert,) = await published(direct, ARTICLE, READER)
    assert "Belgorod" in alert.text
    assert "Border Post" in alert.text
    assert await published(direct, ARTICLE, READER) == []
    assert all("Border Post" not in message.text for message in direct.telegram.of(56))


async def test_who_has_blocked_the_bot_is_left_alone(direct: Bot) -> None:
    await direct.person(READER).say("/subscribe Belgorod")
    direct.telegram.blocked.add(READER)
    assert await published(direct, ARTICLE, READER) == []
    assert direct.store.subscriptions(str(READER)) == []


async def test_a_429_waits_and_loses_nothing(direct: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    await direct.person(READER).say("/subscribe Belgorod")
    refusals = [Refused(429, "Too Many Requests: retry after 3", retry_after=3)] * 3
    waited: list[float] = []
    courier = direct.running.courier

    async def pause(seconds: float) -> None:
        waited.append(seconds)
        if seconds > 1:
            monkeypatch.setattr(courier, "_monotonic", lambda: sum(waited))

    monkeypatch.setattr(courier, "_monotonic", lambda: 0.0)
    monkeypatch.setattr(courier, "_sleep", pause)

    def refuse(name: str, fields: dict[str, object]) -> None:
        if name == "sendMessage" and str(fields["chat_id"]) == str(READER) and refusals:
            raise refusals.pop()

    direct.telegram.refuse = refuse
    (alert,) = await published(direct, ARTICLE, READER)
    assert "Belgorod" in alert.text
    assert all(2 < seconds <= 3 for seconds in waited[:3])


async def test_a_group_that_became_a_supergroup_keeps_everything(direct: Bot) -> None:
    new = -100777
    direct.telegram.group_admins.add(READER)
    await direct.member(READER).say("/subscribe Kursk")

    def refuse(name: str, fields: dict[str, object]) -> None:
        if name == "sendMessage" and int(str(fields["chat_id"])) == -1001:
            raise Refused(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=new)

    direct.telegram.refuse = refuse
    (alert,) = await published(direct, BERITA, new)
    assert "Kursk" in alert.text
    assert [s.region for s in direct.store.subscriptions(str(new))] == ["ru/kursk"]


class Post:
    """A courier over an outbox alone; `answers` are what sending a message comes to, one after another."""

    def __init__(self, folder: Path, *answers: object) -> None:
        self.engine = open_engine(folder)
        self.desk = Desk(self.engine)
        self.answers = list(answers)
        self.sent: list[tuple[float, str]] = []
        self.time = 0.0
        self.courier = Courier(
            self.desk, self.send, lambda: NOW, rate=25, sleep=self.sleep, monotonic=lambda: self.time
        )

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)
        self.time += seconds

    async def send(self, message: OutboxMessage) -> int | None:
        self.sent.append((self.time, message.id))
        answer = self.answers.pop(0) if self.answers else 1
        if isinstance(answer, Exception):
            raise answer
        assert answer is None or isinstance(answer, int)
        return answer

    async def deliver(self) -> dict[str, object]:
        """Send everything; what the rows say then."""
        await self.courier.start()
        while self.courier.backlog:
            await asyncio.to_thread(lambda: None)
        await self.courier.stop()
        rows = dict(self.engine.scan("outbox"))
        self.engine.close()
        return {key: doc.get("reason", doc["state"]) for key, doc in rows.items()}


async def post(folder: Path, *answers: object, chats: int = 1) -> Post:
    made = Post(folder, *answers)
    await made.desk.publish("p", "text", list(range(1, chats + 1)))
    return made


@pytest.mark.parametrize(
    ("answers", "outcome", "calls"),
    [
        ([5], "sent", 1),
        ([None], "withdrawn", 1),
        ([BadRequest("message is too long")], "message is too long", 1),
        ([KeyError("a bug")], "KeyError", 1),
        ([NetworkError("502"), NotSent("no route"), 5], "sent", 3),
        ([TimedOut(), 5], "sent", 2),
        ([TimedOut(), TimedOut(), 5], "Timed out", 2),
    ],
)
async def test_what_becomes_of_a_message(
    tmp_path: Path, answers: list[object], outcome: str, calls: int
) -> None:
    made = await post(tmp_path, *answers)
    assert await made.deliver() == {"p|1": outcome}
    assert len(made.sent) == calls


async def test_a_chat_that_is_gone_leaves_nothing(tmp_path: Path) -> None:
    made = await post(tmp_path, BadRequest("Chat not found"))
    assert await made.deliver() == {}
    assert len(made.sent) == 1


async def test_a_refused_write_sends_nothing_and_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await post(tmp_path)
    real = made.desk.outbox.claim

    def full(*arguments: Any) -> Future[int]:
        monkeypatch.setattr(made.desk.outbox, "claim", real)
        refused: Future[int] = Future()
        refused.set_exception(RejectedWrite("no room"))
        return refused

    monkeypatch.setattr(made.desk.outbox, "claim", full)
    assert await made.deliver() == {"p|1": "sent"}
    assert [at >= LONGEST_WAIT_S for at, _ in made.sent] == [True]


async def test_a_429_holds_in_the_next_life_too(tmp_path: Path) -> None:
    made = await post(tmp_path, chats=2)
    first = made.desk.outbox.due()[0]
    made.desk.outbox.release([first], after=NOW + timedelta(seconds=9)).result()
    assert await made.deliver() == {"p|1": "sent", "p|2": "sent"}
    assert [(at >= 9, key) for at, key in made.sent][1] == (True, "p|1")


async def test_a_stop_does_not_wait_for_ever_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.courier.STOP_WITHIN_S", 0)
    made = await post(tmp_path)
    begun = asyncio.Event()

    async def hang(_: OutboxMessage) -> int:
        begun.set()
        await asyncio.Event().wait()
        return 1

    monkeypatch.setattr(made.courier, "_send", hang)
    await made.courier.start()
    assert made.courier.oldest == made.desk.outbox.due()[0].at
    await begun.wait()
    await made.courier.stop()
    await made.courier.stop()
    made.desk.outbox.reclaim().result()
    assert [message.id for message in made.desk.outbox.due()] == ["p|1"]
    made.engine.close()


async def test_what_was_superseded_is_not_sent(tmp_path: Path) -> None:
    made = await post(tmp_path)
    await made.desk.publish("q", "text", [1])
    fresh = [Change("outbox", "q|1", {"recipient": "1"})]
    made.courier._ready.append(made.desk.outbox.due()[0])
    made.engine.commit(made.desk.outbox.superseding(fresh, ["p"])).result()
    assert await made.deliver() == {"p|1": "superseded", "q|1": "sent"}
    assert [key for _, key in made.sent] == ["q|1"]


async def test_what_ends_in_the_moment_of_its_turn_is_not_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = Post(tmp_path)
    outbox = post.desk.outbox
    rows = [("1", (), ""), ("2", (), "")]
    await asyncio.wrap_future(post.engine.commit(outbox.changes("a", rows, NOW)))
    looked = outbox.is_due

    def ends(message: OutboxMessage) -> bool:
        """It is superseded right after it was found to be due."""
        due = looked(message)
        if due and message.recipient == "1":
            row = post.engine.get("outbox", message.id) or {}
            post.engine.commit([Change("outbox", message.id, {**row, "state": "dead"})], lazily=True)
        return due

    monkeypatch.setattr(outbox, "is_due", ends)
    states = await post.deliver()
    assert [key for _, key in post.sent] == ["a|2"]
    assert states == {"a|1": "dead", "a|2": "sent"}
