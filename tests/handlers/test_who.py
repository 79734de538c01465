"""Cards for people and places, and a region day by day."""

from __future__ import annotations

from tests.talk import ADMIN, Bot

READER = 55


async def test_a_person_has_a_card_with_roles_and_words(stocked: Bot) -> None:
    reader = stocked.person(READER)
    (shown,) = await reader.say("/who Olena Mirova")
    assert shown.text.startswith("Olena Mirova")
    assert "overnor (14 Aug 2024)" in shown.text
    assert "The bridge is gone and the ferry does not run," in shown.text
    (typed,) = await reader.say("/who mirowa")
    assert "Mirova" in typed.text
    (unknown,) = await reader.say("/who Emmanuel Macron")
    assert "Nobody called" in unknown.text
    (how,) = await reader.say("/who")
    assert "For example" in how.text


async def test_a_place_lies_somewhere_and_has_its_facts(stocked: Bot) -> None:
    reader = stocked.person(READER)
    lies, facts = await reader.say("/where shebekino")
    assert lies.text.startswith("Shebekino")
    assert lies.text.endswith("Russia")
    assert facts.blocks
    (unknown,) = await reader.say("/where qqxxyyzz")
    (how,) = await reader.say("/where")
    assert "no region" in unknown.text
    assert "For example" in how.text


async def test_a_timeline_goes_day_by_day(stocked: Bot) -> None:
    reader, editor = stocked.person(READER), stocked.person(ADMIN)
    for day in (11, 12):
        text = f"Shelling damaged {day} houses in Kursk, Governor Ivan Petrov said."
        await editor.upload(text.encode(), caption=f"2024-08-{day} | Post")
    (shown,) = await reader.say("/timeline Kursk 30")
    lines = shown.text.split("\n")
    assert lines[0] == "Day by day: Kursk"
    assert [line for line in lines if line.endswith("Aug 2024")] == [
        "14 Aug 2024",
        "12 Aug 2024",
        "11 Aug 2024",
    ]
    (short,) = await reader.say("/timeline Kursk 1")
    assert "12 Aug" not in short.text
    (nothing,) = await reader.say("/timeline Sumy")
    (how,) = await reader.say("/timeline")
    assert "Nothing stored" in nothing.text
    assert "For example" in how.text
