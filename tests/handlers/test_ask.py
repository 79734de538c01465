"""Questions in private and in groups."""

from __future__ import annotations

import pytest

from tests.talk import ADMIN, GROUP, Bot

READER = 55


async def test_another_language_across_and_typos(stocked: Bot) -> None:
    reader = stocked.person(READER)
    for question in (
        "how many residents were evacuated to Kursk",
        "berapa warga dievakuasi",
        "brp warga di evakuasi sudza",
    ):
        (answer,) = await reader.say(question)
        assert any("120 warga" in block for block in answer.blocks), question


async def test_what_is_not_stored_is_said(stocked: Bot) -> None:
    reader = stocked.person(READER)
    for question in ("what did Macron say", "who will win the war", "recipe for fried rice"):
        (answer,) = await reader.say(question)
        assert answer.blocks == []
        assert answer.text.startswith("Nothing stored answers this.")


async def test_a_group_is_answered_only_when_it_asks(stocked: Bot) -> None:
    member = stocked.member(READER)
    assert await member.say("what did Mirova say") == []
    mention = {"type": "mention", "offset": 0, "length": 10}
    (answer,) = await member.say("@kabar_bot what did Mirova say", entities=[mention])
    assert answer.blocks
    assert answer.chat == GROUP
    assert answer.reply_to is not None
    (command,) = await member.say("/ask what did Mirova say")
    assert command.blocks
    earlier = {"message_id": answer.id, "date": 1, "chat": member.chat, "text": "x"}
    earlier["from"] = {"id": 999, "is_bot": True, "first_name": "Kabar"}
    (replied,) = await member.say("what did Malkin say", reply_to_message=earlier)
    assert replied.blocks
    assert await member.say("@somebody what did Mirova say", entities=[mention]) == []


async def test_thanks_and_greetings_are_no_misses(stocked: Bot) -> None:
    reader = stocked.person(READER)
    for words in ("hello", "terima kasih", "thanks", "thx!", "Makasi ya", "🔥", "?", "...", "ok", "wkwk"):
        (said,) = await reader.say(words)
        assert said.text.startswith("Ask me about the news"), words
    assert stocked.store.feedback.misses() == []


ADVERSARIAL = [
    "<b>bold</b> & <script>",
    "*_~`[x](http://example.org)",
    "\u202eright to left\u202c \u200f",
    "e\u0301\u0301\u0301 \u0301",
    "😀" * 200,
    "x" * 4096,
    "word " * 819,
    "\u2028\u2029\u0007\u001b[31m",
    "' OR 1=1 --",
    "Кто такой Сырский? 谁 من",
    "{who} %s {0} \\n",
    "\ufeff\u200b\u00ad",
    "?" * 300,
    "1.000 km2 117 drone 40-50",
    "@kabar_bot",
    "a" + "\n" * 500 + "b",
]


@pytest.mark.parametrize("text", ADVERSARIAL, ids=range(len(ADVERSARIAL)))
async def test_any_text_gets_a_clear_answer(stocked: Bot, text: str) -> None:
    reader = stocked.person(READER)
    assert await reader.say(text)
    assert await reader.say(f"/subscribe {text}"[:4096])
    await reader.inline(text)
    assert all("went wrong" not in message.text for message in stocked.telegram.sent)
    done = await stocked.person(ADMIN).say(f"/add {text}"[:4096])
    assert done
    assert all("went wrong" not in message.text for message in stocked.telegram.sent)
