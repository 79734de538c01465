from __future__ import annotations

from tests.talk import ADMIN, Bot

READER = 55


async def test_the_newest_of_a_region_and_older_ones_by_button(stocked: Bot) -> None:
    reader, editor = stocked.person(READER), stocked.person(ADMIN)
    for day in range(10, 16):
        text = f"Shelling damaged {day} houses in Kursk, Governor Ivan Petrov said."
        await editor.upload(text.encode(), caption=f"2024-09-{day} | Post")
    (latest,) = await reader.say("/latest kurks")
    assert latest.text.startswith("Newest stored: Kursk")
    assert "15 houses" in latest.blocks[0]
    assert "14 houses" in latest.blocks[1]
    (older,) = await reader.press(latest, "More")
    assert "12 houses" in older.blocks[0]
    (everywhere,) = await reader.say("/latest")
    assert "everywhere" in everywhere.text


async def test_nothing_and_nowhere_are_said(bot: Bot) -> None:
    reader = bot.person(READER)
    (nothing,) = await reader.say("/latest")
    (nowhere,) = await reader.say("/latest qqxxyyzz")
    assert "Nothing stored" in nothing.text
    assert "no region" in nowhere.text
