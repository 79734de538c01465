"""A message to everybody: preview, count, one press."""

from __future__ import annotations

import pytest

from tests.adversarial import TEXTS
from tests.talk import ADMIN, Bot, settled

READER = 55


async def followed(bot: Bot, chats: int = 3) -> None:
    for chat in range(READER, READER + chats):
        bot.store.subscribe(str(chat), "ru/belgorod", at=bot.clock()).result()


async def test_it_is_shown_first_and_goes_out_once(bot: Bot) -> None:
    owner = bot.person(ADMIN)
    await followed(bot)
    shown, asked = await owner.say("/broadcast <b>Kabar</b> moves\ntomorrow *at* noon.")
    assert shown.text == "<b>Kabar</b> moves\ntomorrow *at* noon."
    assert "3 chats" in asked.text
    assert "1 second" in asked.text
    await settled(bot)
    assert bot.telegram.of(READER) == []
    (sent,) = await owner.press(asked, "Send it")
    assert "on its way to 3 chats" in sent.text
    (again,) = await owner.press(asked, "Send it")
    assert "sent already" in again.text
    (late,) = await owner.press(asked, "Cancel")
    assert "sent already" in late.text
    await settled(bot)
    assert [m.text for chat in (55, 56, 57) for m in bot.telegram.of(chat)] == [shown.text] * 3


async def test_a_reply_sends_what_it_replies_to(bot: Bot) -> None:
    await followed(bot)
    earlier = {
        "message_id": 1,
        "date": 1,
        "chat": {"id": ADMIN, "type": "private"},
        "text": "Words of before",
    }
    shown, asked = await bot.person(ADMIN).say("/broadcast", reply_to_message=earlier)
    assert shown.text == "Words of before"
    (gone,) = await bot.person(ADMIN).press(asked, "Cancel")
    assert "nothing was sent" in gone.text
    (late,) = await bot.person(ADMIN).press(asked, "Send it")
    assert "cancelled" in late.text
    assert bot.store.outbox.due() == []


async def test_without_words_or_readers_it_says_so(bot: Bot) -> None:
    owner = bot.person(ADMIN)
    (how,) = await owner.say("/broadcast")
    assert "after /broadcast" in how.text
    _, asked = await owner.say("/broadcast hello")
    assert "nobody to send it to" in asked.text
    assert set(asked.buttons) == {"Cancel"}


async def test_only_an_owner_sends(bot: Bot) -> None:
    await followed(bot)
    await bot.person(ADMIN).say("/editors 8")
    _, asked = await bot.person(ADMIN).say("/broadcast hello")
    (refused,) = await bot.person(8).press(asked, "Send it")
    assert "Only an owner" in refused.text
    (refused,) = await bot.person(404).press(asked, "Send it")
    assert "Only editors" in refused.text
    assert bot.store.outbox.due() == []


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
async def test_whatever_is_sent_no_message_is_refused(bot: Bot, text: str) -> None:
    owner = bot.person(ADMIN)
    await followed(bot, 1)
    said = await owner.say(f"/broadcast {text}")
    assert said
    assert all("went wrong" not in message.text for message in said)
    if "📣 Send it" in said[-1].buttons:
        await owner.press(said[-1], "Send it")
        await settled(bot)
        assert len(bot.telegram.of(READER)) == 1
