"""Published articles: search, correct, retract, undo, history, and what readers hear of it."""

from __future__ import annotations

import pytest

from tests.adversarial import TEXTS
from tests.builders import ARTICLE, BERITA
from tests.fakes import Sent
from tests.talk import ADMIN, Bot, settled

READER, LATE = 55, 56
BRIDGE = "The bridge is gone and the ferry does not run,"


async def published(bot: Bot) -> Sent:
    """What the editor sees after Publish; one reader follows the region."""
    await bot.person(READER).say("/subscribe Belgorod")
    editor = bot.person(ADMIN)
    (draft,) = await editor.upload(ARTICLE.encode(), caption="2024-08-14 | Border Post")
    (done,) = await editor.press(draft, "Publish")
    await settled(bot)
    return done


async def sheet(bot: Bot, done: Sent, words: str = BRIDGE) -> Sent:
    editor = bot.person(ADMIN)
    (page,) = await editor.press(done, "Correct")
    identity = next(data for data in page.buttons.values() if data.startswith("his:")).split(":")[1]
    facts = bot.store.corrections.get(identity).draft.facts
    place = next(n for n, fact in enumerate(facts) if words in fact.span.of(ARTICLE))
    (page,) = await editor.press_data(page, f"af:{identity}:{place}")
    return page


async def test_undo_stops_what_waits_and_tells_who_was_told(bot: Bot) -> None:
    editor, reader = bot.person(ADMIN), bot.person(READER)
    done = await published(bot)
    (card,) = await reader.say("what did Mirova say")
    seen = len(bot.telegram.of(READER))
    (undone,) = await editor.press(done, "Undo")
    assert "Undone" in undone.text
    assert "1 reader had been told already" in undone.text
    await settled(bot)
    (notice,) = bot.telegram.of(READER)[seen:]
    assert "withdrawn" in notice.text
    (stale,) = await reader.press(card, "Context")
    assert "too old" in stale.text
    (none,) = await reader.say("what did Mirova say")
    assert none.blocks == []
    (again,) = await editor.press(done, "Undo")
    assert "not published any more" in again.text
    (draft,) = await editor.press(undone, "Open the draft")
    assert "Draft" in draft.text
    (back,) = await editor.press(draft, "Publish")
    assert "1 subscriber is told" in back.text


async def test_an_undo_before_anything_was_sent_sends_nothing(bot: Bot) -> None:
    bot.store.subscribe("99", "ru/belgorod", at=bot.clock()).result()
    editor = bot.person(ADMIN)
    (draft,) = await editor.upload(ARTICLE.encode())
    identity = draft.buttons["✅ Publish"].split(":")[1]
    bot.store.publish(identity, at=bot.clock(), by=str(ADMIN)).result()
    (undone,) = await editor.press_data(draft, f"undo:{identity}")
    assert "1 message was stopped, 0 readers had been told" in undone.text
    await settled(bot)
    assert bot.telegram.of(99) == []


async def test_after_ten_minutes_it_is_corrected_instead(bot: Bot) -> None:
    editor = bot.person(ADMIN)
    done = await published(bot)
    bot.clock.forward(minutes=11)
    (late,) = await editor.press(done, "Undo")
    assert "more than ten minutes ago" in late.text
    (page,) = await editor.press(late, "Correct")
    assert "Published" in page.text
    assert "↩ Undo" not in page.buttons


