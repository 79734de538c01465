"""The buttons under a card."""

from __future__ import annotations

import asyncio

from tests.builders import ARTICLE
from tests.talk import ADMIN, Bot

READER = 55
OTHER = "Ukraine’s air force said 3 drones were shot down overnight over the Belgorod region.\n"


async def test_context_shows_the_words_inside_the_article(stocked: Bot) -> None:
    reader = stocked.person(READER)
    (answer,) = await reader.say("what did Mirova say")
    (shown,) = await reader.press(answer, "Context")
    assert "Governor" not in shown.text.split("\n")[0]
    assert "nine people were wounded" in shown.blocks[0]
    assert "The bridge is gone and the ferry does not run," in shown.blocks[0]


async def test_other_sides_stand_claimant_by_claimant(stocked: Bot) -> None:
    reader = stocked.person(READER)
    await stocked.person(ADMIN).upload(OTHER.encode(), caption="2024-08-14 | Other Post")
    (answer,) = await reader.say("how many drones were shot down over Belgorod")
    assert answer.text.startswith("The figures differ: ")
    assert "14 (" in answer.text
    assert "3 (" in answer.text
    (sides,) = await reader.press(answer, "Other sides")
    assert "14 drones" in sides.text
    assert "\n1. 3 drones" in sides.text
    (alone,) = await reader.say("what did Malkin say")
    (nobody,) = await reader.press(alone, "Other sides")
    assert "Nobody else" in nobody.text or "Kabar Perbatasan" in nobody.text


async def test_follow_copy_and_thumbs(stocked: Bot) -> None:
    reader = stocked.person(READER)
    (answer,) = await reader.say("what did Mirova say")
    copied = [b for row in answer.markup["inline_keyboard"] for b in row if "copy_text" in b]
    assert copied[0]["copy_text"]["text"].startswith("The bridge is gone")
    (followed,) = await reader.press(answer, "Follow")
    assert "Shebekino" in followed.text or "Belgorod" in followed.text
    assert len(stocked.store.subscriptions(str(READER))) == 1
    for thumb in ("👍", "👎"):
        (thanks,) = await reader.press(answer, thumb)
        assert "Noted" in thanks.text
    rows = [row for table, row in stocked.store.export() if table == "feedback"]
    assert [row["good"] for row in rows] == [False]


async def test_a_question_waits_for_its_answer(stocked: Bot) -> None:
    reader, editor = stocked.person(READER), stocked.person(ADMIN)
    (declined,) = await reader.say("what did Tarasova say")
    (kept,) = await reader.press(declined, "Tell me when")
    assert "what did Tarasova say" in kept.text
    assert [miss.question for miss in stocked.store.feedback.misses()] == ["what did Tarasova say"]
    before = len(stocked.telegram.of(READER))
    await editor.upload("“We will reopen the school,” said Mayor Lidia Tarasova.\n".encode())
    while stocked.running.courier.backlog or stocked.store.outbox.due():
        await asyncio.sleep(0)
    (told,) = stocked.telegram.of(READER)[before:]
    assert "Now there is an answer" in told.text
    assert "We will reopen the school," in told.blocks
    assert stocked.store.feedback.standing() == []


async def test_the_second_hit_opens_as_a_card_of_its_own(stocked: Bot) -> None:
    reader = stocked.person(READER)
    await stocked.person(ADMIN).upload(
        ARTICLE.replace("Mirova", "Mirova").replace("bridge", "tower").encode()
    )
    (answer,) = await reader.say("what did Mirova say")
    (opened,) = await reader.press(answer, "2 ⋯")
    assert "Context" in opened.buttons


async def test_follow_ups_and_wishes_in_plain_words(stocked: Bot) -> None:
    reader = stocked.person(READER)
    await reader.say("what did Mirova say")
    (follow,) = await reader.say("and Malkin?")
    assert follow.text.startswith("Understood as: what did malkin say")
    assert "Kami bekerja tanpa tidur sejak semalam," in follow.blocks
    stocked.clock.forward(minutes=11)
    (late,) = await reader.say("and Mirova?")
    assert "Understood as" not in late.text
    (done,) = await reader.say("subscribe me to Kursk")
    assert "Kursk" in done.text
    assert [s.region for s in stocked.store.subscriptions(str(READER))] == ["ru/kursk"]
    (ended,) = await reader.say("berhenti kabari Kursk")
    assert "Kursk" in ended.text
    assert stocked.store.subscriptions(str(READER)) == []
    (nothing,) = await reader.say("stop kursk alerts pls")
    assert "You follow nothing" in nothing.text


async def test_buttons_of_a_fact_that_is_gone_are_polite(stocked: Bot) -> None:
    reader = stocked.person(READER)
    (answer,) = await reader.say("what did Mirova say")
    for verb in ("ctx", "sides", "card", "up", "down", "wait"):
        (said,) = await reader.press_data(answer, f"{verb}:gone")
        assert "too old" in said.text


async def test_a_thumb_as_a_reaction_is_feedback(stocked: Bot) -> None:
    reader = stocked.person(READER)
    (answer,) = await reader.say("what did Mirova say")

    async def react(number: int, *emojis: str) -> None:
        new = [{"type": "emoji", "emoji": emoji} for emoji in emojis]
        body = {"chat": reader.chat, "message_id": number, "user": reader.user, "date": 1, "old_reaction": []}
        assert await stocked.feed({"message_reaction": {**body, "new_reaction": new}}) == []

    await react(answer.id, "🔥")
    await react(1, "👍")
    assert dict(stocked.store.counts()).get("feedback", 0) == 0
    await react(answer.id, "🔥", "👎")
    (row,) = [doc for table, doc in stocked.store.export() if table == "feedback"]
    assert (row["chat"], row["good"]) == (str(READER), False)
