"""A ready message goes through the reply lane and fails as any other call does."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Bot as Client
from telegram.error import BadRequest

from bot.lanes import Lanes
from bot.wire import Wire
from handlers import Ready
from tests.fakes import FakeTelegram, Refused


def wire(telegram: FakeTelegram, slept: list[float]) -> Wire:
    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    client = Client("123456:test", request=telegram, get_updates_request=telegram)
    return Wire(client, telegram, Lanes(sleep=sleep))


async def test_the_blank_is_filled_with_each_messages_word() -> None:
    telegram, ready = FakeTelegram(), Ready({"text": "hello ##", "reply_markup": "{}"}, "##")
    send = wire(telegram, [])
    await send(ready, {"chat_id": "5"}, "one & two")
    await send(ready, {"chat_id": "6"}, "3")
    assert [(sent.chat, sent.text) for sent in telegram.sent] == [(5, "hello one & two"), (6, "hello 3")]
    assert ready.fields["text"] == "hello ##"


async def test_a_429_is_waited_out_and_a_refusal_is_told() -> None:
    telegram, slept = FakeTelegram(), list[float]()
    refusals = [Refused(429, "Too Many Requests", retry_after=3)]

    def refuse(_name: str, _fields: dict[str, Any]) -> None:
        if refusals:
            raise refusals.pop()

    telegram.refuse = refuse
    send = wire(telegram, slept)
    await send(Ready({"text": "hello"}), {"chat_id": "5"})
    assert slept == [3]
    assert [sent.text for sent in telegram.sent] == ["hello"]
    with pytest.raises(BadRequest):
        await send(Ready({"text": ""}), {"chat_id": "5"})
