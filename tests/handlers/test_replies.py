"""Where an answer goes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from handlers.replies import KEPT
from tests.builders import ARTICLE
from tests.talk import ADMIN, GROUP, Bot

READER = 55
COMMAND = [{"type": "bot_command", "offset": 0, "length": 4}]


async def test_an_edit_finds_its_answer_after_a_restart(tmp_path: Path) -> None:
    async with Bot(tmp_path, review=False) as bot:
        await bot.person(ADMIN).upload(ARTICLE.encode(), caption="2024-08-14 | Border Post")
        reader = bot.person(READER)
        (answer,) = await reader.say("how many drones were shot down over Belgorod")
        question, telegram = reader.last, bot.telegram
    async with Bot(tmp_path, review=False) as again:
        # Telegram still has what was sent.
        again.telegram.sent.extend(telegram.sent)
        again._ids = bot._ids
        (changed,) = await again.person(READER).edit(question, "what did Mirova say")
        assert changed.id == answer.id
        assert "The bridge is gone" in changed.text
        # So does a thumb.
        thumb = {"type": "emoji", "emoji": "👍"}
        change: dict[str, Any] = {"chat": again.person(READER).chat, "message_id": answer.id, "date": 1}
        change |= {"user": again.person(READER).user, "old_reaction": [], "new_reaction": [thumb]}
        await again.feed({"message_reaction": change})
        (rated,) = again.store.feedback.thumbs()
        assert (rated.good, rated.bad) == (1, 0)


async def test_only_a_chats_last_answers_are_kept(stocked: Bot) -> None:
    reader = stocked.person(READER)
    for _ in range(KEPT + 3):
        await reader.say("what did Mirova say")
    lines = stocked.store.chat(str(READER))["answered"].split("\n")
    assert len(lines) == KEPT
    assert lines[-1].startswith(f"{reader.last} ")


async def test_whatever_an_edit_makes_of_a_question_stands_in_its_answers_place(stocked: Bot) -> None:
    reader = stocked.person(READER)
    (answer,) = await reader.say("what did Mirova say")
    question = reader.last
    for words, shown in (
        ("who is Mirova", "overnor"),
        ("thanks", "/help"),
        ("subscribe me to Kursk", "Kursk"),
        ("how many drones were shot down over Belgorod", "14 drones"),
    ):
        (changed,) = await reader.edit(question, words)
        assert changed.id == answer.id
        assert shown in changed.text


async def test_an_edited_ask_edits_its_answer(stocked: Bot) -> None:
    reader = stocked.person(READER)
    (answer,) = await reader.say("/ask how many drones were shot down over Belgorod")
    (changed,) = await reader.edit(reader.last, "/ask what did Mirova say", entities=COMMAND)
    assert changed.id == answer.id
    assert "The bridge is gone" in changed.text
    assert await reader.edit(reader.last, "/ask", entities=COMMAND) == []
    (newest,) = await reader.edit(reader.last, "/latest", entities=COMMAND)
    assert newest.id == answer.id
    (plain,) = await reader.edit(reader.last, "how many drones were shot down over Belgorod")
    assert plain.id == answer.id


async def test_an_edited_ask_in_a_group_edits_its_answer(stocked: Bot) -> None:
    member = stocked.member(8)
    (answer,) = await member.say("/ask@kabar_bot how many drones were shot down over Belgorod")
    entities = [{"type": "bot_command", "offset": 0, "length": 14}]
    (changed,) = await member.edit(member.last, "/ask@kabar_bot what did Mirova say", entities=entities)
    assert (changed.id, changed.chat) == (answer.id, GROUP)
    assert "The bridge is gone" in changed.text


async def test_an_edited_follow_up_leans_on_what_came_before_it(stocked: Bot) -> None:
    reader = stocked.person(READER)
    await reader.say("how many drones were shot down over Belgorod")
    await reader.say("and when was that in the moon?")
    (changed,) = await reader.edit(reader.last, "and in Kursk?")
    assert "Understood as: how many drones were shot down over kursk" in changed.text
    assert "22 drone" in changed.text


async def test_a_group_with_a_new_number_begins_its_messages_anew(stocked: Bot) -> None:
    member = stocked.member(8)
    await member.say("/ask what did Mirova say")
    await member.send(migrate_to_chat_id=-100777)
    assert "answered" not in stocked.store.chat("-100777")
