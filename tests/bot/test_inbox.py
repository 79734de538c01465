"""The front door: on disk first, in order chat by chat, nothing twice, nothing lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from bot.inbox import FIRST_WAIT_S, LONGEST_WAIT_S, chat_of
from store import RejectedWrite
from tests.fakes import Refused
from tests.talk import Bot


def message(number: int, chat: int, text: str = "/help") -> dict[str, Any]:
    entities = (
        [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}] if text.startswith("/") else []
    )
    person = {"id": chat, "is_bot": False, "first_name": "P"}
    body = {"message_id": number, "date": 1, "chat": {"id": chat, "type": "private"}, "from": person}
    return {"update_id": number, "message": {**body, "text": text, "entities": entities}}


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        (message(1, 7), 7),
        ({"update_id": 1, "callback_query": {"from": {"id": 3}, "message": {"chat": {"id": -5}}}}, -5),
        ({"update_id": 1, "callback_query": {"from": {"id": 3}}}, 3),
        ({"update_id": 1, "inline_query": {"from": {"id": 4}}}, 4),
        ({"update_id": 1, "my_chat_member": {"chat": {"id": 9}, "from": {"id": 4}}}, 9),
        ({"update_id": 1, "something_new": {}}, 0),
        ({"update_id": 1}, 0),
    ],
)
def test_every_update_has_its_queue(update: dict[str, Any], chat: int) -> None:
    assert chat_of(update) == chat


async def test_updates_are_kept_before_the_offset_moves_and_settled_after(bot: Bot) -> None:
    inbox = bot.running.inbox
    await inbox.start()
    bot.telegram.arrive(message(10, 5), message(11, 6))
    await bot.telegram.polled.wait()
    while bot.telegram.count("sendMessage") < 2:
        await asyncio.sleep(0)
    await inbox.idle()
    assert bot.store.inbox.pending() == []
    assert bot.store.inbox.known(10)
    await inbox.take([message(10, 5)])
    await inbox.idle()
    assert bot.telegram.count("sendMessage") == 2


async def test_what_was_received_before_a_stop_is_finished_before_the_first_poll(bot: Bot) -> None:
    await asyncio.wrap_future(bot.store.inbox.receive([message(3, 5), message(4, 5)], at=bot.clock()))
    order: list[str] = []
    bot.telegram.refuse = lambda name, _: order.append(name)
    await bot.running.inbox.start()
    await bot.telegram.polled.wait()
    assert order.index("getUpdates") > max(place for place, name in enumerate(order) if name == "sendMessage")
    assert order.count("sendMessage") == 2


async def test_a_chats_updates_keep_their_order_and_others_do_not_wait(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    gate = asyncio.Event()

    async def slow(update: Any) -> None:
        if update.effective_chat.id == 1 and update.update_id == 1:
            await gate.wait()
        seen.append(update.update_id)

    monkeypatch.setattr(type(bot.app), "process_update", lambda _, update: slow(update))
    await bot.running.inbox.take([message(1, 1), message(2, 1), message(3, 2), message(4, 1)])
    while 3 not in seen:
        await asyncio.sleep(0)
    assert seen == [3]
    gate.set()
    await bot.running.inbox.idle()
    assert seen == [3, 1, 2, 4]


async def test_an_update_that_can_not_be_decoded_is_set_aside_and_the_next_one_handled(bot: Bot) -> None:
    broken = message(1, 5)
    broken["message"]["date"] = "yesterday"
    await bot.running.inbox.take([broken, message(2, 5)])
    await bot.running.inbox.idle()
    assert bot.telegram.count("sendMessage") == 1
    assert bot.store.inbox.pending() == []
    rows = dict(bot.store.export())
    assert rows["set_aside"]


def polls(bot: Bot, *refusals: Refused) -> tuple[list[float], Callable[[], None]]:
    """Polling that is refused so often, and the pauses that it makes."""
    left, waited = list(refusals), list[float]()

    def refuse(name: str, _: dict[str, Any]) -> None:
        if name == "getUpdates" and left:
            raise left.pop(0)

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    bot.telegram.refuse = refuse
    bot.running.inbox._sleep = sleep
    return waited, left.clear


async def test_errors_back_off_and_a_success_resets(bot: Bot) -> None:
    waited, _ = polls(
        bot, *[Refused(502, "Bad Gateway")] * 6, Refused(409, "Conflict"), Refused(429, "slow", retry_after=7)
    )
    await bot.running.inbox.start()
    await bot.telegram.polled.wait()
    assert waited[:4] == [FIRST_WAIT_S, 1.0, 2.0, 4.0]
    assert waited[4:7] == [LONGEST_WAIT_S] * 3
    assert waited[7] == 7


async def test_half_a_character_is_set_aside_and_the_next_one_handled(bot: Bot) -> None:
    await bot.running.inbox.take([message(1, 5, "\ud800"), message(2, 5)])
    await bot.running.inbox.idle()
    assert bot.telegram.count("sendMessage") == 1
    assert bot.store.inbox.known(1)
    assert bot.store.inbox.pending() == []


async def test_a_full_disk_leaves_the_updates_with_telegram(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited, _ = polls(bot)
    await bot.running.inbox.take([message(1, 5)])
    await bot.running.inbox.idle()
    full, real = [True], bot.store.inbox.receive

    def receive(*args: Any, **kwargs: Any) -> Any:
        if full.pop() if full else False:
            done: Future[int] = Future()
            done.set_exception(RejectedWrite("the disk refused"))
            return done
        return real(*args, **kwargs)

    monkeypatch.setattr(bot.store.inbox, "receive", receive)
    bot.telegram.arrive(message(2, 5))
    await bot.running.inbox.start()
    while bot.telegram.count("sendMessage") < 2:
        await asyncio.sleep(0)
    await bot.running.inbox.idle()
    assert waited == [FIRST_WAIT_S]
    assert bot.store.inbox.pending() == []


async def test_a_stop_leaves_what_is_late_on_disk(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(_: Any, update: Any) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(type(bot.app), "process_update", never)
    await bot.running.inbox.take([message(1, 5)])
    await bot.running.inbox.stop(0)
    assert [number for number, _ in bot.store.inbox.pending()] == [1]


async def test_rubbish_from_the_network_is_no_update(
    bot: Bot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [b"no json", b"[1]", b'{"ok": true, "result": ["x", {"no": 1}]}']
    waited, _ = polls(bot)
    real = bot.telegram.do_request

    async def odd(url: str, method: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        if url.endswith("getUpdates") and answers:
            return 200, answers.pop(0)
        return await real(url, method, *args, **kwargs)

    monkeypatch.setattr(bot.telegram, "do_request", odd)
    await bot.running.inbox.start()
    await bot.telegram.polled.wait()
    assert waited == [0.5, 1.0]