async def test_a_correction_is_told_once_and_answers_carry_the_mark(bot: Bot) -> None:
    editor, reader = bot.person(ADMIN), bot.person(READER)
    page = await sheet(bot, await published(bot))
    bot.clock.forward(hours=20)
    await bot.person(LATE).say("/subscribe Belgorod")
    await editor.press(page, "Speaker")
    (fixed,) = await editor.say("Oksana Lutsko, ferry captain")
    assert "✏ corrected" in fixed.text
    assert "Speaker: Oksana Lutsko" in fixed.text
    (asked,) = await editor.press(fixed, "Date")
    (dated,) = await editor.press(asked, "13 Aug 2024")
    (whole,) = await editor.press(dated, "Overview")
    assert "Version 3" in whole.text
    assert "1 reader was told of this article and hears of the correction at" in whole.text
    seen, late = len(bot.telegram.of(READER)), len(bot.telegram.of(LATE))
    assert await bot.running.timetable.once() == 0
    bot.clock.forward(minutes=6)
    assert await bot.running.timetable.once() == 1
    assert await bot.running.timetable.once() == 0
    await settled(bot)
    (notice,) = bot.telegram.of(READER)[seen:]
    assert "Correction of an article of which I told you" in notice.text
    assert "Speaker: Olena Mirova → Oksana Lutsko" in notice.text
    assert "Date: not known → 13 Aug 2024" in notice.text
    assert notice.blocks == [BRIDGE, BRIDGE]
    assert bot.telegram.of(LATE)[late:] == []
    (answer,) = await reader.say("what did Oksana Lutsko say")
    assert "✏ Corrected by the editors on 15 Aug 2024" in answer.text
    (context,) = await reader.press(answer, "Context")
    assert "Corrected by the editors" in context.text


async def test_a_notice_can_be_sent_at_once(bot: Bot) -> None:
    editor = bot.person(ADMIN)
    page = await sheet(bot, await published(bot))
    (whole,) = await editor.press(page, "Overview")
    await editor.press(whole, "Title")
    (whole,) = await editor.say("The bridge of Shebekino")
    seen = len(bot.telegram.of(READER))
    (told,) = await editor.press(whole, "Tell readers now")
    assert "1 reader hears of the correction now" in told.text
    await settled(bot)
    (notice,) = bot.telegram.of(READER)[seen:]
    assert "→ The bridge of Shebekino" in notice.text


async def test_a_fact_is_retracted_after_a_question(bot: Bot) -> None:
    editor, reader = bot.person(ADMIN), bot.person(READER)
    page = await sheet(bot, await published(bot))
    (card,) = await reader.say("what did Mirova say")
    (sure,) = await editor.press(page, "Retract this fact")
    assert "Retract this fact?" in sure.text
    (back,) = await editor.press(sure, "Cancel")
    (sure,) = await editor.press(back, "Retract this fact")
    (done,) = await editor.press(sure, "Yes, retract")
    assert "❌ retracted" in done.text
    assert not any("Retract" in label for label in done.buttons)
    (none,) = await reader.say("what did Mirova say about the bridge")
    assert BRIDGE not in none.blocks
    (old,) = await reader.press(card, "Context")
    assert BRIDGE in old.blocks[0] or "Retracted by the editors" in old.text


async def test_a_retracted_article_is_gone_and_readers_hear_of_it(bot: Bot) -> None:
    editor, reader = bot.person(ADMIN), bot.person(READER)
    done = await published(bot)
    (whole,) = await editor.press(done, "Correct")
    (sure,) = await editor.press(whole, "Retract the article")
    assert "1 reader was told" in sure.text
    (gone,) = await editor.press(sure, "Yes, retract")
    assert "Retracted: nobody finds it" in gone.text
    seen = len(bot.telegram.of(READER))
    bot.clock.forward(minutes=6)
    await bot.running.timetable.once()
    await settled(bot)
    (notice,) = bot.telegram.of(READER)[seen:]
    assert "retracted an article of which I told you" in notice.text
    (none,) = await reader.say("what did Mirova say")
    assert none.blocks == []
    (versions,) = await editor.press(gone, "History")
    assert "the whole article was retracted" in versions.text
    assert "editor 7" in versions.text


async def test_two_editors_do_not_overwrite_each_other(bot: Bot) -> None:
    editor, page = bot.person(ADMIN), await sheet(bot, await published(bot))
    (asked,) = await editor.press(page, "Speaker")
    identity = bot.store.library.newest(1)[0]
    bot.store.corrections.retract(identity, 1, by="8", at=bot.clock()).result()
    (shown,) = await editor.press(asked, "Petro Halych")
    assert "changed this article a moment ago" in shown.text
    assert "Speaker: Olena Mirova" in shown.text
    (late,) = await editor.press_data(page, f"rety:{identity}:1:h")
    assert "changed this article a moment ago" in late.text


