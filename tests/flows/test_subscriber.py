"""A subscriber hears of a region, once."""

from __future__ import annotations

import asyncio

from tests.builders import ARTICLE, BERITA
from tests.fakes import Refused, Sent
from tests.talk import ADMIN, Bot

READER = 55


async def settled(bot: Bot) -> None:
    """Wait until the outbox is empty; every step is an event of the loop, no time passes."""
    for _ in range(10_000):
        if not bot.store.due(1):
            return
        await asyncio.sleep(0)
    raise AssertionError("the outbox does not get empty")


async def published(bot: Bot, text: str = ARTICLE, chat: int = READER) -> list[Sent]:
    before = len(bot.telegram.of(chat))
    await bot.person(ADMIN).upload(text.encode(), caption="2024-08-14 | Border Post")
    await settled(bot)
    return bot.telegram.of(chat)[before:]


async def test_an_article_reaches_the_subscribers_of_its_regions_once(direct: Bot) -> None:
    reader, other = direct.person(READER), direct.person(56)
    await reader.say("/subscribe Belgorod")
    await reader.say("/subscribe Russia")
    await other.say("/subscribe Kharkiv")
    (alert,) = await published(direct)
    assert "Belgorod" in alert.text
    assert "Border Post" in alert.text
    assert await published(direct) == []
    assert all("Border Post" not in message.text for message in direct.telegram.of(56))


async def test_a_region_and_its_centre_share_a_name(direct: Bot) -> None:
    reader = direct.person(READER)
    (done,) = await reader.say("/subscribe kursk")
    assert "Kursk" in done.text
    (narrow,) = await reader.press(done, "Only")
    assert "Kursk" in narrow.text
    (subscription,) = direct.store.subscriptions(str(READER))
    assert subscription.region != "ru/kursk"
    assert subscription.region.startswith("ru/kursk")


async def test_unsubscribing_by_name_and_by_button(direct: Bot) -> None:
    reader = direct.person(READER)
    await reader.say("/subscribe Belgorod")
    await reader.say("/subscribe Kursk")
    (ended,) = await reader.say("/unsubscribe belgrod")
    assert "Belgorod" in ended.text
    (listed,) = await reader.say("/unsubscribe")
    (dropped,) = await reader.press(listed, "Kursk")
    assert "Kursk" in dropped.text
    (empty,) = await reader.say("/list")
    assert empty.buttons == {}
    assert await published(direct) == []


async def test_unknown_and_missing_regions_are_explained(direct: Bot) -> None:
    reader = direct.person(READER)
    (how,) = await reader.say("/subscribe")
    (unknown,) = await reader.say("/subscribe qqxxyyzz")
    assert "For example" in how.text
    assert "qqxxyyzz" in unknown.text


async def test_who_has_blocked_the_bot_is_left_alone(direct: Bot) -> None:
    await direct.person(READER).say("/subscribe Belgorod")
    direct.telegram.blocked.add(READER)
    assert await published(direct) == []
    assert direct.store.subscriptions(str(READER)) == []


async def test_a_429_waits_and_loses_nothing(direct: Bot) -> None:
    await direct.person(READER).say("/subscribe Belgorod")
    refusals = [Refused(429, "Too Many Requests: retry after 0", retry_after=0)] * 3

    def refuse(name: str, fields: dict[str, object]) -> None:
        if name == "sendMessage" and str(fields["chat_id"]) == str(READER) and refusals:
            raise refusals.pop()

    direct.telegram.refuse = refuse
    (alert,) = await published(direct)
    assert "Belgorod" in alert.text


async def test_a_group_that_became_a_supergroup_keeps_everything(direct: Bot) -> None:
    new = -100777
    await direct.member(READER).say("/subscribe Kursk")

    def refuse(name: str, fields: dict[str, object]) -> None:
        if name == "sendMessage" and int(str(fields["chat_id"])) == -1001:
            raise Refused(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=new)

    direct.telegram.refuse = refuse
    (alert,) = await published(direct, BERITA, new)
    assert "Kursk" in alert.text
    assert [s.region for s in direct.store.subscriptions(str(new))] == ["ru/kursk"]


async def test_being_removed_ends_the_subscriptions(direct: Bot) -> None:
    reader = direct.person(READER)
    await reader.say("/subscribe Belgorod")
    bot_user = {"id": 999, "is_bot": True, "first_name": "Kabar"}
    change = {
        "chat": reader.chat,
        "from": reader.user,
        "date": 1,
        "old_chat_member": {"user": bot_user, "status": "member"},
        "new_chat_member": {"user": bot_user, "status": "kicked", "until_date": 0},
    }
    await direct.feed({"my_chat_member": change})
    assert direct.store.subscriptions(str(READER)) == []
