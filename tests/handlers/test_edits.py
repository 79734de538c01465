from __future__ import annotations

import pytest

from tests.builders import ARTICLE
from tests.talk import ADMIN, GROUP, Bot

READER = 55


async def test_an_edited_question_edits_its_answer(stocked: Bot) -> None:
    reader = stocked.person(READER)
    (answer,) = await reader.say("how many drones were shot down over Belgorod")
    question, before = reader.last, answer.text
    changed = await reader.edit(question, "what did Mirova say")
    assert [message.id for message in changed] == [answer.id]
    assert changed[0].text != before
    assert "The bridge is gone" in changed[0].text
    # The same words again change nothing, and nothing is sent.
    assert await reader.edit(question, "what did Mirova say") == []


async def test_an_edit_whose_answer_nobody_remembers_is_answered(stocked: Bot) -> None:
    (answer,) = await stocked.person(READER).edit(4242, "what did Mirova say")
    assert "The bridge is gone" in answer.text
    assert answer.reply_to == 4242
    assert await stocked.person(READER).edit(4242, "  ") == []


async def test_in_a_group_only_what_is_meant_for_the_bot(stocked: Bot) -> None:
    member = stocked.member(8)
    assert await member.edit(77, "what did Mirova say") == []
    mention = [{"type": "mention", "offset": 0, "length": 10}]
    (answer,) = await member.edit(78, "@kabar_bot what did Mirova say", entities=mention)
    assert (answer.chat, answer.reply_to) == (GROUP, 78)


async def test_what_a_button_had_asked_for_is_no_question(bot: Bot) -> None:
    editor, reader = bot.person(ADMIN), bot.person(READER)
    (draft,) = await editor.say(f"/add {ARTICLE}")
    await editor.press(draft, "Title")
    await editor.say("A bridge fals")
    (said,) = await editor.edit(editor.last, "A bridge falls")
    assert "Press the button again" in said.text
    await reader.say("/subscribe Kursk")
    (panel,) = await reader.press((await reader.say("/list"))[0], "⚙")
    await reader.press(panel, "Only with")
    await reader.say("drone")
    (said,) = await reader.edit(reader.last, "drones")
    assert "Press the button again" in said.text


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("/latest Qqxxyyzz", "/latest Belgorod", "Newest stored: Belgorod"),
        ("/timeline Belgorod 0", "/timeline Belgorod 7", "Day by day: Belgorod"),
        ("/who Qqxxyyzz", "/who Mirova", "Olena Mirova"),
        ("/where Qqxxyyzz", "/where Shebekino", "Shebekino, "),
        ("/lst", "/list", "You follow nothing"),
        ("/hlep", "/help", "/subscribe NAME"),
        ("/help", "/settings", "No quiet hours"),
        ("/help", "/privacy", "/stop"),
    ],
)
async def test_an_edited_command_that_reads_has_its_answer_edited(
    stocked: Bot, before: str, after: str, words: str
) -> None:
    reader = stocked.person(READER)
    (first,) = await reader.say(before)
    number = reader.last
    answers = await reader.edit(number, after)
    assert words in answers[0].text
    if before not in ("/lst", "/hlep"):
        assert answers[0].id == first.id
    assert await reader.edit(number, after) == []


async def test_an_edited_command_finds_its_answer_after_a_restart(stocked: Bot) -> None:
    reader = stocked.person(READER)
    first = await reader.say("/where Shebekino")
    assert len(first) == 2
    stocked.app.bot_data.answered.clear()
    changed = await reader.edit(reader.last, "/where Sudzha")
    assert [one.id for one in changed] == [one.id for one in first]
    assert "Sudzha" in changed[0].text
    # What is not needed any more is taken away.
    (kept,) = await reader.edit(reader.last, "/where Qqxxyyzz")
    assert kept.id == first[0].id


async def test_a_question_becomes_a_command_and_back(stocked: Bot) -> None:
    reader = stocked.person(READER)
    (answer,) = await reader.say("what did Mirova say")
    (newest,) = await reader.edit(reader.last, "/latest Belgorod")
    assert newest.id == answer.id
    (again,) = await reader.edit(reader.last, "what did Mirova say")
    assert again.id == answer.id
    assert "The bridge is gone" in again.text


async def test_a_wish_that_becomes_a_command_is_taken_back(bot: Bot) -> None:
    reader = bot.person(READER)
    await reader.say("/subscribe Kursk")
    said = await reader.edit(reader.last, "/list")
    assert any("No more news about Kursk" in one.text for one in said)
    assert any(one.text.startswith("You follow nothing") for one in said)


@pytest.mark.parametrize(("lang", "words"), [("en", "send it anew"), ("id", "kirim lagi")])
@pytest.mark.parametrize("command", ["/pause", "/stop", "/mute 8", "/nosuchcommand", "/"])
async def test_what_changes_something_is_not_done_by_an_edit(
    bot: Bot, command: str, lang: str, words: str
) -> None:
    reader = bot.person(READER, lang)
    await reader.say("/list")
    (said,) = await reader.edit(reader.last, command)
    assert words in said.text
    # Telegram may tell of one edit twice.
    assert await reader.edit(reader.last, command) == []
    assert not bot.store.hours(str(READER), lang).paused
    assert bot.store.hours(str(READER), lang).muted_until is None


async def test_a_groups_edited_commands_are_answered_and_others_are_left_alone(stocked: Bot) -> None:
    member = stocked.member(8)
    (answer,) = await member.say("/latest Qqxxyyzz")
    (changed,) = await member.edit(member.last, "/latest Belgorod")
    assert changed.id == answer.id
    assert "Newest stored: Belgorod" in changed.text
    assert await member.edit(member.last, "/nosuchcommand") == []
    (refused,) = await member.edit(member.last, "/subscribe Kursk")
    assert "admins" in refused.text
    assert stocked.store.subscriptions(str(GROUP)) == []
