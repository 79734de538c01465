"""What was planned happens at its time, by the given clock."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path

import pytest

from bot.timetable import Timetable
from tests.builders import ARTICLE
from tests.talk import ADMIN, Bot, settled

READER = 55


async def test_a_planned_draft_goes_out_once_and_its_editor_is_told(bot: Bot) -> None:
    editor, reader = bot.person(ADMIN), bot.person(READER)
    await reader.say("/subscribe Belgorod")
    (draft,) = await editor.upload(ARTICLE.encode(), caption="2024-08-14 | Border Post")
    (asked,) = await editor.press(draft, "Publish later")
    assert "14 Aug 2024 06:00 UTC" in asked.text
    (planned,) = await editor.say("tomorrow 7:30")
    assert "Goes out 15 Aug 2024 07:30 UTC" in planned.text
    bot.clock.forward(hours=25)
    assert await bot.running.timetable.once() == 0
    bot.clock.forward(hours=1)
    seen, told = len(bot.telegram.of(READER)), len(bot.telegram.of(ADMIN))
    assert await bot.running.timetable.once() == 1
    assert await bot.running.timetable.once() == 0
    await settled(bot)
    (alert,) = bot.telegram.of(READER)[seen:]
    assert "Belgorod" in alert.text
    (done,) = bot.telegram.of(ADMIN)[told:]
    assert "went out as planned" in done.text


async def test_a_plan_survives_a_restart_and_can_be_cancelled(tmp_path: Path) -> None:
    async with Bot(tmp_path) as first:
        editor = first.person(ADMIN)
        (draft,) = await editor.upload(ARTICLE.encode())
        (asked,) = await editor.press(draft, "Publish later")
        (planned,) = await editor.press(asked, "09:00")
        assert "Goes out 14 Aug 2024 09:00 UTC" in planned.text
    async with Bot(tmp_path) as second:
        editor = second.person(ADMIN)
        (freed,) = await editor.press(planned, "Not at that time")
        assert "Goes out" not in freed.text
        second.clock.forward(hours=4)
        assert await second.running.timetable.once() == 0
        (asked,) = await editor.press(freed, "Publish later")
        await editor.say("+2h")
    async with Bot(tmp_path) as third:
        third.clock.forward(days=3)
        assert await third.running.timetable.once() == 1
        (answer,) = await third.person(READER).say("what did Mirova say")
        assert answer.blocks


async def test_what_an_editor_is_changing_waits(bot: Bot) -> None:
    editor = bot.person(ADMIN)
    (draft,) = await editor.upload(ARTICLE.encode())
    await editor.press(draft, "Publish later")
    await editor.say("+1h")
    bot.clock.forward(hours=2)
    (waiting,) = bot.store.drafts.due(bot.clock())
    with contextlib.suppress(ZeroDivisionError), bot.store.drafts.claim(waiting.id, waiting.version):
        assert await bot.running.timetable.once() == 0
        raise ZeroDivisionError
    assert await bot.running.timetable.once() == 1


async def test_one_bad_thing_does_not_end_the_timetable(
    bot: Bot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    steps: list[str] = []

    async def sleep(_: float) -> None:
        steps.append("slept")
        if len(steps) == 3:
            raise asyncio.CancelledError

    def broken(*_: object) -> None:
        raise RuntimeError("a row that nobody expected")

    monkeypatch.setattr(bot.store.digests, "release", broken)
    timetable = Timetable(bot.store, bot.clock, lambda: None, sleep=sleep)
    await timetable.start()
    with contextlib.suppress(asyncio.CancelledError):
        assert timetable._task is not None
        await timetable._task
    await timetable.stop()
    assert len(steps) == 3
    assert caplog.text.count("the timetable goes on") == 3
