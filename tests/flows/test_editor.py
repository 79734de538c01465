"""An editor hands in an article."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

from bot.console import Console
from store import open_store
from tests.builders import ARTICLE, BERITA
from tests.talk import ADMIN, Bot, settled

READER = 55


async def test_a_file_becomes_a_draft_and_then_an_article(bot: Bot) -> None:
    editor, reader = bot.person(ADMIN), bot.person(READER)
    (draft,) = await editor.upload(
        ARTICLE.encode(), caption="2024-08-14 | Border Post | https://example.org/1"
    )
    assert {"✅ Publish", "🗑 Discard"} < set(draft.buttons)
    assert "Border Post" in draft.text
    assert any("bridge is gone" in block for block in draft.blocks)
    assert "Published" not in draft.text
    (none,) = await reader.say("what did Mirova say")
    assert none.blocks == []

    (done,) = await editor.press(draft, "Publish")
    assert done.text.startswith("Published")
    (answer,) = await reader.say("what did Mirova say")
    assert "The bridge is gone and the ferry does not run," in answer.blocks
    assert "Olena Mirova" in answer.text
    assert "Border Post" in answer.text


async def test_an_editors_first_minute(bot: Bot) -> None:
    """File, review, fix a speaker, publish, ask, right answer."""
    editor, reader = bot.person(ADMIN), bot.person(READER)
    (draft,) = await editor.upload(ARTICLE.encode(), name="bridge.txt", caption="2024-08-14 | Border Post")
    (sheet,) = await editor.press(draft, "Check one by one")
    while "bridge is gone" not in sheet.text:
        (sheet,) = await editor.press(sheet, "Accept")
    await editor.press(sheet, "Speaker")
    (fixed,) = await editor.say("Oksana Lutsko, ferry captain")
    assert "Speaker: Oksana Lutsko" in fixed.text
    (overview,) = await editor.press(fixed, "Overview")
    (done,) = await editor.press(overview, "Publish")
    assert done.text.startswith("Published")
    (answer,) = await reader.say("what did Oksana Lutsko say")
    assert "The bridge is gone and the ferry does not run," in answer.blocks
    assert "— Oksana Lutsko, ferry captain" in answer.text
    (other,) = await reader.say("what did Mirova say")
    assert not any("bridge is gone" in block for block in other.blocks)


async def test_the_readme_shows_it_as_it_is(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    block = readme.split("An editor's first minute")[1].split("```text\n")[1].split("```")[0]
    store, out = open_store(tmp_path), io.StringIO()
    shown: list[str] = []
    async with Console(store, out=out) as console:
        for line in block.splitlines():
            if line.startswith("> "):
                out.seek(0)
                out.truncate()
                await console.say(line[2:])
                shown = out.getvalue().splitlines()
                gap = False
            elif line == "…":
                gap = True
            else:
                place = shown.index(line) if gap else 0
                assert shown[place] == line
                shown, gap = shown[place + 1 :], False
    store.close()


async def test_what_waits_for_a_digest_is_stopped_and_who_read_it_there_hears_of_a_correction(
    bot: Bot,
) -> None:
    editor = bot.person(ADMIN)
    for chat in (READER, READER + 1):
        bot.store.subscribe(str(chat), "ru/belgorod", at=bot.clock(), pace="hourly").result()
    (draft,) = await editor.upload(ARTICLE.encode(), caption="2024-08-14 | Border Post")
    (said,) = await editor.press(draft, "Who is told")
    assert "0 messages would be sent" in said.text
    assert "2 more are held for later" in said.text
    (done,) = await editor.press(draft, "Publish")
    (stats,) = await editor.say("/stats")
    assert "2 messages are held for later" in stats.text
    (undone,) = await editor.press(done, "Undo")
    assert "2 messages were stopped, 0 readers had been told" in undone.text
    bot.clock.forward(hours=2)
    await bot.running.timetable.once()
    await settled(bot)
    assert bot.telegram.of(READER) == []
    (draft,) = await editor.press(undone, "Open the draft")
    (done,) = await editor.press(draft, "Publish")
    bot.clock.forward(hours=2)
    await bot.running.timetable.once()
    await settled(bot)
    (told,) = bot.telegram.of(READER)
    assert "bridge" in told.text
    (page,) = await editor.press(done, "Correct")
    await editor.press(page, "Title")
    (page,) = await editor.say("The bridge of Shebekino")
    assert "2 readers were told" in page.text
    bot.clock.forward(minutes=6)
    await bot.running.timetable.once()
    await settled(bot)
    assert "→ The bridge of Shebekino" in bot.telegram.of(READER)[-1].text
    assert len(bot.telegram.of(READER)) == 2


async def test_a_digest_that_is_not_sent_yet_has_told_nobody(bot: Bot) -> None:
    editor = bot.person(ADMIN)
    for text in (ARTICLE, BERITA):
        bot.store.subscribe(str(READER), "ru", at=bot.clock(), pace="hourly").result()
        (draft,) = await editor.upload(text.encode(), caption="2024-08-14 | Border Post")
        (done,) = await editor.press(draft, "Publish")
    bot.clock.forward(hours=2)
    released = bot.store.digests.release(bot.clock())
    assert released is not None
    released.result()
    identity = done.buttons["↩ Undo"].split(":")[1]
    corrections = bot.store.corrections
    assert corrections.recall.told(identity) == []
    corrections.retract(identity, 1, by="7", at=bot.clock()).result()
    bot.running.courier.wake()
    await settled(bot)
    (digest,) = bot.telegram.of(READER)
    assert "bridge" in digest.text
    assert corrections.recall.told(identity) == [str(READER)]
    assert corrections.recall.told(identity, bot.clock() - timedelta(hours=1)) == []


async def test_an_editors_times_are_in_the_zone_that_was_set(bot: Bot) -> None:
    editor = bot.person(ADMIN)
    await editor.say("/zone Asia/Tokyo")
    (draft,) = await editor.upload(ARTICLE.encode())
    await editor.press(draft, "Publish later")
    (planned,) = await editor.say("18:30")
    assert "Goes out 14 Aug 2024 18:30 JST" in planned.text
    assert bot.store.drafts.all()[0].due.startswith("2024-08-14T09:30")
