"""The language of a chat."""

from __future__ import annotations

from tests.talk import Bot

READER = 55


async def test_indonesian_from_telegrams_language_and_by_choice(stocked: Bot) -> None:
    (hello,) = await stocked.person(READER, "id").say("/start")
    assert hello.text.startswith("Saya Kabar")
    reader = stocked.person(READER)
    (choice,) = await reader.say("/lang")
    assert set(choice.buttons) == {"English", "Bahasa Indonesia"}
    (said,) = await reader.press(choice, "Indonesia")
    assert "berbahasa Indonesia" in said.text
    (answer,) = await reader.say("what did Malkin say")
    assert "mengatakan" in answer.text
    assert "Kami bekerja tanpa tidur sejak semalam," in answer.blocks
    (back,) = await reader.say("/lang en")
    assert "English" in back.text
