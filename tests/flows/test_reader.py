"""A new reader's first minute."""

from __future__ import annotations

from tests.talk import Bot, published

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


async def test_from_an_answer_to_the_next_news(stocked: Bot) -> None:
    """What the README shows as a reader's first minute."""
    reader = stocked.person(READER)
    (hello,) = await reader.say("/start")
    _, answer = await reader.press(hello, "shot down overnight")
    (done,) = await reader.press(answer, "Follow Belgorod")
    assert "news about Belgorod" in done.text
    text = "School hit in Belgorod\n\nThree people were killed in Belgorod on Thursday, mayor Anton Rudin said.\n"
    (alert,) = await published(stocked, text, READER)
    assert "News: Belgorod" in alert.text
    assert any("Three people were killed" in block for block in alert.blocks)
