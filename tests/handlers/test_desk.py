"""The desk: what waits, what readers think, what was done, how much there is."""

from __future__ import annotations

import pytest

from tests.builders import ARTICLE, BERITA
from tests.talk import ADMIN, Bot

READER = 55


async def test_editors_see_what_found_nothing_and_what_is_stored(stocked: Bot) -> None:
    reader, editor = stocked.person(READER), stocked.person(ADMIN)
    (none,) = await editor.say("/misses")
    assert "Every question was answered" in none.text
    await reader.say("what did Macron say")
    await reader.say("What did Macron say?")
    await reader.say("what did Mirova say")
    await reader.say("/subscribe Belgorod")
    (misses,) = await editor.say("/misses")
    assert "2 × What did Macron say?" in misses.text
    (stats,) = await editor.say("/stats")
    assert "Articles: 2 · facts: " in stats.text
    assert "• Belgorod: 1" in stats.text
    assert "Questions in 7 days: 3, declined: 2 (67%)" in stats.text
    assert "0 messages wait to be sent" in stats.text


@pytest.mark.parametrize("command", ["/misses", "/stats", "/queue", "/feedback", "/audit"])
async def test_readers_do_not(stocked: Bot, command: str) -> None:
    (said,) = await stocked.person(READER).say(command)
    assert "Only editors" in said.text
    (empty,) = await stocked.person(ADMIN).say(command)
    assert empty.text


async def test_the_queue_shows_what_waits_and_opens_it(bot: Bot) -> None:
    editor = bot.person(ADMIN)
    (none,) = await editor.say("/queue")
    assert "No draft waits" in none.text
    await editor.upload(ARTICLE.encode(), caption="2024-08-14 | Border Post")
    bot.clock.forward(minutes=1)
    (second,) = await editor.upload(BERITA.encode())
    await editor.press(second, "Publish later")
    await editor.say("+2h")
    (queue,) = await editor.say("/queue")
    assert "2 drafts wait" in queue.text
    assert queue.text.index("Border Post") < queue.text.index("source not named")
    assert "Facts: 9, not checked: 9" in queue.text
    assert "Goes out 14 Aug 2024 08:01 UTC" in queue.text
    (draft,) = await editor.press(queue, "1")
    assert "Draft – not published yet" in draft.text
    assert "Border Post" in draft.text


async def test_a_long_queue_has_pages(bot: Bot) -> None:
    editor = bot.person(ADMIN)
    for number in range(9):
        bot.clock.forward(minutes=1)
        await editor.say(f"/add Mayor Ivan Petrov said: “We will rebuild school number {number}.”")
    (first,) = await editor.say("/queue")
    (second,) = await editor.press(first, "More")
    assert "number 8" in second.text
    (back,) = await editor.press(second, "Back")
    assert "number 0" in back.text


async def test_thumbs_lead_to_the_fact(stocked: Bot) -> None:
    editor = stocked.person(ADMIN)
    (answer,) = await stocked.person(READER).say("what did Mirova say about the bridge")
    await stocked.person(READER).press(answer, "👎")
    await stocked.person(56).press(answer, "👎")
    await stocked.person(57).press(answer, "👍")
    (listed,) = await editor.say("/feedback")
    assert "1. 👎 2 · 👍 1" in listed.text
    assert "bridge is gone" in listed.blocks[0]
    (sheet,) = await editor.press(listed, "1")
    assert "Speaker: Olena Mirova" in sheet.text
    (gone,) = await editor.press_data(sheet, "rated:nosuch")
    assert "not published any more" in gone.text


async def test_everything_an_editor_does_is_in_the_audit(bot: Bot) -> None:
    editor = bot.person(ADMIN)
    (draft,) = await editor.upload(ARTICLE.encode(), caption="2024-08-14 | Border Post")
    (sheet,) = await editor.press(draft, "Check")
    (sheet,) = await editor.press(sheet, "Accept")
    await editor.press(sheet, "Speaker")
    (sheet,) = await editor.say("Oksana Lutsko")
    (page,) = await editor.press(sheet, "Overview")
    (done,) = await editor.press(page, "Publish")
    await editor.press(done, "Undo")
    (audit,) = await editor.say("/audit")
    deeds = [line.rsplit(": ", 1)[1] for line in audit.text.splitlines() if " UTC · 7: " in line]
    assert deeds == ["undid the publication", "published", "set the speaker", "accepted a fact", "handed in"]
    assert "Oksana Lutsko" in audit.text


async def test_a_long_audit_has_pages(bot: Bot) -> None:
    editor = bot.person(ADMIN)
    for number in range(20):
        await editor.say(f"/add Mayor Ivan Petrov said: “We will rebuild school number {number}.”")
    (first,) = await editor.say("/audit")
    (second,) = await editor.press(first, "More")
    assert second.text.count("handed in") == 5
    (back,) = await editor.press(second, "Back")
    assert back.text.count("handed in") == 15


async def test_it_speaks_indonesian(stocked: Bot) -> None:
    editor = stocked.person(ADMIN, "id")
    for command, words in (
        ("/stats", "Artikel: 2"),
        ("/queue", "Tidak ada draf"),
        ("/audit", "menerbitkan"),
        ("/feedback", "Belum ada yang memberi jempol"),
    ):
        (said,) = await editor.say(command)
        assert words in said.text