async def test_articles_are_listed_searched_and_paged(bot: Bot) -> None:
    editor = bot.person(ADMIN)
    (none,) = await editor.say("/articles")
    assert "Nothing here" in none.text
    for number in range(11):
        text = f"Mayor Ivan Petrov said: “We will rebuild school number {number}.”"
        (draft,) = await editor.upload(text.encode(), caption=f"2024-08-{number + 1:02d} | Post {number}")
        await editor.press(draft, "Publish")
    (first,) = await editor.say("/articles")
    assert first.text.index("Post 10") < first.text.index("Post 9")
    (second,) = await editor.press(first, "More")
    assert second.id == first.id
    assert "Post 0" in second.text
    (first,) = await editor.press(second, "Back")
    (found,) = await editor.say("/articles school petrov 7")
    assert "“school petrov 7”" in found.text
    assert "Post 7" in found.text
    assert "Post 8" not in found.text
    (paged,) = await editor.say("/articles petrov")
    (paged,) = await editor.press(paged, "More")
    assert "Post 0" in paged.text
    (page,) = await editor.press(found, "1")
    assert "Post 7" in page.text
    identity = page.buttons["🕘 History"].split(":")[1]
    (versions,) = await editor.say(f"/history {identity}")
    assert "published" in versions.text
    (several,) = await editor.say("/history petrov")
    assert "“petrov”" in several.text


async def test_a_long_article_has_pages(direct: Bot) -> None:
    lines = [f"“Number {n} of my long speech,” Governor Ivan Petrov said.\n" for n in range(20)]
    editor = direct.person(ADMIN)
    (done,) = await editor.upload("".join(lines).encode())
    (page,) = await editor.press(done, "Correct")
    (second,) = await editor.press(page, "More")
    assert "Number 8" in second.text
    (fact,) = await editor.press(second, "9")
    (following,) = await editor.press(fact, "›")
    (before,) = await editor.press(following, "‹")
    assert before.text == fact.text
    (second,) = await editor.press(before, "Overview")
    (back,) = await editor.press(second, "Back")
    assert "Number 0" in back.text


@pytest.mark.parametrize("verb", ["av", "af", "ret", "rety", "undo", "his", "tell", "arts"])
async def test_old_and_foreign_buttons_are_polite(bot: Bot, verb: str) -> None:
    done = await published(bot)
    for data in (f"{verb}:x:1:99", f"{verb}:x", verb, f"{verb}:{done.buttons['↩ Undo'].split(':')[1]}:x:y"):
        for said in await bot.person(ADMIN).press_data(done, data):
            assert said.text
    (refused,) = await bot.person(404).press_data(done, f"{verb}:x:1:0")
    assert "Only editors" in refused.text
    (refused,) = await bot.person(404).say("/articles")
    assert "Only editors" in refused.text


@pytest.mark.parametrize("command", ["/articles", "/history"])
async def test_whatever_is_searched_no_message_is_refused(bot: Bot, command: str) -> None:
    for text in TEXTS:
        for said in await bot.person(ADMIN).say(f"{command} {text}"):
            assert "went wrong" not in said.text


async def test_it_speaks_indonesian(direct: Bot) -> None:
    editor = direct.person(ADMIN, "id")
    (done,) = await editor.upload(BERITA.encode(), caption="2024-08-14 | Kabar")
    (page,) = await editor.press(done, "Koreksi")
    assert "Terbit" in page.text
    (versions,) = await editor.press(page, "Riwayat")
    assert "diterbitkan" in versions.text


async def test_what_is_gone_is_said(bot: Bot) -> None:
    editor = bot.person(ADMIN)
    done = await published(bot)
    identity = done.buttons["✏ Correct"].split(":")[1]
    bot.store.corrections.undo(identity, by="7", at=bot.clock()).result()
    for data in ("av:{}", "af:{}:0", "rety:{}:1:0", "his:{}", "undo:{}", "fix:a:{}:1:0:speaker"):
        (said,) = await editor.press_data(done, data.format(identity))
        assert "not published any more" in said.text
        assert "Open the draft" in said.buttons
    (draft,) = await editor.press_data(done, f"rv:{identity}")
    assert "Draft" in draft.text
    for data in ("dec:nosuch:1:0:accepted", "unplan:nosuch:1", "back:nosuch", "drop:nosuch:1"):
        (said,) = await editor.press_data(draft, data)
        assert "gone" in said.text
