from __future__ import annotations

import json
from typing import Any

import pytest

from tests.builders import ARTICLE
from tests.talk import ADMIN, Bot, Person, published

READER = 7770055
GROUP = -1001


async def test_what_is_stored_is_said(stocked: Bot) -> None:
    (said,) = await stocked.person(READER).say("/privacy")
    assert "/stop" in said.text


async def lived(bot: Bot, who: Person) -> None:
    """A chat that did everything of which something is kept."""
    await who.say("/subscribe Belgorod")
    await who.say("/lang en")
    await published(bot, ARTICLE, who.chat["id"])
    (answer,) = await who.say("/ask what did Mirova say")
    await who.press(answer, "👍")
    (missing,) = await who.say("/ask what did Nobody say about Lisbon")
    await who.press(missing, "Tell me")
    (panel,) = await who.press((await who.say("/list"))[-1], "⚙")
    await who.press(panel, "Only with")
    # One that can't be decoded.
    broken = {"update_id": 90_000, "message": {**who.message(text="private words"), "date": "yesterday"}}
    await bot.running.inbox.take([broken])
    await bot.running.inbox.idle()


def left(bot: Bot, chat: int) -> list[tuple[str, dict[str, Any]]]:
    """Everything in which a chat's number or words stand, but for updates that are being handled."""
    rows = [(table, json.dumps(row), row) for table, row in bot.store.export() if table != "inbox"]
    return [(table, row) for table, text, row in rows if str(chat) in text or "private words" in text]


async def test_stop_deletes_everything_about_a_person_after_asking(direct: Bot) -> None:
    reader = direct.person(READER)
    await lived(direct, reader)
    assert {table for table, _ in left(direct, READER)} >= {
        "chats",
        "feedback",
        "flows",
        "outbox",
        "set_aside",
        "standing",
        "subscriptions",
    }
    (asked,) = await reader.say("/stop")
    await reader.press_data(asked, "forget")
    assert left(direct, READER) == []
    assert any(table == "articles" for table, _ in direct.store.export())
    # What was set aside is recognised all the same.
    assert direct.store.inbox.known(90_000)


@pytest.mark.parametrize("status", ["kicked", "left"])
async def test_a_chat_that_ends_it_leaves_nothing(direct: Bot, status: str) -> None:
    direct.telegram.group_admins.add(READER)
    for who in (direct.person(READER), direct.member(READER)):
        await lived(direct, who)
        bot_user = {"id": 999, "is_bot": True, "first_name": "Kabar"}
        new = {"user": bot_user, "status": status} | ({"until_date": 0} if status == "kicked" else {})
        change = {"chat": who.chat, "from": who.user, "date": 1, "new_chat_member": new}
        await direct.feed(
            {"my_chat_member": {**change, "old_chat_member": {"user": bot_user, "status": "member"}}}
        )
        assert left(direct, who.chat["id"]) == []
        assert direct.store.chat(str(who.chat["id"])) == {}


async def test_a_chat_that_refuses_messages_leaves_nothing_and_may_come_back(direct: Bot) -> None:
    reader = direct.person(READER)
    await lived(direct, reader)
    direct.telegram.blocked.add(READER)
    await published(direct, "Mayor Ivan Petrov said 12 houses burned in Belgorod on Friday.\n", READER)
    assert left(direct, READER) == []
    direct.telegram.blocked.clear()
    (hello,) = await reader.say("/list")
    assert "Nothing" in hello.text or "nothing" in hello.text


async def test_a_stranger_has_nothing_to_forget(bot: Bot) -> None:
    (asked,) = await bot.person(ADMIN).say("/stop")
    (done,) = await bot.person(ADMIN).press(asked, "Yes")
    assert "Deleted" in done.text
