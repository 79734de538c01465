"""A new reader's first minute."""

from __future__ import annotations

from tests.talk import Bot

READER = 55


async def test_the_first_minute(stocked: Bot) -> None:
    reader = stocked.person(READER)
    (hello,) = await reader.say("/start")
    assert len(hello.buttons) == 3
    shown, answer = await reader.press(hello, "shot down overnight")
    assert "How many drones were shot down overnight?" in shown.text
    assert any("14 drones were shot down overnight" in block for block in answer.blocks)
    assert "Border Post" in answer.text
    (done,) = await reader.say("/subscribe belgorad")
    assert "Belgorod" in done.text
    (listed,) = await reader.say("/list")
    assert "• Belgorod" in listed.text
