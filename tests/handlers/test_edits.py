from __future__ import annotations

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
