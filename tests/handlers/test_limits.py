from __future__ import annotations

from pathlib import Path

from handlers.paces import BURST
from tests.talk import Bot


async def test_a_flood_is_told_once_and_others_are_served(tmp_path: Path) -> None:
    async with Bot(tmp_path, limits=True) as bot:
        person, other = bot.person(5), bot.person(6)
        for _ in range(BURST):
            assert await person.say("/help")
        (slow,) = await person.say("/help")
        assert "a little fast" in slow.text
        assert await person.say("/help") == []
        assert await other.say("/help")
        bot.clock.forward(seconds=2)
        (served,) = await person.say("/privacy")
        assert "Stored about you" in served.text


async def test_buttons_of_a_flood_stop_their_spinner(tmp_path: Path) -> None:
    async with Bot(tmp_path, limits=True) as bot:
        person = bot.person(5)
        (hello,) = await person.say("/start")
        for _ in range(BURST + 2):
            await person.press_data(hello, "lang:en")
        fields = await person.inline("drones")
        assert fields["results"] == "[]"


async def test_without_limits_nobody_is_too_fast(bot: Bot) -> None:
    person = bot.person(5)
    assert [len(await person.say("/privacy")) for _ in range(BURST + 5)] == [1] * (BURST + 5)
