from __future__ import annotations

import asyncio
from typing import Any

import pytest
from telegram.error import RetryAfter, TimedOut

from bot.lanes import ALERT, CONNECT_ATTEMPTS, Lanes, seconds_of
from bot.pacing import REPLY_BURST
from bot.transport import NotSent


class Line:
    """Calls that fail as told, and the pauses that were made."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.calls = 0
        self.slept: list[float] = []

    async def call(self) -> str:
        self.calls += 1
        if self.failures:
            raise self.failures.pop(0)
        return "sent"

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    async def send(
        self, lanes: Lanes, endpoint: str = "sendMessage", chat: Any = 5, lane: str | None = None
    ) -> Any:
        return await lanes.process_request(self.call, (), {}, endpoint, {"chat_id": chat}, lane)


async def test_a_429_is_waited_out_and_nothing_is_lost() -> None:
    line = Line(RetryAfter(3), RetryAfter(2))
    assert await line.send(Lanes(sleep=line.sleep)) == "sent"
    assert line.slept == [3, 2]


async def test_a_chat_under_429_waits_and_others_do_not() -> None:
    line = Line()
    lanes = Lanes(sleep=line.sleep)
    lanes.pauses.add("5", 9, asyncio.get_running_loop().time())
    await line.send(lanes, chat=6)
    assert line.slept == []
    await line.send(lanes, chat=5)
    assert 8 < line.slept[0] <= 9


async def test_a_burst_goes_at_once_and_then_it_is_paced() -> None:
    line = Line()
    lanes = Lanes(sleep=line.sleep)
    for _ in range(REPLY_BURST):
        await line.send(lanes)
    assert line.slept == []
    await line.send(lanes)
    assert 0 < line.slept[0] <= 1
    free = Line()
    unpaced = Lanes(paced=False, sleep=free.sleep)
    for _ in range(REPLY_BURST * 2):
        await free.send(unpaced)
    assert free.slept == []


async def test_a_connection_that_fails_is_tried_again_but_not_for_ever() -> None:
    line = Line(NotSent("no"), NotSent("no"))
    assert await line.send(Lanes(sleep=line.sleep)) == "sent"
    hopeless = Line(*[NotSent("no")] * CONNECT_ATTEMPTS)
    with pytest.raises(NotSent):
        await hopeless.send(Lanes(sleep=hopeless.sleep))


async def test_an_answer_that_never_came_is_asked_for_once_more() -> None:
    line = Line(TimedOut())
    assert await line.send(Lanes(sleep=line.sleep)) == "sent"
    late = Line(TimedOut(), TimedOut())
    with pytest.raises(TimedOut):
        await late.send(Lanes(sleep=late.sleep))
    assert late.calls == 2


@pytest.mark.parametrize(
    ("endpoint", "chat", "lane"), [("getMe", 5, None), ("sendMessage", "", None), ("sendMessage", 5, ALERT)]
)
async def test_alerts_and_other_calls_pass_through(endpoint: str, chat: Any, lane: str | None) -> None:
    line = Line(RetryAfter(3))
    with pytest.raises(RetryAfter) as error:
        await line.send(Lanes(sleep=line.sleep), endpoint, chat, lane)
    assert seconds_of(error.value) == 3


async def test_chats_are_forgotten_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.lanes.REMEMBERED_CHATS", 3)
    line = Line()
    lanes = Lanes(sleep=line.sleep)
    for chat in range(9):
        await line.send(lanes, chat=chat)
    assert len(lanes._buckets) == 3
    await lanes.initialize()
    await lanes.shutdown()
