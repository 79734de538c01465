from __future__ import annotations

import pytest

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


async def test_a_timeline_is_turned_page_by_page_and_knows_people(stocked: Bot) -> None:
    reader, editor = stocked.person(READER), stocked.person(ADMIN)
    for day in range(10, 20):
        text = f"Shelling damaged {day} houses in Kursk, Governor Ivan Petrov said.\n" * 2
        await editor.upload(text.encode(), name=f"{day}.txt", caption=f"2024-07-{day} | Post {day}")
    for draft in stocked.store.drafts.all():
        stocked.store.publish(draft.id, at=stocked.clock()).result()
    (first,) = await reader.say("/timeline kursk 60")
    assert "14 Aug 2024" in first.text
    assert "10 Jul 2024" not in first.text
    (second,) = await reader.press(first, "More")
    assert second.id == first.id
    assert "10 Jul 2024" in second.text
    (back,) = await reader.press(second, "Back")
    assert "14 Aug 2024" in back.text
    (person,) = await reader.say("/timeline petrov 60")
    assert "Day by day: Ivan Petrov" in person.text
    assert "Belgorod" not in person.text
    (how,) = await reader.say("/timeline drones")
    assert "For example" in how.text


async def test_what_happened_somewhere_leads_to_its_days(stocked: Bot) -> None:
    (answer, *_) = await stocked.person(READER).say("what happened in Belgorod this week")
    (days,) = await stocked.person(READER).press(answer, "Day by day")
    assert days.text.startswith("Day by day: Belgorod\n\n14 Aug 2024")


async def test_a_line_of_a_timeline_has_the_words_with_marks_only_where_they_were_said(bot: Bot) -> None:
    editor = bot.person(ADMIN)
    text = "“We stay here,” Governor Ivan Petrov said in Kursk. Rina Malkin denied that the dam had burst.\n"
    await editor.upload(text.encode(), caption="2024-08-13 | Post")
    for draft in bot.store.drafts.all():
        bot.store.publish(draft.id, at=bot.clock()).result()
    reader = bot.person(READER)
    (said,) = await reader.say("/timeline petrov 30")
    assert "• Ivan Petrov says: “We stay here,”" in said.text
    (denied,) = await reader.say("/timeline malkin 30")
    assert "• Rina Malkin denies: " in denied.text
    assert "“" not in denied.text


@pytest.mark.parametrize("days", ["-1", "0", "367", "1.5", "9" * 3000, "\u2212 3".replace(" ", "")])
@pytest.mark.parametrize(("lang", "words"), [("en", "from 1 to 366"), ("id", "dari 1 sampai 366")])
async def test_a_number_that_is_none_of_days_is_said_to_be(
    stocked: Bot, days: str, lang: str, words: str
) -> None:
    (how,) = await stocked.person(READER, lang).say(f"/timeline Belgorod {days}")
    assert words in how.text


@pytest.mark.parametrize("days", ["1", "366"])
async def test_the_least_and_the_most_days(stocked: Bot, days: str) -> None:
    (shown,) = await stocked.person(READER).say(f"/timeline Belgorod {days}")
    assert "Day by day: Belgorod" in shown.text


async def test_a_made_up_button_of_a_timeline_breaks_nothing(stocked: Bot) -> None:
    reader = stocked.person(READER)
    (shown,) = await reader.say("/timeline Belgorod")
    for data in (f"tl:ru/belgorod:{'9' * 30}:0", "tl:ru/belgorod:-5:-9"):
        await reader.press_data(shown, data)
    assert "Day by day: Belgorod" in shown.text
